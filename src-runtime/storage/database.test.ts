import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { temporaryFolders } from '../testing/temp-folder.ts';
import { openDatabase } from './database.ts';
import { NewerDataError } from './newer-data.ts';
import { createStateStore } from './state-store.ts';

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

/** The tables of version 1, as the first release made them. */
const tablesOfVersion1 = `
  CREATE TABLE samples (id INTEGER PRIMARY KEY, pair TEXT NOT NULL, t REAL NOT NULL, price REAL NOT NULL,
    low REAL, high REAL, from_t REAL, candle INTEGER NOT NULL);
  CREATE TABLE sample_blocks (pair TEXT NOT NULL, first_t REAL NOT NULL, last_t REAL NOT NULL, data BLOB NOT NULL);
  CREATE INDEX sample_blocks_of_pair ON sample_blocks (pair, first_t);
  CREATE TABLE candle_blocks (pair TEXT NOT NULL, first_t REAL NOT NULL, last_t REAL NOT NULL, data BLOB NOT NULL);
  CREATE INDEX candle_blocks_of_pair ON candle_blocks (pair, first_t);
  CREATE TABLE pair_memory (pair TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE trackers (alarm TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE firings (id TEXT PRIMARY KEY, pair TEXT NOT NULL, t REAL NOT NULL, json TEXT NOT NULL,
    acknowledged_at REAL, acknowledged_by TEXT);
  CREATE INDEX firings_of_pair ON firings (pair, t);
  CREATE INDEX firings_ringing ON firings (t) WHERE acknowledged_at IS NULL;
  CREATE TABLE symbol_lists (source TEXT PRIMARY KEY, fetched_at REAL NOT NULL, json TEXT NOT NULL) WITHOUT ROWID;
`;

/** A firing as version 1 wrote it: without deliveries. */
const oldFiring = {
  pair: {
    id: 'binance:BTCUSDT',
    source: 'binance',
    base: 'BTC',
    quote: 'USDT',
    name: 'Bitcoin',
    tickSize: 0.01,
    addedAt: 1,
  },
  firing: {
    id: 'a1#1',
    alarmId: 'a1',
    pairId: 'binance:BTCUSDT',
    t: 2_000,
    receivedAt: 2_001,
    acknowledgedAt: null,
    acknowledgedBy: null,
    proof: {
      condition: { kind: 'target', price: 100, direction: 'up' },
      direction: 'up',
      level: 100,
      reference: { t: 1_000, price: 99 },
      proving: { price: 101, by: 'price' },
      before: { t: 1_000, price: 99 },
      after: { t: 2_000, price: 101 },
      source: 'binance',
      windowSeenFrom: null,
    },
  },
};

/** A data folder of version 1 that was used; the process that used it ended without closing. */
function usedByVersion1(): string {
  const folder = folders.make();
  const database = new DatabaseSync(path.join(folder, 'state.db'));
  database.exec(`PRAGMA journal_mode = WAL; BEGIN; ${tablesOfVersion1} PRAGMA user_version = 1; COMMIT`);
  fill(database);
  const firing = database.prepare('INSERT INTO firings VALUES (?, ?, ?, ?, ?, ?)');
  const { pair } = oldFiring;
  firing.run('a1#1', pair.id, 2_000, JSON.stringify(oldFiring), null, null);
  const other = { ...oldFiring, firing: { ...oldFiring.firing, id: 'a1#2' } };
  firing.run('a1#2', pair.id, 2_000, JSON.stringify(other), 3_000, 'browser');
  database.exec(`INSERT INTO pair_memory VALUES ('${pair.id}', '{"highest":null,"lowest":null}')`);
  const copy = folders.make();
  cpSync(folder, copy, { recursive: true });
  database.close();
  return copy;
}

/** Everything that lies in a database file, table by table. */
function contentOf(folder: string): Record<string, unknown> {
  const database = new DatabaseSync(path.join(folder, 'state.db'));
  try {
    const names = database
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
      .all()
      .map((row) => String(row['name']));
    return {
      version: database.prepare('PRAGMA user_version').get()?.['user_version'],
      ...Object.fromEntries(names.map((name) => [name, database.prepare(`SELECT * FROM ${name}`).all()])),
    };
  } finally {
    database.close();
  }
}

