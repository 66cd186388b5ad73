import type { Percent, Price } from './pair.ts';

/** Fewer moves than this say nothing about what is usual. */
const fewestMoves = 10;

/** Middle value of a list that is not empty; of an even number, half way between the two. */
function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low = 0, high = low] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return (low + high) / 2;
}

/**
 * How far a price usually moves from one bar to the next: the median over i of |close[i] ÷ close[i − 1] − 1| × 100, in
 * percent. `closes` are the last prices of bars of one length, in order; null stands for a bar nobody saw, and moves into
 * or out of it are left out. Answers null with fewer than ten moves, or where the price usually stands still.
 */
export function typicalMove(closes: readonly (Price | null)[]): Percent | null {
  const moves: Percent[] = [];
  for (let index = 1; index < closes.length; index += 1) {
    const [before, after] = [closes[index - 1] ?? null, closes[index] ?? null];
    if (before !== null && after !== null) moves.push(Math.abs(after / before - 1) * 100);
  }
  if (moves.length < fewestMoves) return null;
  const typical = median(moves);
  return typical > 0 ? typical : null;
}

/** How far a price is from another one in percent of that one; above zero where it is higher. */
export function percentFrom(price: Price, now: Price): Percent {
  return (price / now - 1) * 100;
}
