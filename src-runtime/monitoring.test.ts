import { describe, expect, test } from 'vitest';
import { answered } from '../src-feeds/result.ts';
import { createFakeClock, settle } from './testing/fake-clock.ts';
import { createFakeFeed, feedsWith } from './testing/fake-feed.ts';
import { servePast } from './testing/past.ts';
import { temporaryFolders } from './testing/temp-folder.ts';
import {
  btc,
  eth,
  second,
  sinceStart,
  startTestRuntime,
  type TestRuntime,
  type TestRuntimeSettings,
  target,
  tick,
} from './testing/test-runtime.ts';

const folders = temporaryFolders();
const minute = 60 * second;
const hour = 60 * minute;

function start(more: Partial<TestRuntimeSettings> = {}) {
  const made = startTestRuntime({ folder: folders.make(), ...more });
  folders.closeAfter(() => made.runtime.stop());
  return made;
}

/** A pair at 100 with a target of 110. */
async function watching(more: Partial<TestRuntimeSettings> = {}) {
  const made = start(more);
  await made.watch();
  const id = await made.alarm(target(110));
  return { ...made, id };
}

/** The same, paused; `askedBefore` is how often it had asked until then. */
async function paused(more: Partial<TestRuntimeSettings> = {}) {
  const made = await watching(more);
  await made.clock.advance(5 * second);
  await made.ok('monitoring.pause', {});
  return { ...made, askedBefore: made.feed.asked.length };
}

