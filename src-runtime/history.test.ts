import { describe, expect, test } from 'vitest';
import type { Candle, Sample } from '../src-core/sample.ts';
import { answered, failed } from '../src-feeds/result.ts';
import { testPair } from '../src-feeds/testing/harness.ts';
import { createHistory, historyMs, holesIn, merge } from './history.ts';
import type { LogLine } from './log.ts';
import { settle, testStart } from './testing/fake-clock.ts';
import { createFakeFeed, type FakeFeedSettings, feedError } from './testing/fake-feed.ts';
import { temporaryFolders } from './testing/temp-folder.ts';
import { openTestStorage } from './testing/test-storage.ts';

const minute = 60_000;
const folders = temporaryFolders();
const bitcoin = testPair('binance:BTCUSDT', 'BTC', 'USDT');
const ether = testPair('binance:ETHUSDT', 'ETH', 'USDT');

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

const now = testStart + 30_000;
const whole = Math.floor(now / minute) * minute;

function filling(more: FakeFeedSettings = {}) {
  const { storage, disk } = openTestStorage(folders.make());
  folders.closeAfter(storage.close);
  const feed = createFakeFeed(more);
  const log: LogLine[] = [];
  const keep = (line: LogLine) => void log.push(line);
  const history = createHistory(storage, () => feed, { debug: keep, info: keep, warn: keep, error: keep });
  const candlesBetween = (from: number, to: number): Candle[] => {
    const found: Candle[] = [];
    for (let t = Math.ceil(from / minute) * minute; t + minute <= to; t += minute) {
      found.push({ openTime: t, intervalMs: minute, open: 100, high: 101, low: 99, close: 100 });
    }
    return found;
  };
  return { storage, disk, feed, log, history, candlesBetween };
}

