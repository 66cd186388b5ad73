import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Candle, type Sample, sampleOfClosedCandle } from '../sample.ts';
import { hour, minute, second } from '../testing/scenario.ts';
import { foldCandles, joinCandles, stretchOf } from './fold.ts';

const quote = (t: number, price: number): Sample => ({ t, price, kind: 'quote' });
const ranged = (t: number, price: number, low: number, high: number, from: number): Sample => ({
  ...quote(t, price),
  range: { low, high, from },
});
const candle = (openTime: number, open: number, high: number, low: number, close: number): Candle => ({
  openTime,
  intervalMs: minute,
  open,
  high,
  low,
  close,
});

test.each([
  ['just after its beginning', 1, 0],
  ['at its end', minute, 0],
  ['just after its end', minute + 1, minute],
  ['at the beginning of time', 0, -minute],
])('a moment %s lies in the stretch that began at the right time', (_, t, openTime) => {
  expect(stretchOf(t, minute)).toBe(openTime);
});

describe('samples as candles', () => {
  test.each([
    ['nothing', [], []],
    ['one price', [quote(15 * second, 100)], [candle(0, 100, 100, 100, 100)]],
    [
      'first, highest, lowest, last',
      [quote(1, 100), quote(2, 105), quote(3, 95), quote(4, 101)],
      [candle(0, 100, 105, 95, 101)],
    ],
    [
      'a price at the end belongs to the stretch, one just after it does not',
      [quote(minute, 100), quote(minute + 1, 101)],
      [candle(0, 100, 100, 100, 100), candle(minute, 101, 101, 101, 101)],
    ],
    [
      'a range inside the stretch counts whole, from its very beginning on',
      [ranged(30 * second, 100, 90, 110, 0)],
      [candle(0, 100, 110, 90, 100)],
    ],
    [
      'a range that began before the stretch counts by its price only',
      [ranged(minute + 30 * second, 100, 90, 110, minute - 1)],
      [candle(minute, 100, 100, 100, 100)],
    ],
    [
      'stretches without samples have no candle',
      [quote(minute, 100), quote(5 * minute, 101)],
      [candle(0, 100, 100, 100, 100), candle(4 * minute, 101, 101, 101, 101)],
    ],
  ])('%s', (_, samples, candles) => {
    expect(foldCandles(samples, minute)).toEqual(candles);
  });

  test('a closed candle as a sample gives that candle, its open apart', () => {
    const closed = candle(3 * minute, 100, 110, 90, 105);
    expect(foldCandles([sampleOfClosedCandle(closed)], minute)).toEqual([{ ...closed, open: 105 }]);
  });

  test('an hour of them is what its minutes joined are, its open apart', () => {
    const samples = Array.from({ length: 480 }, (_, n) => quote(n * 15 * second, 100 + ((n * 37) % 23)));
    const hours = foldCandles(samples, hour);
    const joined = joinCandles(foldCandles(samples, minute), hour);
    expect(hours).toHaveLength(3);
    expect(joined).toEqual(hours);
  });

  test('whatever the samples, candles hold every price, are sorted and aligned', () => {
    const anySample = fc.record({
      step: fc.integer({ min: 0, max: 90 }),
      price: fc.integer({ min: 1, max: 9 }),
    });
    fc.assert(
      fc.property(fc.array(anySample, { maxLength: 60 }), (steps) => {
        let t = 0;
        const samples = steps.map(({ step, price }) => {
          t += step * second;
          return quote(t, price);
        });
        const candles = foldCandles(samples, minute);
        expect(candles.map(({ openTime }) => openTime)).toEqual([
          ...new Set(samples.map((sample) => stretchOf(sample.t, minute))),
        ]);
        for (const made of candles) {
          const own = samples.filter((sample) => stretchOf(sample.t, minute) === made.openTime);
          const prices = own.map(({ price }) => price);
          expect(made).toEqual(
            candle(
              made.openTime,
              prices[0] ?? 0,
              Math.max(...prices),
              Math.min(...prices),
              prices.at(-1) ?? 0,
            ),
          );
        }
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});

describe('minutes as hours', () => {
  test('the first open, the highest, the lowest, the last close', () => {
    const minutes = [
      candle(hour, 100, 101, 99, 100),
      candle(hour + 30 * minute, 100, 120, 100, 110),
      candle(2 * hour - minute, 110, 111, 80, 90),
      candle(2 * hour, 90, 91, 89, 90),
    ];
    expect(joinCandles(minutes, hour)).toEqual([
      { ...candle(hour, 100, 120, 80, 90), intervalMs: hour },
      { ...candle(2 * hour, 90, 91, 89, 90), intervalMs: hour },
    ]);
  });

  test('two parts of one minute are one', () => {
    expect(joinCandles([candle(0, 100, 102, 99, 101), candle(0, 101, 105, 100, 104)], minute)).toEqual([
      candle(0, 100, 105, 99, 104),
    ]);
  });

  test('nothing is nothing', () => {
    expect(joinCandles([], hour)).toEqual([]);
  });
});
