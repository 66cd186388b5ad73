import { describe, expect, test } from 'vitest';
import { temporaryFolders } from '../testing/temp-folder.ts';
import { btc, eth, second, startTestRuntime, target } from '../testing/test-runtime.ts';

const folders = temporaryFolders();

/** Three alarms of two pairs; the first has rung. */
async function three() {
  const made = startTestRuntime({ folder: folders.make() });
  folders.closeAfter(() => made.runtime.stop());
  await made.watch();
  await made.watch(eth, 100);
  await made.alarm(target(110));
  await made.alarm(target(120));
  await made.alarm(target(130), eth);
  await made.tickAt(111);
  return made;
}
type Made = Awaited<ReturnType<typeof three>>;
const idsOf = async (made: Made) => (await made.state()).alarms.map(({ id }) => id).toSorted();

describe('removing several alarms', () => {
  test.each([
    [{ ids: ['a1', 'a3'] }, ['a1', 'a3']],
    [{ ids: ['a2', 'ghost'] }, ['a2']],
    [{ pairId: btc }, ['a1', 'a2']],
    [{ all: true }, ['a1', 'a2', 'a3']],
  ] as const)('%j takes %j, and one undo brings them back', async (scope, gone) => {
    const made = await three();
    const before = await made.state();
    const asked = 'ids' in scope ? { ids: [...scope.ids] } : scope;
    expect(await made.ok('alarm.remove', asked)).toEqual({ ids: [...gone] });
    const left = ['a1', 'a2', 'a3'].filter((id) => !gone.some((one) => one === id));
    expect(await idsOf(made)).toEqual(left);
    expect(await made.ok('alarm.restore', { ids: [...gone] })).toEqual({ restored: gone.length });
    const after = await made.state();
    const levels = (state: typeof after) =>
      Object.fromEntries(state.alarms.map(({ id, firedCount, upLevel }) => [id, [firedCount, upLevel]]));
    expect(levels(after)).toEqual(levels(before));
  });

  test('silences what rings of them', async () => {
    const made = await three();
    expect(await made.ringing()).toEqual(['a1#1']);
    await made.ok('alarm.remove', { all: true });
    expect(await made.ringing()).toEqual([]);
  });

  test('is one write: a disk that refuses keeps all of them', async () => {
    const made = await three();
    made.disk.rulesFail = true;
    expect((await made.refused('alarm.remove', { all: true })).code).toBe('storage-failed');
    expect(await idsOf(made)).toEqual(['a1', 'a2', 'a3']);
  });

  test('of none that is there is refused; of none at all is no error', async () => {
    const made = await three();
    expect((await made.refused('alarm.remove', { ids: ['ghost'] })).code).toBe('unknown-alarm');
    expect((await made.refused('alarm.remove', { pairId: 'binance:SOLUSDT' })).code).toBe('unknown-pair');
    await made.ok('alarm.remove', { all: true });
    expect(await made.ok('alarm.remove', { all: true })).toEqual({ ids: [] });
  });

  test('undone where one pair went meanwhile brings back the others', async () => {
    const made = await three();
    await made.ok('alarm.remove', { all: true });
    await made.ok('pair.remove', { id: eth });
    expect(await made.ok('alarm.restore', { ids: ['a1', 'a2', 'a3'] })).toEqual({ restored: 2 });
    expect(await idsOf(made)).toEqual(['a1', 'a2']);
  });

  test('can be undone for five minutes, and once', async () => {
    const made = await three();
    await made.ok('alarm.remove', { ids: ['a2', 'a3'] });
    await made.ok('alarm.restore', { ids: ['a2', 'a3'] });
    expect((await made.refused('alarm.restore', { ids: ['a2', 'a3'] })).code).toBe('nothing-to-restore');
    await made.ok('alarm.remove', { ids: ['a2', 'a3'] });
    await made.clock.advance(301 * second);
    expect((await made.refused('alarm.restore', { ids: ['a2', 'a3'] })).code).toBe('nothing-to-restore');
  });
});
