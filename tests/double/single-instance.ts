import {
  type FSWatcher,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { decode, encode } from './codec.ts';

export interface Call {
  readonly argv: string[];
  readonly workingDirectory: string;
  readonly additionalData: unknown;
}

/**
 * One process for each data folder. The lock is a database's: the system gives it back when its holder dies, however
 * it dies. The second process leaves a message file; that is as synchronous as Electron's own call.
 */
export class SingleInstance {
  #database: DatabaseSync | undefined;
  #watcher: FSWatcher | undefined;
  readonly #heard: (call: Call) => void;

  constructor(heard: (call: Call) => void) {
    this.#heard = heard;
  }

  get held(): boolean {
    return this.#database !== undefined;
  }

  request(userData: string, call: Call): boolean {
    if (this.held) return true;
    const calls = path.join(userData, 'double-second-instances');
    mkdirSync(calls, { recursive: true });
    const database = new DatabaseSync(path.join(userData, 'double-single-instance'), { timeout: 0 });
    try {
      database.exec('BEGIN EXCLUSIVE');
    } catch {
      database.close();
      const name = `${process.pid}-${Date.now()}`;
      writeFileSync(path.join(calls, `${name}.part`), JSON.stringify(encode(call)));
      renameSync(path.join(calls, `${name}.part`), path.join(calls, `${name}.json`));
      return false;
    }
    this.#database = database;
    this.#watcher = watch(calls, () => this.#read(calls));
    this.#watcher.unref();
    // What an earlier holder did not live to read is nobody's business now.
    for (const name of readdirSync(calls)) rmSync(path.join(calls, name), { force: true });
    return true;
  }

  release(): void {
    this.#watcher?.close();
    this.#watcher = undefined;
    this.#database?.close();
    this.#database = undefined;
  }

  #read(calls: string): void {
    if (!this.held) return;
    for (const name of readdirSync(calls)) {
      if (!name.endsWith('.json')) continue;
      const file = path.join(calls, name);
      const call = decode(JSON.parse(readFileSync(file, 'utf8'))) as Call;
      rmSync(file, { force: true });
      this.#heard(call);
    }
  }
}
