import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { type Connection, connect, type Durability } from './connection.ts';
import { databaseName, dropCompanions, moveAside } from './database.ts';
import type { FolderLock } from './folder-lock.ts';
import { guardHistory, guardState } from './guard-reads.ts';
import type { HistoryStore } from './history-store.ts';
import { makeLevels } from './make-levels.ts';
import { emptyInMemory } from './memory-copy.ts';
import { openOnDisk, openSomehow } from './open-somehow.ts';
import { causeOf } from './refusal-cause.ts';
import type { StateStore } from './state-store.ts';

/** What became of the state database, for those who must answer it. */
export type StorageNews =
  /** It was damaged, and kept under this name; an empty one takes its place. */
  | { readonly kind: 'moved aside'; readonly file: string }
  /** It had been deleted, and was made anew with all that could be read of it. `found`: what lay in its place, under its new name. */
  | { readonly kind: 'made anew'; readonly found: string | null }
  /** There is one that cannot be read now. */
  | { readonly kind: 'unread'; readonly error: unknown }
  /** The one that could not be read can be read now, and is in use from here on. */
  | { readonly kind: 'read' }
  /** After a failure a database is in use again that may lack what has been written before. */
  | { readonly kind: 'back' }
  /** Something could not be read, and was taken for not being there. */
  | { readonly kind: 'reading failed'; readonly error: unknown };

/** The state database through all that can happen to its file. What the disk refuses is thrown, and can be tried again. */
export interface StateDatabase {
  readonly history: HistoryStore;
  readonly state: StateStore;
  /** Sees to it that the database is the one on disk, as far as it can be; throws where it cannot be written at all. */
  readonly prepare: () => void;
  /** Whether there is something that `prepare` would mend. */
  readonly isUnwell: () => boolean;
  readonly write: (durability: Durability, work: () => void) => void;
  /** What has happened since this was asked last. */
  readonly takeNews: () => StorageNews[];
  readonly close: () => void;
}

function isFilled(file: string): boolean {
  return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

function syncFile(file: string): void {
  const opened = openSync(file, 'r');
  fsyncSync(opened);
  closeSync(opened);
}

/**
 * Opens the state database of a folder. Where its file cannot be used, what can be read of it is held in memory, and it
 * moves to the disk when that becomes possible.
 * @param now the wall clock
 * @throws NewerDataError on one that a newer version has written
 */
export function openStateDatabase(folder: string, lock: FolderLock, now: () => number): StateDatabase {
  const file = path.join(folder, databaseName);
  let news: StorageNews[] = [];
  /** There is a file that could not be read yet. */
  let unread = false;
  /** After some failures a connection stays of no use, even when their cause is gone. */
  let mustReopen = false;
  /** What was in use before is lost, and nothing has taken its place on disk. */
  let isLost = false;
  let writing = false;

  const inMemory = () => connect(emptyInMemory(), 'memory', file);

  const noteAside = (movedAside: string | null) => {
    if (movedAside !== null) news.push({ kind: 'moved aside', file: movedAside });
  };

  const start = (): Connection => {
    const { connection, movedAside, refusal } = openSomehow(folder, now());
    noteAside(movedAside);
    if (connection !== null) return connection;
    unread = isFilled(file);
    if (unread) news.push({ kind: 'unread', error: refusal });
    return inMemory();
  };

  let current = start();

  const moveToDisk = () => {
    makeLevels(folder);
    lock.ensure();
    const { connection, movedAside } = openOnDisk(folder, now(), 0);
    current.close();
    current = connection;
    noteAside(movedAside);
    if (movedAside === null && unread) news.push({ kind: 'read' });
    if (movedAside === null && isLost) news.push({ kind: 'back' });
    unread = false;
    isLost = false;
    mustReopen = false;
  };

  /** Puts a damaged database away; an empty one takes its place. */
  const renew = () => {
    current.close();
    current = inMemory();
    isLost = true;
    noteAside(moveAside(folder, 'damaged', now()));
    isLost = false;
    moveToDisk();
  };

  /** The log that lies there may be ours, and must not be taken for that of another database. */
  const emptyLog = () => {
    try {
      current.database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    } catch {
      // Then it has gone with its folder, or cannot be written.
    }
  };

  /** Everything that is in the file, although it has no name any more; false where that cannot be read. */
  const copyInto = (fresh: string): boolean => {
    rmSync(fresh, { force: true });
    try {
      current.database.exec(`VACUUM INTO '${fresh.replaceAll("'", "''")}'`);
      syncFile(fresh);
      return true;
    } catch (error) {
      rmSync(fresh, { force: true });
      if (['full', 'read-only', 'locked'].includes(causeOf(error))) throw error;
      return false;
    }
  };

  const makeAnew = () => {
    makeLevels(folder);
    lock.ensure();
    emptyLog();
    const found = existsSync(file) ? moveAside(folder, 'found', now()) : null;
    const fresh = `${file}.new`;
    const isWhole = copyInto(fresh);
    current.close();
    current = inMemory();
    dropCompanions(folder);
    if (isWhole) renameSync(fresh, file);
    isLost = !isWhole;
    news.push({ kind: 'made anew', found });
    moveToDisk();
  };

  /** First closed, then opened: connections of one process share what they know of the file. */
  const reopen = () => {
    current.close();
    mustReopen = false;
    const { connection, movedAside, refusal } = openSomehow(folder, now(), 0);
    noteAside(movedAside);
    isLost = connection === null;
    current = connection ?? inMemory();
    if (current.place === 'memory') throw refusal;
  };

  const prepare = () => {
    if (current.place === 'memory') moveToDisk();
    else if (current.isGone()) makeAnew();
    else if (mustReopen) reopen();
  };

  /** Draws the conclusions from a failure; answers whether another database is in use now. */
  const conclude = (error: unknown): boolean => {
    const isOfSqlite = error instanceof Error && 'errcode' in error;
    const cause = causeOf(error);
    if (cause === 'damaged' && current.place !== 'memory') {
      try {
        renew();
      } catch {
        // Empty and in memory, until the disk can be written again.
      }
      return true;
    }
    if (cause === 'locked') current.beImpatient();
    else if (isOfSqlite && cause !== 'full' && current.place === 'disk') mustReopen = true;
    return false;
  };

  const guard = {
    isWriting: () => writing,
    failed(error: unknown) {
      news.push({ kind: 'reading failed', error });
      return conclude(error);
    },
  };
  return {
    history: guardHistory({ ...guard, storeOf: () => current.history }),
    state: guardState({ ...guard, storeOf: () => current.state }),
    prepare,
    isUnwell: () => current.place === 'memory' || mustReopen || current.isGone(),
    write(durability, work) {
      prepare();
      writing = true;
      try {
        current.transaction(durability, work);
      } catch (error) {
        writing = false;
        conclude(error);
        throw error;
      } finally {
        writing = false;
      }
    },
    takeNews() {
      const taken = news;
      news = [];
      return taken;
    },
    close: () => current.close(),
  };
}