describe('while monitoring is paused', () => {
  test.each<[string, (made: TestRuntime) => Promise<unknown>]>([
    ['time passes', ({ clock }) => clock.advance(3 * hour)],
    [
      'the computer sleeps and wakes up',
      async ({ clock, runtime }) => {
        clock.sleep(8 * hour);
        runtime.pollNow('resume');
        await clock.advance(minute);
      },
    ],
    [
      'the clock is set',
      async ({ clock }) => {
        clock.jump(5 * hour);
        await clock.advance(minute);
      },
    ],
    [
      'the computer is about to sleep',
      async ({ runtime }) => {
        runtime.pollNow('suspend');
        await settle();
      },
    ],
    [
      'an alarm is added',
      async ({ alarm, clock }) => {
        await alarm(target(120));
        await clock.advance(minute);
      },
    ],
    [
      'a pair is removed and brought back',
      async ({ ok, clock }) => {
        await ok('pair.remove', { id: btc });
        await ok('pair.restore', { id: btc });
        await clock.advance(minute);
      },
    ],
  ])('no price is asked for, though %s', async (_, happen) => {
    const made = await paused();
    await happen(made);
    expect(made.feed.asked).toHaveLength(made.askedBefore);
  });

  test('it is so in the snapshot, and told in an update; nothing waits for a next price', async () => {
    const made = await watching();
    const updates = made.listen();
    expect((await made.state()).monitoring).toBe('on');
    await made.ok('monitoring.pause', {});
    await settle();
    const { monitoring, sources } = await made.state();
    expect(monitoring).toBe('paused');
    expect(sources[0]?.nextTryInMs).toBeNull();
    expect(updates).toMatchObject([
      { monitoring: 'paused', sources: [{ id: 'binance', nextTryInMs: null }] },
    ]);
  });

  test('pausing again is nothing', async () => {
    const made = await paused();
    const updates = made.listen();
    made.log.length = 0;
    await made.ok('monitoring.pause', {});
    await settle();
    expect([updates, made.events()]).toEqual([[], []]);
    expect((await made.state()).monitoring).toBe('paused');
  });

  test('a request that was under way is abandoned, and its answer rings for nobody', async () => {
    const made = await watching();
    const held = made.feed.hold('deaf');
    await made.clock.advance(tick);
    await made.ok('monitoring.pause', {});
    expect(made.feed.signal()?.aborted).toBe(true);
    made.feed.price(btc, 111);
    held.release();
    await made.clock.advance(minute);
    expect(await made.ringing()).toEqual([]);
    expect((await made.state()).pairs).toMatchObject([{ price: 100 }]);
  });

  test('what rings goes on ringing, and can be dismissed', async () => {
    const made = await watching();
    await made.tickAt(111);
    await made.ok('monitoring.pause', {});
    await made.clock.advance(hour);
    expect(await made.ringing()).toEqual([`${made.id}#1`]);
    expect(await made.ok('ring.dismissAll', {})).toEqual({ dismissed: 1 });
    expect(await made.ringing()).toEqual([]);
  });

  test('the test alarm rings too', async () => {
    const made = await paused();
    await made.ok('ring.test', {});
    expect(await made.ringing()).toEqual(['test']);
  });

  test('prices grow old, and are shown as that', async () => {
    const made = await paused();
    await made.clock.advance(2 * minute);
    expect((await made.state()).pairs).toMatchObject([{ price: 100, stale: true }]);
  });

  test('a pair that is added has no price, and has one right after monitoring goes on', async () => {
    const made = await paused();
    made.feed.price(eth, 50);
    expect(await made.ok('pair.add', { id: eth })).toMatchObject({ pair: { id: eth, price: null } });
    await made.clock.advance(10 * minute);
    expect(made.feed.asked).toHaveLength(made.askedBefore);
    expect((await made.state()).pairs).toMatchObject([{ id: btc }, { id: eth, price: null }]);
    await made.ok('monitoring.resume', {});
    await settle();
    expect(made.feed.asked.slice(made.askedBefore)).toEqual([[btc, eth]]);
    expect((await made.state()).pairs).toMatchObject([{ price: 100 }, { id: eth, price: 50, stale: false }]);
  });

  test('the first pair of all is added, and monitoring goes on: it has a price', async () => {
    const made = start();
    await made.ok('monitoring.pause', {});
    await made.watch();
    expect(made.feed.asked).toEqual([]);
    await made.ok('monitoring.resume', {});
    await settle();
    expect((await made.state()).pairs).toMatchObject([{ price: 100 }]);
  });

  test('an alarm that is added is armed, and judged when monitoring goes on', async () => {
    const made = await paused();
    const added = await made.alarm(target(105));
    made.feed.price(btc, 106);
    await made.clock.advance(hour);
    await made.ok('monitoring.resume', {});
    await settle();
    expect(await made.ringing()).toEqual([`${added}#1`]);
  });
});

