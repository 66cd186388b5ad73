import { describe, expect, test } from 'vitest';
import type { Candle } from '../../src-core/sample.ts';
import { answered, failed } from '../../src-feeds/result.ts';
import { createFakeClock, settle } from '../testing/fake-clock.ts';
import { createFakeFeed, feedError } from '../testing/fake-feed.ts';
import { temporaryFolders } from '../testing/temp-folder.ts';
import {
  btc,
  second,
  sinceStart,
  startTestRuntime,
  type TestRuntime,
  type TestRuntimeSettings,
  target,
  tick,
} from '../testing/test-runtime.ts';

const folders = temporaryFolders();
const minute = 60_000;
const window = (ms: number, percent = 5) =>
  ({ kind: 'move', percent, direction: 'any', over: { kind: 'window', ms, from: 'extreme' } }) as const;

function start(more: Partial<TestRuntimeSettings> = {}) {
  const made = startTestRuntime({ folder: folders.make(), ...more });
  folders.closeAfter(() => made.runtime.stop());
  return made;
}

async function watching(more: Partial<TestRuntimeSettings> = {}) {
  const made = start(more);
  await made.watch();
  return made;
}

async function afterCrash(before: TestRuntime, feed = createFakeFeed()) {
  const now = before.clock.now();
  before.crash();
  const again = start({ folder: before.folder, clock: createFakeClock(now), feed, firstId: 100 });
  await settle();
  return again;
}

describe('adding an alarm', () => {
  test('answers what it waits for, and keeps it', async () => {
    const { ok, state, storage } = await watching();
    const { alarm, alreadyTrue } = await ok('alarm.add', { pairId: btc, condition: target(110) });
    expect(alreadyTrue).toBe(false);
    expect(alarm).toMatchObject({
      id: 'a1',
      pairId: btc,
      mode: 'once',
      state: 'armed',
      upLevel: 110,
      firedCount: 0,
    });
    expect(alarm.reason).toEqual({ code: 'to go', percent: expect.closeTo(10) });
    expect((await state()).alarms).toEqual([alarm]);
    expect(storage.rules.current().alarms).toMatchObject([
      { id: 'a1', condition: target(110), mode: 'once', cooldownMs: 60_000, urgency: 'loud', note: '' },
    ]);
  });

  test('one since start repeats after a minute', async () => {
    const { ok, storage } = await watching();
    expect((await ok('alarm.add', { pairId: btc, condition: sinceStart(5) })).alarm.mode).toBe('repeat');
    expect(storage.rules.current().alarms).toMatchObject([{ mode: 'repeat', cooldownMs: 60_000 }]);
  });

  test('already true: says so, does not ring, and rings on the next crossing', async () => {
    const { ok, tickAt, ringing } = await watching();
    const { alarm, alreadyTrue } = await ok('alarm.add', { pairId: btc, condition: target(90) });
    expect(alreadyTrue).toBe(true);
    expect(alarm.reason).toEqual({ code: 'already true', level: 90 });
    await tickAt(101);
    expect(await ringing()).toEqual([]);
    await tickAt(89);
    await tickAt(91);
    expect(await ringing()).toEqual(['a1#1']);
  });

  test('to a pair without a price: the first price arms it and is not judged', async () => {
    const { ok, feed, clock, ringing, state } = start();
    feed.failWith(null);
    await ok('pair.add', { id: btc });
    expect((await ok('alarm.add', { pairId: btc, condition: target(110, 'any') })).alarm.reason).toEqual({
      code: 'no price yet',
    });
    feed.price(btc, 120);
    await clock.advance(tick);
    expect(await ringing()).toEqual([]);
    expect((await state()).alarms).toMatchObject([{ state: 'armed' }]);
    feed.price(btc, 109);
    await clock.advance(tick);
    expect(await ringing()).toEqual(['a1#1']);
  });

  test('a preview is what adding would show, and leaves nothing behind', async () => {
    const { ok, state } = await watching();
    const before = await state();
    const { alarm: preview } = await ok('alarm.preview', { pairId: btc, condition: target(110) });
    expect(await state()).toEqual(before);
    const { alarm } = await ok('alarm.add', { pairId: btc, condition: target(110) });
    expect({ ...alarm, id: 'preview' }).toEqual(preview);
  });

  test('a window of fewer than four intervals is refused with the shortest that works', async () => {
    const { refused, ok } = await watching();
    for (const name of ['alarm.add', 'alarm.preview']) {
      expect(await refused(name, { pairId: btc, condition: window(59_000) })).toMatchObject({
        code: 'window-too-short',
        message: 'That window is too short for prices that come every 15 s. Use 60 s or more.',
      });
    }
    await ok('alarm.add', { pairId: btc, condition: window(60_000) });
  });

  test('the shortest window follows the interval in force for the source', async () => {
    const feed = createFakeFeed({ ownIntervalMs: 60_000 });
    const { refused, ok } = await watching({ feed });
    await refused('alarm.add', { pairId: btc, condition: window(239_000) });
    await ok('alarm.add', { pairId: btc, condition: window(240_000) });
  });

  test('a window is filled before arming', async () => {
    const { ok, feed, clock } = start();
    const candles = (from: number, to: number): Candle[] => {
      const found: Candle[] = [];
      for (let t = Math.ceil(from / minute) * minute; t + minute <= to; t += minute) {
        found.push({ openTime: t, intervalMs: minute, open: 100, high: 101, low: 80, close: 100 });
      }
      return found;
    };
    feed.serveCandles(async (_, from, to) => answered(candles(from, to), null));
    feed.price(btc, 100);
    await ok('pair.add', { id: btc });
    await settle();
    await clock.advance(tick);
    const { alarm } = await ok('alarm.add', { pairId: btc, condition: window(60 * minute, 30) });
    expect(alarm.upLevel).toBeCloseTo(104);
  });

  test('where filling fails it is armed all the same, and shows how much it has seen', async () => {
    const made = start();
    made.feed.serveCandles(async () => failed(feedError('offline'), null));
    await made.watch();
    await made.tickAt(100);
    const { alarm } = await made.ok('alarm.add', { pairId: btc, condition: window(60 * minute) });
    expect(alarm.reason).toMatchObject({ code: 'seen in part', seenMs: tick, windowMs: 60 * minute });
  });

  test('a disk that refuses says so, and there is no alarm', async () => {
    const { disk, refused, state, tickAt } = await watching();
    disk.rulesFail = true;
    expect(await refused('alarm.add', { pairId: btc, condition: target(110) })).toMatchObject({
      code: 'storage-failed',
    });
    expect((await state()).alarms).toEqual([]);
    await tickAt(111);
    expect((await state()).ringing).toEqual([]);
  });

  test('is on disk when it is answered: after a crash it is there and rings', async () => {
    const made = await watching();
    const id = await made.alarm(target(110));
    const feed = createFakeFeed();
    feed.price(btc, 111);
    const again = await afterCrash(made, feed);
    await again.clock.advance(tick);
    expect(await again.ringing()).toEqual([`${id}#1`]);
  });
});

