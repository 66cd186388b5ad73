import { describe, expect, test } from 'vitest';
import type { Candle } from '../../src-core/sample.ts';
import { answered } from '../../src-feeds/result.ts';
import { settle } from '../testing/fake-clock.ts';
import { createFakeFeed, symbolOf } from '../testing/fake-feed.ts';
import { temporaryFolders } from '../testing/temp-folder.ts';
import { btc, eth, startTestRuntime, type TestRuntimeSettings, tick } from '../testing/test-runtime.ts';

const folders = temporaryFolders();
const minute = 60_000;
const hour = 60 * minute;
const sol = 'binance:SOLUSDT';

const feedOfThree = () =>
  createFakeFeed({ symbols: ['BTC', 'ETH', 'SOL'].map((base) => symbolOf(base, 'USDT')) });

function start(more: Partial<TestRuntimeSettings> = {}) {
  const made = startTestRuntime({ folder: folders.make(), feed: feedOfThree(), ...more });
  folders.closeAfter(() => made.runtime.stop());
  return made;
}

async function watchThree(made: ReturnType<typeof start>) {
  for (const id of [btc, eth, sol]) await made.watch(id);
}
const idsOf = async ({ state }: ReturnType<typeof start>) => (await state()).pairs.map(({ id }) => id);

describe('the order of pairs', () => {
  test('is as asked for, told to everybody, and the same after a restart', async () => {
    const made = start();
    await watchThree(made);
    const updates = made.listen();
    await made.ok('pair.order', { ids: [sol, btc, eth] });
    expect(await idsOf(made)).toEqual([sol, btc, eth]);
    expect(updates).toMatchObject([{ order: [sol, btc, eth] }]);
    made.crash();
    const again = start({ folder: made.folder, clock: made.clock });
    expect(await idsOf(again)).toEqual([sol, btc, eth]);
  });

  test('pairs that are not named follow as they stand', async () => {
    const made = start();
    await watchThree(made);
    await made.ok('pair.order', { ids: [sol] });
    expect(await idsOf(made)).toEqual([sol, btc, eth]);
  });

  test('the same order again is told to nobody', async () => {
    const made = start();
    await watchThree(made);
    const updates = made.listen();
    await made.ok('pair.order', { ids: [btc, eth, sol] });
    expect(updates).toEqual([]);
  });

  test('a pair that is not watched, or named twice, is refused, and nothing changes', async () => {
    const made = start();
    await watchThree(made);
    expect((await made.refused('pair.order', { ids: [sol, 'binance:NOUSDT'] })).code).toBe('unknown-pair');
    expect((await made.refused('pair.order', { ids: [sol, sol] })).code).toBe('bad-input');
    expect((await made.refused('pair.order', { ids: [] })).code).toBe('bad-input');
    expect(await idsOf(made)).toEqual([btc, eth, sol]);
  });

  test('where the disk refuses, the list stays as it was', async () => {
    const made = start();
    await watchThree(made);
    made.disk.rulesFail = true;
    expect((await made.refused('pair.order', { ids: [sol, eth, btc] })).code).toBe('storage-failed');
    expect(await idsOf(made)).toEqual([btc, eth, sol]);
  });

  test('a pair that is brought back stands where it stood', async () => {
    const made = start();
    await watchThree(made);
    await made.ok('pair.remove', { id: eth });
    const updates = made.listen();
    await made.ok('pair.restore', { id: eth });
    expect(await idsOf(made)).toEqual([btc, eth, sol]);
    expect(updates.at(0)).toMatchObject({ order: [btc, eth, sol] });
  });
});

function candles(from: number, to: number): Candle[] {
  const found: Candle[] = [];
  for (let t = Math.ceil(from / minute) * minute; t + minute <= to; t += minute) {
    found.push({ openTime: t, intervalMs: minute, open: 99, high: 101, low: 98, close: 100 });
  }
  return found;
}

describe('a day in few points', () => {
  test('is the last price of each half hour, of candles and then of samples', async () => {
    const made = start();
    made.feed.serveCandles(async (_, from, to) => answered(candles(from, to), null));
    await made.watch(btc, 100);
    await settle();
    await made.tickAt(111);
    const { sparks } = await made.ok('sparks.get', { ids: [btc] });
    expect(sparks.map(({ id }) => id)).toEqual([btc]);
    const points = sparks[0]?.points ?? [];
    expect(points.length).toBeGreaterThanOrEqual(48);
    expect(points.length).toBeLessThanOrEqual(50);
    expect(points.at(-1)).toEqual([made.clock.now(), 111]);
    expect(points[0]?.[0]).toBeGreaterThan(made.clock.now() - 24 * hour);
    const times = points.map(([t]) => t);
    expect(times).toEqual([...new Set(times)].toSorted((a, b) => a - b));
  });

  test('asks no source for anything', async () => {
    const made = start();
    await made.watch();
    await made.clock.advance(tick);
    const before = made.feed.candlesAsked.length;
    await made.ok('sparks.get', { ids: [btc] });
    expect(made.feed.candlesAsked.length).toBe(before);
  });

  test('of pairs without prices is empty, and of those that are gone there is nothing', async () => {
    const made = start();
    made.feed.failWith('offline');
    made.feed.failWith(null);
    await made.watch(btc, 100);
    const { sparks } = await made.ok('sparks.get', { ids: [btc, btc, 'binance:NOUSDT'] });
    expect(sparks).toEqual([{ id: btc, points: [[made.clock.now(), 100]] }]);
    expect((await made.refused('sparks.get', { ids: [] })).code).toBe('bad-input');
  });
});