describe('a database of version 1', () => {
  test('is brought to version 2 with everything kept', () => {
    const folder = usedByVersion1();
    const before = contentOf(folder);
    const { movedAside, close } = open(folder);
    expect(movedAside).toBeNull();
    close();
    expect(contentOf(folder)).toEqual({ ...before, version: 2, deliveries: [], host_memory: [] });
  });

  test('has its firings, which rang without deliveries, and takes new ones', () => {
    const state = createStateStore(open(usedByVersion1()).database);
    const { firing, pair } = oldFiring;
    expect(state.unacknowledged()).toMatchObject([{ pair, firing: { ...firing, deliveries: [] } }]);
    expect(state.firingsOf('binance:BTCUSDT', 0)).toMatchObject([
      { id: 'a1#1', acknowledgedAt: null },
      { id: 'a1#2', acknowledgedAt: 3_000, acknowledgedBy: 'browser' },
    ]);
    const shown = { channel: 'notification', outcome: 'shown', at: 4_000, cause: null } as const;
    state.addDelivery('a1#1', shown);
    expect(state.unacknowledged()[0]?.firing.deliveries).toEqual([shown]);
    state.remember('window', { x: 1 });
    expect(state.remembered('window')).toEqual({ x: 1 });
  });

  test('becomes what a new database is: the same tables and indexes', () => {
    const schemaOf = (database: DatabaseSync) =>
      database
        .prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name')
        .all()
        .map((row) => ({ ...row, sql: String(row['sql']).replaceAll(/\s+/g, ' ') }));
    expect(schemaOf(open(usedByVersion1()).database)).toEqual(schemaOf(open(folders.make()).database));
  });

  test('is brought on once: the next start finds it up to date', () => {
    const folder = usedByVersion1();
    const first = open(folder);
    createStateStore(first.database).remember('window', 7);
    first.close();
    const second = open(folder);
    expect(second.movedAside).toBeNull();
    expect(createStateStore(second.database).remembered('window')).toBe(7);
  });

  test('is as it was when it cannot be brought on, and is not called damaged', () => {
    const folder = usedByVersion1();
    const hand = new DatabaseSync(path.join(folder, 'state.db'));
    // In the way of the last table of the migration.
    hand.exec('CREATE TABLE host_memory (something_else)');
    hand.close();
    const before = contentOf(folder);
    expect(() => open(folder)).toThrow(/host_memory/);
    expect(contentOf(folder)).toEqual(before);
    expect(before['version']).toBe(1);
    expect(readdirSync(folder).filter((file) => file.includes('damaged'))).toEqual([]);
  });

  test('that has lost a table is moved aside', () => {
    const folder = usedByVersion1();
    const hand = new DatabaseSync(path.join(folder, 'state.db'));
    hand.exec('DROP TABLE trackers');
    hand.close();
    expect(open(folder).movedAside).toBe(movedName);
  });

  /** Opens the folder in a process that is killed after so many statements of the migration. */
  const killedAfter = (statements: number) => `
    import { DatabaseSync } from 'node:sqlite';
    import { openDatabase } from ${JSON.stringify(path.join(import.meta.dirname, 'database.ts'))};
    const exec = DatabaseSync.prototype.exec;
    DatabaseSync.prototype.exec = function (sql) {
      if (!sql.includes('deliveries')) return exec.call(this, sql);
      const all = sql.split(';').filter((one) => one.trim() !== '');
      for (const one of all.slice(0, ${statements})) exec.call(this, one);
      if (${statements} > all.length) throw new Error('the migration is shorter than that');
      process.kill(process.pid, 'SIGKILL');
    };
    openDatabase(process.argv[1], 0);
  `;

  test.each([1, 2, 3, 4, 5])('killed after %i statements of its migration is still of version 1', (count) => {
    const folder = usedByVersion1();
    const before = contentOf(folder);
    const child = spawnSync(process.execPath, ['--input-type=module', '--eval', killedAfter(count), folder], {
      encoding: 'utf8',
    });
    expect([child.signal, child.stderr]).toEqual(['SIGKILL', '']);
    expect(contentOf(folder)).toEqual(before);
    expect(before['version']).toBe(1);
    open(folder).close();
    expect(contentOf(folder)).toMatchObject({ version: 2, firings: before['firings'] });
  });

  test('killed right after its migration is of version 2', () => {
    const folder = usedByVersion1();
    const child = spawnSync(process.execPath, ['--input-type=module', '--eval', killedAfter(6), folder], {
      encoding: 'utf8',
    });
    expect([child.signal, child.stderr]).toEqual(['SIGKILL', '']);
    expect(contentOf(folder)['version']).toBe(2);
    expect(open(folder).movedAside).toBeNull();
  });
});

describe('a database of a version that is not known yet', () => {
  test.each([3, 4, 99])('%i: is refused, and not a byte of it is touched', (version) => {
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
