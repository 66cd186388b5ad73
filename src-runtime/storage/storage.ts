import type { Durability } from './connection.ts';
import { FolderInUseError, lockFolder } from './folder-lock.ts';
import type { HistoryStore } from './history-store.ts';
import { type OwnSound, openOwnSound } from './own-sound.ts';
import { type OpenSettings, openRulesFile, type RulesFile, type RulesSurroundings } from './rules-file.ts';
import { openStateDatabase, type StateDatabase } from './state-database.ts';
import type { StateStore } from './state-store.ts';

export type { Durability } from './connection.ts';
export { FolderInUseError } from './folder-lock.ts';
export type { StorageNews } from './state-database.ts';

/** Everything on disk of one data folder. */
export interface Storage extends Pick<StateDatabase, 'prepare' | 'isUnwell' | 'takeNews'> {
  readonly rules: RulesFile;
  readonly ownSound: OwnSound;
  /** Reading never throws: where the disk cannot be read, what is asked for is not there. */
  readonly history: HistoryStore;
  readonly state: StateStore;
  /**
   * Writes in one transaction. `process`: survives a kill; `power`: on the platter before it returns. Throws where the
   * disk refuses; nothing of the transaction is kept then.
   */
  readonly write: (durability: Durability, work: () => void) => void;
  readonly close: () => void;
}

/**
 * Opens a data folder that exists. A state database that cannot be used keeps nobody from starting.
 * @throws FolderInUseError where another process has it, UnreadableSettingsError where the settings may not be read
 */
export function openStorage(
  folder: string,
  openSettings: OpenSettings,
  surroundings: RulesSurroundings,
): Storage {
  const lock = lockFolder(folder);
  if (lock === null) throw new FolderInUseError(folder);
  try {
    const rules = openRulesFile(folder, openSettings, surroundings);
    const database = openStateDatabase(folder, lock, surroundings.now);
    return {
      ...database,
      rules,
      ownSound: openOwnSound(folder),
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
