import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { createFakeClock } from './testing/fake-clock.ts';
import { holdDatabase, onConnection, patienceOf } from './testing/connections.ts';
import { createFakeFeed } from './testing/fake-feed.ts';
import { readOnly } from './testing/read-only.ts';
import { temporaryFolders } from './testing/temp-folder.ts';
import {
  btc,
  startTestRuntime,
  type TestRuntime,
  type TestRuntimeSettings,
  target,
  tick,
} from './testing/test-runtime.ts';

const folders = temporaryFolders();

function start(settings: TestRuntimeSettings) {
  const made = startTestRuntime(settings);
  folders.closeAfter(() => made.runtime.stop());
  return made;
}

/** A pair at 100 with an alarm at 110, both stored. */
async function armed() {
  const made = start({ folder: folders.make() });
  await made.watch();
  const id = await made.alarm(target(110));
  await made.tickAt(101);
  return { ...made, id };
}

/** The next run of the same folder, at the price that was last. */
function restart(made: TestRuntime, price: number) {
  const feed = createFakeFeed();
  feed.price(btc, price);
  return start({ folder: made.folder, clock: createFakeClock(made.clock.now()), feed, firstId: 100 });
}

const noticesOf = async (made: TestRuntime) => (await made.state()).notices.map(({ code }) => code);
const causeOf = async (made: TestRuntime) =>
  (await made.state()).notices.find(({ code }) => code === 'not-stored')?.params['cause'];

/** What lies on disk, as another process sees it. */
function onDisk(folder: string) {
  const database = new DatabaseSync(path.join(folder, 'state.db'), { readOnly: true });
  try {
    const column = (sql: string) =>
      database
        .prepare(sql)
        .all()
        .map((row) => row['value']);
    return {
      firings: column('SELECT id AS value FROM firings ORDER BY rowid'),
      prices: column('SELECT price AS value FROM samples ORDER BY id'),
      trackers: column('SELECT alarm AS value FROM trackers ORDER BY alarm'),
    };
  } finally {
    database.close();
  }
}

/** It rings and says why it is not stored; once the fault is over all is on disk, once. */
async function ringsAndRecovers(made: TestRuntime & { id: string }, cause: string, end: () => void) {
  const { id } = made;
  await made.tickAt(111);
  expect(await made.ringing()).toEqual([`${id}#1`]);
  expect(await causeOf(made)).toBe(cause);
  await made.tickAt(112);
  await made.tickAt(113);
  expect(made.events('error').filter((event) => event === 'storage.failed')).toHaveLength(1);
  end();
  await made.tickAt(114);
  expect(await noticesOf(made)).not.toContain('not-stored');
  const stored = onDisk(made.folder);
  expect(stored.firings).toEqual([`${id}#1`]);
  expect(stored.prices.slice(-5)).toEqual([101, 111, 112, 113, 114]);
  made.crash();
  const again = restart(made, 114);
  expect(await again.ringing()).toEqual([`${id}#1`]);
  expect((await again.state()).alarms).toMatchObject([{ id, state: 'ringing', firedCount: 1 }]);
  await again.clock.advance(tick);
  expect(await again.ringing()).toEqual([`${id}#1`]);
  expect(await noticesOf(again)).toEqual([]);
}

describe('while the app runs', () => {
  test('another program holds the state database: it rings, says so, and stores all of it later', async () => {
    const made = await armed();
    const release = holdDatabase(made.folder, 'writing');
    folders.closeAfter(release);
    await ringsAndRecovers(made, 'another program holds the file', release);
  });

  test('a tick waits for another program once, and not again until that has let go', async () => {
    const made = await armed();
    const release = holdDatabase(made.folder, 'writing');
    folders.closeAfter(release);
    expect(patienceOf(made.folder)).toBe(250);
    await made.tickAt(102);
    expect(patienceOf(made.folder)).toBe(0);
    release();
    await made.tickAt(103);
    expect(patienceOf(made.folder)).toBe(250);
  });

  test('the disk is full: it rings, says so, and stores all of it later', async () => {
    const made = await armed();
    onConnection(made.folder, 'PRAGMA max_page_count = 1');
    // Pages that are begun have some room yet.
    for (let n = 0; n < 200 && (await causeOf(made)) === undefined; n += 1) await made.tickAt(101);
    await ringsAndRecovers(made, 'the disk is full', () =>
      onConnection(made.folder, 'PRAGMA max_page_count = 1000000'),
    );
  });

  test('the state database is damaged when it is written: it is put away, and all that is known is stored in a new one', async () => {
    const made = await armed();
    const unread = await made.alarm(target(300));
    await made.tickAt(111);
    await spoil(made);
    await made.tickAt(112);
    expect(await made.ringing()).toEqual([`${made.id}#1`]);
    expect(await noticesOf(made)).toEqual(['state-renewed']);
    const [aside] = readdirSync(made.folder).filter((name) => /^state\.damaged-.*\.db$/.test(name));
    expect((await made.state()).notices).toMatchObject([{ params: { file: aside } }]);
    expect(onDisk(made.folder)).toEqual({
      firings: [`${made.id}#1`],
      prices: [112],
      trackers: [made.id, unread],
    });
    made.crash();
    const again = restart(made, 112);
    expect(await again.ringing()).toEqual([`${made.id}#1`]);
    expect((await again.state()).alarms).toMatchObject([
      { state: 'ringing', firedCount: 1 },
      { state: 'armed', firedCount: 0 },
    ]);
    expect(await noticesOf(again)).toEqual([]);
  });

  test('the very firing that finds the damage is stored, and rings once', async () => {
    const made = await armed();
    await spoil(made);
    await made.tickAt(111);
    expect(await made.ringing()).toEqual([`${made.id}#1`]);
    expect(onDisk(made.folder).firings).toEqual([`${made.id}#1`]);
    await made.ok('ring.dismissAll', {});
    made.crash();
    expect(await restart(made, 111).ringing()).toEqual([]);
  });

  test('damage that is found by reading answers with what is known, and loses nothing', async () => {
    const made = await armed();
    await made.tickAt(111);
    await spoil(made);
    const chart = await made.ok('chart.get', { pairId: btc });
    expect(chart.history).toBe('complete');
    await made.tickAt(112);
    expect(await noticesOf(made)).toEqual(['state-renewed']);
    made.crash();
    expect(await restart(made, 112).ringing()).toEqual([`${made.id}#1`]);
  });

  test('damage that cannot be put away: it rings, says so, and is put away once that is possible', async () => {
    const made = await armed();
    await spoil(made);
    const restore = readOnly(made.folder);
    folders.closeAfter(restore);
    await made.tickAt(111);
    expect(await made.ringing()).toEqual([`${made.id}#1`]);
    expect(await noticesOf(made)).toContain('not-stored');
    restore();
    await made.tickAt(112);
    expect(await noticesOf(made)).toEqual(['state-renewed']);
    expect(onDisk(made.folder)).toMatchObject({ firings: [`${made.id}#1`], trackers: [made.id] });
  });
});

