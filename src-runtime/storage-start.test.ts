import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { FolderInUseError } from './storage/storage.ts';
import { holdDatabase } from './testing/connections.ts';
import { createFakeClock } from './testing/fake-clock.ts';
import { createFakeFeed } from './testing/fake-feed.ts';
import { readOnly, unreadable } from './testing/read-only.ts';
import { temporaryFolders } from './testing/temp-folder.ts';
import { btc, startTestRuntime, type TestRuntime, target, tick } from './testing/test-runtime.ts';

const folders = temporaryFolders();

/** A run that is over: `below` has fired and is acknowledged, `ringing` still rings, `waiting` waits at 120. */
async function used() {
  const made = startTestRuntime({ folder: folders.make() });
  await made.watch();
  const fired = await made.alarm(target(105));
  await made.tickAt(106);
  await made.ok('ring.dismissAll', {});
  const ringing = await made.alarm(target(110));
  await made.tickAt(111);
  const waiting = await made.alarm(target(120));
  await made.tickAt(112);
  await made.runtime.stop();
  return { made, fired, ringing, waiting };
}

/** The next run of the same folder, at the price that was last. */
function next({ folder, clock }: TestRuntime, price: number) {
  const feed = createFakeFeed();
  feed.price(btc, price);
  const made = startTestRuntime({ folder, clock: createFakeClock(clock.now()), feed, firstId: 100 });
  folders.closeAfter(() => made.runtime.stop());
  return made;
}

const noticesOf = async (made: TestRuntime) =>
  (await made.state()).notices.map(({ code }) => code).toSorted();
const statesOf = async (made: TestRuntime) => (await made.state()).alarms.map(({ state }) => state);

function firingsOnDisk(folder: string): unknown[] {
  const database = new DatabaseSync(path.join(folder, 'state.db'), { readOnly: true });
  try {
    return database
      .prepare('SELECT id FROM firings ORDER BY rowid')
      .all()
      .map((row) => row['id']);
  } finally {
    database.close();
  }
}

/** As it stands in the file, which needs nobody's leave. */
const versionOf = (folder: string) => readFileSync(path.join(folder, 'state.db')).readUInt32BE(60);