describe('when monitoring goes on', () => {
  test('prices are asked for at once, and every interval from there', async () => {
    const made = await paused();
    await made.clock.advance(hour + 7 * second);
    await made.ok('monitoring.resume', {});
    await settle();
    expect(made.feed.asked).toHaveLength(made.askedBefore + 1);
    await made.clock.advance(tick - 1);
    expect(made.feed.asked).toHaveLength(made.askedBefore + 1);
    await made.clock.advance(3 * tick + 1);
    expect(made.feed.asked).toHaveLength(made.askedBefore + 5);
    expect(made.feed.mostRunning()).toBe(1);
  });

  test('into an outage, what was traded from then on is caught up with, and nothing of the pause', async () => {
    const made = await paused();
    const began = made.clock.now();
    const spikes = [5 * minute, 40 * minute].map((ms) => Math.ceil((began + ms) / minute) * minute);
    servePast(made.feed, (t) => (spikes.includes(t) ? { close: 100, high: 115 } : { close: 100 }));
    await made.clock.advance(10 * minute);
    made.feed.failWith('offline');
    await made.ok('monitoring.resume', {});
    await made.clock.advance(hour);
    made.feed.failWith(null);
    await made.clock.advance(3 * minute);
    const { summary, notices } = await made.state();
    expect(summary?.firings.map(({ firing }) => firing.t)).toEqual([(spikes[1] ?? 0) + minute]);
    expect(notices).toEqual([]);
  });

  test('it is so in the snapshot, and told in an update', async () => {
    const made = await paused();
    const updates = made.listen();
    await made.ok('monitoring.resume', {});
    await settle();
    expect((await made.state()).monitoring).toBe('on');
    expect(updates.filter((update) => update.monitoring !== undefined)).toMatchObject([{ monitoring: 'on' }]);
    expect(updates.map(({ seq }) => seq)).toEqual(updates.map((_, index) => (updates[0]?.seq ?? 0) + index));
  });

  test('while it was on, nothing happens', async () => {
    const made = await watching();
    const updates = made.listen();
    const asked = made.feed.asked.length;
    await made.ok('monitoring.resume', {});
    await settle();
    expect([updates, made.feed.asked.length]).toEqual([[], asked]);
  });

  test('an alarm whose price was crossed meanwhile rings once', async () => {
    const made = await paused();
    made.feed.price(btc, 112);
    await made.clock.advance(2 * hour);
    expect(await made.ringing()).toEqual([]);
    await made.ok('monitoring.resume', {});
    await settle();
    expect(await made.ringing()).toEqual([`${made.id}#1`]);
    await made.clock.advance(5 * tick);
    expect(await made.ringing()).toEqual([`${made.id}#1`]);
    const [rings] = (await made.state()).ringing;
    expect(rings).toMatchObject({ firing: { proof: { before: { price: 100 }, after: { price: 112 } } } });
  });

  test('no candles are asked for of the time that the user wanted nothing watched in', async () => {
    const made = await paused();
    made.feed.serveCandles(async (_pair, from, to) => {
      const openTime = Math.ceil((from + to) / 2 / 60_000) * 60_000;
      const wick = { openTime, intervalMs: 60_000, open: 100, high: 150, low: 100, close: 100 };
      return answered([wick], null);
    });
    await made.clock.advance(2 * hour);
    await made.ok('monitoring.resume', {});
    await made.clock.advance(3 * tick);
    expect(await made.ringing()).toEqual([]);
  });

  test('what came and went meanwhile was not seen', async () => {
    const made = await paused();
    made.feed.price(btc, 150);
    await made.clock.advance(hour);
    made.feed.price(btc, 101);
    await made.ok('monitoring.resume', {});
    await made.clock.advance(tick);
    expect(await made.ringing()).toEqual([]);
  });

  test('a base from before the pause still counts', async () => {
    const made = start();
    await made.watch();
    const id = await made.alarm(sinceStart(5));
    await made.ok('monitoring.pause', {});
    await made.clock.advance(hour);
    made.feed.price(btc, 94);
    await made.ok('monitoring.resume', {});
    await settle();
    expect(await made.ringing()).toEqual([`${id}#1`]);
  });

  test('in the turn in which it was paused, while a request was under way, nothing is lost or doubled', async () => {
    const made = await watching();
    made.feed.hold();
    await made.clock.advance(tick);
    const asked = made.feed.asked.length;
    await Promise.all([made.ok('monitoring.pause', {}), made.ok('monitoring.resume', {})]);
    await settle();
    expect(made.feed.asked).toHaveLength(asked + 1);
    await made.clock.advance(4 * tick);
    expect(made.feed.asked).toHaveLength(asked + 5);
    expect(made.feed.mostRunning()).toBe(1);
  });

  test('a source that has had enough is left alone', async () => {
    const made = await watching();
    made.feed.failWith('rate-limited', { retryAfterMs: 10 * minute });
    await made.clock.advance(tick);
    const asked = made.feed.asked.length;
    await made.ok('monitoring.pause', {});
    await made.clock.advance(minute);
    await made.ok('monitoring.resume', {});
    await made.clock.advance(8 * minute);
    expect(made.feed.asked).toHaveLength(asked);
    made.feed.failWith(null);
    await made.clock.advance(minute);
    expect(made.feed.asked.length).toBeGreaterThan(asked);
    expect((await made.state()).sources[0]).toMatchObject({ state: 'live' });
  });

  test('all sources go on', async () => {
    const binance = createFakeFeed();
    const coingecko = createFakeFeed({ id: 'coingecko', name: 'CoinGecko' });
    const made = start({ feeds: feedsWith(binance, coingecko), source: 'auto' });
    const other = 'coingecko:BTCUSDT';
    for (const [feed, id] of [
      [binance, btc],
      [coingecko, other],
    ] as const) {
      feed.price(id, 100);
      await made.ok('pair.add', { id });
    }
    await made.clock.advance(tick);
    await made.ok('monitoring.pause', {});
    const asked = [binance.asked.length, coingecko.asked.length];
    await made.clock.advance(hour);
    expect([binance.asked.length, coingecko.asked.length]).toEqual(asked);
    await made.ok('monitoring.resume', {});
    await settle();
    expect([binance.asked.length, coingecko.asked.length]).toEqual(asked.map((count) => count + 1));
  });
});

