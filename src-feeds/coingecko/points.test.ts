import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { candlesOfPoints, holdsCandle, ratioOf } from './points.ts';

const minute = 60_000;
const five = 5 * minute;
const start = Date.UTC(2026, 5, 1);
const at = (minutes: number, price: number) => ({ t: start + minutes * minute, price });
const whole = { intervalMs: five, from: start, to: start + 60 * minute };
const opens = (candles: readonly { readonly openTime: number }[]) =>
  candles.map(({ openTime }) => (openTime - start) / minute);

describe('candles out of single prices', () => {
  test('hold the prices that fell into them, and begin at whole intervals', () => {
    const points = [at(1, 10), at(2, 14), at(3, 8), at(4.9, 12), at(5, 13), at(11, 1)];
    expect(candlesOfPoints(points, whole, five)).toEqual([
      { openTime: start, intervalMs: five, open: 10, high: 14, low: 8, close: 12 },
      { openTime: start + five, intervalMs: five, open: 13, high: 13, low: 13, close: 13 },
    ]);
  });

  test('a stretch without a price has none: nothing is made up', () => {
    const points = [at(1, 10), at(6, 11), at(16, 12), at(21, 13), at(26, 14)];
    expect(opens(candlesOfPoints(points, whole, five))).toEqual([0, 5, 15, 20]);
  });

  test('one that the last price lies in has not closed, as far as anybody knows', () => {
    expect(opens(candlesOfPoints([at(1, 10), at(4.99, 11)], whole, five))).toEqual([]);
    expect(opens(candlesOfPoints([at(1, 10), at(5, 11)], whole, five))).toEqual([0]);
  });

  test('one that began well before the first price was not told whole', () => {
    const hourly = { intervalMs: 60 * minute, from: start, to: start + 180 * minute };
    const points = [at(30, 10), at(35, 11), at(61, 12), at(121, 13)];
    expect(opens(candlesOfPoints(points, hourly, five))).toEqual([60]);
    // An hour apart, the first price of an hour is all there is of it.
    expect(opens(candlesOfPoints(points, hourly, 60 * minute))).toEqual([0, 60]);
  });

  test('none begins before the stretch or ends after it', () => {
    const points = [at(1, 10), at(6, 11), at(11, 12), at(16, 13)];
    const { intervalMs } = whole;
    expect(
      opens(candlesOfPoints(points, { intervalMs, from: start + 1, to: start + 15 * minute - 1 }, five)),
    ).toEqual([5]);
  });

  test('no prices are no candles', () => {
    expect(candlesOfPoints([], whole, five)).toEqual([]);
  });

  test('every candle is ordered, and holds only prices that were told', () => {
    const point = fc.record({
      t: fc.integer({ min: start, max: start + 3_600_000 }),
      price: fc.double({ min: 1e-9, max: 1e9, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(point, { maxLength: 60 }), (unsorted) => {
        const points = unsorted.toSorted((a, b) => a.t - b.t);
        const told = new Set(points.map(({ price }) => price));
        const candles = candlesOfPoints(points, whole, five);
        expect(opens(candles)).toEqual(opens(candles).toSorted((a, b) => a - b));
        for (const { open, high, low, close } of candles) {
          expect([open, high, low, close].every((price) => told.has(price))).toBe(true);
          expect(low <= Math.min(open, close) && high >= Math.max(open, close)).toBe(true);
        }
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  test.each([
    [start, start + five, true],
    [start + 1, start + five, false],
    [start + 1, start + 2 * five, true],
    [start, start + five - 1, false],
    [start, start, false],
    [start + five, start, false],
  ])('from %d to %d holds a whole candle: %s', (from, to, holds) => {
    expect(holdsCandle({ intervalMs: five, from, to })).toBe(holds);
  });
});

describe('the price of one coin in another', () => {
  test('is the quotient of the two nearest in time, as old as the older', () => {
    const base = [at(0, 100), at(5, 110), at(10, 120)];
    const quote = [at(0.5, 2), at(4, 4), at(9, 5), at(10.5, 6)];
    expect(ratioOf(base, quote, 2.5 * minute)).toEqual([at(0, 50), at(4, 27.5), at(10, 20)]);
  });

  test('is unknown where the other coin has no price near', () => {
    const base = [at(0, 100), at(5, 110), at(10, 120)];
    expect(ratioOf(base, [at(5, 2)], 2.5 * minute)).toEqual([at(5, 55)]);
    expect(ratioOf(base, [], 2.5 * minute)).toEqual([]);
    expect(ratioOf([], base, 2.5 * minute)).toEqual([]);
  });

  test('that cannot be counted is left out', () => {
    expect(ratioOf([at(0, 1e308)], [at(0, 1e-300)], minute)).toEqual([]);
    expect(ratioOf([at(0, 1e-300)], [at(0, 1e308)], minute)).toEqual([]);
  });

  test('is the same as that of looking at every pair of prices', () => {
    const times = fc.uniqueArray(fc.integer({ min: 0, max: 120 }), { minLength: 1, maxLength: 30 });
    const price = (t: number) => ({ t: start + t * 10_000, price: t + 1 });
    fc.assert(
      fc.property(times, times, (some, others) => {
        const [base, quote] = [some, others].map((list) => list.toSorted((a, b) => a - b).map(price));
        if (base === undefined || quote === undefined) return;
        const slow = base.flatMap((point) => {
          const distance = Math.min(...quote.map(({ t }) => Math.abs(t - point.t)));
          return distance > 60_000 ? [] : [distance];
        });
        expect(ratioOf(base, quote, 60_000)).toHaveLength(slow.length);
      }),
      { numRuns: 300, seed: 1 },
    );
  });
});
