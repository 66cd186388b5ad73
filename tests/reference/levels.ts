import type { Price } from '../../src-core/pair.ts';

const tolerance = 1e-9;

/** "A level L is reached by x from below when x >= L(1 - 1e-9): a touch is enough." */
export function reachedFromBelow(x: Price, level: Price): boolean {
  return x >= level * (1 - tolerance);
}

/** "From above when x <= L(1 + 1e-9)." */
export function reachedFromAbove(x: Price, level: Price): boolean {
  return x <= level * (1 + tolerance);
}

/** "x is above L when x > L(1 + 1e-9)." */
export function isAbove(x: Price, level: Price): boolean {
  return x > level * (1 + tolerance);
}

/** "Below L when x < L(1 - 1e-9)." */
export function isBelow(x: Price, level: Price): boolean {
  return x < level * (1 - tolerance);
}
