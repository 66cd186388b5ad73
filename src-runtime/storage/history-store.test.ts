import { describe, expect, test } from 'vitest';
import type { Candle, Sample } from '../../src-core/sample.ts';
import { foldCandles } from '../../src-core/windows/fold.ts';
import { temporaryFolders } from '../testing/temp-folder.ts';
import { openDatabase } from './database.ts';
import { createHistoryStore } from './history-store.ts';

const folders = temporaryFolders();
const minute = 60_000;
const hour = 3_600_000;
const day = 24 * hour;
const btc = 'binance:BTCUSDT';
const eth = 'binance:ETHUSDT';

function store() {
  const { database } = openDatabase(folders.make(), 0);
  folders.closeAfter(() => database.close());
  return { database, store: createHistoryStore(database) };
}

const quote = (t: number, price = 100): Sample => ({ t, price, kind: 'quote' });
const ranged = (t: number, price = 100): Sample => ({
  t,
  price,
  range: { low: price - 1, high: price + 1, from: t - minute },
  kind: 'candle',
});
const served = (t: number, basis: number | null): Sample => ({
  ...quote(t, 99),
  via: { source: 'coingecko', basis, by: 99 * (basis ?? 1) },
});
const candle = (openTime: number, close = 100): Candle => ({
  openTime,
  intervalMs: minute,
  open: close,
  high: close + 1,
  low: close - 1,
  close,
});
/** A sample each quarter of an hour, with and without a range, of this source and of another. */
const mixed = (count: number) =>
  Array.from({ length: count }, (_, n) => {
    const t = (n + 1) * 15 * minute;
    if (n % 4 === 3) return served(t, n % 8 === 3 ? null : 1.01);
    return (n % 4 === 0 ? ranged : quote)(t, 100 + n);
  });

describe('samples on disk', () => {
  test('come back with their range, kind and fallback, sorted, of the asked pair and time only', () => {
    const { store: history } = store();
    history.append(btc, quote(1_000));
    history.append(eth, quote(1_500, 7));
    history.append(btc, ranged(2_000, 101));
    history.append(btc, served(3_000, 1.002));
    expect(history.samplesOf(btc, 0)).toEqual([quote(1_000), ranged(2_000, 101), served(3_000, 1.002)]);
    expect(history.samplesOf(btc, 2_000)).toEqual([ranged(2_000, 101), served(3_000, 1.002)]);
    expect(history.samplesOf('binance:NONE', 0)).toEqual([]);
    const read = history.reader(0);
    expect([read(btc).length, read(eth), read('binance:NONE')]).toEqual([3, [quote(1_500, 7)], []]);
  });

  test('are the same packed and not packed, in several blocks, from whatever time on', () => {
    const { database, store: history } = store();
    const samples = mixed(40);
    history.addSamples(btc, samples.slice(0, 7));
    history.addSamples(btc, samples.slice(7, 30));
    for (const sample of samples.slice(30)) history.append(btc, sample);
    expect(database.prepare('SELECT count(*) AS n FROM sample_blocks').get()).toEqual({ n: 8 });
    const read = (from: number) => history.reader(from)(btc);
    for (const from of [0, 90 * minute, 4 * hour, 6 * hour + 1, 8 * hour, 9 * hour, 99 * hour]) {
      const expected = samples.filter((sample) => sample.t >= from);
      expect(history.samplesOf(btc, from)).toEqual(expected);
      expect(read(from)).toEqual(expected);
    }
  });

  test('that come packed while older ones still lie in rows are sorted all the same', () => {
    const { store: history } = store();
    history.append(btc, quote(1_000));
    history.addSamples(btc, [quote(2_000), quote(3_000)]);
    history.append(btc, quote(4_000));
    expect(history.samplesOf(btc, 0).map(({ t }) => t)).toEqual([1_000, 2_000, 3_000, 4_000]);
  });

  test('their times are those of samples and of minutes, sorted', () => {
    const { store: history } = store();
    history.addSamples(btc, [quote(30 * minute), quote(31 * minute + 1)]);
    history.addCandles(btc, minute, [candle(29 * minute), candle(40 * minute)]);
    history.append(btc, quote(45 * minute));
    expect(history.timesOf(btc, 0).map((t) => t / minute)).toEqual([30, 30, 31 + 1 / minute, 32, 41, 45]);
    expect(history.timesOf(btc, 41 * minute).map((t) => t / minute)).toEqual([41, 45]);
  });
});

