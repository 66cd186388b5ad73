import { existsSync, readFileSync, renameSync, statSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { type Rules, readRules } from './rules-schema.ts';
import { writeWhole } from './write-file.ts';

const kept = 5;
const numbers = Array.from({ length: kept }, (_, index) => index + 1);

/** A backup of the settings file that can be used. */
export interface Backup {
  readonly name: string;
  /** Wall clock in epoch ms. */
  readonly at: number;
  readonly rules: Rules;
}

const nameOf = (number: number) => `config.backup-${number}.json`;
const fileOf = (folder: string, number: number) => path.join(folder, nameOf(number));

/** Parses what a settings file holds, with or without the mark that Windows editors put in front. */
export function parseText(text: string): unknown {
  return JSON.parse(text.replace(/^\ufeff/, ''));
}

function read(folder: string, number: number): Backup | null {
  const file = fileOf(folder, number);
  try {
    const rules = readRules(parseText(readFileSync(file, 'utf8')));
    return { name: nameOf(number), at: statSync(file).mtimeMs, rules };
  } catch {
    // Missing, damaged, or of a newer version: an older one may do.
    return null;
  }
}

/** The newest backup that can be used, null where there is none. */
export function newestBackup(folder: string): Backup | null {
  for (const number of numbers) {
    const backup = read(folder, number);
    if (backup !== null) return backup;
  }
  return null;
}

/** When the newest backup was made (wall clock, epoch ms), whether or not it can be used; null where there is none. */
export function lastBackupAt(folder: string): number | null {
  try {
    return statSync(fileOf(folder, 1)).mtimeMs;
  } catch {
    return null;
  }
}

function holds(file: string, text: string): boolean {
  try {
    return readFileSync(file, 'utf8') === text;
  } catch {
    return false;
  }
}

/**
 * Keeps `text` as the newest backup and moves the others on; the oldest goes. Does nothing where the newest holds the
 * same.
 * @param now wall clock in epoch ms
 * @throws where the text is no settings file, or the disk refuses
 */
export function keepBackup(folder: string, text: string, now: number): void {
  const newest = fileOf(folder, 1);
  if (holds(newest, text)) return;
  readRules(parseText(text));
  // A kill between two of these leaves a gap, which the next time closes.
  const free = numbers.find((number) => !existsSync(fileOf(folder, number))) ?? kept;
  for (let number = free; number > 1; number -= 1) {
    renameSync(fileOf(folder, number - 1), fileOf(folder, number));
  }
  writeWhole(newest, text);
  utimesSync(newest, now / 1_000, now / 1_000);
}
