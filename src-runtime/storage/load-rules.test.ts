import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { testStart } from '../testing/fake-clock.ts';
import { temporaryFolders } from '../testing/temp-folder.ts';
import { bitcoin, bitcoinAlarm, ether, readConfig, rulesOf } from '../testing/test-rules.ts';
import { confIn } from '../testing/test-storage.ts';
import { keepBackup } from './backups.ts';
import { loadRules, UnreadableSettingsError } from './load-rules.ts';
import { openRulesFile } from './rules-file.ts';
import { type Rules, readRules, textOf } from './rules-schema.ts';

const folders = temporaryFolders();
const hour = 3_600_000;
const damagedName = 'config.damaged-2026-01-05T12-00-00-000Z.json';
const newerName = 'config.newer-2026-01-05T12-00-00-000Z.json';

const fileIn = (folder: string) => path.join(folder, 'config.json');
const open = (folder: string, now = testStart) => openRulesFile(folder, confIn(folder), { now: () => now });
const asideIn = (folder: string) =>
  readdirSync(folder).filter((file) => /^config\.(damaged|newer)-/.test(file));

const backedUp = rulesOf({ pairs: [bitcoin], alarms: [bitcoinAlarm] });
const current = rulesOf({
  pairs: [bitcoin, ether],
  alarms: [bitcoinAlarm, { ...bitcoinAlarm, id: 'a2' }, { ...bitcoinAlarm, id: 'a3', pairId: ether.id }],
});

/** A folder with an older backup, and this in its settings file. */
function folderWith(content: string | Buffer): string {
  const folder = folders.make();
  keepBackup(folder, textOf(backedUp), testStart - hour);
  writeFileSync(fileIn(folder), content, { mode: 0o600 });
  return folder;
}

const good = JSON.stringify(backedUp);
const condition = JSON.stringify(bitcoinAlarm.condition);
const damaged: readonly (readonly [string, string | Buffer])[] = [
  ['truncated', good.slice(0, good.length / 2)],
  ['empty', ''],
  ['full of NULs', Buffer.alloc(300)],
  ['an array', '[1,2]'],
  ['an object with nothing of ours', '{}'],
  ['the settings of something else', '{"window":{"width":800}}'],
  ['a version and no lists', '{"schemaVersion":0}'],
  ['null', 'null'],
  ['a number', '42'],
  ['a text', '"hello"'],
  ['no JSON', '<!doctype html><p>Bad gateway'],
  ['binary', Buffer.from([0xff, 0xfe, 0x00, 0x80, 0x7b])],
  ['pairs that are no list', JSON.stringify({ schemaVersion: 2, pairs: 'BTC', alarms: [] })],
  ['an alarm with a price below zero', good.replace('60000', '-60000')],
  ['an alarm with a price of null, as NaN is written', good.replace('60000', 'null')],
  [
    'an alarm that waits for a fall of 100 %',
    good.replace(condition, '{"kind":"move","percent":100,"direction":"down","over":{"kind":"since start"}}'),
  ],
  ['a condition without its parts', good.replace(condition, '{"kind":"move"}')],
  ['a source that does not exist', good.replace('"source":"binance"', '"source":"elsewhere"')],
  ['a setting that cannot be', good.replace('"confirmPercent":10', '"confirmPercent":0')],
  ['a version that is no number', JSON.stringify({ schemaVersion: '1', pairs: [], alarms: [] })],
  ['a version before the first', JSON.stringify({ schemaVersion: -1, pairs: [], alarms: [] })],
  ['an old one with an alarm that is none', JSON.stringify({ pairs: [bitcoin], alarms: ['x'] })],
];

