import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { currentVersion, hasAllTables, migrate } from './migrations.ts';
import { NewerDataError } from './newer-data.ts';

/** A state database that holds nothing and lies on no disk. */
export function emptyInMemory(): DatabaseSync {
  const database = new DatabaseSync(':memory:');
  migrate(database, 0);
  return database;
}

function copyTables(database: DatabaseSync): void {
  const things = database
    .prepare("SELECT type, name, sql FROM disk.sqlite_schema WHERE sql IS NOT NULL ORDER BY type = 'index'")
    .all();
  for (const { type, name, sql } of things) {
    database.exec(String(sql));
    if (type !== 'table') continue;
    const table = String(name);
    database.exec(`INSERT INTO main."${table}" SELECT * FROM disk."${table}"`);
  }
}

/**
 * How a file is read that cannot be written. `shared`: as any other. `alone`: without the index that processes share,
 * which needs room on the disk. `still`: as a file that nobody changes, which is all that a read-only folder allows; what
 * lies in a log beside it would be missing.
 */
export type WayToRead = 'shared' | 'alone' | 'still';

const modes: Readonly<Record<WayToRead, string>> = {
  // Never made where it is not there.
  shared: 'mode=rw',
  alone: 'mode=rw',
  still: 'mode=ro&immutable=1',
};

function hasLog(file: string): boolean {
  return (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

/**
 * A state database in memory with all that can be read from a file that cannot be written, brought up to date.
 * @throws what SQLite throws, and NewerDataError
 */
export function copyInMemory(file: string, way: WayToRead): DatabaseSync {
  if (way === 'still' && hasLog(file)) throw new Error('its log cannot be read');
  const database = new DatabaseSync(':memory:');
  try {
    if (way === 'alone') database.exec('PRAGMA locking_mode = EXCLUSIVE');
    const address = pathToFileURL(file);
    address.search = modes[way];
    database.exec(`ATTACH '${address.href.replaceAll("'", "''")}' AS disk`);
    const version = Number(database.prepare('PRAGMA disk.user_version').get()?.['user_version']);
    if (version > currentVersion) throw new NewerDataError(file);
    copyTables(database);
    database.exec('DETACH disk');
    if (version !== currentVersion) migrate(database, version);
    if (!hasAllTables(database)) throw new Error('file is not a database of ours');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
