import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Alarm } from '../../src-core/alarm.ts';
import { testPair } from '../../src-feeds/testing/harness.ts';
import { temporaryFolders } from '../testing/temp-folder.ts';
import { confIn } from '../testing/test-storage.ts';
import { NewerDataError } from './newer-data.ts';
import { type OpenSettings, openRulesFile } from './rules-file.ts';
import type { Rules } from './rules-schema.ts';

const now = Date.UTC(2026, 0, 5, 12, 0, 0);
const movedName = 'config.damaged-2026-01-05T12-00-00-000Z.json';
const folders = temporaryFolders();

const bitcoin = testPair('binance:BTCUSDT', 'BTC', 'USDT');
const ether = testPair('binance:ETHUSDT', 'ETH', 'USDT');
const alarm: Alarm = {
  id: 'a1',
  pairId: bitcoin.id,
  condition: { kind: 'target', price: 60_000, direction: 'up' },
  mode: 'once',
  cooldownMs: 0,
  createdAt: now,
};

const fileIn = (folder: string) => path.join(folder, 'config.json');
const open = (folder: string) => openRulesFile(folder, confIn(folder), now);
const read = (folder: string): Rules => JSON.parse(readFileSync(fileIn(folder), 'utf8'));

/** Real conf that counts its writes and can be made to refuse. */
function watched(folder: string) {
  const told = { writes: 0, fails: false };
  const openSettings: OpenSettings = () => {
    const conf = confIn(folder)();
    return {
      path: conf.path,
      get store() {
        return conf.store;
      },
      set store(value: Record<string, unknown>) {
        if (told.fails) throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
        told.writes += 1;
        conf.store = value;
      },
    };
  };
  return { told, rules: openRulesFile(folder, openSettings, now) };
}

describe('the settings file', () => {
  test('starts empty in a new folder', () => {
    const rules = open(folders.make());
    expect(rules.current()).toEqual({ schemaVersion: 1, pairs: [], alarms: [] });
    expect(rules.movedAside).toBeNull();
  });

  test('a change is on disk when it resolves, and there after a restart', async () => {
    const folder = folders.make();
    await open(folder).change((rules) => ({ ...rules, pairs: [bitcoin], alarms: [alarm] }));
    expect(read(folder)).toEqual({ schemaVersion: 1, pairs: [bitcoin], alarms: [alarm] });
    expect(open(folder).current()).toEqual({ schemaVersion: 1, pairs: [bitcoin], alarms: [alarm] });
  });

  test('regression 14: can be read and written by its owner only', async () => {
    const folder = folders.make();
    await open(folder).change((rules) => ({ ...rules, pairs: [bitcoin] }));
    expect((statSync(fileIn(folder)).mode & 0o777).toString(8)).toBe('600');
  });

  test('regression 14: is written beside and renamed, never truncated and filled', async () => {
    const folder = folders.make();
    const rules = open(folder);
    await rules.change((all) => ({ ...all, pairs: [bitcoin] }));
    const before = statSync(fileIn(folder)).ino;
    await rules.change((all) => ({ ...all, pairs: [bitcoin, ether] }));
    expect(statSync(fileIn(folder)).ino).not.toBe(before);
  });

  test('changes of one turn share one write and are all in it', async () => {
    const folder = folders.make();
    const { rules, told } = watched(folder);
    told.writes = 0;
    await Promise.all([
      rules.change((all) => ({ ...all, pairs: [...all.pairs, bitcoin] })),
      rules.change((all) => ({ ...all, pairs: [...all.pairs, ether] })),
      rules.change((all) => ({ ...all, alarms: [...all.alarms, alarm] })),
    ]);
    expect(told.writes).toBe(1);
    expect(read(folder)).toMatchObject({ pairs: [bitcoin, ether], alarms: [alarm] });
  });

  test('a disk that refuses rejects every change of the turn and takes them back', async () => {
    const folder = folders.make();
    const { rules, told } = watched(folder);
    await rules.change((all) => ({ ...all, pairs: [bitcoin] }));
    told.fails = true;
    const changes = [
      rules.change((all) => ({ ...all, pairs: [...all.pairs, ether] })),
      rules.change((all) => ({ ...all, alarms: [alarm] })),
    ];
    const outcomes = await Promise.allSettled(changes);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(rules.current()).toMatchObject({ pairs: [bitcoin], alarms: [] });
    told.fails = false;
    await rules.change((all) => ({ ...all, alarms: [alarm] }));
    expect(read(folder)).toMatchObject({ pairs: [bitcoin], alarms: [alarm] });
  });

  test('a folder that cannot be written rejects the change, and the file stays as it was', async () => {
    if (process.getuid?.() === 0) return;
    const folder = folders.make();
    const rules = open(folder);
    await rules.change((all) => ({ ...all, pairs: [bitcoin] }));
    chmodSync(folder, 0o500);
    try {
      await expect(rules.change((all) => ({ ...all, pairs: [] }))).rejects.toThrow();
    } finally {
      chmodSync(folder, 0o700);
    }
    expect(rules.current().pairs).toEqual([bitcoin]);
    expect(read(folder).pairs).toEqual([bitcoin]);
  });

  test('an edit that throws changes nothing and rejects', async () => {
    const folder = folders.make();
    const rules = open(folder);
    const refuse = async () =>
      rules.change(() => {
        throw new Error('refused');
      });
    await expect(refuse()).rejects.toThrow('refused');
    expect(rules.current().pairs).toEqual([]);
  });

  test('temporary files that a kill left behind are removed, and nothing else is', () => {
    const folder = folders.make();
    writeFileSync(path.join(folder, 'config.json.tmp-1234567890abc'), '{"half":');
    writeFileSync(path.join(folder, 'config.json.tmp-x'), '');
    writeFileSync(path.join(folder, 'config.damaged-before.json'), 'old');
    writeFileSync(path.join(folder, 'notes.txt'), 'mine');
    open(folder);
    expect(
      readdirSync(folder)
        .filter((file) => file !== 'config.json')
        .sort(),
    ).toEqual(['config.damaged-before.json', 'notes.txt']);
  });
});

