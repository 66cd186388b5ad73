import { describe, expect, test } from 'vitest';
import type { Candle } from '../src-core/sample.ts';
import { answered, failed } from '../src-feeds/result.ts';
import { testPair } from '../src-feeds/testing/harness.ts';
import { createHistory, historyMs } from './history.ts';
import type { LogLine } from './log.ts';
import { settle, testStart } from './testing/fake-clock.ts';
import { createFakeFeed, type FakeFeedSettings, feedError } from './testing/fake-feed.ts';
import { temporaryFolders } from './testing/temp-folder.ts';
import { openTestStorage } from './testing/test-storage.ts';
import { createWaitingPrices } from './waiting-prices.ts';

const minute = 60_000;
const folders = temporaryFolders();
const bitcoin = testPair('binance:BTCUSDT', 'BTC', 'USDT');
const ether = testPair('binance:ETHUSDT', 'ETH', 'USDT');

const now = testStart + 30_000;
const whole = Math.floor(now / minute) * minute;

function filling(more: FakeFeedSettings = {}) {
  const { storage, disk } = openTestStorage(folders.make());
  folders.closeAfter(storage.close);
  const feed = createFakeFeed(more);
  const log: LogLine[] = [];
  const keep = (line: LogLine) => void log.push(line);
  const logs = { debug: keep, info: keep, warn: keep, error: keep };
  const prices = createWaitingPrices();
  const outbox = {
    prices,
    save() {
      let forget = () => {};
      try {
        storage.write('process', () => {
          forget = prices.writeSome(storage.history);
        });
        forget();
        return true;
      } catch {
        return false;
      }
    },
  };
  const history = createHistory(storage, () => feed, logs, outbox);
  const candlesBetween = (from: number, to: number, intervalMs = minute): Candle[] => {
    const found: Candle[] = [];
    for (let t = Math.ceil(from / intervalMs) * intervalMs; t + intervalMs <= to; t += intervalMs) {
      found.push({ openTime: t, intervalMs, open: 100, high: 101, low: 99, close: 100 });
    }
    return found;
  };
  return { storage, disk, feed, log, history, outbox, candlesBetween };
}