describe('removing an alarm', () => {
  test('silences it, and it never rings again', async () => {
    const { alarm, tickAt, ok, state } = await watching();
    const id = await alarm(sinceStart(5));
    await tickAt(106);
    await ok('alarm.remove', { id });
    expect(await state()).toMatchObject({ alarms: [], ringing: [], pairs: [{ id: btc }] });
    await tickAt(150);
    expect((await state()).ringing).toEqual([]);
  });

  test('undone, it goes on where it was', async () => {
    const { alarm, tickAt, ok, state, ringing } = await watching();
    const id = await alarm(target(110));
    await tickAt(105);
    const before = (await state()).alarms;
    await ok('alarm.remove', { id });
    await ok('alarm.restore', { id });
    expect((await state()).alarms).toEqual(before);
    await tickAt(111);
    expect(await ringing()).toEqual([`${id}#1`]);
  });

  test('undone after it fired, it stays fired and its numbers go on', async () => {
    const { alarm, tickAt, ok, state, clock, ringing } = await watching();
    const id = await alarm(target(110));
    await tickAt(111);
    await ok('alarm.remove', { id });
    await ok('alarm.restore', { id });
    expect(await state()).toMatchObject({ ringing: [], alarms: [{ state: 'fired', firedCount: 1 }] });
    await tickAt(100);
    await ok('alarm.rearm', { id });
    await clock.advance(65 * second);
    await tickAt(111);
    expect(await ringing()).toEqual([`${id}#2`]);
  });

  test('undone by two at once, it comes back once, and the second is told that it is too late', async () => {
    const { alarm, ok, call, state, storage } = await watching();
    const id = await alarm(target(110));
    await ok('alarm.remove', { id });
    const replies = await Promise.all([call('alarm.restore', { id }), call('alarm.restore', { id })]);
    expect(replies).toMatchObject([{ ok: true }, { ok: false, code: 'nothing-to-restore' }]);
    expect((await state()).alarms).toHaveLength(1);
    expect(storage.rules.current().alarms).toHaveLength(1);
  });

  test('an undo that the disk refused can be tried again', async () => {
    const { alarm, ok, refused, state, disk } = await watching();
    const id = await alarm(target(110));
    await ok('alarm.remove', { id });
    disk.rulesFail = true;
    expect((await refused('alarm.restore', { id })).code).toBe('storage-failed');
    expect((await state()).alarms).toEqual([]);
    disk.rulesFail = false;
    await ok('alarm.restore', { id });
    expect((await state()).alarms).toHaveLength(1);
  });

  test('a disk that refuses keeps it ringing', async () => {
    const { alarm, tickAt, refused, state, disk } = await watching();
    const id = await alarm(target(110));
    await tickAt(111);
    disk.rulesFail = true;
    expect((await refused('alarm.remove', { id })).code).toBe('storage-failed');
    expect(await state()).toMatchObject({ alarms: [{ id }], ringing: [{ id: `${id}#1` }] });
  });

  test('cannot be undone where its pair is gone', async () => {
    const { alarm, ok, refused } = await watching();
    const id = await alarm(target(110));
    await ok('alarm.remove', { id });
    await ok('pair.remove', { id: btc });
    expect((await refused('alarm.restore', { id })).code).toBe('unknown-pair');
    await ok('pair.restore', { id: btc });
    await ok('alarm.restore', { id });
  });

  test('is on disk when it is answered: after a crash it is gone', async () => {
    const made = await watching();
    const id = await made.alarm(target(110));
    await made.tickAt(111);
    await made.ok('alarm.remove', { id });
    const again = await afterCrash(made);
    expect(await again.state()).toMatchObject({ alarms: [], ringing: [] });
  });
});

