import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { percentFrom, typicalMove } from './typical-move.ts';

/** Closes that move by these percentages, one after the other. */
function walk(moves: readonly number[]): number[] {
  const closes = [100];
  for (const move of moves) closes.push((closes.at(-1) ?? 100) * (1 + move / 100));
  return closes;
}

describe('the typical move', () => {
  test('is the median of the moves from close to close, in percent, up or down alike', () => {
    const moves = [1, -2, 3, -4, 5, -6, 7, -8, 9, -10, 11];
    expect(typicalMove(walk(moves))).toBeCloseTo(6, 9);
  });

  test('lies half way between the two in the middle of an even number', () => {
    expect(typicalMove(walk([1, -2, 3, -4, 5, -6, 7, -8, 9, -10]))).toBeCloseTo(5.5, 9);
  });

  test('one crash in a calm market changes next to nothing', () => {
    const calm = Array.from({ length: 99 }, (_, index) => (index % 2 === 0 ? 0.1 : -0.1));
    expect(typicalMove(walk([...calm, -60]))).toBeCloseTo(0.1, 6);
  });

  test('leaves out bars nobody saw: no move is made up across them', () => {
    const closes = walk(Array.from({ length: 12 }, () => 1));
    expect(typicalMove([...closes.slice(0, 7), null, 1_000, ...closes.slice(7)])).toBeLessThan(1.000001);
  });

  test.each([
    ['nothing', []],
    ['nine moves', walk([1, 1, 1, 1, 1, 1, 1, 1, 1])],
    ['a price that stands still', Array.from({ length: 50 }, () => 7)],
  ])('is not told of %s', (_, closes) => {
    expect(typicalMove(closes)).toBeNull();
  });

  test('does not depend on how large the price is', () => {
    const moves = fc.array(fc.double({ min: -20, max: 20, noNaN: true }), { minLength: 10, maxLength: 60 });
    fc.assert(
      fc.property(moves, fc.double({ min: 1e-9, max: 1e9, noNaN: true }), (list, scale) => {
        const [one, other] = [walk(list), walk(list).map((close) => close * scale)].map(typicalMove);
        expect(other ?? 0).toBeCloseTo(one ?? 0, 6);
      }),
      { seed: 5, numRuns: 200 },
    );
  });
});

test('a distance is told in percent of the price now, with its direction as a sign', () => {
  expect(percentFrom(60, 50)).toBeCloseTo(20, 12);
  expect(percentFrom(40, 50)).toBeCloseTo(-20, 12);
});
