import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import type { DeliveryView, RingingView } from '../src-shared/contract/schemas.ts';
import { createFakeClock, settle } from './testing/fake-clock.ts';
import { temporaryFolders } from './testing/temp-folder.ts';
import {
  btc,
  second,
  startTestRuntime,
  type TestRuntime,
  type TestRuntimeSettings,
  target,
} from './testing/test-runtime.ts';

const folders = temporaryFolders();

function start(more: Partial<TestRuntimeSettings> = {}) {
  const made = startTestRuntime({ folder: folders.make(), ...more });
  folders.closeAfter(() => made.runtime.stop());
  return made;
}

/** Two alarms that ring: `a1#1` and `a2#1`. */
async function ringing() {
  const made = start();
  await made.watch();
  await made.alarm(target(110));
  await made.alarm(target(105));
  await made.tickAt(111);
  return made;
}

async function afterCrash(before: TestRuntime) {
  const clock = createFakeClock(before.clock.now());
  before.crash();
  const again = start({ folder: before.folder, clock, firstId: 100 });
  await settle();
  return again;
}

type Outcome = Omit<DeliveryView, 'at'>;
const shown: Outcome = { channel: 'notification', outcome: 'shown', cause: null };
const played: Outcome = { channel: 'sound', outcome: 'played', cause: null };
const failed: Outcome = { channel: 'notification', outcome: 'failed', cause: 'no notification server' };

const linesOf = (deliveries: readonly DeliveryView[]) =>
  deliveries.map(({ channel, outcome }) => `${channel} ${outcome}`);

const linesOfRing = (rings: readonly RingingView[]) =>
  Object.fromEntries(
    rings.map((one) => [one.id, one.kind === 'firing' ? linesOf(one.firing.deliveries) : null]),
  );

/** How firings reached people, as another process reads it. */
function onDisk(folder: string): string[] {
  const database = new DatabaseSync(path.join(folder, 'state.db'), { readOnly: true });
  try {
    return database
      .prepare('SELECT firing, json FROM deliveries ORDER BY rowid')
      .all()
      .map((row) => {
        const { channel, outcome } = JSON.parse(String(row['json'])) as DeliveryView;
        return `${String(row['firing'])} ${channel} ${outcome}`;
      });
  } finally {
    database.close();
  }
}

const ofChart = async (made: TestRuntime) =>
  Object.fromEntries(
    (await made.ok('chart.get', { pairId: btc })).firings.map((one) => [one.id, linesOf(one.deliveries)]),
  );

describe('how a firing reached people', () => {
  test('is nothing at first', async () => {
    const made = await ringing();
    expect(linesOfRing(made.runtime.ringing())).toEqual({ 'a1#1': [], 'a2#1': [] });
    expect(await ofChart(made)).toEqual({ 'a1#1': [], 'a2#1': [] });
  });

  test('stands in what rings, with its time and its cause, and is told in an update', async () => {
    const made = await ringing();
    const updates = made.listen();
    made.runtime.deliver(['a1#1', 'a2#1'], shown);
    await made.clock.advance(second);
    made.runtime.deliver(['a1#1'], failed);
    await settle();
    const first = { ...shown, at: made.clock.now() - second };
    const second_ = { ...failed, at: made.clock.now() };
    expect((await made.state()).ringing).toMatchObject([
      { id: 'a1#1', firing: { deliveries: [first, second_] } },
      { id: 'a2#1', firing: { deliveries: [first] } },
    ]);
    expect(updates.map(({ ringing: rings = [] }) => linesOfRing(rings))).toEqual([
      { 'a1#1': ['notification shown'], 'a2#1': ['notification shown'] },
      { 'a1#1': ['notification shown', 'notification failed'], 'a2#1': ['notification shown'] },
    ]);
  });

  test('what was told before is not changed by what is told later', async () => {
    const made = await ringing();
    made.runtime.deliver(['a1#1'], shown);
    const before = made.runtime.ringing();
    made.runtime.deliver(['a1#1'], played);
    expect(linesOfRing(before)['a1#1']).toEqual(['notification shown']);
  });

  test('stands with the firing in the chart, also after it was dismissed', async () => {
    const made = await ringing();
    made.runtime.deliver(['a1#1'], shown);
    expect(await ofChart(made)).toEqual({ 'a1#1': ['notification shown'], 'a2#1': [] });
    await made.ok('ring.dismissAll', {});
    made.runtime.deliver(['a1#1'], { ...shown, outcome: 'clicked' });
    expect(await ofChart(made)).toEqual({
      'a1#1': ['notification shown', 'notification clicked'],
      'a2#1': [],
    });
    expect(await made.ringing()).toEqual([]);
  });

  test('is on disk at once: after a crash the firing that rings again still has it, in its order', async () => {
    const made = await ringing();
    for (const outcome of [shown, played, failed, shown, played]) made.runtime.deliver(['a1#1'], outcome);
    made.runtime.deliver(['a2#1'], played);
    const before = made.runtime.ringing();
    const again = await afterCrash(made);
    expect(again.runtime.ringing()).toEqual(before);
    expect(linesOfRing(again.runtime.ringing())['a1#1']).toEqual([
      'notification shown',
      'sound played',
      'notification failed',
      'notification shown',
      'sound played',
    ]);
    expect(await ofChart(again)).toEqual(linesOfRing(before));
  });

  test('after a restart goes on where it stopped', async () => {
    const made = await ringing();
    made.runtime.deliver(['a1#1'], shown);
    const again = await afterCrash(made);
    again.runtime.deliver(['a1#1'], played);
    expect(linesOfRing(again.runtime.ringing())['a1#1']).toEqual(['notification shown', 'sound played']);
    const third = await afterCrash(again);
    expect(linesOfRing(third.runtime.ringing())['a1#1']).toEqual(['notification shown', 'sound played']);
  });

  test('of the test alarm is not recorded, of what rings beside it is', async () => {
    const made = await ringing();
    await made.ok('ring.test', {});
    made.disk.written = 0;
    made.runtime.deliver(['test'], shown);
    expect([made.disk.written, onDisk(made.folder)]).toEqual([0, []]);
    made.runtime.deliver(['test', 'a1#1'], shown);
    expect(onDisk(made.folder)).toEqual(['a1#1 notification shown']);
    expect((await made.state()).ringing).toContainEqual(
      expect.objectContaining({ kind: 'test', id: 'test' }),
    );
  });

  test('of nothing is nothing', async () => {
    const made = await ringing();
    const updates = made.listen();
    made.disk.written = 0;
    made.runtime.deliver([], shown);
    await settle();
    expect([made.disk.written, updates]).toEqual([0, []]);
  });

  test('is logged: a failure as a warning, with its cause', async () => {
    const made = await ringing();
    made.log.length = 0;
    made.runtime.deliver(['a1#1'], played);
    made.runtime.deliver(['a1#1', 'a2#1'], failed);
    expect(made.log).toMatchObject([
      { level: 'info', event: 'delivery.sound.played', firings: ['a1#1'] },
      {
        level: 'warn',
        event: 'delivery.notification.failed',
        firings: ['a1#1', 'a2#1'],
        cause: 'no notification server',
      },
    ]);
  });
});

