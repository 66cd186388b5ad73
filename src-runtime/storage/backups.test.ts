import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Pair } from '../../src-core/pair.ts';
import { testStart } from '../testing/fake-clock.ts';
import { temporaryFolders } from '../testing/temp-folder.ts';
import { bitcoin, bitcoinAlarm, ether, rulesOf } from '../testing/test-rules.ts';
import { confIn } from '../testing/test-storage.ts';
import { keepBackup, newestBackup } from './backups.ts';
import { openRulesFile } from './rules-file.ts';
import { textOf } from './rules-schema.ts';

const folders = temporaryFolders();
const minute = 60_000;
const hour = 60 * minute;

const numbered = (number: number): Pair => ({ ...bitcoin, id: `binance:P${number}`, base: `P${number}` });
const textWith = (...pairs: Pair[]) => textOf(rulesOf({ pairs }));
const fileOf = (folder: string, number: number) => path.join(folder, `config.backup-${number}.json`);
const backupsIn = (folder: string) => readdirSync(folder).filter((file) => file.includes('backup'));

/** Bases of the pairs in a backup, null where there is none. */
function basesIn(folder: string, number: number): string[] | null {
  if (!existsSync(fileOf(folder, number))) return null;
  const rules = JSON.parse(readFileSync(fileOf(folder, number), 'utf8')) as { pairs: Pair[] };
  return rules.pairs.map(({ base }) => base);
}

function run(folder = folders.make(), now = testStart) {
  const clock = { now };
  const failures: unknown[] = [];
  const rules = openRulesFile(folder, confIn(folder), {
    now: () => clock.now,
    onBackupFailed: (error) => failures.push(error),
  });
  const watch = (...pairs: Pair[]) => rules.change((all) => ({ ...all, pairs }));
  return { folder, clock, failures, rules, watch };
}

describe('backups of the settings', () => {
  test('the first change ever is backed up at once, for its owner only', async () => {
    const { folder, watch } = run();
    expect(backupsIn(folder)).toEqual([]);
    await watch(bitcoin);
    expect(basesIn(folder, 1)).toEqual(['BTC']);
    expect((statSync(fileOf(folder, 1)).mode & 0o777).toString(8)).toBe('600');
  });

  test('further changes are backed up an hour apart, also when nothing changes at that moment', async () => {
    const { folder, clock, rules, watch } = run();
    await watch(bitcoin);
    await watch(bitcoin, ether);
    clock.now += hour - 1;
    rules.backUp();
    expect([basesIn(folder, 1), basesIn(folder, 2)]).toEqual([['BTC'], null]);
    clock.now += 1;
    rules.backUp();
    expect([basesIn(folder, 1), basesIn(folder, 2)]).toEqual([['BTC', 'ETH'], ['BTC']]);
    clock.now += hour;
    rules.backUp();
    expect(basesIn(folder, 3)).toBeNull();
  });

  test('what was changed and changed back makes no backup', async () => {
    const { folder, clock, watch } = run();
    await watch(bitcoin);
    clock.now += hour;
    const both = [watch(ether), watch(bitcoin)];
    await Promise.all(both);
    expect(backupsIn(folder)).toHaveLength(1);
  });

  test('a clock that is set back puts the next one off by no more than an hour', async () => {
    const { folder, clock, rules, watch } = run();
    await watch(bitcoin);
    clock.now -= 30 * 24 * hour;
    await watch(ether);
    rules.backUp();
    expect(basesIn(folder, 1)).toEqual(['ETH']);
    await watch(bitcoin);
    clock.now += hour;
    rules.backUp();
    expect(basesIn(folder, 1)).toEqual(['BTC']);
  });

  test('a run begins with one of what it found, whatever the hour', async () => {
    const first = run();
    await first.watch(bitcoin);
    await first.watch(ether);
    const second = run(first.folder, testStart + minute);
    expect([basesIn(first.folder, 1), basesIn(first.folder, 2)]).toEqual([['ETH'], ['BTC']]);
    await second.watch(bitcoin, ether);
    expect(basesIn(first.folder, 1)).toEqual(['ETH']);
    second.clock.now += hour;
    second.rules.backUp();
    expect(basesIn(first.folder, 1)).toEqual(['BTC', 'ETH']);
  });

  test('a run that found what is backed up already makes none, and keeps the hour of the run before', async () => {
    const first = run();
    await first.watch(bitcoin);
    const second = run(first.folder, testStart + 30 * minute);
    expect(backupsIn(first.folder)).toHaveLength(1);
    await second.watch(ether);
    expect(basesIn(first.folder, 1)).toEqual(['BTC']);
    second.clock.now += 30 * minute;
    second.rules.backUp();
    expect(basesIn(first.folder, 1)).toEqual(['ETH']);
  });

  test('a new folder, and one without anything in it, begins without', () => {
    const folder = folders.make();
    run(folder);
    run(folder);
    expect(backupsIn(folder)).toEqual([]);
  });

  test('five are kept, the newest as number 1', () => {
    const folder = folders.make();
    for (let number = 1; number <= 7; number += 1) {
      keepBackup(folder, textWith(numbered(number)), testStart + number * hour);
    }
    expect([1, 2, 3, 4, 5, 6].map((number) => basesIn(folder, number)?.[0] ?? null)).toEqual([
      'P7',
      'P6',
      'P5',
      'P4',
      'P3',
      null,
    ]);
    expect(backupsIn(folder)).toHaveLength(5);
  });

  test('a gap, as a kill may leave it, is closed before anything is dropped', () => {
    const folder = folders.make();
    for (let number = 1; number <= 5; number += 1) keepBackup(folder, textWith(numbered(number)), 0);
    rmSync(fileOf(folder, 3));
    keepBackup(folder, textWith(numbered(6)), 0);
    expect([1, 2, 3, 4, 5].map((number) => basesIn(folder, number)?.[0])).toEqual([
      'P6',
      'P5',
      'P4',
      'P2',
      'P1',
    ]);
    rmSync(fileOf(folder, 1));
    expect(newestBackup(folder)?.name).toBe('config.backup-2.json');
  });

  test('the text that is there already is not kept twice', () => {
    const folder = folders.make();
    keepBackup(folder, textWith(bitcoin), testStart);
    keepBackup(folder, textWith(bitcoin), testStart + hour);
    expect(backupsIn(folder)).toEqual(['config.backup-1.json']);
  });
});

