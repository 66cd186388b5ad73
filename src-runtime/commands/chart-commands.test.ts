import { describe, expect, test } from 'vitest';
import type { Candle, Sample } from '../../src-core/sample.ts';
import { answered, failed } from '../../src-feeds/result.ts';
import { createFakeFeed, feedError } from '../testing/fake-feed.ts';
import { temporaryFolders } from '../testing/temp-folder.ts';
import { btc, startTestRuntime, target, tick } from '../testing/test-runtime.ts';
import { chartPoints } from './chart-commands.ts';

const folders = temporaryFolders();
const minute = 60_000;

function start(feed = createFakeFeed()) {
  const made = startTestRuntime({ folder: folders.make(), feed });
  folders.closeAfter(() => made.runtime.stop());
  return made;
}

function candles(from: number, to: number): Candle[] {
  const found: Candle[] = [];
  for (let t = Math.ceil(from / minute) * minute; t + minute <= to; t += minute) {
    found.push({ openTime: t, intervalMs: minute, open: 99, high: 101, low: 98, close: 100 });
  }
  return found;
}

describe('the chart of a pair', () => {
  test('has the last price of each minute, sorted, without duplicates', () => {
    const samples: Sample[] = [1, 15_000, 60_000, 60_001, 119_000, 300_000].map((t) => ({
      t,
      price: t,
      kind: 'quote',
    }));
    expect(chartPoints(samples)).toEqual([
      [60_000, 60_000],
      [119_000, 119_000],
      [300_000, 300_000],
    ]);
    expect(chartPoints([])).toEqual([]);
  });

  test('covers 24 hours from candles, then from samples, and shows firings', async () => {
    const { feed, watch, alarm, tickAt, ok, clock } = start();
    feed.serveCandles(async (_, from, to) => answered(candles(from, to), null));
    await watch();
    await alarm(target(110));
    await tickAt(111);
    const { points, firings, history } = await ok('chart.get', { pairId: btc });
    expect(history).toBe('complete');
    expect(points.length).toBeGreaterThanOrEqual(24 * 60);
    expect(points.at(-1)).toEqual([clock.now(), 111]);
    expect(points[0]?.[0]).toBeGreaterThanOrEqual(clock.now() - 24 * 60 * minute);
    const times = points.map(([t]) => t);
    expect(times).toEqual([...new Set(times)].toSorted((a, b) => a - b));
    expect(firings).toMatchObject([{ id: 'a1#1', acknowledgedAt: null }]);
  });

  test('says where only live prices are to be had, and where the past could not be fetched', async () => {
    const live = start(createFakeFeed({ candleIntervalsMs: [] }));
    await live.watch();
    expect((await live.ok('chart.get', { pairId: btc })).history).toBe('live only');
    const broken = start();
    broken.feed.serveCandles(async () => failed(feedError('server'), null));
    await broken.watch();
    await broken.clock.advance(tick);
    const chart = await broken.ok('chart.get', { pairId: btc });
    expect(chart).toMatchObject({ history: 'failed', firings: [] });
    expect(chart.points.map(([, price]) => price)).toEqual([100, 100]);
  });

  test('is asked for by many at once with one request to the source', async () => {
    const { feed, watch, ok } = start();
    await watch();
    const before = feed.candlesAsked.length;
    await Promise.all([1, 2, 3].map(() => ok('chart.get', { pairId: btc })));
    expect(feed.candlesAsked.length - before).toBeLessThanOrEqual(1);
  });
});
