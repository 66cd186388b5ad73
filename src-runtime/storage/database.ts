import { chmodSync, existsSync, renameSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { NewerDataError } from './newer-data.ts';

const fileName = 'state.db';
const currentVersion = 2;

/** What version 2 brought: how firings reached people, and what a host remembers between its runs. */
const deliveryTables = `
  CREATE TABLE deliveries (firing TEXT NOT NULL, json TEXT NOT NULL);
  CREATE INDEX deliveries_of_firing ON deliveries (firing);
  CREATE TABLE host_memory (key TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
`;

const tables = `
  -- The newest samples of all pairs in order of arrival: appending touches one page, whatever the number of pairs.
  CREATE TABLE samples (id INTEGER PRIMARY KEY, pair TEXT NOT NULL, t REAL NOT NULL, price REAL NOT NULL,
    low REAL, high REAL, from_t REAL, candle INTEGER NOT NULL);
  -- Older samples of one pair, packed; candles fetched from the source likewise.
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
  ${deliveryTables}
`;

/** What brings a database of an older version one version on. */
const migrations: Readonly<Record<number, string>> = { 1: deliveryTables };

const tableNames = [...tables.matchAll(/CREATE TABLE (\w+)/g)].map(([, name]) => name);

function hasAllTables(database: DatabaseSync): boolean {
  const rows = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  const found = new Set(rows.map((row) => row['name']));
  return tableNames.every((name) => name !== undefined && found.has(name));
}

/** @throws NewerDataError on one that a newer version has written */
function bringUpToDate(database: DatabaseSync): void {
  const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
  if (version > currentVersion) throw new NewerDataError(fileName);
  if (version === currentVersion) return;
  const steps =
    version === 0
      ? tables
      : Array.from({ length: currentVersion - version }, (_, n) => migrations[version + n]).join('');
  database.exec(`BEGIN; ${steps} PRAGMA user_version = ${currentVersion}; COMMIT`);
}

function open(file: string): DatabaseSync {
  const database = new DatabaseSync(file);
  try {
    chmodSync(file, 0o600);
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 2000');
    // Damage behind the first page shows only when it is read, which would be in the middle of the start.
    const check = database.prepare('PRAGMA quick_check(1)').get();
    if (check?.['quick_check'] !== 'ok') throw new Error('file is not a database');
    bringUpToDate(database);
    if (!hasAllTables(database)) throw new Error('file is not a database of ours');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function isDamage(error: unknown): boolean {
  return error instanceof Error && /not a database|malformed|corrupt/i.test(error.message);
}

/** An open state database; `movedAside` names the damaged file that was put away, null where all was well. */
export interface OpenedDatabase {
  readonly database: DatabaseSync;
  readonly movedAside: string | null;
}

/**
 * Opens (or makes) the state database of a data folder, readable by its owner only. Throws NewerDataError on one that a
 * newer version has written.
 * @param now wall clock in epoch ms, for the name of a file that is moved aside
 */
export function openDatabase(folder: string, now: number): OpenedDatabase {
  const file = path.join(folder, fileName);
  try {
    return { database: open(file), movedAside: null };
  } catch (error) {
    if (!isDamage(error)) throw error;
    const stamp = new Date(now).toISOString().replaceAll(/[:.]/g, '-');
    const name = `state.damaged-${stamp}.db`;
    renameSync(file, path.join(folder, name));
    for (const suffix of ['-wal', '-shm']) {
      if (existsSync(file + suffix)) renameSync(file + suffix, path.join(folder, name + suffix));
    }
    return { database: open(file), movedAside: name };
  }
}
