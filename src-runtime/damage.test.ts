import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
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
  test('settings that cannot be read are told in a notice with the name of the file', async () => {
    const used = await usedFolder();
    const file = path.join(used.folder, 'config.json');
    writeFileSync(file, readFileSync(file, 'utf8').slice(0, -40));
    const again = restart(used);
    const [name] = aside(used.folder, 'config');
    expect(await again.state()).toMatchObject({
      pairs: [],
      alarms: [],
      notices: [{ id: 'rules-moved-aside', code: 'rules-moved-aside', params: { file: name } }],
    });
    await again.ok('notice.dismiss', { id: 'rules-moved-aside' });
    expect((await again.state()).notices).toEqual([]);
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
