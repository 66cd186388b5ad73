import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { NewerDataError } from './newer-data.ts';
import { emptyRules, type Rules, readRules } from './rules-schema.ts';

/** The part of conf that is used; electron-store is the same class with Electron's folders. */
export interface SettingsStore {
  store: Record<string, unknown>;
  readonly path: string;
}

/** Opens the store; throws where the file cannot be parsed (`clearInvalidConfig` must be false). */
export type OpenSettings = () => SettingsStore;

/** Everything the user typed, in memory; written whole and atomically. */
export interface RulesFile {
  readonly current: () => Rules;
  /**
   * Changes the rules; resolves when they are on disk. Changes of one turn share one write. Rejects where the disk
   * refuses, and takes the change back.
   */
  readonly change: (edit: (rules: Rules) => Rules) => Promise<void>;
  /** Writes the file again where it has gone; answers whether it had. Throws where the disk refuses. */
  readonly restore: () => boolean;
  /** Name of the damaged file that was moved aside at start, null where all was well. */
  readonly movedAside: string | null;
}

export const settingsName = 'config';

/** A kill in the middle of a write leaves conf's temporary files behind. */
function removeLeftovers(folder: string): void {
  for (const file of readdirSync(folder)) {
    if (file.startsWith(`${settingsName}.json.tmp-`)) rmSync(path.join(folder, file), { force: true });
  }
}

/**
 * What the file holds, undefined where there is none. Read before the store opens it: the store replaces what is no object
 * without a word.
 */
function contentOf(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8').replace(/^\ufeff/, '')) : undefined;
}

function moveAside(folder: string, now: number): string {
  const stamp = new Date(now).toISOString().replaceAll(/[:.]/g, '-');
  const name = `${settingsName}.damaged-${stamp}.json`;
  renameSync(path.join(folder, `${settingsName}.json`), path.join(folder, name));
  return name;
}

/**
 * Opens the settings file in `folder`. A file that cannot be read is moved aside, never emptied.
 * @param now wall clock in epoch ms, for the name of a file that is moved aside
 */
export function openRulesFile(folder: string, open: OpenSettings, now: number): RulesFile {
  removeLeftovers(folder);
  const file = path.join(folder, `${settingsName}.json`);
  let movedAside: string | null = null;
  let isOnDisk = existsSync(file);
  let settings: SettingsStore;
  let rules: Rules = emptyRules;
  try {
    const content = contentOf(file);
    if (content !== undefined) rules = readRules(content);
    settings = open();
  } catch (cause) {
    // A folder that cannot be read is not a damaged file: the caller tells the user.
    if (cause instanceof NewerDataError || (cause instanceof Error && 'code' in cause)) throw cause;
    movedAside = moveAside(folder, now);
    isOnDisk = false;
    settings = open();
  }

  let waiting: { resolve: () => void; reject: (error: unknown) => void }[] = [];
  let written = rules;
  const write = () => {
    const waiters = waiting;
    waiting = [];
    try {
      settings.store = { ...rules };
      written = rules;
      isOnDisk = true;
      for (const waiter of waiters) waiter.resolve();
    } catch (error) {
      rules = written;
      for (const waiter of waiters) waiter.reject(error);
    }
  };

  return {
    current: () => rules,
    change(edit) {
      rules = edit(rules);
      return new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        if (waiting.length === 1) setImmediate(write);
      });
    },
    restore() {
      if (!isOnDisk || existsSync(file)) return false;
      settings.store = { ...written };
      return true;
    },
    movedAside,
  };
}
