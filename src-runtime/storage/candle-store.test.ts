import { describe, expect, test } from 'vitest';
import type { Candle } from '../../src-core/sample.ts';
import { temporaryFolders } from '../testing/temp-folder.ts';
import { createCandleStore } from './candle-store.ts';
import { openDatabase } from './database.ts';

const folders = temporaryFolders();
const minute = 60_000;
const hour = 3_600_000;
const day = 24 * hour;
const btc = 'binance:BTCUSDT';
const eth = 'binance:ETHUSDT';

function store() {
  const { database } = openDatabase(folders.make(), 0);
  folders.closeAfter(() => database.close());
  return createCandleStore(database);
}

const candle = (openTime: number, close = 100, intervalMs = minute): Candle => ({
  openTime,
  intervalMs,
  open: close,
  high: close + 1,
  low: close - 1,
  close,
});
const minutes = (from: number, count: number, close = 100) =>
  Array.from({ length: count }, (_, n) => candle(from + n * minute, close));

describe('candles on disk', () => {
  test('come back sorted and once each, the newest answer counting', () => {
    const candles = store();
    candles.addFetched(btc, minute, [candle(3 * minute), candle(4 * minute)]);
    candles.addFetched(btc, minute, [candle(minute), candle(2 * minute), candle(3 * minute, 200)]);
    candles.addFetched(eth, minute, [candle(minute, 7)]);
    expect(candles.candlesOf(btc, minute, 0)).toEqual([
      candle(minute),
      candle(2 * minute),
      candle(3 * minute, 200),
      candle(4 * minute),
    ]);
    expect(candles.candlesOf(btc, minute, 2 * minute, 4 * minute)).toHaveLength(2);
    expect(candles.candlesOf(eth, minute, 0)).toEqual([candle(minute, 7)]);
  });

  test('our own win over those of the source, whichever came first', () => {
    const candles = store();
    candles.addOwn(btc, [candle(0, 50)]);
    candles.addFetched(btc, minute, [candle(0, 60), candle(minute, 60)]);
    candles.addOwn(btc, [candle(minute, 50)]);
    expect(candles.candlesOf(btc, minute, 0).map(({ close }) => close)).toEqual([50, 50]);
  });

  test('our own of one minute that come in two parts are one', () => {
    const candles = store();
    candles.addOwn(btc, [{ ...candle(0), open: 90, high: 110, low: 85, close: 100 }]);
    candles.addOwn(btc, [{ ...candle(0), open: 100, high: 105, low: 80, close: 95 }]);
    expect(candles.candlesOf(btc, minute, 0)).toEqual([
      { ...candle(0), open: 90, high: 110, low: 80, close: 95 },
    ]);
  });

  test.each([
    ['of another length', candle(0, 100, hour)],
    ['not aligned', candle(1)],
    ['without a price', { ...candle(0), low: 0 }],
    ['of no number', { ...candle(0), high: Number.NaN }],
    ['upside down', { ...candle(0), low: 102 }],
  ])('one %s is not kept', (_, bad) => {
    const candles = store();
    candles.addFetched(btc, minute, [bad, candle(5 * minute)]);
    expect(candles.candlesOf(btc, minute, 0)).toEqual([candle(5 * minute)]);
  });

  test('an empty answer is kept as nothing', () => {
    const candles = store();
    candles.addFetched(btc, minute, []);
    expect(candles.pairs()).toEqual([]);
  });
});

describe('hours', () => {
  const open = 10 * day;

  test('are made of minutes where those are kept, the running one too', () => {
    const candles = store();
    candles.addOwn(btc, minutes(open, 90));
    expect(candles.candlesOf(btc, hour, 0)).toEqual([
      candle(open, 100, hour),
      candle(open + hour, 100, hour),
    ]);
    expect(candles.candlesOf(btc, hour, open + hour, open + 2 * hour)).toHaveLength(1);
    expect(candles.candlesOf(btc, hour, open, open + hour)).toEqual([candle(open, 100, hour)]);
  });

  test.each([
    ['a whole one made of our minutes wins over that of the source', 60, 100],
    ['as does one that lacks three minutes', 57, 100],
    ['one that lacks more does not', 56, 200],
  ])('%s', (_, count, close) => {
    const candles = store();
    candles.addFetched(btc, hour, [candle(open, 200, hour)]);
    candles.addOwn(btc, minutes(open, count));
    expect(candles.candlesOf(btc, hour, 0)).toEqual([candle(open, close, hour)]);
    candles.foldBefore(btc, open + hour, 10);
    expect(candles.candlesOf(btc, minute, 0)).toEqual([]);
    expect(candles.candlesOf(btc, hour, 0)).toEqual([candle(open, close, hour)]);
  });

  test('of which parts are missing are no answer to what is known', () => {
    const candles = store();
    candles.addOwn(btc, [...minutes(open, 60), ...minutes(open + hour, 30)]);
    candles.addFetched(btc, hour, [candle(open + 5 * hour, 100, hour)]);
    expect(candles.timesOf(btc, hour, 0)).toEqual([open + hour, open + 6 * hour]);
    candles.foldBefore(btc, open + 3 * hour, 10);
    expect(candles.candlesOf(btc, hour, 0)).toHaveLength(3);
    expect(candles.timesOf(btc, hour, 0)).toEqual([open + hour, open + 6 * hour]);
  });

  test('take the place of minutes a bounded number of blocks at a time, the oldest first', () => {
    const candles = store();
    candles.addOwn(btc, minutes(open, 5 * 60));
    expect(candles.foldBefore(btc, open + 4 * hour, 2)).toBe(2);
    expect(candles.candlesOf(btc, minute, 0)[0]?.openTime).toBe(open + 2 * hour);
    expect(candles.foldBefore(btc, open + 4 * hour, 9)).toBe(2);
    expect(candles.foldBefore(btc, open + 4 * hour, 9)).toBe(0);
    expect(candles.candlesOf(btc, minute, 0)).toHaveLength(60);
    expect(candles.candlesOf(btc, hour, 0)).toHaveLength(5);
  });

  test('are dropped by the day', () => {
    const candles = store();
    for (const at of [0, day, 2 * day]) candles.addFetched(btc, hour, [candle(at, 100, hour)]);
    expect(candles.hasBefore(btc, hour, day - 1)).toBe(false);
    expect(candles.hasBefore(btc, hour, day)).toBe(true);
    expect(candles.dropBefore(btc, 2 * day, 10)).toBe(2);
    expect(candles.candlesOf(btc, hour, 0)).toEqual([candle(2 * day, 100, hour)]);
  });
});