describe('a state database that can be read, but not written', () => {
  const faults = [
    ['its folder is read-only', readOnly, 'the file or its folder may not be written'],
    [
      'another program is writing to it',
      (folder: string) => holdDatabase(folder, 'writing'),
      'another program holds the file',
    ],
  ] as const;

  test.each(faults)(
    '%s: all goes on as it was, rings, and is stored once that is over',
    async (_, fault, cause) => {
      const { made, ringing, waiting } = await used();
      const end = fault(made.folder);
      folders.closeAfter(end);
      const again = next(made, 113);
      expect((await again.state()).notices).toMatchObject([{ code: 'not-stored', params: { cause } }]);
      expect(await statesOf(again)).toEqual(['fired', 'ringing', 'armed']);
      await again.tickAt(121);
      expect(await again.ringing()).toEqual([`${ringing}#1`, `${waiting}#1`]);
      await again.ok('ring.dismiss', { ids: [`${ringing}#1`] });
      end();
      await again.tickAt(122);
      expect(await noticesOf(again)).toEqual([]);
      await again.runtime.stop();
      const third = next(again, 122);
      expect(await third.ringing()).toEqual([`${waiting}#1`]);
      const prices = third.storage.history.samplesOf(btc, 0).map(({ price }) => price);
      expect(prices.slice(-4)).toEqual([112, 113, 121, 122]);
    },
  );

  test('and whose last run was killed: what lies in its log counts too', async () => {
    const running = startTestRuntime({ folder: folders.make() });
    folders.closeAfter(() => running.runtime.stop());
    await running.watch();
    const id = await running.alarm(target(110));
    await running.tickAt(111);
    const folder = folders.make();
    cpSync(running.folder, folder, { recursive: true });
    const restore = readOnly(folder);
    folders.closeAfter(restore);
    const again = next({ ...running, folder }, 112);
    expect(await again.ringing()).toEqual([`${id}#1`]);
    await again.ok('ring.dismissAll', {});
    expect(await noticesOf(again)).toEqual(['not-stored']);
    restore();
    await again.clock.advance(tick);
    expect(await noticesOf(again)).toEqual([]);
    await again.runtime.stop();
    expect(await next(again, 112).ringing()).toEqual([]);
  });

  test('of an older version is brought up to date in memory, and on disk once that is possible', async () => {
    const { made, ringing, waiting } = await used();
    const database = new DatabaseSync(path.join(made.folder, 'state.db'));
    // What version 3 has brought, undone.
    database.exec(`DROP TABLE snoozes; DROP INDEX firings_by_time; ALTER TABLE samples DROP COLUMN via;
      DROP TABLE sample_blocks; DROP TABLE candle_blocks;
      CREATE TABLE sample_blocks (pair TEXT NOT NULL, first_t REAL NOT NULL, last_t REAL NOT NULL, data BLOB NOT NULL);
      CREATE INDEX sample_blocks_of_pair ON sample_blocks (pair, first_t);
      CREATE TABLE candle_blocks (pair TEXT NOT NULL, first_t REAL NOT NULL, last_t REAL NOT NULL, data BLOB NOT NULL);
      CREATE INDEX candle_blocks_of_pair ON candle_blocks (pair, first_t); PRAGMA user_version = 2`);
    database.close();
    const restore = readOnly(made.folder);
    folders.closeAfter(restore);
    const again = next(made, 113);
    expect(await statesOf(again)).toEqual(['fired', 'ringing', 'armed']);
    await again.tickAt(121);
    expect(await again.ringing()).toEqual([`${ringing}#1`, `${waiting}#1`]);
    expect(versionOf(made.folder)).toBe(2);
    restore();
    await again.tickAt(122);
    expect(await noticesOf(again)).toEqual([]);
    expect(firingsOnDisk(made.folder)).toEqual(['a1#1', 'a2#1', 'a3#1']);
    await again.runtime.stop();
    expect(versionOf(made.folder)).toBe(3);
  });

  test('is had by one process at a time all the same', async () => {
    const { made } = await used();
    folders.closeAfter(readOnly(made.folder));
    const again = next(made, 113);
    expect(() => startTestRuntime({ folder: made.folder })).toThrow(FolderInUseError);
    await again.runtime.stop();
    next(made, 113);
  });
});

describe('a state database that cannot even be read', () => {
  const faults = [
    ['nobody may read it', (folder: string) => unreadable(path.join(folder, 'state.db'))],
    ['another program has it for itself', (folder: string) => holdDatabase(folder, 'alone')],
  ] as const;

  test.each(faults)(
    '%s: alarms start afresh and people are told; later both runs are one',
    async (_, fault) => {
      const { made, fired, ringing, waiting } = await used();
      const end = fault(made.folder);
      folders.closeAfter(end);
      const again = next(made, 100);
      await again.clock.advance(tick);
      expect(await noticesOf(again)).toEqual(['not-stored', 'state-unread']);
      const told = (await again.state()).notices.find(({ code }) => code === 'state-unread')?.params['since'];
      expect(told).toMatch(/^2026-01-05T12:/);
      expect(await statesOf(again)).toEqual(['armed', 'armed', 'armed']);
      await again.tickAt(107);
      expect(await again.ringing()).toEqual([`${fired}#1`]);
      end();
      await again.tickAt(108);
      expect(await noticesOf(again)).toEqual([]);
      // The number that an earlier run has given already is not given again, and its ring comes back.
      expect((await again.ringing()).toSorted()).toEqual([`${fired}#2`, `${ringing}#1`]);
      expect(firingsOnDisk(made.folder)).toEqual([`${fired}#1`, `${ringing}#1`, `${fired}#2`]);
      await again.tickAt(121);
      expect(firingsOnDisk(made.folder)).toContain(`${ringing}#2`);
      expect(firingsOnDisk(made.folder)).toContain(`${waiting}#1`);
      await again.runtime.stop();
      const third = next(again, 121);
      expect((await third.ringing()).toSorted()).toEqual([
        `${fired}#2`,
        `${ringing}#1`,
        `${ringing}#2`,
        `${waiting}#1`,
      ]);
      expect((await third.state()).alarms.map(({ firedCount }) => firedCount)).toEqual([2, 2, 1]);
    },
  );

  test('what is dismissed before it can be read stays dismissed under its new number', async () => {
    const { made, fired, ringing } = await used();
    const end = unreadable(path.join(made.folder, 'state.db'));
    folders.closeAfter(end);
    const again = next(made, 100);
    await again.clock.advance(tick);
    await again.tickAt(107);
    await again.ok('ring.dismissAll', {});
    end();
    await again.tickAt(108);
    expect(await again.ringing()).toEqual([`${ringing}#1`]);
    await again.runtime.stop();
    const third = next(again, 108);
    expect(await third.ringing()).toEqual([`${ringing}#1`]);
    expect(firingsOnDisk(made.folder)).toContain(`${fired}#2`);
  });

  test('the highest price of an earlier run counts again', async () => {
    const { made } = await used();
    const end = unreadable(path.join(made.folder, 'state.db'));
    folders.closeAfter(end);
    const again = next(made, 100);
    await again.ok('alarm.add', {
      pairId: btc,
      condition: { kind: 'extreme', extreme: 'max', percent: 20, since: { kind: 'pair added' } },
    });
    await again.clock.advance(tick);
    end();
    await again.tickAt(101);
    await again.runtime.stop();
    const { highest } = next(again, 101).storage.state.extremes().get(btc) ?? {};
    expect(highest?.price).toBe(112);
  });
});