describe('filling the last 24 hours', () => {
  test('asks for the whole day where nothing is known, and once it is there for nothing', async () => {
    const { feed, history, candlesBetween } = filling();
    feed.serveCandles(async (_, from, to) => answered(candlesBetween(from, to), null));
    expect(await history.fill(bitcoin, now)).toBe('complete');
    expect(feed.candlesAsked).toEqual([
      { pair: bitcoin.id, from: whole - historyMs, to: whole, intervalMs: minute },
    ]);
    expect(history.samplesOf(bitcoin.id, 0)).toHaveLength(24 * 60);
    expect(await history.fill(bitcoin, now)).toBe('complete');
    expect(feed.candlesAsked).toHaveLength(1);
  });

  test('asks for the holes only', async () => {
    const { storage, feed, history, candlesBetween } = filling();
    const seen = [whole - 60 * minute, whole - 59 * minute, whole - 10 * minute, whole];
    storage.write('process', () => {
      for (const t of seen) storage.history.append(bitcoin.id, { t, price: 100, kind: 'quote' });
      storage.history.addCandles(bitcoin.id, minute, candlesBetween(whole - historyMs, whole - 60 * minute));
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

  test('what a disk refuses is known all the same, not asked for again, and stored later', async () => {
    const { feed, history, disk, storage, outbox, candlesBetween } = filling();
    feed.serveCandles(async (_, from, to) => answered(candlesBetween(from, to), null));
    disk.stateFails = true;
    expect(await history.fill(bitcoin, now)).toBe('complete');
    expect(history.samplesOf(bitcoin.id, 0)).toHaveLength(24 * 60);
    expect(storage.history.candlesOf(bitcoin.id, minute, 0)).toEqual([]);
    disk.stateFails = false;
    expect(await history.fill(bitcoin, now)).toBe('complete');
    expect(feed.candlesAsked).toHaveLength(1);
    expect(outbox.save()).toBe(true);
    expect(storage.history.candlesOf(bitcoin.id, minute, 0)).toHaveLength(24 * 60);
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

describe('filling farther back', () => {
  const hour = 60 * minute;
  const day = 24 * hour;
  const wholeHour = Math.floor(now / hour) * hour;
  const asked = (feed: ReturnType<typeof createFakeFeed>) =>
    feed.candlesAsked.map(({ from, to, intervalMs }) => [
      intervalMs,
      Math.round((now - from) / day),
      Math.round((now - to) / day),
    ]);

  test('asks for minutes of a week and hours before that, the newest first', async () => {
    const { feed, history, candlesBetween } = filling({ candleIntervalsMs: [minute, hour] });
    feed.serveCandles(async (_, from, to, ms) => answered(candlesBetween(from, to, ms), null));
    expect(await history.fill(bitcoin, now, 30 * day)).toBe('complete');
    expect(asked(feed)).toEqual([
      [minute, 1, 0],
      [minute, 7, 1],
      [hour, 30, 7],
    ]);
    expect(await history.fill(bitcoin, now, 30 * day)).toBe('complete');
    expect(await history.fill(bitcoin, now)).toBe('complete');
    expect(feed.candlesAsked).toHaveLength(3);
  });

  test('goes no farther than it was asked to, and never farther than a year', async () => {
    const { feed, history, candlesBetween } = filling({ candleIntervalsMs: [minute, hour] });
    feed.serveCandles(async (_, from, to, ms) => answered(candlesBetween(from, to, ms), null));
    await history.fill(bitcoin, now, 3 * day);
    expect(asked(feed)).toEqual([
      [minute, 1, 0],
      [minute, 3, 1],
    ]);
    await history.fill(bitcoin, now, 2_000 * day);
    expect(asked(feed).slice(2)).toEqual([
      [minute, 7, 3],
      [hour, 366, 7],
    ]);
  });

  test('that was asked for in vain is not asked for again, by whom ever asks for less or more', async () => {
    const { feed, history } = filling({ candleIntervalsMs: [minute, hour] });
    await history.fill(bitcoin, now, 30 * day);
    expect(feed.candlesAsked).toHaveLength(3);
    await history.fill(bitcoin, now);
    await history.fill(bitcoin, now, 5 * day);
    await history.fill(bitcoin, now, 30 * day);
    expect(feed.candlesAsked).toHaveLength(3);
  });

  test('asked for while less is under way follows that, and is not asked for twice', async () => {
    const { feed, history, candlesBetween } = filling({ candleIntervalsMs: [minute, hour] });
    feed.serveCandles(async (_, from, to, ms) => answered(candlesBetween(from, to, ms), null));
    const fills = [
      history.fill(bitcoin, now),
      history.fill(bitcoin, now, 30 * day),
      history.fill(bitcoin, now),
    ];
    expect(await Promise.all(fills)).toEqual(['complete', 'complete', 'complete']);
    expect(feed.candlesAsked).toHaveLength(3);
  });

  test('a source without hours gives a week of minutes', async () => {
    const { feed, history, candlesBetween } = filling();
    feed.serveCandles(async (_, from, to, ms) => answered(candlesBetween(from, to, ms), null));
    expect(await history.fill(bitcoin, now, 30 * day)).toBe('complete');
    expect(asked(feed).map(([ms]) => ms)).toEqual([minute, minute]);
  });

  test('the past is samples where there are any, then minutes, then hours, in one line', async () => {
    const { storage, feed, history, candlesBetween } = filling({ candleIntervalsMs: [minute, hour] });
    const seen = wholeHour - 2 * hour;
    storage.write('process', () => {
      const samples = Array.from({ length: 240 }, (_, n) => seen + (n + 1) * 15_000);
      storage.history.addSamples(
        bitcoin.id,
        samples.map((t) => ({ t, price: 100, kind: 'quote' as const })),
      );
    });
    feed.serveCandles(async (_, from, to, ms) => answered(candlesBetween(from, to, ms), null));
    await history.fill(bitcoin, now, 30 * day);
    const line = history.samplesOf(bitcoin.id, now - 31 * day);
    expect(line.every((sample, index) => sample.t > (line[index - 1]?.t ?? 0))).toBe(true);
    const lengths = line.map(({ t, range }) => (range === undefined ? 0 : t - range.from));
    const count = (ms: number) => lengths.filter((length) => length === ms).length;
    expect([count(0), count(minute), count(hour)]).toEqual([240, 7 * 24 * 60 - 60, 23 * 24]);
    expect(lengths.lastIndexOf(hour)).toBeLessThan(lengths.indexOf(minute));
  });
});

describe('a source that has only single prices some time apart', () => {
  const hour = 60 * minute;
  const day = 24 * hour;
  const points = {
    candleIntervalsMs: [5 * minute, hour],
    candleReachMs: { [5 * minute]: day, [hour]: 90 * day },
    pointCandles: true,
  };

  test('is asked for a day in one request, and each price stands where it was seen', async () => {
    const { feed, history, candlesBetween } = filling(points);
    feed.serveCandles(async (_, from, to, intervalMs) =>
      answered(candlesBetween(from, to, intervalMs), null),
    );
    expect(await history.fill(bitcoin, now, hour)).toBe('complete');
    expect(feed.candlesAsked.map(({ intervalMs, to }) => [intervalMs / minute, to - whole])).toEqual([
      [5, 0],
    ]);
    const samples = history.samplesOf(bitcoin.id, 0);
    expect(samples).toHaveLength((24 * 60) / 5);
    expect(samples.every(({ t }) => t % (5 * minute) === 0)).toBe(true);
    expect(samples[0]).toMatchObject({ price: 100, range: { low: 100, high: 100 } });
    expect(await history.fill(bitcoin, now + 10 * minute, hour)).toBe('complete');
    expect(feed.candlesAsked).toHaveLength(1);
  });

  test('gives hours to a window that is longer', async () => {
    const { feed, history, candlesBetween } = filling(points);
    feed.serveCandles(async (_, from, to, intervalMs) =>
      answered(candlesBetween(from, to, intervalMs), null),
    );
    expect(await history.fill(bitcoin, now, 3 * day)).toBe('complete');
    expect(feed.candlesAsked.map(({ intervalMs }) => intervalMs / minute)).toEqual([5, 60]);
    expect(history.samplesOf(bitcoin.id, 0)[0]?.t).toBeLessThan(whole - 2 * day - 22 * hour);
  });

  test('is not asked where no window needs it', async () => {
    const { feed, history } = filling(points);
    expect(await history.fill(bitcoin, now)).toBe('live only');
    expect(feed.candlesAsked).toEqual([]);
  });
});