describe('regression 14: a settings file that cannot be used', () => {
  test.each(damaged)('%s: is put away whole, and the backup takes its place', async (_, content) => {
    const folder = folderWith(content);
    const rules = open(folder);
    expect(rules.recovered).toMatchObject({
      why: 'damaged',
      movedAside: damagedName,
      restoredFrom: 'config.backup-1.json',
      backupAt: testStart - hour,
    });
    expect(readFileSync(path.join(folder, damagedName))).toEqual(Buffer.from(content));
    expect(rules.current()).toEqual(backedUp);
    expect(readConfig(folder)).toEqual(backedUp);
    await rules.change((all) => ({ ...all, pairs: [...all.pairs, ether] }));
    expect(readConfig(folder).pairs).toEqual([bitcoin, ether]);
    expect(readFileSync(path.join(folder, damagedName))).toEqual(Buffer.from(content));
    expect(open(folder).recovered).toBeNull();
  });

  test.each(damaged)('%s, and no backup: is put away whole, and the app starts empty', (_, content) => {
    const folder = folders.make();
    writeFileSync(fileIn(folder), content);
    const rules = open(folder);
    expect(rules.recovered).toMatchObject({
      why: 'damaged',
      movedAside: damagedName,
      restoredFrom: null,
      backupAt: null,
    });
    expect(readFileSync(path.join(folder, damagedName))).toEqual(Buffer.from(content));
    expect(rules.current()).toEqual(rulesOf({}));
    expect(open(folder).recovered).toBeNull();
  });

  test('a byte that is another, wherever it lies: never empty, never thrown, and the file is kept', () => {
    const small = rulesOf({ pairs: [ether], alarms: [{ ...bitcoinAlarm, pairId: ether.id }] });
    const whole = Buffer.from(JSON.stringify(small));
    const readable = (bytes: Buffer): Rules | null => {
      try {
        return readRules(JSON.parse(bytes.toString('utf8')));
      } catch {
        return null;
      }
    };
    const folder = folderWith('');
    for (const [index, right] of whole.entries()) {
      for (const wrong of [0, right ^ 1]) {
        const bytes = whole.with(index, wrong);
        writeFileSync(fileIn(folder), bytes);
        const { rules, recovered } = loadRules(folder, testStart);
        expect([index, rules]).toEqual([index, readable(Buffer.from(bytes)) ?? backedUp]);
        if (recovered === null) continue;
        const aside = path.join(folder, recovered.movedAside ?? '');
        expect([index, readFileSync(aside).equals(bytes)]).toEqual([index, true]);
        rmSync(aside);
      }
    }
  }, 30_000);

  test('cut off at any byte, and filled up with anything: never thrown', () => {
    const whole = Buffer.from(textOf(current));
    const folder = folderWith('');
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.uint8Array({ maxLength: 40 }), (length, tail) => {
        const bytes = Buffer.concat([whole.subarray(0, length), tail]);
        writeFileSync(fileIn(folder), bytes);
        const { rules, recovered } = loadRules(folder, testStart);
        for (const file of asideIn(folder)) rmSync(path.join(folder, file));
        return recovered === null || rules.pairs.length === 1;
      }),
      { numRuns: 300 },
    );
  });

  test('tells how many of it did not come back, where it can be counted', () => {
    const countable = folderWith(textOf(current).replace('"addedAt"', '"added"'));
    expect(loadRules(countable, testStart).recovered?.lost).toEqual({ pairs: 1, alarms: 2 });
    const torn = folderWith(textOf(current).slice(0, -5));
    expect(loadRules(torn, testStart).recovered?.lost).toEqual({ pairs: null, alarms: null });
    const listless = folderWith(JSON.stringify({ ...current, pairs: 7 }));
    expect(loadRules(listless, testStart).recovered?.lost).toEqual({ pairs: null, alarms: 2 });
  });

  test('one with the mark that Windows editors put in front is read', () => {
    const folder = folderWith(`\ufeff${textOf(current)}`);
    expect(open(folder).recovered).toBeNull();
    expect(open(folder).current()).toEqual(current);
  });

  test('a second damaged file does not replace the first one that was put away, even in the same moment', () => {
    const folder = folderWith('{"first":');
    open(folder);
    writeFileSync(fileIn(folder), '{"second":');
    open(folder);
    writeFileSync(fileIn(folder), '{"third":');
    open(folder, testStart + 1);
    const kept = asideIn(folder).map((file) => readFileSync(path.join(folder, file), 'utf8'));
    expect(kept.sort()).toEqual(['{"first":', '{"second":', '{"third":']);
  });

  test('what is put away, and what takes its place, can be read by its owner only', () => {
    const folder = folderWith('{"half":');
    open(folder);
    for (const name of [damagedName, 'config.json']) {
      expect((statSync(path.join(folder, name)).mode & 0o777).toString(8)).toBe('600');
    }
  });
});

