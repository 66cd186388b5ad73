import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { type Connection, connect, type Durability } from './connection.ts';
import { databaseName, moveAside, openDatabase, openFile } from './database.ts';
import type { FolderLock } from './folder-lock.ts';
import { guardHistory, guardState } from './guard-reads.ts';
import type { HistoryStore } from './history-store.ts';
import { makeLevels } from './make-levels.ts';
import { copyInMemory, emptyInMemory } from './memory-copy.ts';
import { NewerDataError } from './newer-data.ts';
import { causeOf } from './refusal-cause.ts';
import type { StateStore } from './state-store.ts';

/** What became of the state database, for those who must answer it. */
export type StorageNews =
  /** It was damaged, and kept under this name; an empty one takes its place. */
  | { readonly kind: 'moved aside'; readonly file: string }
  /** It had been deleted, and was made anew with all that was in it. `found`: what lay in its place, under its new name. */
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
  let waitMs: number | undefined;

  const inMemory = () => connect(emptyInMemory(), 'memory', file);

  const open = (): Connection => {
    const { database, movedAside } = openDatabase(folder, now(), waitMs);
    if (movedAside !== null) news.push({ kind: 'moved aside', file: movedAside });
    return connect(database, 'disk', file);
  };

  const start = (): Connection => {
    let refusal: unknown;
    const ways = [
      open,
      // No room for the index that processes share.
      () => connect(openFile(file, true, 0), 'disk, alone', file),
      // Of an older version, and nothing can be written.
      () => connect(copyInMemory(file, false), 'memory', file),
      () => connect(copyInMemory(file, true), 'memory', file),
    ];
    for (const way of ways) {
      try {
        return way();
      } catch (error) {
        if (error instanceof NewerDataError) throw error;
        refusal ??= error;
      }
    }
    unread = isFilled(file);
    if (unread) news.push({ kind: 'unread', error: refusal });
    return inMemory();
  };

  let current = start();
  waitMs = 0;

  const moveToDisk = () => {
    makeLevels(folder);
    lock.ensure();
    const told = news.length;
    const opened = open();
    current.close();
    current = opened;
    if (news.length === told && unread) news.push({ kind: 'read' });
    else if (news.length === told && isLost) news.push({ kind: 'back' });
    unread = false;
    isLost = false;
    mustReopen = false;
  };

  /** Puts a damaged database away; an empty one takes its place. */
  const renew = () => {
    current.close();
    current = inMemory();
    isLost = true;
    const aside = moveAside(folder, 'damaged', now());
    news.push({ kind: 'moved aside', file: aside });
    moveToDisk();
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
    const found = existsSync(file) ? moveAside(folder, 'found', now()) : null;
    const fresh = `${file}.new`;
    const isWhole = copyInto(fresh);
    current.close();
    current = inMemory();
    for (const suffix of ['-wal', '-shm']) rmSync(file + suffix, { force: true });
    if (isWhole) renameSync(fresh, file);
    isLost = !isWhole;
    news.push({ kind: 'made anew', found });
    moveToDisk();
  };

  const reopen = () => {
    const opened = connect(openFile(file, false, 0), 'disk', file);
    current.close();
    current = opened;
    mustReopen = false;
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