const good = JSON.stringify({ schemaVersion: 1, pairs: [bitcoin], alarms: [alarm] });
const damaged: readonly (readonly [string, string | Buffer])[] = [
  ['truncated', good.slice(0, good.length / 2)],
  ['empty', ''],
  ['full of NULs', Buffer.alloc(300)],
  ['an array', '[1,2]'],
  ['null', 'null'],
  ['a number', '42'],
  ['a text', '"hello"'],
  ['no JSON', '<!doctype html><p>Bad gateway'],
  ['binary', Buffer.from([0xff, 0xfe, 0x00, 0x80, 0x7b])],
  ['pairs that are no list', JSON.stringify({ schemaVersion: 1, pairs: 'BTC', alarms: [] })],
  ['an alarm with a price below zero', good.replace('60000', '-60000')],
  ['an alarm with a price of null, as NaN is written', good.replace('60000', 'null')],
  [
    'an alarm that waits for a fall of 100 %',
    good.replace(
      JSON.stringify(alarm.condition),
      '{"kind":"move","percent":100,"direction":"down","over":{"kind":"since start"}}',
    ),
  ],
  ['a condition without its parts', good.replace(JSON.stringify(alarm.condition), '{"kind":"move"}')],
  ['a source that does not exist', good.replace('"source":"binance"', '"source":"elsewhere"')],
  ['a version that is no number', JSON.stringify({ schemaVersion: '1', pairs: [], alarms: [] })],
  ['a version before the first', JSON.stringify({ schemaVersion: -1, pairs: [], alarms: [] })],
  ['an old one with an alarm that is none', JSON.stringify({ pairs: [bitcoin], alarms: ['x'] })],
];

