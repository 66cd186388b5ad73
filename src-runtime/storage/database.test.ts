import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { temporaryFolders } from '../testing/temp-folder.ts';
import { openDatabase } from './database.ts';
import { NewerDataError } from './newer-data.ts';

const now = Date.UTC(2026, 0, 5, 12, 0, 0);
const movedName = 'state.damaged-2026-01-05T12-00-00-000Z.db';
const folders = temporaryFolders();

function open(folder: string) {
  const opened = openDatabase(folder, now);
  let closed = false;
  const close = () => {
    if (!closed) opened.database.close();
    closed = true;
  };
  folders.closeAfter(close);
  return { ...opened, close };
}

const fill = (database: DatabaseSync, rows = 10) => {
  const insert = database.prepare(
    'INSERT INTO samples (pair, t, price, low, high, from_t, candle) VALUES (?, ?, ?, NULL, NULL, NULL, 0)',
  );
  database.exec('BEGIN');
  for (let t = 0; t < rows; t += 1) insert.run('binance:BTCUSDT', t, 100 + t);
  database.exec('COMMIT');
};

const count = (database: DatabaseSync) => database.prepare('SELECT count(*) AS n FROM samples').get()?.['n'];

describe('the state database', () => {
  test('keeps what was written', () => {
    const folder = folders.make();
    const first = open(folder);
    fill(first.database);
    first.close();
    const second = open(folder);
    expect(second.movedAside).toBeNull();
    expect(count(second.database)).toBe(10);
  });

  test('can be read by its owner only, its log and index files too', () => {
    const folder = folders.make();
    const { database } = open(folder);
    fill(database);
    const files = readdirSync(folder).filter((file) => file.startsWith('state.db'));
    expect(files.sort()).toEqual(['state.db', 'state.db-shm', 'state.db-wal']);
    for (const file of files)
      expect((statSync(path.join(folder, file)).mode & 0o777).toString(8)).toBe('600');
  });

  test('what is committed survives a process that ends without closing', () => {
    const folder = folders.make();
    fill(open(folder).database);
    expect(count(open(folder).database)).toBe(10);
  });

  test.each([
    ['no database', (file: string) => writeFileSync(file, 'this is no database, it is a letter'.repeat(200))],
    ['full of NULs', (file: string) => writeFileSync(file, Buffer.alloc(20_000))],
    ['cut off in its header', (file: string) => truncateSync(file, 50)],
    ['cut off in the middle', (file: string) => truncateSync(file, 3 * 4_096)],
    [
      'torn in its first page',
      (file: string) => {
        const content = readFileSync(file);
        content.fill(0xaa, 100, 4_096);
        writeFileSync(file, content);
      },
    ],
  ])('%s: is moved aside and told, and a fresh one takes its place', (_, damage) => {
    const folder = folders.make();
    const file = path.join(folder, 'state.db');
    const first = open(folder);
    fill(first.database, 2_000);
    first.close();
    damage(file);
    const content = readFileSync(file);
    const { database, movedAside } = open(folder);
    expect(movedAside).toBe(movedName);
    expect(readFileSync(path.join(folder, movedName)).equals(content)).toBe(true);
    expect(count(database)).toBe(0);
    fill(database);
  });

  test('a database of a newer version is no damage: it is not touched, and the app does not start', () => {
    const folder = folders.make();
    const other = new DatabaseSync(path.join(folder, 'state.db'));
    other.exec('CREATE TABLE tomorrow (x); PRAGMA user_version = 99');
    other.close();
    expect(() => open(folder)).toThrow(NewerDataError);
    const kept = new DatabaseSync(path.join(folder, 'state.db'), { readOnly: true });
    folders.closeAfter(() => kept.close());
    expect(kept.prepare('SELECT count(*) AS n FROM tomorrow').get()).toEqual({ n: 0 });
  });

  test('a database that has lost a table is moved aside', () => {
    const folder = folders.make();
    open(folder).close();
    const hand = new DatabaseSync(path.join(folder, 'state.db'));
    hand.exec('DROP TABLE trackers');
    hand.close();
    expect(open(folder).movedAside).toBe(movedName);
  });

  test('an empty file is a new database', () => {
    const folder = folders.make();
    writeFileSync(path.join(folder, 'state.db'), '');
    const { database, movedAside } = open(folder);
    expect(movedAside).toBeNull();
    expect(count(database)).toBe(0);
    expect((statSync(path.join(folder, 'state.db')).mode & 0o777).toString(8)).toBe('600');
  });
});

describe('a database of a version that is not known yet', () => {
  test.each([4, 5, 99])('%i: is refused, and not a byte of it is touched', (version) => {
    const folder = folders.make();
    const first = open(folder);
    fill(first.database);
    first.database.exec(`CREATE TABLE tomorrow (x); PRAGMA user_version = ${version}`);
    first.close();
    const file = path.join(folder, 'state.db');
    const before = readFileSync(file);
    expect(() => open(folder)).toThrow(NewerDataError);
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(folder).filter((name) => name.includes('damaged'))).toEqual([]);
  });
});
