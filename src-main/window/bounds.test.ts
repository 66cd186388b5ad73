import { expect, test } from 'vitest';
import { openingBounds } from './bounds.ts';

const left = { x: 0, y: 0, width: 1920, height: 1040 };
const right = { x: 1920, y: 0, width: 1280, height: 984 };

test.each([
  ['nothing', undefined],
  ['something else', { x: 'a', y: 0, width: 1, height: 1 }],
  ['half a pixel', { x: 0.5, y: 0, width: 800, height: 600 }],
  ['a text', 'wide'],
])('%s remembered opens in the middle at the usual size', (_name, remembered) => {
  expect(openingBounds(remembered, [left])).toEqual({ width: 1120, height: 800 });
});

test('opens where it was', () => {
  const before = { x: 2000, y: 100, width: 600, height: 700 };
  expect(openingBounds(before, [left, right])).toEqual(before);
});

test('a screen that was unplugged leaves the size, in the middle of what is there', () => {
  const before = { x: 2000, y: 100, width: 600, height: 700 };
  expect(openingBounds(before, [left])).toEqual({ width: 600, height: 700 });
});

test('a window half outside comes in whole, and no larger than its screen', () => {
  expect(openingBounds({ x: -300, y: 900, width: 800, height: 700 }, [left])).toEqual({
    x: 0,
    y: 340,
    width: 800,
    height: 700,
  });
  expect(openingBounds({ x: 0, y: 0, width: 5_000, height: 5_000 }, [left])).toEqual({
    x: 0,
    y: 0,
    width: 1920,
    height: 1040,
  });
});

test('never smaller than it may be', () => {
  expect(openingBounds({ x: 10, y: 10, width: 20, height: 20 }, [left])).toMatchObject({
    width: 360,
    height: 480,
  });
});

test('the first window is no larger than its screen', () => {
  const small = { x: 0, y: 24, width: 1366, height: 700 };
  expect(openingBounds(undefined, [small])).toEqual({ width: 1120, height: 700 });
});
