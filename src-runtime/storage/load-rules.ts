import { existsSync, linkSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { newestBackup, parseText } from './backups.ts';
import { NewerDataError } from './newer-data.ts';
import { isRecord } from './rules-migrations.ts';
import { emptyRules, type Rules, readRules, textOf } from './rules-schema.ts';
import { writeWhole } from './write-file.ts';

export const settingsName = 'config';

/** What became of a settings file that could not be used. */
export interface Recovered {
  /** `missing`: there was none, but backups of one. */
  readonly why: 'damaged' | 'newer' | 'missing';
  /** Name of the file that was put away, whole; null where there was none. */
  readonly movedAside: string | null;
  /** Name of the backup that was used instead; null: none could be used, and the app starts empty. */
  readonly restoredFrom: string | null;
  /** When that backup was made (wall clock, epoch ms). */
  readonly backupAt: number | null;
  /** How many of the file did not come back; null where the file does not tell. */
  readonly lost: { readonly pairs: number | null; readonly alarms: number | null };
}

export interface LoadedRules {
  readonly rules: Rules;
  /** The text of the file that was read; null where none could be. */
  readonly text: string | null;
  readonly recovered: Recovered | null;
}

/** The settings file is there, and the system does not let it be read: nothing is lost, and nothing is touched. */
export class UnreadableSettingsError extends Error {
  readonly file: string;
  readonly code: string;
  constructor(file: string, cause: NodeJS.ErrnoException) {
    super(cause.message, { cause });
    this.file = file;
    this.code = cause.code ?? '';
  }
}

type Content =
  | { readonly kind: 'none' }
  | { readonly kind: 'good'; readonly rules: Rules; readonly text: string }
  /** `content`: as much as could be parsed. */
  | { readonly kind: 'unusable'; readonly why: 'damaged' | 'newer'; readonly content: unknown };

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const cause = error as NodeJS.ErrnoException;
    // A sector that is gone is damage like any other.
    if (cause.code === 'EIO') return null;
    throw new UnreadableSettingsError(file, cause);
  }
}

function contentOf(file: string): Content {
  if (!existsSync(file)) return { kind: 'none' };
  const text = readText(file);
  let content: unknown;
  try {
    content = parseText(text ?? '');
    return { kind: 'good', rules: readRules(content), text: text ?? '' };
  } catch (error) {
    return { kind: 'unusable', why: error instanceof NewerDataError ? 'newer' : 'damaged', content };
  }
}

/** Puts a file away under another name. It stays under its own too, until that is written anew: no kill loses it. */
function setAside(folder: string, why: string, now: number): string {
  const stamp = new Date(now).toISOString().replaceAll(/[:.]/g, '-');
  const base = `${settingsName}.${why}-${stamp}`;
  let name = `${base}.json`;
  for (let number = 2; existsSync(path.join(folder, name)); number += 1) name = `${base}-${number}.json`;
  const [from, to] = [path.join(folder, `${settingsName}.json`), path.join(folder, name)];
  try {
    linkSync(from, to);
  } catch {
    // A file system without links.
    renameSync(from, to);
  }
  return name;
}

function notIn(list: unknown, kept: readonly { readonly id: string }[]): number | null {
  if (!Array.isArray(list)) return null;
  const ids = new Set<unknown>(kept.map(({ id }) => id));
  return list.filter((one: unknown) => !isRecord(one) || !ids.has(one['id'])).length;
}

function lossOf(content: unknown, rules: Rules): Recovered['lost'] {
  if (!isRecord(content)) return { pairs: null, alarms: null };
  return { pairs: notIn(content['pairs'], rules.pairs), alarms: notIn(content['alarms'], rules.alarms) };
}

/**
 * Reads the settings file of a folder. One that is damaged or of a newer version is put away, and the newest backup
 * that can be used takes its place, on disk too; likewise where the file is gone and its backups are not.
 * @param now wall clock in epoch ms, for the name of what is put away
 * @throws UnreadableSettingsError where the system does not let it be read
 */
export function loadRules(folder: string, now: number): LoadedRules {
  const file = path.join(folder, `${settingsName}.json`);
  const content = contentOf(file);
  if (content.kind === 'good') return { rules: content.rules, text: content.text, recovered: null };
  const backup = newestBackup(folder);
  if (content.kind === 'none' && backup === null) return { rules: emptyRules, text: null, recovered: null };
  const rules = backup?.rules ?? emptyRules;
  const isGone = content.kind === 'none';
  const movedAside = isGone ? null : setAside(folder, content.why, now);
  writeWhole(file, textOf(rules));
  return {
    rules,
    text: null,
    recovered: {
      why: isGone ? 'missing' : content.why,
      movedAside,
      restoredFrom: backup?.name ?? null,
      backupAt: backup?.at ?? null,
      lost: lossOf(isGone ? undefined : content.content, rules),
    },
  };
}
