import { chmodSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** One process per data folder: the lock is a SQLite transaction, so it ends with the process however that ends. */
export interface FolderLock {
  readonly release: () => void;
}

/** Takes the lock of a data folder; null where another process holds it. Throws where the folder is not writable. */
export function lockFolder(folder: string): FolderLock | null {
  const file = path.join(folder, 'lock.db');
  const database = new DatabaseSync(file);
  try {
    chmodSync(file, 0o600);
    database.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE');
    return { release: () => database.close() };
  } catch (error) {
    database.close();
    if (error instanceof Error && /locked|busy/i.test(error.message)) return null;
    throw error;
  }
}