describe('filling the last 24 hours', () => {
  test('asks for the whole day where nothing is known, and once it is there for nothing', async () => {
    const { feed, history, candlesBetween } = filling();
    feed.serveCandles(async (_, from, to) => answered(candlesBetween(from, to), null));
    expect(await history.fill(bitcoin, now)).toBe('complete');
    expect(feed.candlesAsked).toEqual([{ pair: bitcoin.id, from: whole - historyMs, to: whole }]);
    expect(history.samplesOf(bitcoin.id, 0)).toHaveLength(24 * 60);
    expect(await history.fill(bitcoin, now)).toBe('complete');
    expect(feed.candlesAsked).toHaveLength(1);
  });

  test('asks for the holes only', async () => {
    const { storage, feed, history, candlesBetween } = filling();
    const seen = [whole - 60 * minute, whole - 59 * minute, whole - 10 * minute, whole];
    storage.write('process', () => {
      for (const t of seen) storage.history.append(bitcoin.id, { t, price: 100, kind: 'quote' });
      storage.history.addCandles(bitcoin.id, candlesBetween(whole - historyMs, whole - 60 * minute));
    });
    feed.serveCandles(async (_, from, to) => answered(candlesBetween(from, to), null));
    await history.fill(bitcoin, now);
    expect(feed.candlesAsked.map(({ from, to }) => [(from - whole) / minute, (to - whole) / minute])).toEqual(
      [
        [-59, -10],
        [-10, 0],
      ],
    );
  });

  test('is asked once at a time for a pair, and for two pairs side by side', async () => {
    const { feed, history } = filling();
    let release = () => {};
    const open = new Promise<void>((resolve) => {
      release = resolve;
    });
    feed.serveCandles(async () => {
      await open;
      return answered([], null);
    });
    const fills = [history.fill(bitcoin, now), history.fill(bitcoin, now), history.fill(ether, now)];
    await settle();
    expect(feed.candlesAsked.map(({ pair }) => pair)).toEqual([bitcoin.id, ether.id]);
    release();
    expect(await Promise.all(fills)).toEqual(['complete', 'complete', 'complete']);
  });

  test('a hole that the source cannot fill either is asked for once, however often somebody looks', async () => {
    const { feed, history } = filling();
    for (let n = 0; n < 6; n += 1) expect(await history.fill(bitcoin, now + n * 1_000)).toBe('complete');
    expect(feed.candlesAsked).toHaveLength(1);
  });

  test('a failure is told and logged, and asked again the next time', async () => {
    const { feed, history, log } = filling();
    feed.serveCandles(async () => failed(feedError('offline'), null));
    expect(await history.fill(bitcoin, now)).toBe('failed');
    expect(log).toMatchObject([{ event: 'history.failed', pair: bitcoin.id, kind: 'offline' }]);
    feed.serveCandles(async () => answered([], null));
    expect(await history.fill(bitcoin, now)).toBe('complete');
    expect(feed.candlesAsked).toHaveLength(2);
  });

  test('a failure that goes on is logged once for each pair, and again after it was over', async () => {
    const { feed, history, log, candlesBetween } = filling();
    const failEach = async (times: number) => {
      for (let n = 0; n < times; n += 1) {
        feed.serveCandles(async () => failed(feedError(n % 2 === 0 ? 'offline' : 'server'), null));
        await history.fill(bitcoin, now);
        await history.fill(ether, now);
      }
    };
    await failEach(6);
    expect(log.map(({ pair, kind }) => [pair, kind])).toEqual([
      [bitcoin.id, 'offline'],
      [ether.id, 'offline'],
      [bitcoin.id, 'server'],
      [ether.id, 'server'],
    ]);
    feed.serveCandles(async (_, from, to) => answered(candlesBetween(from, to), null));
    await history.fill(bitcoin, now);
    await history.fill(bitcoin, now + 10 * minute);
    log.length = 0;
    feed.serveCandles(async () => failed(feedError('offline'), null));
    expect(await history.fill(bitcoin, now + 20 * minute)).toBe('failed');
    await history.fill(ether, now);
    expect(log.map(({ pair }) => pair)).toEqual([bitcoin.id]);
  });

  test('a bug that goes on is logged once', async () => {
    const { feed, history, log } = filling();
    feed.serveCandles(() => Promise.reject(new TypeError('a bug')));
    for (let n = 0; n < 5; n += 1) await history.fill(bitcoin, now);
    expect(log.map(({ event }) => event)).toEqual(['history.failed']);
  });

  test('a feed that throws is a failure, not a crash', async () => {
    const { feed, history } = filling();
    feed.serveCandles(() => Promise.reject(new TypeError('a bug')));
    expect(await history.fill(bitcoin, now)).toBe('failed');
    expect(await history.fill(bitcoin, now)).toBe('failed');
  });

  test('a disk that refuses is a failure, not a crash', async () => {
    const { feed, history, disk, candlesBetween } = filling();
    feed.serveCandles(async (_, from, to) => answered(candlesBetween(from, to), null));
    disk.stateFails = true;
    expect(await history.fill(bitcoin, now)).toBe('failed');
    disk.stateFails = false;
    expect(await history.fill(bitcoin, now)).toBe('complete');
    expect(history.samplesOf(bitcoin.id, 0)).toHaveLength(24 * 60);
  });

  test('a source without minute candles says so and is not asked', async () => {
    const { feed, history } = filling({ candleIntervalsMs: [3_600_000] });
    expect(await history.fill(bitcoin, now)).toBe('live only');
    expect(feed.candlesAsked).toEqual([]);
  });

  test('what was found before a later hole failed is kept', async () => {
    const { storage, feed, history, candlesBetween } = filling();
    storage.write('process', () =>
      storage.history.append(bitcoin.id, { t: whole - 30 * minute, price: 100, kind: 'quote' }),
    );
    feed.serveCandles(async (_, from, to) =>
      to < whole ? answered(candlesBetween(from, to), null) : failed(feedError('server'), null),
    );
    expect(await history.fill(bitcoin, now)).toBe('failed');
    expect(history.samplesOf(bitcoin.id, 0).length).toBeGreaterThan(23 * 60);
  });

  test('stopping waits for what is under way, and keeps nothing of it', async () => {
    const { feed, history, candlesBetween } = filling();
    let release = () => {};
    const open = new Promise<void>((resolve) => {
      release = resolve;
    });
    feed.serveCandles(async (_, from, to) => {
      await open;
      return answered(candlesBetween(from, to), null);
    });
    const fill = history.fill(bitcoin, now);
    let stopped = false;
    const stopping = history.stop().then(() => {
      stopped = true;
    });
    await settle();
    expect(stopped).toBe(false);
    release();
    await stopping;
    expect(await fill).toBe('failed');
    expect(history.samplesOf(bitcoin.id, 0)).toEqual([]);
  });
});
