import { describe, expect, test } from 'vitest';
import { failed } from '../../src-feeds/result.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import { createFakeFeed, feedError } from '../testing/fake-feed.ts';
import { type PastMinute, servePast } from '../testing/past.ts';
import { temporaryFolders } from '../testing/temp-folder.ts';
import {
  btc,
  eth,
  second,
  startTestRuntime,
  type TestRuntime,
  type TestRuntimeSettings,
  target,
  tick,
} from '../testing/test-runtime.ts';

const folders = temporaryFolders();
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

function start(more: Partial<TestRuntimeSettings> = {}) {
  const made = startTestRuntime({ folder: folders.make(), ...more });
  folders.closeAfter(() => made.runtime.stop());
  return made;
}

/** Bitcoin at 100 with a target of 110. */
async function armed() {
  const made = start();
  await made.watch();
  await made.alarm(target(110));
  return made;
}

const explain = (made: TestRuntime) => made.ok('alarm.explain', { id: 'a1' });

describe('why an alarm has not rung', () => {
  test('is how near it came since it was armed, at which price and when', async () => {
    const made = await armed();
    const armedAt = made.clock.now();
    await made.tickAt(105);
    await made.tickAt(107);
    const at = made.clock.now();
    await made.tickAt(104);
    const { nearest, ...rest } = await explain(made);
    expect(nearest).toEqual({ percent: expect.closeTo((3 / 107) * 100, 9), price: 107, t: at });
    expect(rest).toMatchObject({
      alarm: { id: 'a1', state: 'armed' },
      armedAt,
      judgedAt: made.clock.now(),
      notSeen: [],
    });
  });

  test('counts a wick that came near', async () => {
    const made = await armed();
    await made.clock.advance(minute);
    const from = made.clock.now();
    servePast(made.feed, (openTime) => ({ close: 100, high: openTime === from ? 109 : 100 }));
    made.feed.failWith('server');
    await made.clock.advance(3 * minute);
    made.feed.failWith(null);
    await made.clock.advance(2 * minute);
    expect((await explain(made)).nearest).toMatchObject({ price: 109, t: from + minute });
  });

  test('does not count what was before it was armed', async () => {
    const made = start();
    await made.watch();
    await made.tickAt(109);
    await made.tickAt(100);
    await made.alarm(target(110));
    expect((await explain(made)).nearest).toBeNull();
    await made.tickAt(102);
    expect((await explain(made)).nearest).toMatchObject({ price: 102 });
  });

  test('counts from its last firing on', async () => {
    const made = start();
    await made.watch();
    await made.ok('alarm.add', {
      pairId: btc,
      condition: target(110),
      mode: 'repeat',
      cooldownMs: second,
      wayBack: 0.01,
    });
    await made.tickAt(111);
    await made.tickAt(100);
    await made.tickAt(104);
    await made.tickAt(103);
    expect((await explain(made)).nearest).toMatchObject({ price: 104 });
  });

  test('of a fall looks at the low side', async () => {
    const made = start();
    await made.watch();
    await made.alarm(target(90, 'down'));
    await made.tickAt(95);
    await made.tickAt(99);
    expect((await explain(made)).nearest).toEqual({
      percent: expect.closeTo((5 / 95) * 100, 9),
      price: 95,
      t: made.clock.now() - tick,
    });
  });

  test('of a move in a window is how near it came to the level of then', async () => {
    const made = start();
    await made.watch();
    const over = { kind: 'window', ms: hour, from: 'extreme' } as const;
    await made.alarm({ kind: 'move', percent: 10, direction: 'up', over });
    // The lowest is 96 from then on: 105.6 is the level, and 104 is 1.54 % away from it.
    for (const price of [96, 104, 101]) await made.tickAt(price);
    const { nearest } = await explain(made);
    expect(nearest).toMatchObject({ price: 104, t: made.clock.now() - tick });
    expect(nearest?.percent).toBeCloseTo((1.6 / 104) * 100, 6);
  });

  test('names what could not be seen since it was armed', async () => {
    const made = await armed();
    const from = made.clock.now();
    made.feed.serveCandles(async () => failed(feedError('server'), null));
    made.clock.sleep(2 * hour);
    await made.clock.advance(tick);
    expect((await explain(made)).notSeen).toEqual([{ from, to: expect.any(Number) }]);
    const later = await made.alarm(target(120));
    expect((await made.ok('alarm.explain', { id: later })).notSeen).toEqual([]);
  });

  test('is the same after a restart', async () => {
    const made = await armed();
    for (const price of [105, 107, 104]) await made.tickAt(price);
    const before = await explain(made);
    made.crash();
    const again = start({ folder: made.folder, clock: createFakeClock(made.clock.now()), firstId: 10 });
    expect(await explain(again)).toEqual(before);
  });

  test('of a paused alarm was judged last before it was paused, after a restart too', async () => {
    const made = await armed();
    await made.tickAt(105);
    const judgedAt = made.clock.now();
    await made.ok('alarm.pause', { ids: ['a1'] });
    await made.tickAt(106);
    expect((await explain(made)).judgedAt).toBe(judgedAt);
    made.crash();
    const again = start({ folder: made.folder, clock: createFakeClock(made.clock.now()), firstId: 10 });
    expect((await explain(again)).judgedAt).toBe(judgedAt);
  });

  test('of one that was paused before any price could judge it is not known', async () => {
    const made = await armed();
    await made.ok('alarm.pause', { ids: ['a1'] });
    await made.tickAt(105);
    expect((await explain(made)).judgedAt).toBeNull();
  });

  test('of an expired alarm was judged last before it expired', async () => {
    const made = await armed();
    await made.tickAt(105);
    const judgedAt = made.clock.now();
    await made.ok('alarm.edit', { id: 'a1', expiresAt: judgedAt + second });
    await made.tickAt(106);
    expect((await explain(made)).judgedAt).toBe(judgedAt);
  });

  test('of an alarm that no price has armed yet is not known', async () => {
    const made = start();
    made.feed.hold();
    await made.watch();
    await made.alarm(target(110));
    expect(await explain(made)).toMatchObject({ armedAt: null, judgedAt: null, nearest: null });
  });

  test('of an alarm that is not there is refused', async () => {
    const made = await armed();
    expect(await made.refused('alarm.explain', { id: 'ghost' })).toMatchObject({ code: 'unknown-alarm' });
  });
});

