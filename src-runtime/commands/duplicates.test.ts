import { describe, expect, test } from 'vitest';
import { temporaryFolders } from '../testing/temp-folder.ts';
import { btc, eth, startTestRuntime, target } from '../testing/test-runtime.ts';

const folders = temporaryFolders();

async function watching() {
  const made = startTestRuntime({ folder: folders.make() });
  folders.closeAfter(() => made.runtime.stop());
  await made.watch();
  await made.watch(eth, 100);
  await made.alarm(target(110));
  return made;
}

const twin = {
  code: 'duplicate-alarm',
  alarmId: 'a1',
  message: 'There is one already that does the same: BTC/USDT reaches 110 from below.',
};

describe('a second alarm of one condition', () => {
  test('is refused with the id of the first, whatever else is set of it', async () => {
    const made = await watching();
    for (const more of [{}, { mode: 'repeat' }, { note: 'mine', urgency: 'silent' }]) {
      const asked = { pairId: btc, condition: target(110), ...more };
      expect(await made.refused('alarm.add', asked)).toMatchObject(twin);
    }
    expect((await made.state()).alarms).toHaveLength(1);
  });

  test('is one whatever the order of its fields, and none in another direction or of another pair', async () => {
    const made = await watching();
    const condition = { direction: 'up', price: 110, kind: 'target' } as const;
    expect(await made.refused('alarm.add', { pairId: btc, condition })).toMatchObject(twin);
    await made.alarm(target(110, 'down'));
    await made.alarm(target(110), eth);
  });

  test('is refused while the first is paused or has fired, too', async () => {
    const made = await watching();
    await made.tickAt(111);
    expect(await made.refused('alarm.add', { pairId: btc, condition: target(110) })).toMatchObject(twin);
    await made.ok('alarm.pause', { all: true });
    expect(await made.refused('alarm.add', { pairId: btc, condition: target(110) })).toMatchObject(twin);
  });

  test('of two clients at once only one is there', async () => {
    const made = await watching();
    const asked = { pairId: btc, condition: target(120) };
    const replies = await Promise.all([made.call('alarm.add', asked), made.call('alarm.add', asked)]);
    expect(replies.map((reply) => (reply.ok ? 'ok' : reply.code)).toSorted()).toEqual([
      'duplicate-alarm',
      'ok',
    ]);
    expect((await made.state()).alarms).toHaveLength(2);
  });

  test('is not made by an edit either; an alarm may be saved as it is', async () => {
    const made = await watching();
    const other = await made.alarm(target(120));
    expect(await made.refused('alarm.edit', { id: other, condition: target(110) })).toMatchObject(twin);
    expect((await made.state()).alarms[1]?.condition).toEqual(target(120));
    await made.ok('alarm.edit', { id: other, condition: target(120), note: 'the same' });
    await made.ok('alarm.edit', { id: other, note: 'another' });
  });
});

describe('a preview', () => {
  test('names the alarm that does the same', async () => {
    const made = await watching();
    const ask = async (price: number) =>
      (await made.ok('alarm.preview', { pairId: btc, condition: target(price) })).twin;
    expect([await ask(110), await ask(111)]).toEqual(['a1', null]);
  });

  test('says that it holds already, as adding does, of moves in a window too', async () => {
    const made = await watching();
    for (const price of [100, 104, 106]) await made.tickAt(price);
    const over = { kind: 'window', ms: 3_600_000, from: 'extreme' } as const;
    const conditions = [
      target(105),
      target(107),
      { kind: 'move', percent: 5, direction: 'up', over },
      { kind: 'move', percent: 7, direction: 'up', over },
    ] as const;
    const told: boolean[] = [];
    for (const condition of conditions) {
      const asked = { pairId: btc, condition };
      const { alreadyTrue } = await made.ok('alarm.preview', asked);
      told.push(alreadyTrue);
      expect((await made.ok('alarm.add', asked)).alreadyTrue).toBe(alreadyTrue);
    }
    expect(told).toEqual([true, false, true, false]);
  });
});
