import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** One process per data folder: the lock is a SQLite transaction, so it ends with the process however that ends. */
export interface FolderLock {
  readonly release: () => void;
}

/** Takes the lock of a data folder; null where another process holds it. Throws where the folder is not writable. */
export function lockFolder(folder: string): FolderLock | null {
  const database = new DatabaseSync(path.join(folder, 'lock.db'));
  try {
    database.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE');
    return { release: () => database.close() };
  } catch (error) {
    database.close();
    if (error instanceof Error && /locked|busy/i.test(error.message)) return null;
    throw error;
  }
}
