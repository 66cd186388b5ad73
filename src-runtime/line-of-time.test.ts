import { describe, expect, test } from 'vitest';
import type { Candle, Sample } from '../src-core/sample.ts';
import { holesIn, lastWindow, merge } from './line-of-time.ts';

const minute = 60_000;

describe('holes', () => {
  test.each([
    ['nothing seen: all of it', [0, 100], [], [[0, 100]]],
    ['all seen', [0, 100], [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100], []],
    ['one in the middle', [0, 100], [5, 10, 90, 95], [[10, 90]]],
    [
      'at the start and at the end',
      [0, 100],
      [50],
      [
        [0, 50],
        [50, 100],
      ],
    ],
    ['as long as the shortest is none', [0, 20], [10], []],
    ['a little longer is one', [0, 21], [10], [[10, 21]]],
    ['times outside do not count', [0, 100], [-50, -1, 200], [[0, 100]]],
    ['a time before and one in it', [50, 100], [10, 60, 70, 80, 90], []],
    ['an empty stretch', [50, 50], [], []],
    ['the same time twice', [0, 30], [10, 10, 20], []],
  ] as const)('%s', (_, [from, to], times, holes) => {
    expect(holesIn({ from, to }, times, 10)).toEqual(holes.map(([start, end]) => ({ from: start, to: end })));
  });
});

describe('samples and candles in one line', () => {
  const quote = (t: number): Sample => ({ t: t * minute, price: 100, kind: 'quote' });
  const candle = (open: number): Candle => ({
    openTime: open * minute,
    intervalMs: minute,
    open: 100,
    high: 101,
    low: 99,
    close: 100,
  });
  const line = (samples: readonly Sample[], candles: readonly Candle[]) =>
    merge(samples, candles).map(({ t, kind }) => `${kind} ${t / minute}`);

  test.each([
    ['nothing', [], [], []],
    ['samples alone', [1, 2], [], ['quote 1', 'quote 2']],
    ['candles alone', [], [1, 2], ['candle 2', 'candle 3']],
    ['candles before the first sample', [5.5], [1, 2], ['candle 2', 'candle 3', 'quote 5.5']],
    ['candles after the last sample', [1.5], [2, 3], ['quote 1.5', 'candle 3', 'candle 4']],
    [
      'no candle in a minute with a sample',
      [1.25, 1.5],
      [0, 1, 2],
      ['candle 1', 'quote 1.25', 'quote 1.5', 'candle 3'],
    ],
    ['a sample at the end of the minute lies in it', [2], [1], ['quote 2']],
    ['a sample at its start lies in the one before', [1], [1], ['quote 1', 'candle 2']],
    [
      'candles in a hole between samples',
      [0.5, 4.5],
      [0, 1, 2, 3, 4],
      ['quote 0.5', 'candle 2', 'candle 3', 'candle 4', 'quote 4.5'],
    ],
  ] as const)('%s', (_, samples, candles, expected) => {
    expect(line(samples.map(quote), candles.map(candle))).toEqual(expected);
  });

  test('a candle comes with its range and its closing price', () => {
    expect(merge([], [candle(1)])).toEqual([
      { t: 2 * minute, price: 100, range: { low: 99, high: 101, from: minute }, kind: 'candle' },
    ]);
  });
});

describe('the last window of a line', () => {
  const quote = (t: number): Sample => ({ t, price: 100, kind: 'quote' });
  const line = [0, 10, 20, 30, 40].map(quote);

  test.each([
    ['from the price on that stands at its beginning', 25, [10, 20, 30, 40]],
    ['one that stands exactly there', 20, [20, 30, 40]],
    ['all of it where it is shorter', 41, [0, 10, 20, 30, 40]],
    ['all of it where it is as long', 40, [0, 10, 20, 30, 40]],
    ['the last price alone where it has no length', 0, [40]],
  ])('%s', (_, windowMs, times) => {
    expect(lastWindow(line, windowMs).map(({ t }) => t)).toEqual(times);
  });

  test('of nothing is nothing', () => {
    expect(lastWindow([], 10)).toEqual([]);
  });
});