describe('a state database that is damaged', () => {
  const spoil = (folder: string) => {
    const file = path.join(folder, 'state.db');
    const content = readFileSync(file);
    content.fill(0xaa, 4_096);
    writeFileSync(file, content);
  };

  test('is put away: people are told since when alarms count, and they do', async () => {
    const { made, waiting } = await used();
    spoil(made.folder);
    const again = next(made, 113);
    expect((await again.state()).notices).toMatchObject([
      {
        code: 'state-moved-aside',
        params: {
          file: expect.stringMatching(/^state\.damaged-/),
          since: new Date(again.clock.now()).toISOString(),
        },
      },
    ]);
    await again.clock.advance(tick);
    await again.tickAt(121);
    expect(await again.ringing()).toEqual([`${waiting}#1`]);
    expect(firingsOnDisk(made.folder)).toEqual([`${waiting}#1`]);
  });

  test('and cannot be put away: alarms start afresh, ring, and are stored once it can be', async () => {
    const { made, waiting } = await used();
    spoil(made.folder);
    const restore = readOnly(made.folder);
    folders.closeAfter(restore);
    const again = next(made, 113);
    await again.clock.advance(tick);
    expect(await noticesOf(again)).toEqual(['not-stored', 'state-unread']);
    await again.tickAt(121);
    expect(await again.ringing()).toEqual([`${waiting}#1`]);
    restore();
    await again.tickAt(122);
    expect(await noticesOf(again)).not.toContain('not-stored');
    expect(firingsOnDisk(made.folder)).toEqual([`${waiting}#1`]);
    expect(readdirSync(made.folder).some((name) => name.startsWith('state.damaged-'))).toBe(true);
  });

  test('only in its past prices: it is put away while it is read, and alarms go on as they were', async () => {
    const { made, ringing } = await used();
    const database = new DatabaseSync(path.join(made.folder, 'state.db'));
    const insert = database.prepare('INSERT INTO sample_blocks (pair, first_t, data) VALUES (?, ?, ?)');
    for (let n = 0; n < 200; n += 1) insert.run(btc, n * 3_600_000, new Uint8Array(3_000));
    const root = database.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'sample_blocks'").get();
    database.close();
    const file = path.join(made.folder, 'state.db');
    const content = readFileSync(file);
    const at = (Number(root?.['rootpage']) - 1) * 4_096;
    content.fill(0xaa, at, at + 4_096);
    writeFileSync(file, content);
    const again = next(made, 113);
    expect(await statesOf(again)).toEqual(['fired', 'ringing', 'armed']);
    await again.clock.advance(tick);
    expect(await noticesOf(again)).toEqual(['state-renewed']);
    expect(await again.ringing()).toEqual([`${ringing}#1`]);
    await again.runtime.stop();
    const third = next(again, 113);
    expect(await statesOf(third)).toEqual(['fired', 'ringing', 'armed']);
    expect(await noticesOf(third)).toEqual([]);
  });
});
