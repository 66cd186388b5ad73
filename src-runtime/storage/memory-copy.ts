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
 * A state database in memory with all that can be read from a file that cannot be written, brought up to date. `alone`:
 * without the index that processes share, which needs room on the disk.
 * @throws what SQLite throws, and NewerDataError
 */
export function copyInMemory(file: string, alone: boolean): DatabaseSync {
  const database = new DatabaseSync(':memory:');
  try {
    if (alone) database.exec('PRAGMA locking_mode = EXCLUSIVE');
    const address = pathToFileURL(file);
    // Never made where it is not there.
    address.search = 'mode=rw';
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
