import { describe, expect, test } from 'vitest';
import { temporaryFolders } from './testing/temp-folder.ts';
import { btc, eth, sinceStart, startTestRuntime, target } from './testing/test-runtime.ts';

const folders = temporaryFolders();

/** An alarm has fired and is stored; from then on the disk refuses, and two more fire. */
async function refused() {
  const made = startTestRuntime({ folder: folders.make() });
  folders.closeAfter(() => made.runtime.stop());
  await made.watch();
  await made.watch(eth, 50);
  await made.alarm(target(105));
  await made.tickAt(106);
  await made.alarm(sinceStart(5));
  await made.alarm(target(60), eth);
  made.disk.stateFails = true;
  await made.tickAt(112);
  await made.tickAt(61, eth);
  return made;
}

const newestFirst = ['a3#1', 'a2#1', 'a1#1'];

describe('while the disk refuses', () => {
  test('the list of firings has those that wait for it, newest first, and pages go on', async () => {
    const made = await refused();
    const { firings } = await made.ok('firings.list', { limit: 10 });
    expect(firings.map(({ firing }) => firing.id)).toEqual(newestFirst);
    const page = await made.ok('firings.list', { limit: 1 });
    const next = await made.ok('firings.list', { limit: 5, before: page.firings[0]?.firing.t ?? 0 });
    expect([...page.firings, ...next.firings].map(({ firing }) => firing.id)).toEqual(newestFirst);
  });

  test('a chart has those of its pair', async () => {
    const made = await refused();
    const { firings } = await made.ok('chart.get', { pairId: btc });
    expect(firings.map(({ id }) => id)).toEqual(['a1#1', 'a2#1']);
  });

  test('who dismissed them is told, of those that are stored too', async () => {
    const made = await refused();
    await made.ok('ring.dismiss', { ids: ['a2#1'] }, 'somebody');
    const { firings } = await made.ok('firings.list', { limit: 10, pairId: btc });
    expect(firings.map(({ firing }) => [firing.id, firing.acknowledgedBy])).toEqual([
      ['a2#1', 'somebody'],
      ['a1#1', null],
    ]);
    await made.ok('ring.dismiss', { ids: ['a1#1'] }, 'another');
    const { firings: chart } = await made.ok('chart.get', { pairId: btc });
    expect(chart.map(({ acknowledgedBy }) => acknowledgedBy)).toEqual(['another', 'somebody']);
  });

  test('a firing that is stored in the meantime is there once', async () => {
    const made = await refused();
    made.disk.stateFails = false;
    await made.tickAt(100);
    const { firings } = await made.ok('firings.list', { limit: 10 });
    expect(firings.map(({ firing }) => firing.id)).toEqual(newestFirst);
  });
});
