import type { DatabaseSync } from 'node:sqlite';
import { moveBlocks, oldBlockTables } from './migrate-blocks.ts';

export const currentVersion = 3;

/** What version 2 brought: how firings reached people, and what a host remembers between its runs. */
const deliveryTables = `
  CREATE TABLE deliveries (firing TEXT NOT NULL, json TEXT NOT NULL);
  CREATE INDEX deliveries_of_firing ON deliveries (firing);
  CREATE TABLE host_memory (key TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
`;

/** What version 3 brought: blocks that fill a fixed stretch, candles of several lengths, snoozes, a list of firings. */
const blockTables = `
  -- Older samples of one pair, packed: those of (first_t, first_t + an hour].
  CREATE TABLE sample_blocks (pair TEXT NOT NULL, first_t REAL NOT NULL, data BLOB NOT NULL);
  CREATE UNIQUE INDEX sample_blocks_of_pair ON sample_blocks (pair, first_t);
  -- Candles of one length and origin, packed: minutes by the hour, hours by the day. Of two of one stretch the one of the higher rank counts.
  CREATE TABLE candle_blocks (pair TEXT NOT NULL, interval INTEGER NOT NULL, rank INTEGER NOT NULL,
    first_t REAL NOT NULL, data BLOB NOT NULL);
  CREATE UNIQUE INDEX candle_blocks_of_pair ON candle_blocks (pair, interval, first_t, rank);
`;
const snoozeTables = `
  CREATE TABLE snoozes (firing TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
  CREATE INDEX firings_by_time ON firings (t);
`;

const tables = `
  -- The newest samples of all pairs in order of arrival: appending touches one page, whatever the number of pairs.
  CREATE TABLE samples (id INTEGER PRIMARY KEY, pair TEXT NOT NULL, t REAL NOT NULL, price REAL NOT NULL,
    low REAL, high REAL, from_t REAL, candle INTEGER NOT NULL, via TEXT);
  ${blockTables}
  CREATE TABLE pair_memory (pair TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE trackers (alarm TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE firings (id TEXT PRIMARY KEY, pair TEXT NOT NULL, t REAL NOT NULL, json TEXT NOT NULL,
    acknowledged_at REAL, acknowledged_by TEXT);
  CREATE INDEX firings_of_pair ON firings (pair, t);
  CREATE INDEX firings_ringing ON firings (t) WHERE acknowledged_at IS NULL;
  CREATE TABLE symbol_lists (source TEXT PRIMARY KEY, fetched_at REAL NOT NULL, json TEXT NOT NULL) WITHOUT ROWID;
  ${deliveryTables}
  ${snoozeTables}
`;

const tablesIn = (sql: string) => [...sql.matchAll(/CREATE TABLE (\w+)/g)].map(([, name = '']) => name);
const tableNames = tablesIn(tables);
/** What a later version brought, an older one has not lost. */
const broughtBy: Readonly<Record<number, readonly string[]>> = {
  2: tablesIn(deliveryTables),
  3: tablesIn(snoozeTables),
};

/** What brings a database one version on; 0 is one that was just made. */
const steps: Readonly<Record<number, (database: DatabaseSync) => number>> = {
  0(database) {
    database.exec(tables);
    return currentVersion;
  },
  1(database) {
    database.exec(deliveryTables);
    return 2;
  },
  2(database) {
    database.exec(
      `${oldBlockTables} ALTER TABLE samples ADD COLUMN via TEXT; ${blockTables} ${snoozeTables}`,
    );
    moveBlocks(database);
    return 3;
  },
};

function tablesOf(version: number): string[] {
  const later = Object.entries(broughtBy).flatMap(([by, names]) => (Number(by) > version ? names : []));
  return tableNames.filter((name) => !later.includes(name));
}

/** Whether a database of this version has all of its tables. */
export function hasAllTables(database: DatabaseSync, version = currentVersion): boolean {
  const rows = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  const found = new Set(rows.map((row) => row['name']));
  return tablesOf(version).every((name) => found.has(name));
}

/**
 * Brings a database of an older version up to date, in one transaction.
 * @throws an error that reads as damage where tables are missing
 */
export function migrate(database: DatabaseSync, from: number): void {
  if (from > 0 && !hasAllTables(database, from)) throw new Error('file is not a database of ours');
  database.exec('BEGIN IMMEDIATE');
  try {
    let version = from;
    while (version < currentVersion) {
      const step = steps[version];
      if (step === undefined) throw new Error(`there is no way on from version ${version}`);
      version = step(database);
    }
    database.exec(`PRAGMA user_version = ${currentVersion}; COMMIT`);
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
