import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import type { Candle, Sample } from '../../src-core/sample.ts';
import { foldCandles } from '../../src-core/windows/fold.ts';
import { temporaryFolders } from '../testing/temp-folder.ts';
import { openDatabase } from './database.ts';
import { createHistoryStore } from './history-store.ts';
import { createStateStore } from './state-store.ts';

const folders = temporaryFolders();
const minute = 60_000;
const hour = 3_600_000;
const btc = 'binance:BTCUSDT';

function open(folder: string) {
  const opened = openDatabase(folder, 0);
  let closed = false;
  const close = () => {
    if (!closed) opened.database.close();
    closed = true;
  };
  folders.closeAfter(close);
  return { ...opened, close };
}

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
/** What version 2 added. */
const tablesOfVersion2 = `
  CREATE TABLE deliveries (firing TEXT NOT NULL, json TEXT NOT NULL);
  CREATE INDEX deliveries_of_firing ON deliveries (firing);
  CREATE TABLE host_memory (key TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
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

const quote = (t: number, price: number): Sample => ({ t, price, kind: 'quote' });
/** Samples and candles as version 1 and 2 packed them: rows of numbers, blocks that end before the hour. */
const oldSamples: Sample[] = [
  ...Array.from({ length: 300 }, (_, n) => quote(10 * hour + (n + 1) * 15_000, 100 + n / 3)),
  { t: 12 * hour, price: 200.5, range: { low: 199, high: 201, from: 12 * hour - minute }, kind: 'candle' },
];
const oldCandles: Candle[] = Array.from({ length: 90 }, (_, n) => ({
  openTime: 9 * hour + n * minute,
  intervalMs: minute,
  open: 10 + n,
  high: 11 + n,
  low: 9 + n,
  close: 10.25 + n,
}));
const blobOf = (rows: readonly (readonly number[])[]) =>
  new Uint8Array(Float64Array.from(rows.flat()).buffer);
const samplesBlob = (samples: readonly Sample[]) =>
  blobOf(
    samples.map(({ t, price, range, kind }) => [
      t,
      price,
      range?.low ?? Number.NaN,
      range?.high ?? Number.NaN,
      range?.from ?? Number.NaN,
      kind === 'candle' ? 1 : 0,
    ]),
  );
const candlesBlob = (candles: readonly Candle[]) =>
  blobOf(candles.map(({ openTime, open, high, low, close }) => [openTime, open, high, low, close]));

function fillOld(database: DatabaseSync): void {
  const row = database.prepare(
    'INSERT INTO samples (pair, t, price, low, high, from_t, candle) VALUES (?, ?, ?, NULL, NULL, NULL, 0)',
  );
  row.run(btc, 13 * hour, 300);
  const block = database.prepare('INSERT INTO sample_blocks VALUES (?, ?, ?, ?)');
  for (const [from, to] of [
    [0, 11 * hour],
    [11 * hour, 12 * hour],
    [12 * hour, 13 * hour],
  ] as const) {
    const own = oldSamples.filter(({ t }) => t >= from && t < to);
    block.run(btc, own[0]?.t ?? 0, own.at(-1)?.t ?? 0, samplesBlob(own));
  }
  const candles = database.prepare('INSERT INTO candle_blocks VALUES (?, ?, ?, ?)');
  candles.run(btc, 9 * hour, 9 * hour + 90 * minute, candlesBlob(oldCandles));
  const firing = database.prepare('INSERT INTO firings VALUES (?, ?, ?, ?, ?, ?)');
  firing.run('a1#1', btc, 2_000, JSON.stringify(oldFiring), null, null);
  const other = { ...oldFiring, firing: { ...oldFiring.firing, id: 'a1#2' } };
  firing.run('a1#2', btc, 2_000, JSON.stringify(other), 3_000, 'browser');
  database.exec(`INSERT INTO pair_memory VALUES ('${btc}', '{"highest":null,"lowest":null}')`);
}

/** A data folder of an old version that was used; the process that used it ended without closing. */
function usedBy(version: number): string {
  const folder = folders.make();
  const database = new DatabaseSync(path.join(folder, 'state.db'));
  const tables = version === 1 ? tablesOfVersion1 : tablesOfVersion1 + tablesOfVersion2;
  database.exec(`PRAGMA journal_mode = WAL; BEGIN; ${tables} PRAGMA user_version = ${version}; COMMIT`);
  fillOld(database);
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

describe.each([1, 2])('a database of version %i', (version) => {
  test('is brought up to date with every sample, candle and firing kept', () => {
    const folder = usedBy(version);
    const before = contentOf(folder);
    const { movedAside, database, close } = open(folder);
    expect(movedAside).toBeNull();
    const history = createHistoryStore(database);
    expect(history.samplesOf(btc, 0)).toEqual([...oldSamples, quote(13 * hour, 300)]);
    const own = foldCandles(oldSamples, minute);
    const fetched = oldCandles.filter(({ openTime }) => openTime < 10 * hour);
    expect(history.candlesOf(btc, minute, 0)).toEqual([...fetched, ...own]);
    close();
    expect(contentOf(folder)).toMatchObject({
      version: 3,
      firings: before['firings'],
      pair_memory: before['pair_memory'],
      deliveries: [],
      host_memory: [],
      snoozes: [],
    });
  });

  test('has its firings, which rang without deliveries, and takes new ones', () => {
    const state = createStateStore(open(usedBy(version)).database);
    const { firing, pair } = oldFiring;
    expect(state.unacknowledged()).toMatchObject([{ pair, firing: { ...firing, deliveries: [] } }]);
    expect(state.firingsOf(btc, 0)).toMatchObject([
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
    expect(schemaOf(open(usedBy(version)).database)).toEqual(schemaOf(open(folders.make()).database));
  });

  test('is brought on once: the next start finds it up to date', () => {
    const folder = usedBy(version);
    const first = open(folder);
    createStateStore(first.database).remember('window', 7);
    first.close();
    const second = open(folder);
    expect(second.movedAside).toBeNull();
    expect(createStateStore(second.database).remembered('window')).toBe(7);
  });

  test('is as it was when it cannot be brought on, and is not called damaged', () => {
    const folder = usedBy(version);
    const hand = new DatabaseSync(path.join(folder, 'state.db'));
    // In the way of the last table of the migration.
    hand.exec('CREATE TABLE snoozes (something_else)');
    hand.close();
    const before = contentOf(folder);
    expect(() => open(folder)).toThrow(/snoozes/);
    expect(contentOf(folder)).toEqual(before);
    expect(readdirSync(folder).filter((file) => file.includes('damaged'))).toEqual([]);
  });

  test.each(['trackers', 'sample_blocks', 'samples'])('that has lost %s is moved aside', (table) => {
    const folder = usedBy(version);
    const hand = new DatabaseSync(path.join(folder, 'state.db'));
    hand.exec(`DROP TABLE ${table}`);
    hand.close();
    expect(open(folder).movedAside).toMatch(/^state\.damaged-/);
  });

  test('a block that was cut off gives what is whole of it', () => {
    const folder = usedBy(version);
    const hand = new DatabaseSync(path.join(folder, 'state.db'));
    hand.exec('UPDATE sample_blocks SET data = substr(data, 1, 48 * 3 + 5) WHERE last_t < 11 * 3600000');
    hand.close();
    const samples = createHistoryStore(open(folder).database).samplesOf(btc, 0);
    expect(samples.slice(0, 4)).toEqual([...oldSamples.slice(0, 3), oldSamples[239]]);
  });

  /** Opens the folder in a process that is killed after so many statements of the migration. */
  const killedAfter = (statements: number) => `
    import { DatabaseSync, StatementSync } from 'node:sqlite';
    import { openDatabase } from ${JSON.stringify(path.join(import.meta.dirname, 'database.ts'))};
    let left = ${statements};
    let counting = false;
    const exec = DatabaseSync.prototype.exec;
    const run = StatementSync.prototype.run;
    const done = () => {
      left -= 1;
      if (left === 0) process.kill(process.pid, 'SIGKILL');
    };
    DatabaseSync.prototype.exec = function (sql) {
      counting ||= sql.startsWith('BEGIN');
      if (!counting) return exec.call(this, sql);
      for (const one of sql.split(';').filter((part) => part.trim() !== '')) {
        exec.call(this, one);
        done();
      }
    };
    StatementSync.prototype.run = function (...values) {
      const result = run.call(this, ...values);
      if (counting) done();
      return result;
    };
    openDatabase(process.argv[1], 0);
    process.stdout.write(String(${statements} - left));
  `;
  const killed = (folder: string, statements: number) =>
    spawnSync(process.execPath, ['--input-type=module', '--eval', killedAfter(statements), folder], {
      encoding: 'utf8',
    });

  test('killed anywhere in its migration it is still as it was, and is brought on by the next start', () => {
    const all = Number(killed(usedBy(version), 100_000).stdout);
    expect(all).toBeGreaterThan(15);
    for (const statements of [1, Math.floor(all / 2), all - 1]) {
      const folder = usedBy(version);
      const before = contentOf(folder);
      const child = killed(folder, statements);
      expect([child.signal, child.stderr]).toEqual(['SIGKILL', '']);
      expect(contentOf(folder)).toEqual(before);
      open(folder).close();
      expect(contentOf(folder)).toMatchObject({ version: 3, firings: before['firings'] });
    }
    const folder = usedBy(version);
    expect(killed(folder, all).signal).toBe('SIGKILL');
    expect(contentOf(folder)['version']).toBe(3);
    expect(open(folder).movedAside).toBeNull();
  }, 30_000);
});
