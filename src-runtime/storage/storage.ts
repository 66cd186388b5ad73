import { openDatabase } from './database.ts';
import { type FolderLock, lockFolder } from './folder-lock.ts';
import { createHistoryStore, type HistoryStore } from './history-store.ts';
import { type OpenSettings, openRulesFile, type RulesFile, type RulesSurroundings } from './rules-file.ts';
import { createStateStore, type StateStore } from './state-store.ts';

/** How much a transaction must survive: a lost tick costs 15 seconds, a lost firing costs trust. */
export type Durability = 'process' | 'power';

/** Everything on disk of one data folder. */
export interface Storage {
  readonly rules: RulesFile;
  readonly history: HistoryStore;
  readonly state: StateStore;
  /**
   * Writes in one transaction. `process`: survives a kill; `power`: on the platter before it returns. Throws where the
   * disk refuses; nothing of the transaction is kept then.
   */
  readonly write: (durability: Durability, work: () => void) => void;
  /** Name of the damaged state database that was moved aside at start. */
  readonly stateMovedAside: string | null;
  readonly close: () => void;
}

/** The folder is in use by another process of this app. */
export class FolderInUseError extends Error {}

/**
 * Opens a data folder that exists.
 * @throws FolderInUseError where another process has it, UnreadableSettingsError where the settings may not be
 * read; the file system's error where the folder cannot be written
 */
export function openStorage(
  folder: string,
  openSettings: OpenSettings,
  surroundings: RulesSurroundings,
): Storage {
  const lock: FolderLock | null = lockFolder(folder);
  if (lock === null) throw new FolderInUseError(folder);
  try {
    const rules = openRulesFile(folder, openSettings, surroundings);
    const { database, movedAside } = openDatabase(folder, surroundings.now());
    let durability: Durability = 'process';
    return {
      rules,
      history: createHistoryStore(database),
      state: createStateStore(database),
      write(wanted, work) {
        if (wanted !== durability) {
          database.exec(`PRAGMA synchronous = ${wanted === 'power' ? 'FULL' : 'NORMAL'}`);
          durability = wanted;
        }
        database.exec('BEGIN IMMEDIATE');
        try {
          work();
          database.exec('COMMIT');
        } catch (error) {
          if (database.isTransaction) database.exec('ROLLBACK');
          throw error;
        }
      },
      stateMovedAside: movedAside,
      close() {
        database.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}
