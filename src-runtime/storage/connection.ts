import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { createHistoryStore, type HistoryStore } from './history-store.ts';
import { createStateStore, type StateStore } from './state-store.ts';

/** How much a transaction must survive: a lost tick costs 15 seconds, a lost firing costs trust. */
export type Durability = 'process' | 'power';

/** Others may write to the file for a moment; a tick waits this long for them, in ms. */
const patienceMs = 250;

/** Where a database lies. `alone`: nobody else can open the file, we ourselves included. */
export type Place = 'memory' | 'disk' | 'disk, alone';

/** A database in use, with its stores. */
export interface Connection {
  readonly database: DatabaseSync;
  readonly history: HistoryStore;
  readonly state: StateStore;
  readonly place: Place;
  /** Whether another file lies in its place by now, or none. Always false in memory. */
  readonly isGone: () => boolean;
  /** All or nothing; throws what the work or SQLite throws. */
  readonly transaction: (durability: Durability, work: () => void) => void;
  /** Others that hold the file make everything wait; once they are known to, waiting again is of no use. */
  readonly beImpatient: () => void;
  readonly close: () => void;
}

/** Which file lies there: 'none', or null where that cannot be told. */
function identityOf(file: string): string | null {
  try {
    const found = statSync(file, { bigint: true, throwIfNoEntry: false });
    return found === undefined ? 'none' : `${found.dev} ${found.ino}`;
  } catch {
    return null;
  }
}

/** @param file where it lies, unless it lies in memory */
export function connect(database: DatabaseSync, place: Place, file: string): Connection {
  const opened = place === 'memory' ? null : identityOf(file);
  let durability: Durability = 'process';
  let patience = -1;
  const wait = (ms: number) => {
    if (patience !== ms) database.exec(`PRAGMA busy_timeout = ${ms}`);
    patience = ms;
  };
  wait(patienceMs);
  return {
    database,
    place,
    history: createHistoryStore(database),
    state: createStateStore(database),
    isGone() {
      const there = opened === null ? null : identityOf(file);
      return there !== null && there !== opened;
    },
    transaction(wanted, work) {
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
      wait(patienceMs);
    },
    beImpatient: () => wait(0),
    close() {
      if (database.isOpen) database.close();
    },
  };
}
