import { describe, expect, test } from 'vitest';
import { temporaryFolders } from '../testing/temp-folder.ts';
import { btc, sinceStart, startTestRuntime, target, tick } from '../testing/test-runtime.ts';

const folders = temporaryFolders();

async function ringingTwice() {
  const made = startTestRuntime({ folder: folders.make() });
  folders.closeAfter(() => made.runtime.stop());
  await made.watch();
  await made.alarm(target(110));
  await made.alarm(target(105));
  await made.tickAt(111);
  return made;
}

describe('dismissing', () => {
  test('by one client silences all, and keeps who did it and when', async () => {
    const { ok, listen, state, storage, clock } = await ringingTwice();
    const [first, second] = [listen(), listen()];
    expect(await ok('ring.dismiss', { ids: ['a1#1'] }, 'kitchen')).toEqual({ dismissed: 1 });
    await Promise.resolve();
    for (const updates of [first, second]) {
      expect(updates).toMatchObject([{ ringing: [{ id: 'a2#1' }], alarms: [{ id: 'a1', state: 'fired' }] }]);
    }
    expect((await state()).ringing.map(({ id }) => id)).toEqual(['a2#1']);
    expect(storage.state.firingsOf(btc, 0)).toMatchObject([
      { id: 'a1#1', acknowledgedBy: 'kitchen', acknowledgedAt: clock.now() },
      { id: 'a2#1', acknowledgedBy: null },
    ]);
  });

  test('what another client was quicker with is no error, and stays theirs', async () => {
    const { ok, storage } = await ringingTwice();
    await ok('ring.dismiss', { ids: ['a1#1'] }, 'first');
    expect(await ok('ring.dismiss', { ids: ['a1#1'] }, 'second')).toEqual({ dismissed: 0 });
    expect(storage.state.firingsOf(btc, 0)).toMatchObject([{ acknowledgedBy: 'first' }, {}]);
  });

  test('stays with who was quicker also while the disk refuses', async () => {
    const { ok, storage, disk, clock, tickAt } = await ringingTwice();
    disk.stateFails = true;
    await ok('ring.dismiss', { ids: ['a1#1'] }, 'first');
    const at = clock.now();
    await clock.advance(tick);
    await ok('ring.dismiss', { ids: ['a1#1'] }, 'second');
    disk.stateFails = false;
    await tickAt(111);
    expect(storage.state.firingsOf(btc, 0)[0]).toMatchObject({ acknowledgedBy: 'first', acknowledgedAt: at });
  });

  test('what never rang is an error', async () => {
    const { refused, ringing } = await ringingTwice();
    expect(await refused('ring.dismiss', { ids: ['a1#7', 'nobody'] })).toMatchObject({
      code: 'unknown-firing',
    });
    expect(await ringing()).toHaveLength(2);
  });

  test('known and unknown together: the known ones are dismissed', async () => {
    const { ok, ringing } = await ringingTwice();
    expect(await ok('ring.dismiss', { ids: ['nobody', 'a2#1', 'a2#1'] })).toEqual({ dismissed: 1 });
    expect(await ringing()).toEqual(['a1#1']);
  });

  test('all at once, and once more when nothing rings', async () => {
    const { ok, ringing, storage } = await ringingTwice();
    expect(await ok('ring.dismissAll', {})).toEqual({ dismissed: 2 });
    expect(await ringing()).toEqual([]);
    expect(storage.state.unacknowledged()).toEqual([]);
    expect(await ok('ring.dismissAll', {})).toEqual({ dismissed: 0 });
  });

  test('where the disk refuses it falls silent all the same, and that is said', async () => {
    const { ok, state, disk } = await ringingTwice();
    disk.stateFails = true;
    await ok('ring.dismissAll', {});
    expect(await state()).toMatchObject({ ringing: [], notices: [{ code: 'not-stored' }] });
  });

  test('a further firing joins the ring, and each is dismissed by itself', async () => {
    const made = await ringingTwice();
    await made.ok('ring.dismissAll', {});
    await made.alarm(sinceStart(5));
    await made.tickAt(120);
    await made.clock.advance(5 * tick);
    await made.tickAt(130);
    expect(await made.ringing()).toEqual(['a3#1', 'a3#2']);
    await made.ok('ring.dismiss', { ids: ['a3#1'] });
    expect(await made.ringing()).toEqual(['a3#2']);
    expect((await made.state()).alarms.at(-1)).toMatchObject({ id: 'a3', state: 'ringing' });
  });
});

describe('regression 16: the test alarm', () => {
  test('pressed twice rings once, and one dismissal ends it', async () => {
    const { ok, state, clock } = await ringingTwice();
    await ok('ring.dismissAll', {});
    await ok('ring.test', {});
    const startedAt = clock.now();
    await clock.advance(tick);
    await ok('ring.test', {});
    expect((await state()).ringing).toEqual([{ kind: 'test', id: 'test', startedAt }]);
    expect(await ok('ring.dismiss', { ids: ['test'] })).toEqual({ dismissed: 1 });
    expect((await state()).ringing).toEqual([]);
  });

  test('its dismissal clears only the test, never a real ring', async () => {
    const { ok, ringing, storage } = await ringingTwice();
    await ok('ring.test', {});
    expect(await ringing()).toEqual(['a1#1', 'a2#1', 'test']);
    await ok('ring.dismiss', { ids: ['test'] });
    expect(await ringing()).toEqual(['a1#1', 'a2#1']);
    expect(storage.state.unacknowledged()).toHaveLength(2);
  });

  test('is not there after a restart', async () => {
    const made = await ringingTwice();
    await made.ok('ring.dismissAll', {});
    await made.ok('ring.test', {});
    made.crash();
    const again = startTestRuntime({ folder: made.folder, clock: made.clock });
    folders.closeAfter(() => again.runtime.stop());
    expect(await again.ringing()).toEqual([]);
  });

  test('dismissed when it no longer rings is no error', async () => {
    const { ok } = await ringingTwice();
    expect(await ok('ring.dismiss', { ids: ['test'] })).toEqual({ dismissed: 0 });
  });
});
