import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const seen = new Set<DatabaseSync>();
const exec = Reflect.get(DatabaseSync.prototype, 'exec') as (this: DatabaseSync, sql: string) => void;
DatabaseSync.prototype.exec = function (this: DatabaseSync, sql: string) {
  seen.add(this);
  return exec.call(this, sql);
};

function connectionTo(folder: string): DatabaseSync {
  const file = path.join(folder, 'state.db');
  const [open] = [...seen].filter((one) => one.isOpen && one.location() === file);
  if (open === undefined) throw new Error('nothing is open there');
  return open;
}

/** Runs a statement on the app's own connection to a folder's state database: limits belong to a connection. */
export function onConnection(folder: string, sql: string): void {
  exec.call(connectionTo(folder), sql);
}

/** How long the app waits for another program that holds its state database, in ms. */
export function patienceOf(folder: string): unknown {
  return connectionTo(folder).prepare('PRAGMA busy_timeout').get()?.['timeout'];
}

/** Another program that holds the state database of a folder; what it returns lets it go. */
export function holdDatabase(folder: string, how: 'writing' | 'alone'): () => void {
  const other = new DatabaseSync(path.join(folder, 'state.db'));
  if (how === 'alone') exec.call(other, 'PRAGMA locking_mode = EXCLUSIVE');
  exec.call(other, 'BEGIN EXCLUSIVE');
  // Alone it has to have read for others not to be able to.
  other.prepare('SELECT count(*) FROM sqlite_schema').get();
  return () => {
    if (other.isOpen) other.close();
  };
}
