import type { Price } from './pair.ts';

/** Prices closer to a level than this fraction are at it: decimal prices carry rounding errors of about 1e-16. */
export const tolerance = 1e-9;

/** A touch is enough. */
export function reachedFromBelow(x: Price, level: Price): boolean {
  return x >= level * (1 - tolerance);
}

/** A touch is enough. */
export function reachedFromAbove(x: Price, level: Price): boolean {
  return x <= level * (1 + tolerance);
}

/** Strictly above, beyond rounding. */
export function isAbove(x: Price, level: Price): boolean {
  return x > level * (1 + tolerance);
}

/** Strictly below, beyond rounding. */
export function isBelow(x: Price, level: Price): boolean {
  return x < level * (1 - tolerance);
}