/** A pair whose source has a past: minutes of the last day, counted from a day ago. */
async function withPast(
  minutes: Readonly<Record<number, PastMinute>>,
  more: Partial<TestRuntimeSettings> = {},
) {
  const made = start(more);
  await made.watch();
  const from = made.clock.now() - day;
  servePast(made.feed, (openTime) => minutes[Math.round((openTime - from) / minute)] ?? { close: 100 });
  return { ...made, from };
}

describe('how often an alarm would have rung', () => {
  test('is counted by hand the same: crossings, a wick, a way back that was too short, a cooldown', async () => {
    const made = await withPast({
      // Crosses: 1.
      10: { close: 111 },
      // Back by half a percent only, then above again: not ready, no firing.
      11: { close: 109.5 },
      12: { close: 111 },
      // Back by more than 1 %, and a wick up to 115: 2. Its last price makes it ready again.
      20: { close: 105 },
      30: { close: 106, high: 115 },
      // Three minutes later, within the cooldown of five: loses readiness, no firing.
      33: { close: 112 },
      // Ready again, and cooled: 3.
      50: { close: 100 },
      60: { close: 110 },
    });
    const condition = target(110);
    const asked = { pairId: btc, condition, cooldownMs: 5 * minute, wayBack: 0.01, days: 1 };
    const reply = await made.ok('alarm.replay', asked);
    expect(reply).toMatchObject({ intervalMs: minute, complete: true, count: 3, to: made.clock.now() });
    expect(reply.firings.map(({ t, ...rest }) => [(t - made.from) / minute, rest])).toEqual([
      [11, { direction: 'up', level: 110, price: 111 }],
      [31, { direction: 'up', level: 110, price: 115 }],
      [61, { direction: 'up', level: 110, price: 110 }],
    ]);
  });

  test('goes back as far as would be proposed where nothing is said', async () => {
    // The price of 100 has moved by 10 % in a day, so that 1 % is proposed.
    const made = await withPast({ 10: { close: 111 }, 11: { close: 109.5 }, 12: { close: 111 } });
    made.feed.price(btc, 100, { high24h: 110, low24h: 100 });
    await made.clock.advance(tick);
    const asked = { pairId: btc, condition: target(110), days: 1 };
    const { alarm } = await made.ok('alarm.preview', { pairId: btc, condition: target(110) });
    expect(alarm.wayBack).toBe(0.01);
    const { count } = await made.ok('alarm.replay', asked);
    expect(count).toBe((await made.ok('alarm.replay', { ...asked, wayBack: 0.01 })).count);
    expect(count).toBeLessThan((await made.ok('alarm.replay', { ...asked, wayBack: 0.003 })).count);
  });

  test('is what a real alarm does with the same candles', async () => {
    const made = start();
    await made.watch();
    await made.clock.advance(2 * minute);
    const slept = made.clock.now();
    const wave = (openTime: number): PastMinute => {
      const at = (openTime - slept) / minute;
      const close = 100 + 12 * Math.sin(at / 9) + ((at * 7) % 5);
      return { close, low: close - (at % 3), high: close + (at % 4) };
    };
    servePast(made.feed, wave);
    const condition = target(108, 'any');
    const rules = { cooldownMs: 2 * minute, wayBack: 0.01 };
    await made.ok('alarm.add', { pairId: btc, condition, mode: 'repeat', ...rules });
    made.clock.sleep(20 * hour);
    made.feed.price(btc, 100);
    await made.clock.advance(tick);
    const { firings } = await made.ok('firings.list', { limit: 200 });
    const real = firings
      // Not by the live price that came after the candles.
      .filter(({ firing }) => firing.proof.range !== null)
      .map(({ firing }) => [firing.t, firing.proof.direction, firing.proof.proving.price]);
    // The storm guard doubles cooldowns in both.
    expect(real.length).toBeGreaterThan(20);
    const reply = await made.ok('alarm.replay', { pairId: btc, condition, ...rules, days: 1 });
    const replayed = reply.firings
      .filter(({ t }) => t > slept)
      .map(({ t, direction, price }) => [t, direction, price]);
    expect(replayed.toReversed().slice(0, 15)).toEqual(real.slice(0, 15));
  });

  test('fills the window of a condition before it counts', async () => {
    const made = await withPast({});
    // Up 6 % an hour before the first day begins, and flat since: the move is over by then.
    servePast(made.feed, (openTime) => ({ close: openTime < made.from - 90 * minute ? 100 : 106 }));
    const over = { kind: 'window', ms: hour, from: 'extreme' } as const;
    const condition = { kind: 'move', percent: 5, direction: 'up', over } as const;
    expect(await made.ok('alarm.replay', { pairId: btc, condition, days: 1 })).toMatchObject({ count: 0 });
    const longer = { ...condition, over: { ...over, ms: 3 * hour } };
    // True already when it is armed: it counts from there.
    expect(await made.ok('alarm.replay', { pairId: btc, condition: longer, days: 1 })).toMatchObject({
      count: 0,
    });
    servePast(made.feed, (openTime) => ({ close: openTime < made.from + 30 * minute ? 100 : 106 }));
    const fresh = { ...condition, percent: 5.5 };
    const again = await withPast({});
    servePast(again.feed, (openTime) => ({ close: openTime < again.from + 30 * minute ? 100 : 106 }));
    const reply = await again.ok('alarm.replay', { pairId: btc, condition: fresh, days: 1 });
    expect(reply.firings.map(({ t }) => (t - again.from) / minute)).toEqual([31]);
  });

  test('asks the source once for several tries in a row', async () => {
    const made = await withPast({ 10: { close: 111 } });
    made.feed.candlesAsked.length = 0;
    for (const price of [105, 108, 110]) {
      await made.ok('alarm.replay', { pairId: btc, condition: target(price), days: 1 });
    }
    expect(made.feed.candlesAsked).toHaveLength(1);
    await made.clock.advance(11 * minute);
    await made.ok('alarm.replay', { pairId: btc, condition: target(105), days: 1 });
    expect(made.feed.candlesAsked.length).toBeGreaterThan(1);
  });

  test('keeps the past of one pair only, for it is large', async () => {
    const made = await withPast({ 10: { close: 111 } });
    await made.watch(eth);
    made.feed.candlesAsked.length = 0;
    for (const pairId of [btc, eth, btc]) {
      await made.ok('alarm.replay', { pairId, condition: target(110), days: 1 });
    }
    const replayed = made.feed.candlesAsked.filter(({ to }) => to === made.clock.now());
    expect(replayed.filter(({ pair }) => pair === btc)).toHaveLength(2);
  });

  test('over a year is judged by hours, and over a week then by minutes all the same', async () => {
    const made = await withPast({}, { feed: createFakeFeed({ candleIntervalsMs: [minute, hour, day] }) });
    const year = await made.ok('alarm.replay', { pairId: btc, condition: target(110), days: 365 });
    expect(year).toMatchObject({ intervalMs: hour, complete: true });
    const week = await made.ok('alarm.replay', { pairId: btc, condition: target(110), days: 7 });
    expect(week).toMatchObject({ intervalMs: minute, complete: true });
  });

  test('is judged by candles that reach back so far', async () => {
    const feed = createFakeFeed({
      candleIntervalsMs: [minute, hour, day],
      candleReachMs: { [minute]: day, [hour]: 90 * day },
    });
    const made = await withPast({}, { feed });
    const days = async (count: number) => {
      const asked = { pairId: btc, condition: target(110), days: count };
      const { intervalMs, complete } = await made.ok('alarm.replay', asked);
      return [intervalMs, complete];
    };
    expect(await days(1)).toEqual([minute, true]);
    expect(await days(30)).toEqual([hour, true]);
    expect(await days(365)).toEqual([day, true]);
  });

  test('says that not all of it could be had: a coin that is younger, a source that fails or has no candles', async () => {
    const young = await withPast({});
    servePast(young.feed, (openTime) => (openTime < young.clock.now() - 5 * hour ? null : { close: 100 }));
    const asked = { pairId: btc, condition: target(110), days: 3 };
    const reply = await young.ok('alarm.replay', asked);
    expect(reply.complete).toBe(false);
    expect(reply.to - reply.from).toBeLessThanOrEqual(5 * hour);
    // What there is of it is kept as well as anything.
    young.feed.candlesAsked.length = 0;
    await young.ok('alarm.replay', { ...asked, condition: target(120) });
    expect(young.feed.candlesAsked).toEqual([]);
    const broken = await withPast({});
    broken.feed.serveCandles(async () => failed(feedError('server'), null));
    await broken.tickAt(110);
    expect(await broken.ok('alarm.replay', asked)).toMatchObject({ complete: false, count: 1 });
    const without = await withPast({}, { feed: createFakeFeed({ candleIntervalsMs: [] }) });
    expect(await without.ok('alarm.replay', asked)).toMatchObject({ complete: false, count: 0 });
  });

  test('touches no alarm, and rings for nobody', async () => {
    const made = await withPast({ 10: { close: 111 } });
    await made.alarm(target(110));
    const updates = made.listen();
    await made.ok('alarm.replay', { pairId: btc, condition: target(110), days: 1 });
    expect([await made.ringing(), updates]).toEqual([[], []]);
    expect((await made.state()).alarms).toMatchObject([{ state: 'armed', firedCount: 0 }]);
  });

  test('of a pair that is not watched is refused', async () => {
    const made = start();
    const asked = { pairId: btc, condition: target(110), days: 1 };
    expect(await made.refused('alarm.replay', asked)).toMatchObject({ code: 'unknown-pair' });
  });
});
