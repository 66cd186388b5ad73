import { describe, expect, test } from 'vitest';
import { answered, failed } from '../../src-feeds/result.ts';
import { type ChartRange, chartRangeNames, chartRanges } from '../../src-shared/contract/chart.ts';
import { createFakeFeed, type FakeFeedSettings, feedError } from '../testing/fake-feed.ts';
import { minutesBetween, servePast } from '../testing/past.ts';
import { temporaryFolders } from '../testing/temp-folder.ts';
import { btc, startTestRuntime, target, tick } from '../testing/test-runtime.ts';

const folders = temporaryFolders();
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const likeBinance = { candleIntervalsMs: [minute, 30 * minute, hour, 4 * hour, day] };
const likeCoinGecko: FakeFeedSettings = {
  candleIntervalsMs: [5 * minute, hour],
  candleReachMs: { [5 * minute]: day, [hour]: 90 * day },
  pointCandles: true,
};

function start(settings: FakeFeedSettings = likeBinance) {
  const feed = createFakeFeed(settings);
  const made = startTestRuntime({ folder: folders.make(), feed });
  folders.closeAfter(() => made.runtime.stop());
  const chart = (range: ChartRange) => made.ok('chart.get', { pairId: btc, range });
  return { ...made, chart };
}

const flat = () => ({ close: 100, low: 98, high: 101 });
const timesOf = (candles: readonly (readonly number[])[]) => candles.map(([t = Number.NaN]) => t);

describe('the chart of a pair', () => {
  test.each(chartRangeNames)('over %s has its bars sorted, aligned and once each', async (range) => {
    const { feed, watch, clock, chart } = start();
    servePast(feed, flat);
    await watch();
    await clock.advance(tick);
    const { candles, barMs, history } = await chart(range);
    const { spanMs } = chartRanges[range];
    expect({ barMs, history }).toEqual({ barMs: chartRanges[range].barMs, history: 'complete' });
    const times = timesOf(candles);
    expect(times).toEqual([...new Set(times)].toSorted((a, b) => a - b));
    expect(times.every((t) => t % barMs === 0)).toBe(true);
    expect(times.length).toBeGreaterThanOrEqual(spanMs / barMs - 1);
    expect(times.length).toBeLessThanOrEqual(spanMs / barMs + 2);
    expect(times.at(-1)).toBeGreaterThan(clock.now() - 2 * barMs);
    expect(times[0]).toBeGreaterThanOrEqual(clock.now() - spanMs - barMs);
  });

  test('is of a day where no range is named', async () => {
    const { watch, ok } = start();
    await watch();
    expect((await ok('chart.get', { pairId: btc })).range).toBe('1D');
  });

  test('ends with the bar that is running, made of live prices, and shows firings', async () => {
    const { feed, watch, alarm, tickAt, clock, chart } = start();
    servePast(feed, flat);
    await watch();
    await alarm(target(110));
    await tickAt(111);
    for (const range of ['1H', '1Y'] as const) {
      const { candles, firings } = await chart(range);
      const [t = 0, , high, , close] = candles.at(-1) ?? [];
      expect(t).toBeGreaterThan(clock.now() - chartRanges[range].barMs - 1);
      expect([high, close]).toEqual([111, 111]);
      expect(firings).toMatchObject([{ id: 'a1#1', acknowledgedAt: null }]);
    }
  });

  test('keeps the wicks of fetched minutes in longer bars', async () => {
    const { feed, watch, clock, chart } = start();
    const wickAt = Math.floor((clock.now() - 3 * hour) / minute) * minute;
    servePast(feed, (t) => (t === wickAt ? { close: 100, low: 40, high: 170 } : flat()));
    await watch();
    const { candles, barMs } = await chart('1D');
    const bar = candles.find(([t]) => t <= wickAt && wickAt < t + barMs);
    expect(bar?.slice(2, 4)).toEqual([170, 40]);
  });

  test('leaves out what nobody saw instead of making it up', async () => {
    const { feed, watch, clock, chart } = start();
    const hole = { from: clock.now() - 10 * hour, to: clock.now() - 8 * hour };
    servePast(feed, (t) => (t >= hole.from && t < hole.to ? null : flat()));
    await watch();
    const inHole = timesOf((await chart('1D')).candles).filter(
      (t) => t > hole.from && t + 10 * minute < hole.to,
    );
    expect(inHole).toEqual([]);
  });
});