/** Spoils the state database as a disk that breaks does: all of it but its first page, and what is held in memory of it. */
async function spoil(made: TestRuntime): Promise<void> {
  onConnection(made.folder, 'PRAGMA wal_checkpoint(TRUNCATE)');
  const file = path.join(made.folder, 'state.db');
  const content = readFileSync(file);
  content.fill(0xaa, 4_096);
  writeFileSync(file, content);
  onConnection(made.folder, 'PRAGMA shrink_memory');
  await made.clock.advance(0);
}

describe('the data folder is deleted while the app runs', () => {
  test('it is made anew with everything that was in it, and people are told', async () => {
    const made = await armed();
    await made.tickAt(102);
    const before = onDisk(made.folder);
    rmSync(made.folder, { recursive: true });
    await made.tickAt(111);
    expect(await made.ringing()).toEqual([`${made.id}#1`]);
    expect(await noticesOf(made)).toEqual(['folder-made-anew']);
    expect(onDisk(made.folder)).toEqual({
      firings: [`${made.id}#1`],
      prices: [...before.prices, 111],
      trackers: [made.id],
    });
    expect(() => startTestRuntime({ folder: made.folder })).toThrow(made.folder);
    made.crash();
    const again = restart(made, 111);
    expect(await again.ringing()).toEqual([`${made.id}#1`]);
    expect((await again.state()).alarms).toMatchObject([{ id: made.id, firedCount: 1 }]);
  });

  test('a folder that cannot be made again: it rings, says so, and all is there once that is possible', async () => {
    const parent = folders.make();
    const folder = path.join(parent, 'data');
    mkdirSync(folder);
    const made = start({ folder: folder });
    await made.watch();
    const id = await made.alarm(target(110));
    await made.tickAt(101);
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'in the way');
    await made.tickAt(111);
    expect(await made.ringing()).toEqual([`${id}#1`]);
    expect(await noticesOf(made)).toEqual(['not-stored']);
    rmSync(folder);
    await made.tickAt(112);
    expect(await noticesOf(made)).toEqual(['folder-made-anew']);
    expect(onDisk(folder)).toMatchObject({ firings: [`${id}#1`], trackers: [id] });
    expect(existsSync(path.join(folder, 'config.json'))).toBe(true);
  });

  test('the settings file alone comes back with the next tick', async () => {
    const made = await armed();
    rmSync(path.join(made.folder, 'config.json'));
    await made.tickAt(102);
    made.crash();
    expect((await restart(made, 102).state()).alarms).toMatchObject([{ id: made.id }]);
  });

  test('a state database that was replaced is kept, and ours goes on', async () => {
    const made = await armed();
    const other = startTestRuntime({ folder: folders.make() });
    await other.watch(btc, 5);
    await other.runtime.stop();
    renameSync(path.join(other.folder, 'state.db'), path.join(made.folder, 'state.db'));
    await made.tickAt(111);
    expect(await noticesOf(made)).toEqual(['folder-replaced']);
    expect(readdirSync(made.folder).filter((name) => name.startsWith('state.found-'))).toHaveLength(1);
    expect(onDisk(made.folder).prices.slice(-2)).toEqual([101, 111]);
    made.crash();
    expect(await restart(made, 111).ringing()).toEqual([`${made.id}#1`]);
  });

  test('without a price coming in it is made anew too', async () => {
    const made = await armed();
    await made.ok('monitoring.pause', {});
    rmSync(made.folder, { recursive: true });
    await made.clock.advance(10_000);
    expect(await noticesOf(made)).toEqual(['folder-made-anew']);
    expect(existsSync(path.join(made.folder, 'config.json'))).toBe(true);
  });
});
