import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createFakeClock } from './testing/fake-clock.ts';
import { temporaryFolders } from './testing/temp-folder.ts';
import { btc, startTestRuntime, target } from './testing/test-runtime.ts';

const folders = temporaryFolders();

/** A folder of a run with a pair, two alarms, a day of samples and a ring; the run is over. */
async function usedFolder() {
  const made = startTestRuntime({ folder: folders.make() });
  await made.watch();
  await made.alarm(target(110));
  await made.alarm(target(300));
  made.storage.write('process', () => {
    for (let n = 0; n < 3_000; n += 1) {
      made.storage.history.append('binance:OLD', {
        t: made.clock.now() - 1_000_000 + n,
        price: 100,
        kind: 'quote',
      });
    }
  });
  await made.tickAt(111);
  await made.runtime.stop();
  return { folder: made.folder, clock: made.clock };
}

function restart({ folder, clock }: Awaited<ReturnType<typeof usedFolder>>) {
  const again = startTestRuntime({ folder, clock: createFakeClock(clock.now()) });
  folders.closeAfter(() => again.runtime.stop());
  return again;
}

const aside = (folder: string, name: string) =>
  readdirSync(folder).filter((file) => file.startsWith(`${name}.damaged-`));

describe('a data folder that was damaged', () => {
  test('settings that cannot be read are told with the name of the file, what came back and from when', async () => {
    const used = await usedFolder();
    const file = path.join(used.folder, 'config.json');
    writeFileSync(file, readFileSync(file, 'utf8').slice(0, -40));
    const again = restart(used);
    const [name] = aside(used.folder, 'config');
    const id = 'rules-restored';
    const { pairs, alarms, notices } = await again.state();
    // The first change of the first run was the pair, and no hour has passed since.
    expect([pairs.map((pair) => pair.id), alarms]).toEqual([[btc], []]);
    expect(notices).toEqual([
      {
        id,
        code: id,
        params: {
          file: name,
          backup: 'config.backup-1.json',
          back: '1 pair',
          at: '12:00:00',
          missing: 'What was changed after that is missing: check your alarms.',
        },
      },
    ]);
    expect(again.events('error')).toEqual(['storage.rules-restored']);
    await again.ok('notice.dismiss', { id });
    expect((await again.state()).notices).toEqual([]);
  });

  test('settings that cannot be read, without a backup: the app starts empty and says so', async () => {
    const used = await usedFolder();
    rmSync(path.join(used.folder, 'config.backup-1.json'));
    writeFileSync(path.join(used.folder, 'config.json'), '{"pairs": [');
    const again = restart(used);
    const [name] = aside(used.folder, 'config');
    expect(await again.state()).toMatchObject({
      pairs: [],
      alarms: [],
      notices: [{ code: 'rules-moved-aside', params: { file: name } }],
    });
  });

  test('settings of a newer version are put away, and what they hold more is counted', async () => {
    const used = await usedFolder();
    const file = path.join(used.folder, 'config.json');
    writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), schemaVersion: 99 }));
    const again = restart(used);
    expect((await again.state()).notices).toMatchObject([
      {
        code: 'rules-newer-restored',
        params: {
          file: readdirSync(used.folder).find((one) => one.startsWith('config.newer-')),
          missing: '2 alarms of it wait there: update the app and import that file.',
        },
      },
    ]);
  });

  test('settings that are gone come back from their backup', async () => {
    const used = await usedFolder();
    rmSync(path.join(used.folder, 'config.json'));
    const again = restart(used);
    const { pairs, notices } = await again.state();
    expect(pairs.map(({ id }) => id)).toEqual([btc]);
    expect(notices).toMatchObject([{ code: 'rules-missing-restored' }]);
  });

  test('what belongs to alarms that did not come back is kept until they do', async () => {
    const used = await usedFolder();
    const file = path.join(used.folder, 'config.json');
    const whole = readFileSync(file, 'utf8');
    writeFileSync(file, whole.slice(0, -40));
    const second = startTestRuntime({ folder: used.folder, clock: createFakeClock(used.clock.now()) });
    await second.runtime.stop();
    writeFileSync(file, whole);
    const third = restart(used);
    expect(await third.ringing()).toEqual(['a1#1']);
    expect((await third.state()).alarms.map(({ id, state }) => [id, state])).toEqual([
      ['a1', 'ringing'],
      ['a2', 'armed'],
    ]);
  });

  test.each([
    ['torn in its first page', (content: Buffer) => void content.fill(0xaa, 100, 4_096)],
    ['torn after its first page', (content: Buffer) => void content.fill(0xaa, 4_096)],
    ['torn in the middle', (content: Buffer) => void content.fill(0xaa, 5 * 4_096, 12 * 4_096)],
  ])('a state database that is %s: the app starts, keeps the file, and says so', async (_, damage) => {
    const used = await usedFolder();
    const file = path.join(used.folder, 'state.db');
    const content = readFileSync(file);
    damage(content);
    writeFileSync(file, content);
    const again = restart(used);
    const { pairs, alarms, notices } = await again.state();
    expect(pairs.map(({ id }) => id)).toEqual([btc]);
    expect(alarms).toHaveLength(2);
    expect(notices).toMatchObject([{ code: 'state-moved-aside' }]);
    expect(aside(used.folder, 'state')).toHaveLength(1);
  });

  test.each(['trackers', 'firings', 'pair_memory', 'symbol_lists'])(
    'a row of %s that cannot be read does not keep the app from starting',
    async (table) => {
      const used = await usedFolder();
      const { DatabaseSync } = await import('node:sqlite');
      const database = new DatabaseSync(path.join(used.folder, 'state.db'));
      expect(database.prepare(`UPDATE ${table} SET json = '{"half":'`).run().changes).toBeGreaterThan(0);
      database.close();
      const again = restart(used);
      expect((await again.state()).alarms).toHaveLength(2);
      again.feed.price('binance:ETHUSDT', 5);
      await again.ok('pair.add', { id: 'binance:ETHUSDT' });
    },
  );

  test.each(['pairs', 'alarms'])(
    'settings that name the same of %s twice do not keep the app from starting',
    async (list) => {
      const used = await usedFolder();
      const file = path.join(used.folder, 'config.json');
      const rules = JSON.parse(readFileSync(file, 'utf8'));
      rules[list] = [...rules[list], rules[list][0]];
      writeFileSync(file, JSON.stringify(rules));
      const again = restart(used);
      const { pairs, alarms } = await again.state();
      expect(new Set(pairs.map(({ id }) => id)).size).toBe(pairs.length);
      expect(new Set(alarms.map(({ id }) => id)).size).toBe(alarms.length);
    },
  );
});