describe('looking at other ranges', () => {
  test('costs one request each, and none to look again', async () => {
    const { feed, watch, chart } = start();
    servePast(feed, flat);
    await watch();
    await chart('1D');
    const before = feed.candlesAsked.length;
    const again = async () => {
      for (const range of chartRangeNames) await chart(range);
    };
    await again();
    expect(feed.candlesAsked.slice(before).map(({ intervalMs }) => intervalMs)).toEqual([
      hour,
      4 * hour,
      day,
    ]);
    await again();
    expect(feed.candlesAsked.length).toBe(before + 3);
  });

  test('asks later only for bars that have closed since', async () => {
    const { feed, watch, clock, chart } = start();
    servePast(feed, flat);
    await watch();
    await chart('1W');
    const first = feed.candlesAsked.at(-1);
    await clock.advance(hour + tick);
    const { candles } = await chart('1W');
    const later = feed.candlesAsked.at(-1);
    expect(later).toMatchObject({ intervalMs: hour, from: first?.to });
    expect(timesOf(candles)).toEqual([...new Set(timesOf(candles))]);
    expect(candles.at(-1)?.[0]).toBe(later?.to);
  });

  test('is asked for by many at once with one request', async () => {
    const { feed, watch, chart } = start();
    servePast(feed, flat);
    await watch();
    await chart('1D');
    const before = feed.candlesAsked.length;
    await Promise.all([1, 2, 3].map(() => chart('1Y')));
    expect(feed.candlesAsked.length - before).toBe(1);
  });

  test('makes long bars of shorter candles where the source has no longer ones', async () => {
    const { feed, watch, chart } = start({ candleIntervalsMs: [minute, hour] });
    servePast(feed, flat);
    await watch();
    const { candles } = await chart('1M');
    expect(candles.length).toBeGreaterThanOrEqual(180);
    expect(feed.candlesAsked.at(-1)?.intervalMs).toBe(hour);
  });
});

describe('what could not be had', () => {
  test('is told: only live prices, or a past that could not be fetched, which is tried again', async () => {
    const live = start({ candleIntervalsMs: [] });
    await live.watch();
    expect((await live.chart('1W')).history).toBe('live only');
    const broken = start();
    broken.feed.serveCandles(async () => failed(feedError('server'), null));
    await broken.watch();
    await broken.clock.advance(tick);
    for (const range of ['1D', '1W'] as const) {
      const chart = await broken.chart(range);
      expect(chart).toMatchObject({ history: 'failed', firings: [] });
      expect(new Set(chart.candles.map(([, , , , close]) => close))).toEqual(new Set([100]));
    }
    servePast(broken.feed, flat);
    expect((await broken.chart('1W')).history).toBe('complete');
  });

  test('a source with single prices says so, and is asked once for each stretch', async () => {
    const { feed, watch, chart } = start(likeCoinGecko);
    feed.serveCandles(async (_, from, to, intervalMs) =>
      answered(
        minutesBetween(from, to, () => ({ close: 100 }), intervalMs),
        null,
      ),
    );
    await watch();
    const today = await chart('1D');
    expect(today).toMatchObject({ singlePrices: true, history: 'complete' });
    expect(today.candles.length).toBeGreaterThan(140);
    expect(feed.candlesAsked.map(({ intervalMs }) => intervalMs)).toEqual([5 * minute]);
    for (const range of ['1W', '1M', '1Y', '1W', '1D', '1H'] as const) await chart(range);
    expect(feed.candlesAsked.length).toBeLessThanOrEqual(4);
    expect((await chart('1M')).candles.length).toBeGreaterThan(170);
  });

  test('a pair that is not watched is refused', async () => {
    const { refused } = start();
    expect((await refused('chart.get', { pairId: btc, range: '1Y' })).code).toBe('unknown-pair');
  });
});
