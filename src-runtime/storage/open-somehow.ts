import path from 'node:path';
import { type Connection, connect } from './connection.ts';
import { databaseName, openDatabase, openFile } from './database.ts';
import { copyInMemory } from './memory-copy.ts';
import { NewerDataError } from './newer-data.ts';
import { causeOf } from './refusal-cause.ts';

export interface Opened {
  /** Null where nothing can be read. */
  readonly connection: Connection | null;
  /** Name of a damaged file that was put away. */
  readonly movedAside: string | null;
  /** Why it could not be opened as usual; undefined where it could. */
  readonly refusal: unknown;
}

/** Opens the state database on disk. Throws what SQLite and the file system throw, and NewerDataError. */
export function openOnDisk(
  folder: string,
  now: number,
  waitMs?: number,
): Opened & { connection: Connection } {
  const { database, movedAside } = openDatabase(folder, now, waitMs);
  const connection = connect(database, 'disk', path.join(folder, databaseName));
  return { connection, movedAside, refusal: undefined };
}

/**
 * Opens the state database on disk, or what can be read of it in memory.
 * @throws NewerDataError on one that a newer version has written
 */
export function openSomehow(folder: string, now: number, waitMs?: number): Opened {
  const file = path.join(folder, databaseName);
  let refusal: unknown;
  let opened: Opened | null = null;
  const attempt = (way: () => Opened | Connection) => {
    if (opened !== null) return;
    try {
      const made = way();
      opened = 'connection' in made ? made : { connection: made, movedAside: null, refusal };
    } catch (error) {
      if (error instanceof NewerDataError) throw error;
      refusal ??= error;
    }
  };
  attempt(() => openOnDisk(folder, now, waitMs));
  // No room for the index that processes share.
  attempt(() => connect(openFile(file, true, 0), 'disk, alone', file));
  // Of an older version, which cannot be brought up to date there.
  attempt(() => connect(copyInMemory(file, 'shared'), 'memory', file));
  attempt(() => connect(copyInMemory(file, 'alone'), 'memory', file));
  // Nobody writes where nobody can.
  if (causeOf(refusal) === 'read-only') attempt(() => connect(copyInMemory(file, 'still'), 'memory', file));
  return opened ?? { connection: null, movedAside: null, refusal };
}
