import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countBits, createSlipCounter, forgiven, lettersOf } from './slips.ts';

/** The same by the book: a whole table, no band, no way out early. */
function plainSlips(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  const cell = (i: number, j: number) => table[i]?.[j] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= a.length; i += 1) {
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const row = table[i];
      if (row === undefined) continue;
      row[j] = Math.min(
        cell(i - 1, j) + 1,
        cell(i, j - 1) + 1,
        cell(i - 1, j - 1) + (same ? 0 : 1),
        swapped ? cell(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY,
      );
    }
  }
  return cell(a.length, b.length);
}

test.each([
  ['dogecon', 'dogecoin', 1, 1],
  ['bitcion', 'bitcoin', 1, 1],
  ['ehter', 'ethereum', Number.POSITIVE_INFINITY, 1],
  ['bitcoin', 'bitcoin', 0, 0],
  ['litcoin', 'bitcoin', 1, 1],
  ['abc', 'xyz', Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
])('from %s to %s', (typed, word, whole, start) => {
  expect(createSlipCounter()(typed, word, 2)).toEqual({ whole, start });
});

test('counts what the plain way counts, for the whole word and for its best beginning', () => {
  const count = createSlipCounter();
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(word, word, fc.integer({ min: 1, max: 2 }), (typed, other, most) => {
      const within = (slips: number) => (slips <= most ? slips : Number.POSITIVE_INFINITY);
      const beginnings = Array.from({ length: other.length + 1 }, (_, end) => other.slice(0, end));
      expect(count(typed, other, most)).toEqual({
        whole: within(plainSlips(typed, other)),
        start: within(Math.min(...beginnings.map((start) => plainSlips(typed, start)))),
      });
    }),
    { numRuns: 3_000, seed: 7 },
  );
});

test('a short word forgives nothing, a long one two', () => {
  expect([2, 3, 6, 7, 12].map(forgiven)).toEqual([0, 1, 1, 2, 2]);
});

test('letters are counted once', () => {
  expect(countBits(lettersOf('abba'))).toBe(2);
  expect(countBits(lettersOf('bitcoin') & ~lettersOf('dogecoin'))).toBe(2);
  expect(countBits(-1)).toBe(32);
});
