import { renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { currentVersion, hasAllTables, migrate } from './migrations.ts';
import { NewerDataError } from './newer-data.ts';
import { protect } from './protect.ts';
import { causeOf } from './refusal-cause.ts';

export const databaseName = 'state.db';

/** Others may look into the file for a moment; a start waits this long for them, in ms. */
const patienceMs = 2_000;
/** A long log shrinks again after a checkpoint, in bytes. */
const longestLog = 8_388_608;

/**
 * What alarms go on with is looked through whole. Prices are looked through as they are read; damage found then costs
 * nobody an alarm.
 */
const checkedTables = [
  'trackers',
  'pair_memory',
  'firings',
  'deliveries',
  'snoozes',
  'samples',
  'host_memory',
];

/** @throws NewerDataError on one that a newer version has written */
function bringUpToDate(database: DatabaseSync): void {
  const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
  if (version > currentVersion) throw new NewerDataError(databaseName);
  if (version !== currentVersion) migrate(database, version);
}

function check(database: DatabaseSync): void {
  for (const table of checkedTables) {
    const found = database.prepare(`PRAGMA quick_check(${table})`).get();
    if (found?.['quick_check'] !== 'ok') throw new Error(`malformed: ${String(found?.['quick_check'])}`);
  }
}

/**
 * Opens (or makes) one state database as it is to be used. `alone`: without the index that processes share, which needs
 * room on the disk; nobody else can open the file then.
 * @throws what SQLite throws, and NewerDataError; see `causeOf`
 */
export function openFile(file: string, alone = false, waitMs = patienceMs): DatabaseSync {
  const database = new DatabaseSync(file);
  try {
    protect(file);
    if (alone) database.exec('PRAGMA locking_mode = EXCLUSIVE');
    database.exec(`PRAGMA busy_timeout = ${waitMs}; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL`);
    database.exec(`PRAGMA journal_size_limit = ${longestLog}`);
    bringUpToDate(database);
    if (!hasAllTables(database)) throw new Error('file is not a database of ours');
    check(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Removes what SQLite keeps beside a state database that lies there no more. */
export function dropCompanions(folder: string): void {
  for (const suffix of ['-wal', '-shm']) rmSync(path.join(folder, databaseName + suffix), { force: true });
}

/**
 * Puts a state database away under a name that tells why, with its log, so that another one can take its place. Answers
 * its new name.
 * @param now wall clock in epoch ms
 */
export function moveAside(folder: string, why: 'damaged' | 'found', now: number): string {
  const stamp = new Date(now).toISOString().replaceAll(/[:.]/g, '-');
  const name = `state.${why}-${stamp}.db`;
  const file = path.join(folder, databaseName);
  renameSync(file, path.join(folder, name));
  // A database without its log is half of one; an empty log may be that of another database.
  const log = statSync(`${file}-wal`, { throwIfNoEntry: false });
  if (log !== undefined && log.size > 0) renameSync(`${file}-wal`, path.join(folder, `${name}-wal`));
  dropCompanions(folder);
  return name;
}

/** An open state database; `movedAside` names the damaged file that was put away, null where all was well. */
export interface OpenedDatabase {
  readonly database: DatabaseSync;
  readonly movedAside: string | null;
}

/**
 * Opens (or makes) the state database of a data folder, readable by its owner only. A damaged one is moved aside.
 * @param now wall clock in epoch ms, for the name of a file that is moved aside
 * @throws NewerDataError on one that a newer version has written; otherwise what SQLite or the file system throws
 */
export function openDatabase(folder: string, now: number, waitMs = patienceMs): OpenedDatabase {
  const file = path.join(folder, databaseName);
  try {
    return { database: openFile(file, false, waitMs), movedAside: null };
  } catch (error) {
    if (causeOf(error) !== 'damaged') throw error;
    const movedAside = moveAside(folder, 'damaged', now);
    return { database: openFile(file, false, waitMs), movedAside };
  }
}
