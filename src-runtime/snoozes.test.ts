import { describe, expect, test } from 'vitest';
import { createFakeClock, testStart } from './testing/fake-clock.ts';
import { createFakeFeed } from './testing/fake-feed.ts';
import { servePast } from './testing/past.ts';
import { temporaryFolders } from './testing/temp-folder.ts';
import {
  btc,
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

/** A target of 110 that rings at 111. */
async function ringing(more: Partial<TestRuntimeSettings> = {}) {
  const made = start(more);
  await made.watch();
  await made.alarm(target(110));
  await made.tickAt(111);
  return made;
}

/** Every 10 a firing: one at 111, and more as the price goes on. */
async function steps() {
  const made = start();
  await made.watch(btc, 105);
  await made.ok('alarm.add', {
    pairId: btc,
    condition: { kind: 'step', every: 10, unit: 'quote' },
    mode: 'repeat',
    cooldownMs: second,
  });
  await made.tickAt(111);
  return made;
}

const snooze = (made: TestRuntime, minutes: number, unless?: { price: number; direction: 'up' | 'down' }) =>
  made.ok('ring.snooze', { ids: ['a1#1'], for: { minutes }, ...(unless && { unless }) }, 'browser');

/** The same folder after the process died; `later` ms have passed. */
function afterCrash(before: TestRuntime, price: number | null, later = 0, source?: 'simulated') {
  before.crash();
  const feed = createFakeFeed();
  feed.price(btc, price);
  const clock = createFakeClock(before.clock.now() + later);
  return start({ folder: before.folder, clock, feed, firstId: 100, ...(source && { source }) });
}

const snoozed = async (made: TestRuntime) => (await made.state()).snoozed.map(({ id }) => id);
const acknowledged = async (made: TestRuntime) =>
  (await made.ok('firings.list', { limit: 10 })).firings.map(({ firing }) => firing.acknowledgedBy);

describe('a wall clock that is set ahead', () => {
  test('ends no snooze: its end counts by the time of the source', async () => {
    const made = await ringing();
    const began = made.clock.now();
    made.feed.serverDate(() => began + Math.floor(made.clock.monotonic() / second) * second);
    await made.tickAt(111);
    await snooze(made, 30);
    made.clock.jump(2 * hour);
    await made.clock.advance(5 * minute);
    expect(await made.ringing()).toEqual([]);
    expect((await made.state()).snoozed.map(({ id }) => id)).toEqual(['a1#1']);
  });
});

describe('a snooze', () => {
  test('silences a ring, and says who, until when; the alarm says so', async () => {
    const made = await ringing();
    expect(await snooze(made, 10)).toEqual({ snoozed: 1 });
    const { ringing: rings, snoozed: list, alarms } = await made.state();
    expect(rings).toEqual([]);
    const until = made.clock.now() + 10 * minute;
    expect(list).toMatchObject([
      { id: 'a1#1', snooze: { until, unless: null, by: 'browser', at: made.clock.now() } },
    ]);
    expect(alarms).toMatchObject([
      { state: 'snoozed', reason: { code: 'snoozed', until, leftMs: 10 * minute } },
    ]);
  });

  test('of some minutes ends with the first price from then on, and it rings as new', async () => {
    const made = await ringing();
    await snooze(made, 10);
    await made.clock.advance(10 * minute - tick);
    expect(await made.ringing()).toEqual([]);
    const updates = made.listen();
    await made.clock.advance(tick);
    expect([await made.ringing(), await snoozed(made)]).toEqual([['a1#1'], []]);
    expect(updates.at(-1)).toMatchObject({
      ringing: [{ id: 'a1#1' }],
      snoozed: [],
      alarms: [{ state: 'ringing' }],
    });
  });

  test('until a time ends then', async () => {
    const made = await ringing();
    const until = made.clock.now() + 3 * minute;
    await made.ok('ring.snooze', { ids: ['a1#1'], for: { until } });
    await made.clock.advance(3 * minute - tick);
    expect(await made.ringing()).toEqual([]);
    await made.clock.advance(tick);
    expect(await made.ringing()).toEqual(['a1#1']);
  });

  test('until a time that is over in the time of the source is refused, whatever this computer’s clock says', async () => {
    const made = start({ clock: createFakeClock(testStart + hour) });
    made.feed.serverDate(() => Math.floor((made.clock.now() - hour) / 1_000) * 1_000);
    await made.watch();
    await made.clock.advance(5 * tick);
    await made.alarm(target(110));
    await made.tickAt(111);
    const sourceNow = made.clock.now() - hour;
    const refused = await made.refused('ring.snooze', { ids: ['a1#1'], for: { until: sourceNow - second } });
    expect(refused).toMatchObject({ code: 'bad-input', message: expect.stringContaining('lies ahead') });
    expect(await made.ok('ring.snooze', { ids: ['a1#1'], for: { until: sourceNow + minute } })).toEqual({
      snoozed: 1,
    });
    await made.clock.advance(minute + tick);
    expect(await made.ringing()).toEqual(['a1#1']);
  });

  test('of what does not ring is refused', async () => {
    const made = await ringing();
    await made.ok('ring.dismissAll', {});
    for (const id of ['a1#1', 'ghost#1', 'test']) {
      expect(await made.refused('ring.snooze', { ids: [id], for: { minutes: 1 } })).toMatchObject({
        code: 'nothing-rings',
      });
    }
  });

  test('again is the last one said', async () => {
    const made = await ringing();
    await snooze(made, 60);
    await snooze(made, 2);
    await made.clock.advance(2 * minute);
    expect(await made.ringing()).toEqual(['a1#1']);
  });

  test('ends quietly where the condition no longer holds, acknowledged by who snoozed it', async () => {
    const made = await ringing();
    await snooze(made, 2);
    await made.tickAt(109);
    await made.clock.advance(2 * minute);
    expect([await made.ringing(), await snoozed(made)]).toEqual([[], []]);
    expect(await acknowledged(made)).toEqual(['browser']);
    expect((await made.state()).alarms).toMatchObject([{ state: 'fired' }]);
    expect(await afterCrash(made, 109).ringing()).toEqual([]);
  });

  test('is no reason not to judge: the alarm fires on, into the snooze', async () => {
    const made = await steps();
    await snooze(made, 30);
    await made.tickAt(121);
    expect([await made.ringing(), await snoozed(made)]).toEqual([[], ['a1#1', 'a1#2']]);
    expect((await made.ok('firings.list', { limit: 10 })).firings).toHaveLength(2);
  });

  test('that others joined ends for all of them', async () => {
    const made = await steps();
    await snooze(made, 2);
    await made.tickAt(121);
    await made.clock.advance(2 * minute);
    expect([await made.ringing(), await snoozed(made)]).toEqual([['a1#1', 'a1#2'], []]);
  });

  test('goes with its alarm', async () => {
    const made = await ringing();
    await snooze(made, 2);
    await made.ok('alarm.remove', { id: 'a1' }, 'desktop');
    expect([await snoozed(made), await acknowledged(made)]).toEqual([[], ['desktop']]);
    await made.clock.advance(5 * minute);
    expect(await made.ringing()).toEqual([]);
  });

  test('may be dismissed', async () => {
    const made = await ringing();
    await snooze(made, 2);
    expect(await made.ok('ring.dismiss', { ids: ['a1#1'] }, 'desktop')).toEqual({ dismissed: 1 });
    await made.clock.advance(5 * minute);
    expect([await made.ringing(), await snoozed(made), await acknowledged(made)]).toEqual([
      [],
      [],
      ['desktop'],
    ]);
  });
});

describe('a snooze unless it gets worse', () => {
  test('ends at that price, however long it was for', async () => {
    const made = await ringing();
    await snooze(made, 60, { price: 115, direction: 'up' });
    await made.tickAt(114.9);
    expect(await made.ringing()).toEqual([]);
    await made.tickAt(115);
    expect([await made.ringing(), await snoozed(made)]).toEqual([['a1#1'], []]);
  });

  test('may mean a fall', async () => {
    const made = await ringing();
    await snooze(made, 60, { price: 105, direction: 'down' });
    await made.tickAt(105.5);
    expect(await made.ringing()).toEqual([]);
    await made.tickAt(104);
    expect(await made.ringing()).toEqual(['a1#1']);
  });

  test('ends by a wick between two prices', async () => {
    const made = await ringing();
    await made.clock.advance(minute - tick);
    const from = made.clock.now();
    await snooze(made, 60, { price: 115, direction: 'up' });
    servePast(made.feed, (openTime) => ({ close: 111, high: openTime === from ? 116 : 111 }));
    made.feed.failWith('server');
    await made.clock.advance(3 * minute);
    made.feed.failWith(null);
    await made.clock.advance(2 * minute);
    expect(await made.ringing()).toEqual(['a1#1']);
  });

  test('ends by a further firing that is worse, which rings too', async () => {
    const made = await steps();
    await snooze(made, 60, { price: 120, direction: 'up' });
    await made.tickAt(121);
    expect([await made.ringing(), await snoozed(made)]).toEqual([['a1#1', 'a1#2'], []]);
  });

  test('that ends rings though it no longer holds by now: it did get worse', async () => {
    const made = await ringing();
    await snooze(made, 60, { price: 105, direction: 'down' });
    await made.tickAt(100);
    expect(await made.ringing()).toEqual(['a1#1']);
  });
});

describe('a snooze across a restart', () => {
  test('goes on, and ends when it would have', async () => {
    const made = await ringing();
    await snooze(made, 10, { price: 200, direction: 'up' });
    const before = (await made.state()).snoozed;
    const again = afterCrash(made, 111, minute);
    expect((await again.state()).snoozed).toEqual(before);
    expect(await again.ringing()).toEqual([]);
    await again.clock.advance(9 * minute);
    expect(await again.ringing()).toEqual(['a1#1']);
  });

  test('that ended meanwhile ends with the first price', async () => {
    const made = await ringing();
    await snooze(made, 10);
    const again = afterCrash(made, 112, 20 * minute);
    await again.clock.advance(tick);
    expect(await again.ringing()).toEqual(['a1#1']);
  });

  test('takes those along that joined it', async () => {
    const made = await steps();
    await snooze(made, 30);
    await made.tickAt(121);
    const again = afterCrash(made, 121);
    expect([await again.ringing(), await snoozed(again)]).toEqual([[], ['a1#1', 'a1#2']]);
  });

  test('that was over stays over', async () => {
    const made = await ringing();
    await snooze(made, 2);
    await made.clock.advance(3 * minute);
    const again = afterCrash(made, 111);
    expect([await again.ringing(), await snoozed(again)]).toEqual([['a1#1'], []]);
  });

  test('of a pair whose source is not at work now ends by the clock', async () => {
    const made = await ringing();
    await snooze(made, 10);
    const again = afterCrash(made, null, 0, 'simulated');
    await again.clock.advance(10 * minute - 5 * second);
    expect(await again.ringing()).toEqual([]);
    await again.clock.advance(10 * second);
    expect(await again.ringing()).toEqual(['a1#1']);
  });
});

describe('a snooze while no prices come', () => {
  test('ends by the clock once the pair is blind', async () => {
    const made = await ringing();
    await made.ok('settings.set', { tellBlind: false });
    await snooze(made, 10);
    made.feed.failWith('offline');
    await made.clock.advance(10 * minute - 5 * second);
    expect(await made.ringing()).toEqual([]);
    await made.clock.advance(10 * second);
    expect(await made.ringing()).toEqual(['a1#1']);
  });

  test('of a minute waits until the pair is blind: a price may still come', async () => {
    const made = await ringing();
    await made.ok('settings.set', { tellBlind: false });
    await snooze(made, 1);
    made.feed.failWith('offline');
    await made.clock.advance(4 * minute);
    expect(await made.ringing()).toEqual([]);
    await made.clock.advance(minute + 10 * second);
    expect(await made.ringing()).toEqual(['a1#1']);
  });
});
