import { chmodSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { testStart } from '../testing/fake-clock.ts';
import { temporaryFolders } from '../testing/temp-folder.ts';
import { bitcoin, bitcoinAlarm, ether, readConfig, rulesOf } from '../testing/test-rules.ts';
import { confIn } from '../testing/test-storage.ts';
import { type OpenSettings, openRulesFile } from './rules-file.ts';

const folders = temporaryFolders();
const surroundings = { now: () => testStart };

const fileIn = (folder: string) => path.join(folder, 'config.json');
const open = (folder: string) => openRulesFile(folder, confIn(folder), surroundings);

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
  return { told, rules: openRulesFile(folder, openSettings, surroundings) };
}

describe('the settings file', () => {
  test('starts empty in a new folder', () => {
    const rules = open(folders.make());
    expect(rules.current()).toEqual(rulesOf({}));
    expect(rules.recovered).toBeNull();
  });

  test('a change is on disk when it resolves, and there after a restart', async () => {
    const folder = folders.make();
    await open(folder).change((rules) => ({ ...rules, pairs: [bitcoin], alarms: [bitcoinAlarm] }));
    expect(readConfig(folder)).toEqual(rulesOf({ pairs: [bitcoin], alarms: [bitcoinAlarm] }));
    expect(open(folder).current()).toEqual(rulesOf({ pairs: [bitcoin], alarms: [bitcoinAlarm] }));
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
      rules.change((all) => ({ ...all, alarms: [...all.alarms, bitcoinAlarm] })),
    ]);
    expect(told.writes).toBe(1);
    expect(readConfig(folder)).toMatchObject({ pairs: [bitcoin, ether], alarms: [bitcoinAlarm] });
  });

  test('a disk that refuses rejects every change of the turn and takes them back', async () => {
    const folder = folders.make();
    const { rules, told } = watched(folder);
    await rules.change((all) => ({ ...all, pairs: [bitcoin] }));
    told.fails = true;
    const changes = [
      rules.change((all) => ({ ...all, pairs: [...all.pairs, ether] })),
      rules.change((all) => ({ ...all, alarms: [bitcoinAlarm] })),
    ];
    const outcomes = await Promise.allSettled(changes);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(rules.current()).toMatchObject({ pairs: [bitcoin], alarms: [] });
    told.fails = false;
    await rules.change((all) => ({ ...all, alarms: [bitcoinAlarm] }));
    expect(readConfig(folder)).toMatchObject({ pairs: [bitcoin], alarms: [bitcoinAlarm] });
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
    expect(readConfig(folder).pairs).toEqual([bitcoin]);
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
    writeFileSync(path.join(folder, 'config.backup-1.json.tmp-123'), '{"half":');
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
