import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { keepBackup, lastBackupAt } from './backups.ts';
import { loadRules, type Recovered, settingsName } from './load-rules.ts';
import { emptyRules, type Rules, textOf } from './rules-schema.ts';
import { syncFolder, temporarySuffix } from './write-file.ts';

export { settingsName } from './load-rules.ts';

/** The part of conf that is used; electron-store is the same class with Electron's folders. */
export interface SettingsStore {
  store: Record<string, unknown>;
  readonly path: string;
}

/** Opens the store; throws where the file cannot be parsed (`clearInvalidConfig` must be false). */
export type OpenSettings = () => SettingsStore;

/** What the settings file needs to know of the world. */
export interface RulesSurroundings {
  /** Wall clock in epoch ms. */
  readonly now: () => number;
  /** Told once when backups can no longer be made; everything goes on without them. */
  readonly onBackupFailed?: (error: unknown) => void;
}

/** Everything the user typed, in memory; written whole and atomically. */
export interface RulesFile {
  readonly current: () => Rules;
  /**
   * Changes the rules; resolves when they are on disk. Changes of one turn share one write. Rejects where the disk
   * refuses, and takes the change back.
   */
  readonly change: (edit: (rules: Rules) => Rules) => Promise<void>;
  /** What became of a file that could not be used at start; null where all was well. */
  readonly recovered: Recovered | null;
  /** Writes the file again where it has gone; answers whether it had. Throws where the disk refuses. */
  readonly restore: () => boolean;
  /** Makes a backup if something has changed and the last one is an hour old. Never throws; asked now and then. */
  readonly backUp: () => void;
}

const hourMs = 3_600_000;

/** A kill in the middle of a write leaves temporary files behind. */
function removeLeftovers(folder: string): void {
  const leftover = new RegExp(`^${settingsName}(\\.backup-\\d)?\\.json\\${temporarySuffix}`);
  for (const file of readdirSync(folder)) {
    if (!leftover.test(file)) continue;
    try {
      rmSync(path.join(folder, file), { recursive: true, force: true });
    } catch {
      // A folder that cannot be written keeps them; they are in nobody's way.
    }
  }
}

/**
 * Backups of one run: one of what it found, then of what changes, an hour apart.
 * @returns makes one of these rules if it is time
 */
function createBackups(
  folder: string,
  { now, onBackupFailed = () => {} }: RulesSurroundings,
  found: { readonly rules: Rules; readonly text: string | null },
): (rules: Rules) => void {
  let backedUp = found.rules;
  let lastAt = Number.NEGATIVE_INFINITY;
  let failing = false;

  const keep = (text: string) => {
    lastAt = now();
    try {
      keepBackup(folder, text, lastAt);
      failing = false;
    } catch (error) {
      if (!failing) onBackupFailed(error);
      failing = true;
    }
  };

  if (found.text !== null && !isDeepStrictEqual(found.rules, emptyRules)) keep(found.text);
  // Equal to the newest, none was made: that one counts.
  lastAt = lastBackupAt(folder) ?? Number.NEGATIVE_INFINITY;
  return (rules) => {
    // A clock that was set back must not put the next one off for as long.
    if (rules === backedUp || Math.abs(now() - lastAt) < hourMs) return;
    keep(textOf(rules));
    if (!failing) backedUp = rules;
  };
}

/**
 * Opens the settings file in `folder`. A file that cannot be used is put away, never emptied, and a backup takes its
 * place.
 * @throws UnreadableSettingsError where the system does not let it be read
 */
export function openRulesFile(
  folder: string,
  open: OpenSettings,
  surroundings: RulesSurroundings,
): RulesFile {
  removeLeftovers(folder);
  const loaded = loadRules(folder, surroundings.now());
  const backUp = createBackups(folder, surroundings, loaded);
  const settings = open();

  const file = path.join(folder, `${settingsName}.json`);
  let isOnDisk = existsSync(file);
  let rules = loaded.rules;
  let written = rules;
  let waiting: { resolve: () => void; reject: (error: unknown) => void }[] = [];
  const write = () => {
    const waiters = waiting;
    waiting = [];
    try {
      settings.store = { ...rules };
      syncFolder(folder);
      written = rules;
      isOnDisk = true;
      for (const waiter of waiters) waiter.resolve();
    } catch (error) {
      rules = written;
      for (const waiter of waiters) waiter.reject(error);
      return;
    }
    backUp(written);
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
      syncFolder(folder);
      return true;
    },
    recovered: loaded.recovered,
    backUp: () => backUp(written),
  };
}