describe('re-arming', () => {
  async function fired() {
    const made = await watching();
    const id = await made.alarm(target(110));
    await made.tickAt(111);
    await made.ok('ring.dismissAll', {});
    return { ...made, id };
  }

  test('makes a fired alarm active again after a minute, shown as cooling until then', async () => {
    const { id, ok, state, clock, tickAt, ringing } = await fired();
    await tickAt(100);
    await ok('alarm.rearm', { id });
    expect((await state()).alarms).toMatchObject([
      { state: 'cooling', reason: { code: 'cooling', until: clock.now() + 60 * second } },
    ]);
    await tickAt(112);
    await tickAt(100);
    await clock.advance(31 * second);
    expect(await ringing()).toEqual([]);
    await clock.advance(tick);
    expect((await state()).alarms).toMatchObject([{ state: 'armed' }]);
    await tickAt(112);
    expect(await ringing()).toEqual([`${id}#2`]);
  });

  test('an alarm that is active is refused', async () => {
    const { alarm, refused } = await watching();
    const id = await alarm(target(110));
    expect((await refused('alarm.rearm', { id })).code).toBe('not-fired');
  });

  test('is on disk when it is answered: after a crash it is active', async () => {
    const made = await fired();
    await made.tickAt(100);
    await made.ok('alarm.rearm', { id: made.id });
    const again = await afterCrash(made);
    expect((await again.state()).alarms).toMatchObject([{ state: 'cooling' }]);
    again.feed.price(btc, 100);
    await again.clock.advance(90 * second);
    await again.tickAt(112);
    expect(await again.ringing()).toEqual([`${made.id}#2`]);
  });

  test('answered ok while the disk refused, it is on disk once the disk is back', async () => {
    const made = await fired();
    await made.tickAt(100);
    made.disk.stateFails = true;
    const reply = await made.call('alarm.rearm', { id: made.id });
    made.disk.stateFails = false;
    await made.tickAt(101);
    await made.tickAt(102);
    const again = await afterCrash(made);
    const [alarm] = (await again.state()).alarms;
    expect(reply.ok).toBe(alarm?.state !== 'fired');
  });

  test('the ring goes on until it is dismissed', async () => {
    const made = await watching();
    const id = await made.alarm(target(110));
    await made.tickAt(111);
    await made.ok('alarm.rearm', { id });
    expect(await made.ringing()).toEqual([`${id}#1`]);
    expect((await made.state()).alarms).toMatchObject([{ state: 'ringing' }]);
  });
});
