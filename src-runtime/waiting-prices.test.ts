import { describe, expect, test } from 'vitest';
import type { Candle, Sample } from '../src-core/sample.ts';
import { openDatabase } from './storage/database.ts';
import { createHistoryStore } from './storage/history-store.ts';
import { temporaryFolders } from './testing/temp-folder.ts';
import { createWaitingPrices } from './waiting-prices.ts';

const folders = temporaryFolders();
const minute = 60_000;
const hour = 60 * minute;
const btc = 'binance:BTCUSDT';
const eth = 'binance:ETHUSDT';

const quote = (t: number, price = 100): Sample => ({ t, price, kind: 'quote' });
const candle = (openTime: number, close = 100): Candle => ({
  openTime,
  intervalMs: minute,
  open: close,
  high: close + 1,
  low: close - 1,
  close,
});

function store() {
  const { database } = openDatabase(folders.make(), 0);
  folders.closeAfter(() => database.close());
  return createHistoryStore(database);
}

describe('samples that wait for the disk', () => {
  test('go with the next write, in order, and are forgotten only once that went through', () => {
    const waiting = createWaitingPrices();
    const history = store();
    for (let n = 1; n <= 5; n += 1) waiting.addSample(btc, quote(n * 15_000, n));
    waiting.addSample(eth, quote(15_000, 7));
    const forget = waiting.writeSome(history);
    expect(waiting.isEmpty()).toBe(false);
    expect(waiting.samplesOf(btc, 30_000)).toHaveLength(4);
    forget();
    expect(waiting.isEmpty()).toBe(true);
    expect(waiting.samplesOf(btc, 0)).toEqual([]);
    expect(history.samplesOf(btc, 0).map(({ price }) => price)).toEqual([1, 2, 3, 4, 5]);
    expect(history.samplesOf(eth, 0)).toEqual([quote(15_000, 7)]);
  });

  test('of a long time go in bounded pieces, every one of them, once', () => {
    const waiting = createWaitingPrices();
    const history = store();
    const pairs = Array.from({ length: 10 }, (_, n) => `binance:P${n}`);
    const samples = Array.from({ length: 5_000 }, (_, n) => quote((n + 1) * 15_000, 100 + n / 8));
    for (const pair of pairs) for (const sample of samples) waiting.addSample(pair, sample);
    let pieces = 0;
    while (!waiting.isEmpty()) {
      const before = pairs.reduce((sum, pair) => sum + waiting.samplesOf(pair, 0).length, 0);
      waiting.writeSome(history)();
      const after = pairs.reduce((sum, pair) => sum + waiting.samplesOf(pair, 0).length, 0);
      expect(before - after).toBeLessThanOrEqual(8_000);
      pieces += 1;
    }
    expect(pieces).toBe(7);
    for (const pair of pairs) expect(history.samplesOf(pair, 0)).toEqual(samples);
    expect(history.candlesOf('binance:P9', minute, 0)).toHaveLength(1_250);
  });

  test('are kept for a day, and no longer', () => {
    const waiting = createWaitingPrices();
    for (let n = 0; n <= 30 * 60; n += 1) waiting.addSample(btc, quote(n * minute));
    const kept = waiting.samplesOf(btc, 0);
    const newest = 30 * hour;
    expect(kept.at(-1)?.t).toBe(newest);
    expect(kept[0]?.t).toBeGreaterThanOrEqual(newest - 25 * hour);
    expect(kept[0]?.t).toBeLessThanOrEqual(newest - 24 * hour);
  });

  test('where they grow too many are kept by the minute, but for the last hour, with every high and low', () => {
    const waiting = createWaitingPrices(10_000);
    for (let second = 1; second <= 3 * 3_600; second += 1) {
      waiting.addSample(btc, quote(second * 1_000, second === 1_234 ? 500 : 100));
    }
    const kept = waiting.samplesOf(btc, 0);
    expect(kept.length).toBeLessThanOrEqual(10_000);
    expect(kept.filter(({ t }) => t > 2 * hour + minute)).toHaveLength(3_600 - 60);
    expect(kept.filter(({ kind }) => kind === 'candle').length).toBeGreaterThan(60);
    expect(Math.max(...kept.map(({ price, range }) => range?.high ?? price))).toBe(500);
    expect(kept.every(({ t }, index) => t > (kept[index - 1]?.t ?? 0))).toBe(true);
  });

  test('of too many pairs lose the oldest of each, and never the newest', () => {
    const waiting = createWaitingPrices(1_000);
    const pairs = Array.from({ length: 50 }, (_, n) => `binance:P${n}`);
    for (let n = 1; n <= 100; n += 1) for (const pair of pairs) waiting.addSample(pair, quote(n * minute));
    for (const pair of pairs) {
      const kept = waiting.samplesOf(pair, 0);
      expect(kept.length).toBeLessThanOrEqual(20);
      expect(kept.at(-1)).toEqual(quote(100 * minute));
    }
  });
});

describe('candles that wait for the disk', () => {
  test('are there at once, and go with the next write', () => {
    const waiting = createWaitingPrices();
    const history = store();
    expect(waiting.addCandles(btc, minute, [candle(minute), candle(2 * minute)])).toBe(true);
    expect(waiting.addCandles(btc, minute, [candle(2 * minute, 200)])).toBe(true);
    expect(waiting.addCandles(btc, hour, [])).toBe(true);
    expect(waiting.candlesOf(btc, minute, 0)).toEqual([candle(minute), candle(2 * minute, 200)]);
    expect(waiting.candlesOf(btc, minute, 2 * minute)).toHaveLength(1);
    expect([...waiting.candlesOf(btc, hour, 0), ...waiting.candlesOf(eth, minute, 0)]).toEqual([]);
    waiting.writeSome(history)();
    expect(waiting.isEmpty()).toBe(true);
    expect(history.candlesOf(btc, minute, 0)).toEqual([candle(minute), candle(2 * minute, 200)]);
  });

  test('are refused where they would be too many: they can be asked for again', () => {
    const waiting = createWaitingPrices();
    const day = (n: number) => Array.from({ length: 100_000 }, (_, m) => candle((n * 100_000 + m) * minute));
    expect([0, 1, 2].map((n) => waiting.addCandles(btc, minute, day(n)))).toEqual([true, true, true]);
    expect(waiting.addCandles(eth, minute, [candle(0)])).toBe(false);
  });
});
