import { describe, expect, test } from 'vitest';
import type { EpochMs } from '../src-core/pair.ts';
import { answered } from '../src-feeds/result.ts';
import { candlesFor } from './catch-up.ts';
import { createFakeClock, settle } from './testing/fake-clock.ts';
import { createFakeFeed } from './testing/fake-feed.ts';
import { minutesBetween, type PastMinute, servePast } from './testing/past.ts';
import { temporaryFolders } from './testing/temp-folder.ts';
import {
  btc,
  eth,
  second,
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

/** A pair at 100 that has been watched for two minutes; its last sample lies on a whole minute. */
async function watching(more: Partial<TestRuntimeSettings> = {}) {
  const made = start(more);
  await made.watch();
  await made.clock.advance(2 * minute);
  return { ...made, slept: made.clock.now() };
}

const firingsOf = async (made: TestRuntime) =>
  (await made.ok('firings.list', { limit: 100 })).firings.map(({ firing }) => firing);
const summaryOf = async (made: TestRuntime) =>
  (await made.state()).summary?.firings.map(
    ({ firing, holds }) => `${firing.id} ${holds ? 'holds' : 'over'}`,
  ) ?? [];

/** A flat past at 100, but for some minutes, counted from `from`. */
const flatBut = (from: EpochMs, minutes: Readonly<Record<number, PastMinute>>) => (openTime: EpochMs) =>
  minutes[Math.round((openTime - from) / minute)] ?? { close: 100 };

/** Something that a feed waits for until the test lets it come, or ends. */
function held() {
  const { promise, resolve } = Promise.withResolvers<void>();
  folders.closeAfter(resolve);
  return { promise, letCome: resolve };
}

/** The computer sleeps; after it the price is this. */
async function sleepFor(made: TestRuntime, ms: number, priceAfter: number): Promise<void> {
  made.clock.sleep(ms);
  made.feed.price(btc, priceAfter);
  await made.clock.advance(tick);
}

describe('a sleep of two hours', () => {
  test('with a wick inside is caught up with: the firing has the time of its minute, is late, and is told', async () => {
    const made = await watching();
    const { slept } = made;
    const id = await made.alarm(target(110));
    servePast(made.feed, flatBut(slept, { 40: { close: 101, high: 112 } }));
    await sleepFor(made, 2 * hour, 102);
    const [firing] = await firingsOf(made);
    expect(firing).toMatchObject({
      id: `${id}#1`,
      t: slept + 41 * minute,
      late: true,
      told: 'summary',
      proof: {
        direction: 'up',
        level: 110,
        proving: { price: 112, by: 'high' },
        before: { t: slept + 40 * minute, price: 100 },
        after: { t: slept + 41 * minute, price: 101 },
        range: { low: 101, high: 112, from: slept + 40 * minute },
      },
    });
    // Back below: there is nothing to ring for any more.
    const { ringing, summary, alarms } = await made.state();
    expect([ringing, alarms[0]?.state]).toEqual([[], 'fired']);
    expect(summary).toMatchObject({
      from: slept,
      firings: [{ firing: { id: `${id}#1` }, holds: false, pair: { id: btc } }],
    });
    expect(summary?.to).toBeGreaterThanOrEqual(slept + 2 * hour);
  });

  test('rings for what is still so, and says that it is late', async () => {
    const made = await watching();
    const id = await made.alarm(target(110));
    servePast(made.feed, (openTime) => ({ close: openTime < made.slept + 40 * minute ? 100 : 115 }));
    await sleepFor(made, 2 * hour, 116);
    expect(await made.ringing()).toEqual([`${id}#1`]);
    expect(await summaryOf(made)).toEqual([`${id}#1 holds`]);
    expect(await firingsOf(made)).toMatchObject([{ late: true, told: 'ring', t: made.slept + 41 * minute }]);
  });

  test('is judged once and in order: each alarm fires at its own time', async () => {
    const made = await watching();
    const up = await made.alarm(target(110));
    const down = await made.alarm(target(90, 'down'));
    const again = (
      await made.ok('alarm.add', {
        pairId: btc,
        condition: target(105, 'any'),
        mode: 'repeat',
        wayBack: 0.01,
      })
    ).alarm.id;
    servePast(
      made.feed,
      flatBut(made.slept, { 10: { close: 107 }, 20: { close: 100 }, 50: { close: 89 }, 80: { close: 111 } }),
    );
    await sleepFor(made, 2 * hour, 100);
    const fired = (await firingsOf(made)).toReversed().map(({ id, t }) => [id, (t - made.slept) / minute]);
    expect(fired).toEqual([
      [`${again}#1`, 11],
      // 107 is more than 1 % beyond, so that what follows is a crossing from above.
      [`${again}#2`, 12],
      [`${down}#1`, 51],
      [`${up}#1`, 81],
      [`${again}#3`, 81],
      [`${again}#4`, 82],
    ]);
    const times = made.storage.history.samplesOf(btc, 0).map(({ t }) => t);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(new Set(times).size).toBe(times.length);
    await made.clock.advance(5 * minute);
    expect(await firingsOf(made)).toHaveLength(6);
  });

  test('asks once for candles, from the last price on', async () => {
    const made = await watching();
    await made.clock.advance(minute);
    made.feed.candlesAsked.length = 0;
    const from = made.clock.now();
    servePast(made.feed, () => ({ close: 100 }));
    await sleepFor(made, 2 * hour, 100);
    await made.clock.advance(10 * minute);
    expect(made.feed.candlesAsked.filter(({ to }) => to > from)).toMatchObject([{ pair: btc, from }]);
  });

  test('lets live prices wait for the candles, and judges them after those', async () => {
    const made = await watching();
    const id = await made.alarm(target(110));
    const { promise, letCome } = held();
    made.feed.serveCandles(async (_, from, to) => {
      await promise;
      return answered(
        minutesBetween(from, to, () => ({ close: 100 })),
        null,
      );
    });
    await sleepFor(made, 2 * hour, 111);
    await made.clock.advance(10 * second);
    expect(await made.ringing()).toEqual([]);
    letCome();
    await settle();
    expect(await made.ringing()).toEqual([`${id}#1`]);
    const [firing] = await firingsOf(made);
    expect(firing).toMatchObject({ late: false, proof: { before: { price: 100 } } });
    expect(made.clock.now() - (firing?.t ?? 0)).toBeLessThan(30 * second);
  });
});

describe('what no longer holds', () => {
  /** Alarms over what was traded since they were armed, and in windows, with a night that ends as `after` says. */
  async function night(
    condition: Parameters<TestRuntime['alarm']>[0],
    minuteAt: (openTime: EpochMs, slept: EpochMs) => PastMinute,
    priceAfter: number,
  ) {
    const made = await watching();
    servePast(made.feed, (openTime) => minuteAt(openTime, made.slept));
    await made.alarm(condition);
    await sleepFor(made, 2 * hour, priceAfter);
    return made;
  }
  const fallFromMax = {
    kind: 'extreme',
    extreme: 'max',
    percent: 5,
    since: { kind: 'alarm armed' },
  } as const;
  const moveUp = {
    kind: 'move',
    percent: 5,
    direction: 'up',
    over: { kind: 'window', ms: 30 * minute, from: 'extreme' },
  } as const;

  test('is weighed by what was traded after it: a fall from a higher high still holds', async () => {
    // 100, down to 94 (fires), up to 120, and 113: more than 5 % below the new high.
    const made = await night(
      fallFromMax,
      (openTime, slept) => {
        const at = (openTime - slept) / minute;
        return { close: at < 10 ? 100 : at < 20 ? 94 : at < 60 ? 120 : 113 };
      },
      113,
    );
    expect(await summaryOf(made)).toEqual(['a1#1 holds']);
  });

  test('is weighed by the window of now: a rise of the last minutes still holds', async () => {
    // Up 6 % at the start, flat for an hour, then up again from 100 in the last half hour.
    const made = await night(
      moveUp,
      (openTime, slept) => {
        const at = (openTime - slept) / minute;
        return { close: at < 10 ? 100 : at < 20 ? 106 : at < 100 ? 100 : 107 };
      },
      107,
    );
    expect(await summaryOf(made)).toContain('a1#1 holds');
  });

  test('is weighed by the window of now: a rise of hours ago is over', async () => {
    const made = await night(
      moveUp,
      (openTime, slept) => ({ close: (openTime - slept) / minute < 10 ? 100 : 106 }),
      106,
    );
    expect(await summaryOf(made)).toEqual(['a1#1 over']);
    expect(await made.ringing()).toEqual([]);
  });

  test('of a channel is weighed by where the price is now', async () => {
    const leaves = { kind: 'channel', low: 95, high: 105, when: 'leaves' } as const;
    const out = await night(
      leaves,
      (openTime, slept) => flatBut(slept, { 30: { close: 110 } })(openTime),
      120,
    );
    expect(await summaryOf(out)).toEqual(['a1#1 holds']);
    const back = await night(
      leaves,
      (openTime, slept) => flatBut(slept, { 30: { close: 110 } })(openTime),
      101,
    );
    expect(await summaryOf(back)).toEqual(['a1#1 over']);
  });
});

describe('a short hole', () => {
  test('is caught up with too, and what came true in it rings: it is not late', async () => {
    const made = await watching();
    const id = await made.alarm(target(110));
    servePast(made.feed, flatBut(made.slept, { 1: { close: 100, high: 112 } }));
    made.feed.failWith('server');
    await made.clock.advance(4 * minute);
    made.feed.failWith(null);
    await made.clock.advance(2 * minute);
    expect(await made.ringing()).toEqual([`${id}#1`]);
    expect(await firingsOf(made)).toMatchObject([{ late: false, t: made.slept + 2 * minute }]);
    expect((await made.state()).summary).toBeNull();
  });

  test('of one missed tick asks for nothing', async () => {
    const made = await watching();
    await made.clock.advance(minute);
    made.feed.candlesAsked.length = 0;
    made.feed.failWith('server');
    await made.clock.advance(tick);
    made.feed.failWith(null);
    await made.clock.advance(minute);
    expect(made.feed.candlesAsked).toEqual([]);
  });
});

describe('a start after downtime', () => {
  test('catches up from the last price of the run before', async () => {
    const before = await watching();
    const id = await before.alarm(target(110));
    before.crash();
    const feed = createFakeFeed();
    feed.price(btc, 101);
    servePast(feed, flatBut(before.slept, { 60: { close: 101, high: 115 } }));
    const again = start({
      folder: before.folder,
      feed,
      clock: createFakeClock(before.slept + 5 * hour),
      firstId: 10,
    });
    await again.clock.advance(tick);
    expect(await firingsOf(again)).toMatchObject([
      { id: `${id}#1`, t: before.slept + 61 * minute, late: true, told: 'summary' },
    ]);
    expect((await again.state()).summary).toMatchObject({ from: before.slept });
  });
});

describe('candles that do not come', () => {
  /** After a sleep of two hours to a price of 111; the candles come when the test lets them, or never. */
  async function waiting() {
    const made = await watching();
    const id = await made.alarm(target(110));
    const high = await made.alarm(target(125));
    const over = { kind: 'window', ms: hour, from: 'start' } as const;
    const inWindow = await made.alarm({ kind: 'move', percent: 20, direction: 'any', over });
    const { promise, letCome } = held();
    made.feed.serveCandles(async (_, from, to) => {
      await promise;
      const wick = flatBut(made.slept, { 40: { close: 100, high: 130 } });
      return answered(minutesBetween(from, to, wick), null);
    });
    await sleepFor(made, 2 * hour, 111);
    return { ...made, id, high, inWindow, letCome };
  }

  test('are waited for 30 seconds; then what is live is judged', async () => {
    const made = await waiting();
    // Asked for within five seconds of waking up.
    await made.clock.advance(15 * second);
    expect(await made.ringing()).toEqual([]);
    await made.clock.advance(10 * second);
    expect(await made.ringing()).toEqual([`${made.id}#1`]);
    expect(await firingsOf(made)).toMatchObject([{ late: false, proof: { before: { t: made.slept } } }]);
  });

  test('leave a hole, which is kept and told', async () => {
    const made = await waiting();
    await made.clock.advance(30 * second);
    const { notices, pairs } = await made.state();
    expect(notices).toMatchObject([
      {
        id: `not-seen:${btc}`,
        code: 'not-seen',
        params: {
          pair: 'BTC/USDT',
          from: expect.stringContaining('12:02'),
          to: expect.stringContaining('14:02'),
        },
      },
    ]);
    expect(pairs[0]?.notSeen?.from).toBe(made.slept);
    const { notSeen } = await made.ok('alarm.explain', { id: made.high });
    expect(notSeen).toMatchObject([{ from: made.slept }]);
  });

  test('and come later fire nothing; they serve windows and the chart', async () => {
    const made = await waiting();
    const stateOf = async () =>
      (await made.state()).alarms.find(({ id }) => id === made.inWindow)?.reason.code;
    await made.clock.advance(30 * second);
    await made.ok('ring.dismissAll', {});
    expect(await stateOf()).toBe('warming up');
    made.letCome();
    await made.clock.advance(2 * minute);
    expect(await stateOf()).toBe('to go');
    expect((await firingsOf(made)).map(({ id }) => id)).toEqual([`${made.id}#1`]);
    expect(await made.ringing()).toEqual([]);
    const { candles } = await made.ok('chart.get', { pairId: btc, range: '4H' });
    const inHole = candles.filter(([t]) => t > made.slept && t < made.slept + 2 * hour);
    expect(inHole.length).toBeGreaterThan(100);
  });

  test('are a hole after a restart too, told until it is read', async () => {
    const made = await waiting();
    await made.clock.advance(30 * second);
    made.crash();
    const again = start({ folder: made.folder, clock: createFakeClock(made.clock.now()), firstId: 10 });
    expect((await again.state()).notices).toMatchObject([{ code: 'not-seen', params: { pair: 'BTC/USDT' } }]);
    expect((await again.state()).pairs[0]?.notSeen?.from).toBe(made.slept);
    await again.ok('notice.dismiss', { id: `not-seen:${btc}` });
    again.crash();
    const third = start({ folder: made.folder, clock: createFakeClock(made.clock.now()), firstId: 20 });
    expect((await third.state()).notices).toEqual([]);
    expect((await third.state()).pairs[0]?.notSeen?.from).toBe(made.slept);
  });

  test('because the source refuses them leave the hole at once', async () => {
    const made = await watching();
    const id = await made.alarm(target(110));
    made.feed.serveCandles(async () => ({
      ok: false,
      error: { kind: 'server', cause: 'server', retryable: true, detail: 'test' },
      serverDate: null,
    }));
    await sleepFor(made, 2 * hour, 111);
    expect(await made.ringing()).toEqual([`${id}#1`]);
    expect((await made.state()).pairs[0]?.notSeen).toMatchObject({ from: made.slept });
  });

  test('of a source without candles leave the hole, and nothing is waited for', async () => {
    const made = await watching({ feed: createFakeFeed({ candleIntervalsMs: [] }) });
    const id = await made.alarm(target(110));
    await sleepFor(made, 2 * hour, 111);
    expect(await made.ringing()).toEqual([`${id}#1`]);
    expect((await made.state()).pairs[0]?.notSeen).toMatchObject({ from: made.slept });
    expect(made.feed.candlesAsked).toEqual([]);
  });

  test('while a far-off price is confirmed leave one hole, not two', async () => {
    const made = await watching({ confirmPercent: 10 });
    made.feed.serveCandles(async () => ({
      ok: false,
      error: { kind: 'server', cause: 'server', retryable: true, detail: 'test' },
      serverDate: null,
    }));
    await sleepFor(made, 2 * hour, 150);
    await made.clock.advance(2 * minute);
    expect((await made.state()).pairs[0]?.price).toBe(150);
    const { notSeen } = await made.ok('alarm.explain', { id: await made.alarm(target(200)) });
    expect(notSeen).toEqual([]);
    const stored = made.storage.state.remembered(`not-seen:${btc}`);
    expect(JSON.stringify(stored).match(/"from"/g)).toHaveLength(1);
  });

  test('of a pair that is removed meanwhile are nobody’s', async () => {
    const made = await waiting();
    await made.ok('pair.remove', { id: btc });
    made.letCome();
    await made.clock.advance(minute);
    expect([await made.ringing(), (await made.state()).notices, made.events('error')]).toEqual([[], [], []]);
  });

  test('left a hole that is forgotten with its pair', async () => {
    const made = await waiting();
    await made.clock.advance(30 * second);
    await made.ok('pair.remove', { id: btc });
    expect((await made.state()).notices).toEqual([]);
    await made.clock.advance(10 * minute);
    await made.watch();
    expect((await made.state()).pairs[0]?.notSeen).toBeNull();
    made.crash();
    const again = start({ folder: made.folder, clock: createFakeClock(made.clock.now()), firstId: 10 });
    expect((await again.state()).pairs[0]?.notSeen).toBeNull();
    expect((await again.state()).notices).toEqual([]);
  });
});

test('a pair keeps no other one waiting', async () => {
  const made = await watching();
  await made.watch(eth, 50);
  const id = await made.alarm(target(60), eth);
  const { promise } = held();
  made.feed.serveCandles(async () => {
    await promise;
    return answered([], null);
  });
  made.clock.sleep(2 * hour);
  made.feed.price(eth, 50);
  await made.clock.advance(40 * second);
  made.feed.price(eth, 61);
  await made.clock.advance(tick);
  expect(await made.ringing()).toEqual([`${id}#1`]);
});

describe('the candles that fill a stretch', () => {
  const day = 24 * hour;
  test.each([
    ['of an hour are minutes', [minute, hour, day], { from: 30 * second, to: hour }, [[minute, 0, hour]]],
    ['of a week are minutes', [minute, hour, day], { from: 0, to: 7 * day }, [[minute, 0, 7 * day]]],
    [
      'of ten days are hours, and minutes for the last week',
      [minute, hour, day],
      { from: 90 * minute, to: 10 * day },
      [
        [hour, hour, 3 * day],
        [minute, 3 * day, 10 * day],
      ],
    ],
    [
      'of a source without longer ones are the shortest',
      [minute],
      { from: 0, to: 30 * day },
      [[minute, 0, 30 * day]],
    ],
    ['of a source without candles are none', [], { from: 0, to: hour }, []],
  ])('%s', (_, intervals, stretch, wanted) => {
    const capabilities = {
      candleIntervalsMs: intervals,
      candleReachMs: {},
      pointCandles: false,
      runningCandle: false,
    };
    const found = candlesFor(capabilities, stretch, stretch.to);
    expect(found.map((one) => [one.intervalMs, one.from, one.to])).toEqual(wanted);
  });
});
