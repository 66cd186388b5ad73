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

describe('the list of firings', () => {
  async function three() {
    const made = startTestRuntime({ folder: folders.make() });
    folders.closeAfter(() => made.runtime.stop());
    await made.watch();
    await made.alarm(target(105));
    await made.tickAt(106);
    await made.alarm({ kind: 'channel', low: 90, high: 110, when: 'leaves' });
    await made.tickAt(111);
    await made.alarm(sinceStart(5));
    await made.tickAt(120);
    return made;
  }
  const ids = ({ firings }: { readonly firings: readonly { readonly firing: { readonly id: string } }[] }) =>
    firings.map(({ firing }) => firing.id);

  test.each([false, true])(
    'is of the kinds and the time asked for (waiting for the disk: %s)',
    async (waits) => {
      const made = await three();
      if (waits) {
        made.disk.stateFails = true;
        await made.ok('alarm.add', { pairId: btc, condition: target(125) });
        await made.tickAt(126);
      }
      const list = (more: object) => made.ok('firings.list', { limit: 10, ...more });
      const all = await list({});
      const targets = waits ? ['a4#1', 'a1#1'] : ['a1#1'];
      expect(ids(await list({ kinds: ['target'] }))).toEqual(targets);
      expect(ids(await list({ kinds: ['channel', 'move'] }))).toContain('a2#1');
      expect(ids(await list({ kinds: ['step'] }))).toEqual([]);
      const [newest] = all.firings;
      const oldest = all.firings.at(-1);
      expect(ids(await list({ since: newest?.firing.t ?? 0 }))).toEqual(
        ids({ firings: all.firings.filter(({ firing }) => firing.t === newest?.firing.t) }),
      );
      expect(ids(await list({ since: (oldest?.firing.t ?? 0) + 1 }))).not.toContain('a1#1');
      expect(ids(await list({ kinds: ['target'], before: newest?.firing.t ?? 0 }))).toEqual(['a1#1']);
    },
  );

  test('goes on page by page within a kind', async () => {
    const made = await three();
    const asked = { kinds: ['target', 'channel'] as ('target' | 'channel')[], limit: 1 };
    const first = await made.ok('firings.list', asked);
    const next = await made.ok('firings.list', { ...asked, before: first.firings.at(-1)?.firing.t ?? 0 });
    expect([...ids(first), ...ids(next)]).toEqual(['a2#1', 'a1#1']);
  });
});
