import { cpSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { createFakeClock, settle, testStart } from './testing/fake-clock.ts';
import { createFakeFeed } from './testing/fake-feed.ts';
import { temporaryFolders } from './testing/temp-folder.ts';
import {
  btc,
  second,
  sinceStart,
  startTestRuntime,
  type TestRuntimeSettings,
  target,
  tick,
} from './testing/test-runtime.ts';

const folders = temporaryFolders();

function start(more: Partial<TestRuntimeSettings> = {}) {
  const made = startTestRuntime({ folder: folders.make(), ...more });
  folders.closeAfter(() => made.runtime.stop());
  return made;
}

/** A pair at 100 with a target of 110, not reached yet. */
async function armed(more: Partial<TestRuntimeSettings> = {}) {
  const made = start(more);
  await made.watch();
  const id = await made.alarm(target(110));
  return { ...made, id };
}

/** The same folder after the process died, at the same time of day. */
async function afterCrash(
  before: { folder: string; crash: () => void; clock: { now: () => number } },
  feed = createFakeFeed(),
) {
  const now = before.clock.now();
  before.crash();
  const again = startTestRuntime({ folder: before.folder, clock: createFakeClock(now), feed, firstId: 100 });
  folders.closeAfter(() => again.runtime.stop());
  await settle();
  return again;
}

/** Firings on disk, as another process sees them. */
function committedFirings(folder: string): unknown[] {
  const database = new DatabaseSync(path.join(folder, 'state.db'), { readOnly: true });
  try {
    return database
      .prepare('SELECT id FROM firings')
      .all()
      .map((row) => row['id']);
  } finally {
    database.close();
  }
}

describe('a price that makes an alarm come true', () => {
  test('rings, with its proof, and shows it in the alarm', async () => {
    const { tickAt, state, id, clock } = await armed();
    await tickAt(109);
    expect((await state()).ringing).toEqual([]);
    await tickAt(111);
    const { ringing, alarms } = await state();
    expect(ringing).toMatchObject([
      {
        kind: 'firing',
        id: `${id}#1`,
        pair: { id: btc, base: 'BTC', quote: 'USDT' },
        firing: {
          alarmId: id,
          pairId: btc,
          t: clock.now(),
          receivedAt: clock.now(),
          acknowledgedAt: null,
          proof: {
            condition: target(110),
            direction: 'up',
            level: 110,
            before: { price: 109, t: clock.now() - tick },
            after: { price: 111, t: clock.now() },
            source: 'binance',
          },
        },
      },
    ]);
    expect(alarms).toMatchObject([{ id, state: 'ringing', firedCount: 1 }]);
  });

  test('is on disk, whole, before anybody is told', async () => {
    const { tickAt, runtime, folder, id } = await armed();
    const onDiskWhenTold: unknown[][] = [];
    runtime.onUpdate(({ ringing = [] }) => {
      if (ringing.length > 0) onDiskWhenTold.push(committedFirings(folder));
    });
    await tickAt(111);
    expect(onDiskWhenTold).toEqual([[`${id}#1`]]);
  });

  test('a crash between storing and ringing loses nothing: after the restart it rings', async () => {
    const made = await armed();
    const { tickAt, disk, folder, id, runtime } = made;
    const copy = path.join(folders.make(), 'copy');
    let told = 0;
    runtime.onUpdate(({ ringing = [] }) => {
      told += ringing.length;
    });
    // What lies on disk at the very moment after the commit is what a crash there would leave.
    disk.onWritten = () => {
      disk.onWritten = () => {};
      expect(told).toBe(0);
      cpSync(folder, copy, { recursive: true });
    };
    await tickAt(111);
    const again = start({ folder: copy, clock: createFakeClock(made.clock.now()) });
    expect(await again.ringing()).toEqual([`${id}#1`]);
    expect((await again.state()).alarms).toMatchObject([{ id, state: 'ringing', firedCount: 1 }]);
  });

  test('a crash before storing invents nothing, and the crossing is judged again', async () => {
    const made = await armed();
    const { tickAt, disk, folder, id } = made;
    await tickAt(109);
    const copy = path.join(folders.make(), 'copy');
    cpSync(folder, copy, { recursive: true });
    disk.onWritten = () => {};
    await tickAt(111);
    const feed = createFakeFeed();
    feed.price(btc, 111);
    const again = start({ folder: copy, clock: createFakeClock(made.clock.now()), feed });
    await settle();
    expect(await again.ringing()).toEqual([`${id}#1`]);
  });

  test('rings all the same where the disk refuses, and says that it is not stored, until a write goes through', async () => {
    const { tickAt, disk, state, folder, id, clock, events } = await armed();
    disk.stateFails = true;
    await tickAt(111);
    expect(await state()).toMatchObject({
      ringing: [{ id: `${id}#1` }],
      notices: [{ id: 'not-stored', code: 'not-stored', params: { cause: 'the disk is full' } }],
    });
    await clock.advance(10 * tick);
    expect(events('error').filter((event) => event === 'storage.failed')).toHaveLength(1);
    expect(committedFirings(folder)).toEqual([]);
    disk.stateFails = false;
    await tickAt(112);
    expect((await state()).notices).toEqual([]);
    expect(committedFirings(folder)).toEqual([`${id}#1`]);
  });

  test('what the disk refused and took later is still there after a crash', async () => {
    const made = await armed();
    const { tickAt, disk, id } = made;
    disk.stateFails = true;
    await tickAt(111);
    disk.stateFails = false;
    await tickAt(112);
    const again = await afterCrash(made);
    expect(await again.ringing()).toEqual([`${id}#1`]);
    expect((await again.state()).alarms).toMatchObject([{ state: 'ringing', firedCount: 1 }]);
  });

  test('a ring that was not stored when it was dismissed does not come back after a restart', async () => {
    const made = await armed();
    const { tickAt, disk, ok, clock, id } = made;
    disk.stateFails = true;
    await tickAt(111);
    disk.stateFails = false;
    expect(await ok('ring.dismiss', { ids: [`${id}#1`] })).toEqual({ dismissed: 1 });
    await clock.advance(2 * tick);
    const again = await afterCrash(made);
    expect(await again.ringing()).toEqual([]);
  });

  test('the notice that a ring is not stored stays until that ring is stored', async () => {
    const { tickAt, disk, call, state, id, folder } = await armed();
    disk.stateFails = true;
    await tickAt(111);
    disk.stateFails = false;
    await call('alarm.rearm', { id });
    const { notices } = await state();
    expect(notices.length > 0).toBe(committedFirings(folder).length === 0);
  });

  test('several firings of one tick are stored in one transaction and ring together', async () => {
    const { tickAt, alarm, disk, ringing } = await armed();
    await alarm(target(105));
    await alarm(sinceStart(5));
    disk.written = 0;
    await tickAt(111);
    expect(disk.written).toBe(1);
    expect(await ringing()).toEqual(['a1#1', 'a2#1', 'a3#1']);
  });

  test('a tick of many pairs is one transaction', async () => {
    const { watch, tickAt, disk } = await armed();
    await watch('binance:ETHUSDT', 5);
    await watch('binance:SOLUSDT', 7);
    disk.written = 0;
    await tickAt(101);
    expect(disk.written).toBe(1);
  });
});

describe('after a restart', () => {
  test('what nobody acknowledged rings again under the same id, what somebody did does not', async () => {
    const made = await armed();
    const second = await made.alarm(target(105));
    await made.tickAt(111);
    await made.ok('ring.dismiss', { ids: [`${second}#1`] });
    const again = await afterCrash(made);
    expect(await again.ringing()).toEqual([`${made.id}#1`]);
    await again.ok('ring.dismissAll', {});
    const third = await afterCrash(again);
    expect(await third.ringing()).toEqual([]);
    expect((await third.state()).alarms.map(({ state }) => state)).toEqual(['fired', 'fired']);
  });

  test('alarms go on where they stopped: an edge crossed while the app was away is seen', async () => {
    const made = await armed();
    await made.tickAt(109);
    const feed = createFakeFeed();
    feed.price(btc, 115);
    const again = await afterCrash(made, feed);
    expect(await again.ringing()).toEqual([`${made.id}#1`]);
  });

  test('one that fired once stays fired, and counts on when it is re-armed', async () => {
    const made = await armed();
    await made.tickAt(111);
    await made.ok('ring.dismissAll', {});
    const again = await afterCrash(made);
    expect((await again.state()).alarms).toMatchObject([{ state: 'fired', firedCount: 1 }]);
    await again.tickAt(100);
    await again.ok('alarm.rearm', { id: made.id });
    await again.clock.advance(65 * second);
    await again.tickAt(111);
    expect(await again.ringing()).toEqual([`${made.id}#2`]);
  });

  test('a cooldown goes on to its end, and then ends', async () => {
    const made = start();
    await made.watch();
    const id = await made.alarm(sinceStart(5));
    await made.tickAt(106);
    await made.ok('ring.dismissAll', {});
    const feed = createFakeFeed();
    feed.price(btc, 106);
    const again = await afterCrash(made, feed);
    expect((await again.state()).alarms).toMatchObject([{ state: 'cooling' }]);
    await again.tickAt(120);
    expect(await again.ringing()).toEqual([]);
    expect((await again.state()).alarms).toMatchObject([{ state: 'cooling', firedCount: 1 }]);
    await again.clock.advance(45 * second);
    expect(await again.ringing()).toEqual([`${id}#2`]);
  });

  test('a base stays the price it was', async () => {
    const made = start();
    await made.watch();
    await made.alarm(sinceStart(5));
    const again = await afterCrash(made);
    expect((await again.state()).alarms).toMatchObject([{ upLevel: 105, downLevel: 95 }]);
  });

  test('highest and lowest since the pair was added stay what they were', async () => {
    const made = start();
    await made.watch();
    await made.tickAt(200);
    await made.tickAt(150);
    const again = await afterCrash(made);
    const { alarm } = await again.ok('alarm.preview', {
      pairId: btc,
      condition: { kind: 'extreme', extreme: 'max', percent: 50, since: { kind: 'pair added' } },
    });
    expect(alarm.downLevel).toBe(100);
  });

  test('a rule without tracker is new: the first fresh sample arms it and is not judged', async () => {
    const made = await armed();
    made.storage.write('process', () => made.storage.state.dropTracker(made.id));
    const feed = createFakeFeed();
    feed.price(btc, 111);
    const again = await afterCrash(made, feed);
    expect(await again.ringing()).toEqual([]);
    expect((await again.state()).alarms).toMatchObject([
      { state: 'armed', reason: { code: 'already true' } },
    ]);
    await again.tickAt(109);
    await again.tickAt(111);
    expect(await again.ringing()).toEqual([`${made.id}#1`]);
  });

  test('a tracker without rule is deleted, and so is what a pair without rule remembers', async () => {
    const made = await armed();
    const { storage } = made;
    const tracker = storage.state.trackers().get(made.id);
    storage.write('process', () => {
      if (tracker !== undefined) storage.state.putTracker('ghost', tracker);
      storage.state.putExtremes('binance:GHOST', { highest: null, lowest: null });
    });
    const again = await afterCrash(made);
    expect([...again.storage.state.trackers().keys()]).toEqual([made.id]);
    expect([...again.storage.state.extremes().keys()]).toEqual([btc]);
  });

  test('a pair of a source that is not at work now waits in the file', async () => {
    const made = await armed();
    made.crash();
    const simulated = startTestRuntime({
      folder: made.folder,
      source: 'simulated',
      clock: createFakeClock(made.clock.now()),
    });
    expect((await simulated.state()).pairs).toEqual([]);
    await simulated.runtime.stop();
    const again = start({ folder: made.folder, clock: createFakeClock(made.clock.now()) });
    const { pairs, alarms } = await again.state();
    expect(pairs.map(({ id }) => id)).toEqual([btc]);
    expect(alarms.map(({ id }) => id)).toEqual([made.id]);
  });

  test('a ring of a pair that is no longer watched rings all the same, and can be dismissed', async () => {
    const made = await armed();
    await made.tickAt(111);
    made.crash();
    const simulated = start({
      folder: made.folder,
      source: 'simulated',
      clock: createFakeClock(made.clock.now()),
    });
    expect(await simulated.ringing()).toEqual([`${made.id}#1`]);
    await simulated.ok('ring.dismissAll', {});
    expect(await simulated.ringing()).toEqual([]);
  });

  test('samples are there up to the last tick', async () => {
    const made = await armed();
    for (const price of [101, 102, 103]) await made.tickAt(price);
    const again = await afterCrash(made);
    expect(again.storage.history.samplesOf(btc, 0).map(({ price }) => price)).toEqual([100, 101, 102, 103]);
    expect((await again.state()).pairs).toMatchObject([{ price: 103 }]);
  });
});

describe('time', () => {
  test('a clock that is set ahead does not put an alarm set then to sleep', async () => {
    const made = start();
    // The source tells its time, and that does not jump.
    made.feed.serverDate(() => Math.floor((testStart + made.clock.monotonic()) / 1_000) * 1_000);
    await made.watch();
    await made.clock.advance(5 * tick);
    made.clock.jump(3_600_000);
    const id = await made.alarm(target(110));
    await made.tickAt(105);
    await made.tickAt(111);
    expect(await made.ringing()).toEqual([`${id}#1`]);
  });

  test.each([
    ['ahead', 3_600_000],
    ['back', -3_600_000],
  ])('a clock that is set %s neither hides a crossing nor makes prices stale', async (_, jump) => {
    const made = await armed();
    made.feed.serverDate(() => Math.floor((testStart + made.clock.monotonic()) / 1_000) * 1_000);
    await made.clock.advance(5 * tick);
    made.clock.jump(jump);
    await made.tickAt(109);
    expect((await made.state()).pairs).toMatchObject([{ price: 109, stale: false }]);
    await made.tickAt(111);
    expect(await made.ringing()).toEqual([`${made.id}#1`]);
  });
});
