import { mkdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import Conf from 'conf';
import { expect, test } from 'vitest';
import { settingsName } from '../storage/rules-file.ts';
import { readOnly } from '../testing/read-only.ts';
import { temporaryFolders } from '../testing/temp-folder.ts';
import { openFolder, settingsOptions } from './data-folder.ts';
import { say } from './say.ts';
import { StartError } from './start-error.ts';

const folders = temporaryFolders();
const settingsIn = (folder: string) => () =>
  new Conf({ ...settingsOptions, cwd: folder, configName: settingsName, projectName: 'crypto-price-alarm' });
const open = (folder: string) => openFolder(folder, settingsIn(folder), { now: () => Date.UTC(2026, 0, 5) });

test('data of a newer version is said to be that, and the folder is free again', () => {
  const folder = folders.make();
  const newer = new DatabaseSync(path.join(folder, 'state.db'));
  newer.exec('PRAGMA user_version = 99');
  const refusal = new StartError(say('host.newer-data', { folder }));
  expect(() => open(folder)).toThrow(refusal);
  newer.exec('PRAGMA user_version = 0');
  newer.close();
  open(folder).close();
});

test('a folder in place of the settings file is said to be that, with the cure, and the cure works', async () => {
  const folder = folders.make();
  const file = path.join(folder, `${settingsName}.json`);
  const first = open(folder);
  await first.rules.change((rules) => ({ ...rules, settings: { ...rules.settings, confirmPercent: 7 } }));
  first.close();
  rmSync(file);
  mkdirSync(file);
  expect(() => open(folder)).toThrow(new StartError(say('host.settings-is-folder', { file })));
  rmSync(file, { recursive: true });
  const second = open(folder);
  expect(second.rules.current().settings.confirmPercent).toBe(7);
  second.close();
});

test.skipIf(process.platform === 'win32')('the settings are for their owner only', async () => {
  const folder = folders.make();
  const storage = open(folder);
  await storage.rules.change((rules) => ({ ...rules }));
  storage.close();
  expect((statSync(path.join(folder, `${settingsName}.json`)).mode & 0o777).toString(8)).toBe('600');
});

test('a folder that cannot be written is opened where somebody’s alarms lie in it', async () => {
  const folder = folders.make();
  const storage = open(folder);
  await storage.rules.change((rules) => ({ ...rules }));
  storage.close();
  folders.closeAfter(readOnly(folder));
  const again = open(folder);
  folders.closeAfter(again.close);
  expect(again.rules.current().pairs).toEqual([]);
  expect(() => again.write('process', () => {})).toThrow();
});

// Root may write everywhere, and the system asks who started the process.
test.skipIf(process.getuid?.() === 0)(
  'a folder that cannot be written is refused where nothing lies in it',
  () => {
    const folder = folders.make();
    folders.closeAfter(readOnly(folder));
    expect(() => open(folder)).toThrow(StartError);
  },
);
