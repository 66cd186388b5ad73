import { describe, expect, test } from 'vitest';
import { settle } from '../testing/fake-clock.ts';
import { createFakeFeed, feedsWith } from '../testing/fake-feed.ts';
import { temporaryFolders } from '../testing/temp-folder.ts';
import { btc, startTestRuntime, type TestRuntimeSettings, target, tick } from '../testing/test-runtime.ts';
import type { BudgetLimits, SourceLimits } from './limits.ts';

const minute = 60_000;
const folders = temporaryFolders();
function start(more: Partial<TestRuntimeSettings> = {}) {
  const made = startTestRuntime({ folder: folders.make(), ...more });
  folders.closeAfter(() => made.runtime.stop());
  return made;
}
const of = (limits: Partial<BudgetLimits>): SourceLimits => ({
  binance: { perMinute: 1_200, perMonth: null, ofAddress: null, ...limits },
  coingecko: null,
  simulated: null,
});
const sourceIn = async (made: ReturnType<typeof start>) => (await made.state()).sources[0];

describe('the budget of a source', () => {
  test('is told with the source, and why it fails', async () => {
    const made = start({ limits: of({ perMonth: 1_000_000 }) });
    await made.watch();
    const { budget } = (await sourceIn(made)) ?? {};
    // The symbol list, the name, the price and its past.
    expect(budget).toEqual({
      perMinute: { limit: 1_200, used: 4 },
      perMonth: { limit: 1_000_000, used: 4 },
      stretchedToMs: null,
    });
    made.feed.failWith('blocked', { cause: 'firewall', retryable: true });
    await made.clock.advance(tick);
    expect(await sourceIn(made)).toMatchObject({
      state: 'failing',
      failure: { kind: 'blocked', cause: 'firewall', forMs: 0 },
      nextTryInMs: 5 * minute,
    });
  });

  test('of a source without one is nothing', async () => {
    const made = start();
    await made.watch();
    expect((await sourceIn(made))?.budget).toBeNull();
  });

  test.each(['stopped', 'killed'] as const)('survives a run that was %s', async (end) => {
    const limits = of({ perMinute: 100, perMonth: 1_000_000 });
    const folder = folders.make();
    const first = start({ folder, limits });
    await first.watch();
    await first.clock.advance(2 * tick);
    const used = (await sourceIn(first))?.budget;
    expect(used?.perMonth?.used).toBe(6);
    if (end === 'stopped') await first.runtime.stop();
    else first.crash();
    const held = first.feed.hold();
    const again = start({ folder, limits, clock: first.clock, feed: first.feed });
    await settle();
    // The request of the new run is under way.
    expect((await sourceIn(again))?.budget).toMatchObject({
      perMinute: { used: 7 },
      perMonth: { used: 7 },
    });
    held.release();
  });

  test('costs no write of its own: it is on disk with the tick', async () => {
    const limits = of({});
    const made = start({ limits });
    await made.watch();
    const before = made.disk.written;
    await made.clock.advance(4 * tick);
    expect(made.disk.written - before).toBe(4);
    expect(made.storage.state.remembered('budget.binance')).toMatchObject({ month: null });
  });

  test('that cannot be read or written keeps nobody from ringing', async () => {
    const made = start({ limits: of({ perMinute: 100 }) });
    await made.watch();
    const id = await made.alarm(target(110));
    made.disk.stateFails = true;
    await made.tickAt(111);
    expect(await made.ringing()).toEqual([`${id}#1`]);
  });

  test('that makes prices come rarely makes them stale later, and windows longer', async () => {
    // 300 s apart for the rest of the month.
    const made = start({ limits: of({ perMinute: 30, perMonth: 8_500 }) });
    await made.watch();
    const source = await sourceIn(made);
    const interval = source?.budget?.stretchedToMs ?? 0;
    expect(interval).toBeGreaterThan(4 * minute);
    expect(source?.staleMs).toBe(3 * interval);
    await made.clock.advance(2 * interval - 1_000);
    expect((await made.state()).pairs[0]).toMatchObject({ stale: false });
    const move = {
      kind: 'move',
      percent: 5,
      direction: 'any',
      over: { kind: 'window', ms: 5 * minute, from: 'extreme' },
    } as const;
    expect(await made.refused('alarm.add', { pairId: btc, condition: move })).toMatchObject({
      code: 'window-too-short',
    });
  });

  test('holds back past prices of many pairs, and none of their live ones', async () => {
    const symbols = Array.from({ length: 40 }, (_, index) => `A${index}`);
    const feed = createFakeFeed({
      symbols: symbols.map((base) => ({
        key: `${base}USDT`,
        base,
        quote: 'USDT',
        name: '',
        tickSize: null,
        trading: true,
      })),
    });
    const limits = of({ perMinute: 30 });
    const first = start({ feeds: feedsWith(feed), feed });
    for (const base of symbols) {
      feed.price(`binance:${base}USDT`, 100);
      await first.ok('pair.add', { id: `binance:${base}USDT` });
    }
    first.crash();
    feed.candlesAsked.length = 0;
    const again = start({ folder: first.folder, feeds: feedsWith(feed), feed, limits, clock: first.clock });
    await again.clock.advance(minute);
    expect(feed.candlesAsked.length).toBeGreaterThan(10);
    expect(feed.candlesAsked.length).toBeLessThanOrEqual(60);
    expect((await again.state()).pairs.every(({ stale, price }) => !stale && price === 100)).toBe(true);
    const used = (await sourceIn(again))?.budget?.perMinute.used ?? 0;
    expect(used).toBeLessThanOrEqual(30);
  });
});
