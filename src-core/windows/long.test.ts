import { describe, expect, test } from 'vitest';
import type { Sample } from '../sample.ts';
import { hour, minute, second } from '../testing/scenario.ts';
import { createFold, foldCandles, foldedSample, foldIn, stretchOf } from './fold.ts';
import { addToStretch, candleIntervalOf, createStretch, endStretch, restartStretch } from './long.ts';

const day = 24 * hour;

test.each([
  [second, null],
  [day, null],
  [day + 1, minute],
  [7 * day, minute],
  [7 * day + 1, hour],
  [30 * day, hour],
])('a window of %d ms is made of candles of %j ms', (windowMs, intervalMs) => {
  expect(candleIntervalOf(windowMs)).toBe(intervalMs);
});

test.each([
  ['just after it began', 5 * minute + 1, 5 * minute],
  ['at its end', 6 * minute, 5 * minute],
  ['between', 5 * minute + 30 * second, 5 * minute],
])('a sample belongs to the stretch that it closes: %s', (_what, t, openTime) => {
  expect(stretchOf(t, minute)).toBe(openTime);
});

describe('a candle in the making', () => {
  test('has the first, the highest, the lowest and the last', () => {
    const fold = createFold(10 * second, minute);
    foldIn(fold, 100, null);
    foldIn(fold, 105, { low: 98, high: 107, from: 10 * second });
    foldIn(fold, 101, null);
    expect(fold).toEqual({ openTime: 0, intervalMs: minute, open: 100, high: 107, low: 98, close: 101 });
    expect(foldedSample(fold)).toEqual({
      t: minute,
      price: 101,
      range: { low: 98, high: 107, from: 0 },
      kind: 'candle',
    });
  });

  test('counts a range that began with its stretch, and of an earlier one the price only', () => {
    const whole = createFold(minute + 5 * second, minute);
    foldIn(whole, 100, { low: 90, high: 110, from: minute });
    expect(whole).toMatchObject({ low: 90, high: 110 });
    const part = createFold(minute + 5 * second, minute);
    foldIn(part, 100, { low: 90, high: 110, from: minute - 1 });
    expect(part).toMatchObject({ low: 100, high: 100 });
  });

  test('takes a price beyond its own range for what it is', () => {
    const fold = createFold(second, minute);
    foldIn(fold, 120, { low: 95, high: 110, from: 0 });
    foldIn(fold, 80, { low: 95, high: 110, from: second });
    expect(fold).toMatchObject({ low: 80, high: 120 });
  });
});

test('samples make a candle of each stretch that has some', () => {
  const at = (t: number, price: number): Sample => ({ t, price, kind: 'quote' });
  const samples: Sample[] = [
    at(second, 100),
    at(minute, 102),
    { ...at(minute + 1, 101), range: { low: 50, high: 200, from: minute - 1 } },
    { ...at(5 * minute, 90), range: { low: 85, high: 95, from: 4 * minute } },
  ];
  const candle = { intervalMs: minute };
  expect(foldCandles(samples, minute)).toEqual([
    { ...candle, openTime: 0, open: 100, high: 102, low: 100, close: 102 },
    { ...candle, openTime: minute, open: 101, high: 101, low: 101, close: 101 },
    { ...candle, openTime: 4 * minute, open: 90, high: 95, low: 85, close: 90 },
  ]);
  expect(foldCandles([], minute)).toEqual([]);
});

describe('the running stretch', () => {
  test('knows its first and last', () => {
    const stretch = createStretch(minute);
    addToStretch(stretch, 5 * second, 100, null);
    addToStretch(stretch, 10 * second, 101, { low: 99, high: 103, from: 5 * second });
    expect(stretch).toMatchObject({ firstT: 5 * second, lastT: 10 * second, fold: { low: 99, high: 103 } });
  });

  test('ends with a sample behind it, as a candle, and is empty then', () => {
    const stretch = createStretch(minute);
    addToStretch(stretch, 5 * second, 100, null);
    expect(endStretch(stretch, minute)).toBeNull();
    expect(endStretch(stretch, minute + 1)).toEqual({
      t: minute,
      price: 100,
      range: { low: 100, high: 100, from: 0 },
      kind: 'candle',
    });
    expect(stretch.fold).toBeNull();
    expect([stretch.firstT, stretch.lastT]).toEqual([Number.NaN, Number.NaN]);
    expect(endStretch(stretch, 10 * minute)).toBeNull();
  });

  test('that was cut ends as a price only, the next ones are whole again', () => {
    const stretch = createStretch(minute);
    addToStretch(stretch, 5 * second, 120, null);
    restartStretch(stretch, { t: 10 * second, price: 100 });
    expect(stretch).toMatchObject({ fold: { low: 100, high: 100 }, firstT: 10 * second });
    addToStretch(stretch, 20 * second, 90, null);
    expect(endStretch(stretch, minute + 1)).toEqual({ t: minute, price: 90, kind: 'candle' });
    addToStretch(stretch, minute + second, 91, null);
    expect(endStretch(stretch, 2 * minute + 1)).toMatchObject({ range: { from: minute } });
  });

  test('that was cut exactly at its end leaves the next one whole', () => {
    const stretch = createStretch(minute);
    restartStretch(stretch, { t: minute, price: 100 });
    expect(endStretch(stretch, minute + second)).toEqual({ t: minute, price: 100, kind: 'candle' });
    addToStretch(stretch, minute + second, 90, null);
    expect(endStretch(stretch, 2 * minute + 1)).toMatchObject({ range: { low: 90 } });
  });
});