describe('regression 14: a settings file that cannot be used', () => {
  test.each(damaged)('%s: is moved aside whole and told, and the app starts empty', async (_, content) => {
    const folder = folders.make();
    writeFileSync(fileIn(folder), content);
    const rules = open(folder);
    expect(rules.movedAside).toBe(movedName);
    expect(readFileSync(path.join(folder, movedName))).toEqual(Buffer.from(content));
    expect(rules.current()).toEqual({ schemaVersion: 1, pairs: [], alarms: [] });
    await rules.change((all) => ({ ...all, pairs: [ether] }));
    expect(read(folder).pairs).toEqual([ether]);
    expect(readFileSync(path.join(folder, movedName))).toEqual(Buffer.from(content));
    expect(open(folder).movedAside).toBeNull();
  });

  test('one of a newer version is no damage: it is not touched, and the app does not start', () => {
    const folder = folders.make();
    const newer = JSON.stringify({ schemaVersion: 2, pairs: [bitcoin], alarms: [], more: true });
    writeFileSync(fileIn(folder), newer);
    expect(() => open(folder)).toThrow(NewerDataError);
    expect(readFileSync(fileIn(folder), 'utf8')).toBe(newer);
  });

  test('one with the mark that Windows editors put in front is read', () => {
    const folder = folders.make();
    writeFileSync(fileIn(folder), `\ufeff${good}`);
    expect(open(folder).movedAside).toBeNull();
    expect(open(folder).current().pairs).not.toEqual([]);
  });

  test('a second damaged file does not replace the first one that was put away', () => {
    const folder = folders.make();
    writeFileSync(fileIn(folder), '{"first":');
    openRulesFile(folder, confIn(folder), now);
    writeFileSync(fileIn(folder), '{"second":');
    openRulesFile(folder, confIn(folder), now + 1);
    const kept = readdirSync(folder).filter((file) => file.startsWith('config.damaged-'));
    expect(kept.map((file) => readFileSync(path.join(folder, file), 'utf8')).sort()).toEqual([
      '{"first":',
      '{"second":',
    ]);
  });

  test('what is put away can be read by its owner only', () => {
    const folder = folders.make();
    writeFileSync(fileIn(folder), '{"half":', { mode: 0o600 });
    open(folder);
    expect((statSync(path.join(folder, movedName)).mode & 0o777).toString(8)).toBe('600');
  });

  test('a file that may not be read is no damaged file: it stays where it is, and the host is told', () => {
    const folder = folders.make();
    mkdirSync(fileIn(folder));
    expect(() => open(folder)).toThrow(/EISDIR/);
    expect(existsSync(fileIn(folder))).toBe(true);
  });
});

describe('a settings file of version 0', () => {
  test('is brought to version 1: modes follow from conditions, cooldowns are a minute', async () => {
    const folder = folders.make();
    const { mode: _mode, cooldownMs: _cooldown, ...bare } = alarm;
    const repeating = {
      ...bare,
      id: 'a2',
      condition: { kind: 'move', percent: 5, direction: 'any', over: { kind: 'since start' } },
    };
    writeFileSync(fileIn(folder), JSON.stringify({ pairs: [bitcoin], alarms: [bare, repeating] }));
    const rules = open(folder);
    expect(rules.movedAside).toBeNull();
    expect(rules.current()).toEqual({
      schemaVersion: 1,
      pairs: [bitcoin],
      alarms: [
        { ...bare, mode: 'once', cooldownMs: 60_000 },
        { ...repeating, mode: 'repeat', cooldownMs: 60_000 },
      ],
    });
    await rules.change((all) => ({ ...all, pairs: [...all.pairs, ether] }));
    expect(read(folder)).toMatchObject({ schemaVersion: 1, pairs: [bitcoin, ether] });
  });

  test('what somebody wrote by hand is kept', () => {
    const folder = folders.make();
    writeFileSync(
      fileIn(folder),
      JSON.stringify({ pairs: [bitcoin], alarms: [{ ...alarm, cooldownMs: 5 }] }),
    );
    expect(open(folder).current().alarms).toEqual([{ ...alarm, cooldownMs: 5 }]);
  });

  test('an empty object is an app without pairs', () => {
    const folder = folders.make();
    writeFileSync(fileIn(folder), '{}');
    const rules = open(folder);
    expect(rules.movedAside).toBeNull();
    expect(rules.current()).toEqual({ schemaVersion: 1, pairs: [], alarms: [] });
  });
});