describe('while the disk refuses', () => {
  test('deliveries wait, are shown all the same, and are written in their order when it recovers', async () => {
    const made = await ringing();
    made.runtime.deliver(['a1#1'], shown);
    made.disk.stateFails = true;
    made.runtime.deliver(['a1#1', 'a2#1'], failed);
    made.runtime.deliver(['a2#1'], played);
    expect(onDisk(made.folder)).toEqual(['a1#1 notification shown']);
    expect(linesOfRing(made.runtime.ringing())).toEqual({
      'a1#1': ['notification shown', 'notification failed'],
      'a2#1': ['notification failed', 'sound played'],
    });
    expect((await made.state()).notices).toMatchObject([{ id: 'not-stored' }]);
    made.disk.stateFails = false;
    made.runtime.deliver(['a1#1'], played);
    const all = [
      'a1#1 notification shown',
      'a1#1 notification failed',
      'a2#1 notification failed',
      'a2#1 sound played',
      'a1#1 sound played',
    ];
    expect(onDisk(made.folder)).toEqual(all);
    expect((await made.state()).notices).toEqual([]);
    await made.tickAt(112);
    expect(onDisk(made.folder)).toEqual(all);
  });

  test('what waited goes with the next price at the latest', async () => {
    const made = await ringing();
    made.disk.stateFails = true;
    made.runtime.deliver(['a1#1'], shown);
    made.disk.stateFails = false;
    await made.tickAt(112);
    expect(onDisk(made.folder)).toEqual(['a1#1 notification shown']);
  });

  test('a firing that could not be stored is stored with its deliveries', async () => {
    const made = start();
    await made.watch();
    await made.alarm(target(110));
    made.disk.stateFails = true;
    await made.tickAt(111);
    made.runtime.deliver(['a1#1'], shown);
    made.runtime.deliver(['a1#1'], played);
    made.disk.stateFails = false;
    await made.tickAt(112);
    const again = await afterCrash(made);
    expect(linesOfRing(again.runtime.ringing())).toEqual({ 'a1#1': ['notification shown', 'sound played'] });
  });

  test('in the middle of a write, nothing of it is kept, and all of it comes once afterwards', async () => {
    const made = await ringing();
    const { addDelivery } = made.storage.state;
    let written = 0;
    Object.assign(made.storage.state, {
      addDelivery: (...delivery: Parameters<typeof addDelivery>) => {
        if (written === 1) throw new Error('the disk is full');
        written += 1;
        addDelivery(...delivery);
      },
    });
    made.runtime.deliver(['a1#1', 'a2#1'], shown);
    expect(onDisk(made.folder)).toEqual([]);
    Object.assign(made.storage.state, { addDelivery });
    made.runtime.deliver(['a1#1'], played);
    expect(onDisk(made.folder)).toEqual([
      'a1#1 notification shown',
      'a2#1 notification shown',
      'a1#1 sound played',
    ]);
  });
});