describe('what must not become a backup', () => {
  test('a damaged settings file', async () => {
    const first = run();
    await first.watch(bitcoin);
    writeFileSync(path.join(first.folder, 'config.json'), '{"pairs": [');
    run(first.folder, testStart + hour);
    expect(backupsIn(first.folder)).toEqual(['config.backup-1.json']);
    expect(basesIn(first.folder, 1)).toEqual(['BTC']);
  });

  test('an empty start after damage without a backup', () => {
    const folder = folders.make();
    writeFileSync(path.join(folder, 'config.json'), '{"pairs": [');
    run(folder);
    run(folder);
    expect(backupsIn(folder)).toEqual([]);
  });

  test('rules that could not be read again', async () => {
    const { folder, clock, failures, rules, watch } = run();
    await watch(bitcoin);
    clock.now += hour;
    const broken = { ...bitcoinAlarm, condition: { ...bitcoinAlarm.condition, price: Number.NaN } };
    await rules.change((all) => ({ ...all, alarms: [broken as typeof bitcoinAlarm] }));
    expect(failures).toHaveLength(1);
    expect(backupsIn(folder)).toHaveLength(1);
    expect(basesIn(folder, 1)).toEqual(['BTC']);
    expect(() => keepBackup(folder, 'no settings', 0)).toThrow();
    expect(basesIn(folder, 1)).toEqual(['BTC']);
  });
});

test('a backup that cannot be written is told once, and changes go on', async () => {
  const { folder, clock, failures, rules, watch } = run();
  const inTheWay = `${fileOf(folder, 1)}.tmp-${process.pid}`;
  mkdirSync(inTheWay);
  await watch(bitcoin);
  clock.now += hour;
  await watch(ether);
  expect(failures).toHaveLength(1);
  expect(rules.current().pairs).toEqual([ether]);
  rmSync(inTheWay, { recursive: true });
  clock.now += hour;
  rules.backUp();
  expect(basesIn(folder, 1)).toEqual(['ETH']);
});

test('of several backups the newest that can be used is taken', () => {
  const folder = folders.make();
  expect(newestBackup(folder)).toBeNull();
  for (let number = 1; number <= 4; number += 1) {
    keepBackup(folder, textWith(numbered(number)), testStart + number * hour);
  }
  writeFileSync(fileOf(folder, 1), '{"half":');
  writeFileSync(fileOf(folder, 2), JSON.stringify({ schemaVersion: 99, pairs: [], alarms: [] }));
  expect(newestBackup(folder)).toMatchObject({
    name: 'config.backup-3.json',
    at: testStart + 2 * hour,
    rules: { pairs: [numbered(2)] },
  });
  rmSync(fileOf(folder, 3));
  mkdirSync(fileOf(folder, 3));
  expect(newestBackup(folder)?.name).toBe('config.backup-4.json');
});
