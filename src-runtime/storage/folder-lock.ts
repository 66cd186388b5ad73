import { createHash } from 'node:crypto';
import { realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { protect } from './protect.ts';
import { causeOf } from './refusal-cause.ts';

/** One process per data folder: the lock is a SQLite transaction, so it ends with the process however that ends. */
export interface FolderLock {
  /**
   * Makes sure that the lock in the folder itself is held: it may have been deleted, or not been possible to write before.
   * @throws FolderInUseError where another process has it by now; otherwise what the file system throws
   */
  readonly ensure: () => void;
  readonly release: () => void;
}

/** The folder is in use by another process of this app. */
export class FolderInUseError extends Error {}

const lockName = 'lock.db';

/** An open transaction that nobody else gets; null where another process has it. Throws where the file cannot be written. */
function hold(file: string): DatabaseSync | null {
  const database = new DatabaseSync(file);
  try {
    // A journal in memory: the lock needs no room on a disk that is full.
    database.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    // Never committed. Of a file that it may only read SQLite would say that it is locked, and share it.
    database.exec('PRAGMA user_version = 1');
    return database;
  } catch (error) {
    database.close();
    if (causeOf(error) === 'locked') return null;
    throw error;
  }
}

/** Whether a process that may write there has the folder; one that may only read sees that too. */
function isHeld(file: string): boolean {
  try {
    const database = new DatabaseSync(file, { readOnly: true });
    try {
      database.exec('PRAGMA busy_timeout = 0; BEGIN');
      database.prepare('SELECT count(*) FROM sqlite_schema').get();
      return false;
    } finally {
      database.close();
    }
  } catch (error) {
    return causeOf(error) === 'locked';
  }
}

interface Held {
  /** Whether it is the file in the folder, and still lies there. */
  readonly isOwn: () => boolean;
  readonly release: () => void;
}

/** For a folder that cannot be written: a lock elsewhere, which all its processes find by the folder's path. */
function holdElsewhere(folder: string): Held | null {
  const name = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 16);
  const file = path.join(tmpdir(), `crypto-price-alarm-${name}.lock`);
  try {
    const database = hold(file);
    if (database === null) return null;
    const release = () => {
      database.close();
      rmSync(file, { force: true });
    };
    return { isOwn: () => false, release };
  } catch {
    // Nobody can write anywhere: a second process would do no harm to what is stored.
    return { isOwn: () => false, release: () => {} };
  }
}

function holdOwn(folder: string): Held | null {
  const file = path.join(folder, lockName);
  const database = hold(file);
  if (database === null) return null;
  protect(file);
  const { ino } = statSync(file);
  return {
    isOwn: () => statSync(file, { throwIfNoEntry: false })?.ino === ino,
    release: () => database.close(),
  };
}

/**
 * Takes the lock of a data folder; null where another process holds it. A folder that cannot be written is locked too, as
 * far as that goes. Throws where there is no such folder.
 */
export function lockFolder(folder: string): FolderLock | null {
  realpathSync(folder);
  let held: Held | null;
  try {
    held = holdOwn(folder);
  } catch {
    held = isHeld(path.join(folder, lockName)) ? null : holdElsewhere(folder);
  }
  if (held === null) return null;
  let current = held;
  return {
    ensure() {
      if (current.isOwn()) return;
      // What is held is kept until there is something better.
      const taken = holdOwn(folder);
      if (taken === null) throw new FolderInUseError(folder);
      current.release();
      current = taken;
    },
    release: () => current.release(),
  };
}
