import { cpSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createSummaryKeeper } from './summary.ts';
import { cannedFiring } from './testing/canned-firing.ts';
import { createFakeClock } from './testing/fake-clock.ts';
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

/** The same folder after the process died. */
function afterCrash(before: TestRuntime, folder = before.folder) {
  const clock = createFakeClock(before.clock.now());
  before.crash();
  return start({ folder, clock, firstId: 100 });
}

/** A night in which `a1` (110) came true and is over, and `a2` (105) came true and still is. */
async function night() {
  const made = start();
  await made.watch();
  await made.clock.advance(2 * minute);
  const slept = made.clock.now();
  await made.alarm(target(110));
  await made.alarm(target(105));
  servePast(made.feed, (openTime) => ({ close: openTime < slept + hour ? 111 : 106 }));
  made.clock.sleep(2 * hour);
  made.feed.price(btc, 106);
  await made.clock.advance(tick);
  return { ...made, slept };
}

const listed = async (made: TestRuntime) =>
  (await made.state()).summary?.firings.map(
    ({ firing, holds }) => `${firing.id} ${holds ? 'holds' : 'over'}`,
  ) ?? null;
const acknowledged = async (made: TestRuntime) =>
  Object.fromEntries(
    (await made.ok('firings.list', { limit: 100 })).firings.map(({ firing }) => [
      firing.id,
      firing.acknowledgedBy,
    ]),
  );

describe('the summary of a night', () => {
  test('lists what came true in order of time, what still rings and what does not', async () => {
    const made = await night();
    expect(await listed(made)).toEqual(['a1#1 over', 'a2#1 holds']);
    expect(await made.ringing()).toEqual(['a2#1']);
    expect((await made.state()).summary).toMatchObject({ from: made.slept });
  });

  test('is told in an update', async () => {
    const made = start();
    await made.watch();
    await made.alarm(target(110));
    const slept = made.clock.now();
    servePast(made.feed, (openTime) => ({ close: openTime < slept + hour ? 111 : 106 }));
    const updates = made.listen();
    made.clock.sleep(2 * hour);
    await made.clock.advance(tick);
    expect(updates.some(({ summary }) => summary?.firings.length === 1)).toBe(true);
  });

  test('survives a crash as it was', async () => {
    const made = await night();
    const before = (await made.state()).summary;
    const again = afterCrash(made);
    expect((await again.state()).summary).toEqual(before);
    expect(await again.ringing()).toEqual(['a2#1']);
  });

  test('survives a crash between storing and telling', async () => {
    const made = start();
    await made.watch();
    await made.alarm(target(110));
    await made.clock.advance(2 * minute);
    const slept = made.clock.now();
    servePast(made.feed, (openTime) => ({ close: openTime < slept + hour ? 111 : 106 }));
    const copy = path.join(folders.make(), 'copy');
    made.clock.sleep(2 * hour);
    made.feed.price(btc, 106);
    made.disk.onWritten = () => {
      if (made.storage.state.unacknowledged().length === 0) return;
      made.disk.onWritten = () => {};
      cpSync(made.folder, copy, { recursive: true });
    };
    await made.clock.advance(tick);
    const again = start({ folder: copy, clock: createFakeClock(made.clock.now()), firstId: 100 });
    expect(await listed(again)).toEqual(['a1#1 over']);
    expect((await again.state()).summary).toMatchObject({ from: slept });
  });

  test('that was read is gone, acknowledges what only it told, and leaves ringing what rings', async () => {
    const made = await night();
    await made.ok('summary.dismiss', {}, 'browser');
    expect([await listed(made), await made.ringing()]).toEqual([null, ['a2#1']]);
    expect(await acknowledged(made)).toEqual({ 'a1#1': 'browser', 'a2#1': null });
  });

  test('that was read does not come back after a restart', async () => {
    const made = await night();
    await made.ok('summary.dismiss', {});
    const again = afterCrash(made);
    expect([await listed(again), await again.ringing()]).toEqual([null, ['a2#1']]);
  });

  test('goes on with what another sleep brings', async () => {
    const made = await night();
    await made.ok('ring.dismissAll', {});
    await made.alarm(target(90, 'down'));
    const slept = made.clock.now();
    servePast(made.feed, (openTime) => ({ close: openTime < slept + hour ? 89 : 106 }));
    made.clock.sleep(2 * hour);
    await made.clock.advance(tick);
    expect(await listed(made)).toEqual(['a1#1 over', 'a2#1 holds', 'a3#1 over']);
    expect((await made.state()).summary).toMatchObject({ from: made.slept });
  });

  test('dismissed with nothing in it is nothing', async () => {
    const made = start();
    const updates = made.listen();
    await made.ok('summary.dismiss', {});
    expect([await listed(made), updates.filter(({ notices }) => notices !== undefined)]).toEqual([null, []]);
  });

  test('says nothing any more of an alarm that was removed, nor after a restart', async () => {
    const made = await night();
    await made.ok('alarm.remove', { id: 'a1' }, 'browser');
    expect(await listed(made)).toEqual(['a2#1 holds']);
    expect((await acknowledged(made))['a1#1']).toBe('browser');
    const again = afterCrash(made);
    expect(await listed(again)).toEqual(['a2#1 holds']);
  });

  test('is over with the pair that it was about', async () => {
    const made = await night();
    await made.ok('pair.remove', { id: btc }, 'browser');
    expect(await listed(made)).toBeNull();
    expect(await acknowledged(made)).toEqual({ 'a1#1': 'browser', 'a2#1': 'browser' });
    expect(await listed(afterCrash(made))).toBeNull();
  });

  test('whose dismissal the disk refuses is gone, and is acknowledged once the disk takes it', async () => {
    const made = await night();
    made.disk.stateFails = true;
    await made.ok('summary.dismiss', {}, 'browser');
    expect(await listed(made)).toBeNull();
    made.disk.stateFails = false;
    await made.clock.advance(tick);
    expect((await acknowledged(made))['a1#1']).toBe('browser');
    expect(await listed(afterCrash(made))).toBeNull();
  });
});

describe('a summary keeper', () => {
  const late = (id: string, t: number, holds = false) => {
    const { firing, pair } = cannedFiring(id, { late: true });
    return { stored: { firing: { ...firing, t }, pair }, holds };
  };

  test('is empty without firings, whatever stretch was caught up with', () => {
    const keeper = createSummaryKeeper();
    keeper.add({ from: 1, to: 2 }, []);
    expect(keeper.view()).toBeNull();
  });

  test('keeps each firing once, by its time, and the widest stretch', () => {
    const keeper = createSummaryKeeper();
    keeper.add({ from: 50, to: 100 }, [late('b#1', 90), late('a#1', 60)]);
    keeper.add({ from: 10, to: 70 }, [late('a#1', 60), late('c#1', 20, true)]);
    expect(keeper.view()).toMatchObject({ from: 10, to: 100 });
    expect(keeper.view()?.firings.map(({ firing }) => firing.id)).toEqual(['c#1', 'a#1', 'b#1']);
  });

  test('that was read answers what only it told, and begins anew', () => {
    const keeper = createSummaryKeeper();
    keeper.add({ from: 10, to: 70 }, [late('a#1', 60), late('b#1', 60, true)]);
    expect(keeper.clear().map(({ firing }) => firing.id)).toEqual(['a#1']);
    expect(keeper.view()).toBeNull();
    keeper.add({ from: 200, to: 300 }, [late('a#2', 250)]);
    expect(keeper.view()).toMatchObject({ from: 200, to: 300 });
  });
});