test('a pause ends with the run: after a restart prices are watched again', async () => {
  const made = await paused();
  made.crash();
  const feed = createFakeFeed();
  feed.price(btc, 111);
  const again = start({ folder: made.folder, clock: createFakeClock(made.clock.now()), feed });
  await settle();
  expect((await again.state()).monitoring).toBe('on');
  expect(await again.ringing()).toEqual([`${made.id}#1`]);
});

test('pauses and resumptions are logged, each once', async () => {
  const made = await watching();
  for (const name of [
    'monitoring.pause',
    'monitoring.pause',
    'monitoring.resume',
    'monitoring.resume',
  ] as const) {
    await made.ok(name, {});
  }
  expect(made.events('info').filter((event) => event.startsWith('monitoring'))).toEqual([
    'monitoring.paused',
    'monitoring.on',
  ]);
});

test.each([
  ['between two requests', async () => {}],
  [
    'while the source is offline',
    async ({ feed, clock }: TestRuntime) => {
      feed.failWith('offline');
      await clock.advance(2 * minute);
      feed.failWith(null);
    },
  ],
])('prices wanted now are asked for at once %s', async (_, prepare) => {
  const made = await watching();
  await prepare(made);
  await made.clock.advance(second);
  const asked = made.feed.asked.length;
  made.feed.price(btc, 111);
  made.runtime.pollNow('suspend');
  await settle();
  expect(made.feed.asked).toHaveLength(asked + 1);
  expect(await made.ringing()).toEqual([`${made.id}#1`]);
});

// The gate counts its patience by a clock that stands still in sleep, so the request does not get through it.
test('a source that wanted patience is asked at once after a sleep that was longer', async () => {
  const made = await watching();
  made.feed.failWith('rate-limited', { retryAfterMs: 7 * minute });
  await made.clock.advance(tick);
  made.feed.failWith(null);
  const asked = made.feed.asked.length;
  made.clock.sleep(10 * minute);
  made.runtime.pollNow('resume');
  await settle();
  expect(made.feed.asked).toHaveLength(asked + 1);
  expect((await made.state()).sources[0]).toMatchObject({ state: 'live' });
});

test('health tells of a source that fails, and of a pause', async () => {
  const made = await watching();
  expect(made.runtime.health().status).toBe('ok');
  made.feed.failWith('server');
  await made.clock.advance(tick);
  expect(made.runtime.health().status).toBe('failing');
  await made.ok('monitoring.pause', {});
  expect(made.runtime.health().status).toBe('paused');
});

test('a price that grew old during a sleep reads as old at once, not with the next pulse', async () => {
  const made = await watching();
  made.feed.hold();
  const updates = made.listen();
  made.clock.sleep(2 * hour);
  made.runtime.pollNow('resume');
  await settle();
  expect(updates.flatMap((update) => update.pairs ?? [])).toMatchObject([{ id: btc, stale: true }]);
});