describe('packing', () => {
  const tick = 15_000;
  /** So many ticks of several pairs. */
  const ticks = (history: ReturnType<typeof createHistoryStore>, count: number, pairs: readonly string[]) => {
    for (let n = 0; n < count; n += 1)
      for (const pair of pairs) history.append(pair, quote((n + 1) * tick, 100 + n));
  };
  const packAll = (history: ReturnType<typeof createHistoryStore>) => {
    const rounds: number[] = [];
    while (history.packIsDue()) rounds.push(history.pack());
    return rounds;
  };

  test('is not due while samples are few and young', () => {
    const { store: history } = store();
    expect(history.packIsDue()).toBe(false);
    ticks(history, 240, [btc, eth]);
    expect(history.packIsDue()).toBe(false);
  });

  test('of what is old keeps every sample and makes its minutes, of each pair its own', () => {
    const { database, store: history } = store();
    ticks(history, 600, [btc, eth]);
    const before = history.samplesOf(btc, 0);
    expect(packAll(history).length).toBeGreaterThan(0);
    expect(history.samplesOf(btc, 0)).toEqual(before);
    expect(history.samplesOf(eth, 0)).toEqual(before);
    const { n } = database.prepare('SELECT count(*) AS n FROM samples').get() ?? {};
    expect(Number(n)).toBeLessThan(500);
    const packed = before.slice(0, before.length - Number(n) / 2);
    expect(history.candlesOf(btc, minute, 0)).toEqual(foldCandles(packed, minute));
  });

  test('of what is much goes on in bounded pieces, and a minute that lies in two of them is one', () => {
    const { store: history } = store();
    const pairs = Array.from({ length: 120 }, (_, n) => `binance:P${n}`);
    ticks(history, 60, pairs);
    const before = history.samplesOf('binance:P7', 0);
    const rounds = packAll(history);
    expect(rounds.length).toBeGreaterThan(1);
    expect(Math.max(...rounds)).toBeLessThanOrEqual(2_000);
    expect(history.samplesOf('binance:P7', 0)).toEqual(before);
    const minutes = history.candlesOf('binance:P7', minute, 0);
    expect(minutes.length).toBeGreaterThan(0);
    expect(foldCandles(before, minute).slice(0, minutes.length - 1)).toEqual(minutes.slice(0, -1));
  });

  test('a block that cannot be read is a hole, and the hour goes on after it', () => {
    const { database, store: history } = store();
    history.addSamples(btc, [quote(minute)]);
    database.exec("UPDATE sample_blocks SET data = x'0102030405'");
    expect(history.samplesOf(btc, 0)).toEqual([]);
    history.addSamples(btc, [quote(2 * minute)]);
    expect(history.samplesOf(btc, 0)).toEqual([quote(2 * minute)]);
  });
});

describe('old prices', () => {
  const now = 400 * day;

  test('leave: samples after a day, minutes after a week as hours, hours after a year', () => {
    const { store: history } = store();
    const at = [
      now - 367 * day,
      now - 365 * day,
      now - 8 * day,
      now - 6 * day,
      now - 25.5 * hour,
      now - 23 * hour,
    ];
    for (const t of at) history.addSamples(btc, [quote(t, t / day), quote(t + minute, t / day)]);
    // As it was done over the year, hour by hour.
    for (let t = now - 367 * day; t <= now; t += day) while (history.thin(btc, t + hour));
    while (history.thin(btc, now));
    expect(history.samplesOf(btc, 0).map(({ t }) => t)).toEqual([now - 23 * hour, now - 23 * hour + minute]);
    const days = (intervalMs: number) =>
      history.candlesOf(btc, intervalMs, 0).map((one) => Math.round((now - one.openTime) / day));
    expect([...new Set(days(minute))]).toEqual([6, 1]);
    expect([...new Set(days(hour))]).toEqual([365, 8, 6, 1]);
    expect(history.thinIsDue(btc, now)).toBe(false);
  });

  test('leave a few blocks at a time', () => {
    const { store: history } = store();
    for (let n = 0; n < 20; n += 1) history.addSamples(btc, [quote(n * hour + minute)]);
    expect(history.thinIsDue(btc, now)).toBe(true);
    let pieces = 0;
    while (history.thin(btc, now)) pieces += 1;
    expect(pieces).toBeGreaterThan(2);
  });

  test('the last price stays however long a pair was silent, and other pairs stay as they are', () => {
    const { store: history } = store();
    for (const pair of [btc, eth]) history.addSamples(pair, [quote(minute), quote(2 * hour, 101)]);
    while (history.thin(btc, now));
    expect(history.samplesOf(btc, 0)).toEqual([quote(2 * hour, 101)]);
    expect(history.thinIsDue(btc, now)).toBe(false);
    expect(history.samplesOf(eth, 0)).toHaveLength(2);
  });

  test('of a pair that nobody watches go in pieces, until nothing of it is left', () => {
    const { store: history } = store();
    for (let n = 0; n < 150; n += 1) history.addSamples(btc, [quote(n * hour + minute)]);
    history.append(btc, quote(151 * hour));
    history.append(eth, quote(minute));
    history.addCandles('binance:FETCHED', minute, [candle(0)]);
    expect(history.pairs().sort()).toEqual([btc, eth, 'binance:FETCHED'].sort());
    let pieces = 1;
    while (history.drop(btc)) pieces += 1;
    expect(pieces).toBeGreaterThan(1);
    expect(history.pairs().sort()).toEqual([eth, 'binance:FETCHED'].sort());
    expect(history.samplesOf(eth, 0)).toHaveLength(1);
  });
});