describe('a settings file of a newer version', () => {
  const newer = JSON.stringify({ ...current, schemaVersion: 3, more: true });

  test('is put away whole, the backup takes its place, and the difference is counted', () => {
    const folder = folderWith(newer);
    const rules = open(folder);
    expect(rules.recovered).toEqual({
      why: 'newer',
      movedAside: newerName,
      restoredFrom: 'config.backup-1.json',
      backupAt: testStart - hour,
      lost: { pairs: 1, alarms: 2 },
    });
    expect(rules.current()).toEqual(backedUp);
    expect(readFileSync(path.join(folder, newerName), 'utf8')).toBe(newer);
  });

  test('backups of it are passed over for an older one, and none for an empty start', () => {
    const folder = folderWith(newer);
    writeFileSync(path.join(folder, 'config.backup-2.json'), textOf(backedUp));
    writeFileSync(path.join(folder, 'config.backup-1.json'), newer);
    expect(loadRules(folder, testStart)).toMatchObject({
      rules: backedUp,
      recovered: { restoredFrom: 'config.backup-2.json' },
    });
    rmSync(path.join(folder, 'config.backup-2.json'));
    writeFileSync(fileIn(folder), newer);
    expect(loadRules(folder, testStart)).toMatchObject({
      rules: rulesOf({}),
      recovered: { why: 'newer', restoredFrom: null, lost: { pairs: 2, alarms: 3 } },
    });
  });
});

describe('power that goes in the middle', () => {
  test('of a write: the file is the one before, and what was half written is gone', () => {
    const folder = folderWith(textOf(current));
    writeFileSync(`${fileIn(folder)}.tmp-1700000000abcdef`, textOf(current).slice(0, 50));
    writeFileSync(path.join(folder, 'config.backup-1.json.tmp-77'), '{');
    const rules = open(folder);
    expect(rules.recovered).toBeNull();
    expect(rules.current()).toEqual(current);
    expect(readdirSync(folder).filter((file) => file.includes('.tmp-'))).toEqual([]);
  });

  test('of a recovery: the file that was put away is still under its name, and put away again', () => {
    const folder = folderWith('{"half":');
    // As it lies after the putting away, before the backup was written.
    writeFileSync(path.join(folder, damagedName), '{"half":');
    expect(open(folder).current()).toEqual(backedUp);
    expect(asideIn(folder)).toHaveLength(2);
  });
});

test('a settings file that is gone comes back from its backup; a new folder stays empty', () => {
  const folder = folderWith('');
  rmSync(fileIn(folder));
  expect(open(folder).recovered).toEqual({
    why: 'missing',
    movedAside: null,
    restoredFrom: 'config.backup-1.json',
    backupAt: testStart - hour,
    lost: { pairs: null, alarms: null },
  });
  expect(readConfig(folder)).toEqual(backedUp);
  expect(open(folders.make()).recovered).toBeNull();
});

describe('a settings file that the system does not let be read is no damaged one', () => {
  const refusalIn = (folder: string): UnreadableSettingsError => {
    try {
      open(folder);
    } catch (error) {
      if (error instanceof UnreadableSettingsError) return error;
      throw error;
    }
    throw new Error('it was read');
  };

  test('a folder in its place: it stays where it is, and the host is told', () => {
    const folder = folderWith('');
    rmSync(fileIn(folder));
    mkdirSync(fileIn(folder));
    expect(refusalIn(folder)).toMatchObject({ code: 'EISDIR', file: fileIn(folder) });
    expect(existsSync(fileIn(folder))).toBe(true);
    expect(asideIn(folder)).toEqual([]);
  });

  test.skipIf(process.platform === 'win32')(
    'a file of somebody else: it stays as it is, and the host is told',
    () => {
      const folder = folderWith(textOf(current));
      const isRoot = process.getuid?.() === 0;
      const nobody = 65_534;
      if (isRoot) chownSync(folder, nobody, nobody);
      else chmodSync(fileIn(folder), 0o000);
      try {
        if (isRoot) process.seteuid?.(nobody);
        expect(refusalIn(folder)).toMatchObject({ code: 'EACCES', file: fileIn(folder) });
      } finally {
        if (isRoot) process.seteuid?.(0);
        chmodSync(fileIn(folder), 0o600);
      }
      expect(asideIn(folder)).toEqual([]);
      expect(readConfig(folder)).toEqual(current);
    },
  );
});
