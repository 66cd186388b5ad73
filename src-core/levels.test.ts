import { expect, test } from 'vitest';
import { isAbove, isBelow, reachedFromAbove, reachedFromBelow } from './levels.ts';

// A billionth of 100 is 0.0000001.
test.each([
  ['far below', 90, [false, true, false, true]],
  ['two billionths below', 99.9999998, [false, true, false, true]],
  ['half a billionth below', 99.99999995, [true, true, false, false]],
  ['exactly at', 100, [true, true, false, false]],
  ['half a billionth above', 100.00000005, [true, true, false, false]],
  ['two billionths above', 100.0000002, [true, false, true, false]],
  ['far above', 110, [true, false, true, false]],
])('%s a level of 100: %d', (_where, x, expected) => {
  const found = [reachedFromBelow(x, 100), reachedFromAbove(x, 100), isAbove(x, 100), isBelow(x, 100)];
  expect(found).toEqual(expected);
});

test('a billionth is relative: it means the same for tiny and for big prices', () => {
  expect(reachedFromBelow(0.00000375999999999, 0.00000376)).toBe(true);
  expect(reachedFromBelow(0.000003759999, 0.00000376)).toBe(false);
  expect(isAbove(64_854.00005, 64_854)).toBe(false);
  expect(isAbove(64_854.0002, 64_854)).toBe(true);
});

test('a price is never both at a level and beyond it', () => {
  for (const x of [99, 99.9999999, 100, 100.0000001, 101]) {
    expect(reachedFromBelow(x, 100)).toBe(!isBelow(x, 100));
    expect(reachedFromAbove(x, 100)).toBe(!isAbove(x, 100));
  }
});
