import type { Candle } from '../../src-core/sample.ts';

const minute = 60_000;

/** Made-up minutes for tests that need no real day: each step of `prices` lasts one minute, after a flat day at the first. */
export function minutesOf(start: number, prices: readonly number[]): Candle[] {
  const [first = 1] = prices;
  const flat = Array.from({ length: 24 * 60 }, () => first);
  return [...flat, ...prices].map((price, index) => ({
    openTime: start + (index - flat.length) * minute,
    intervalMs: minute,
    open: price,
    high: price,
    low: price,
    close: price,
  }));
}
