import { statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolders } from '../testing/temp-folder.ts';
import { confIn } from '../testing/test-storage.ts';
import { FolderInUseError, openStorage } from './storage.ts';

const folders = temporaryFolders();
const btc = 'binance:BTCUSDT';
const open = (folder: string) => openStorage(folder, confIn(folder), { now: () => 0 });

describe('the data folder', () => {
  test('is open once at a time, and can be opened again after it was closed', () => {
    const folder = folders.make();
    const storage = open(folder);
    expect(() => open(folder)).toThrow(FolderInUseError);
    storage.close();
    open(folder).close();
  });

  test('is free again where opening it failed', () => {
    const folder = folders.make();
    const failing = () => {
      throw Object.assign(new Error('EACCES'), { code: 'EACCES' });
    };
    expect(() => openStorage(folder, failing, { now: () => 0 })).toThrow('EACCES');
    open(folder).close();
  });

  test('a transaction that throws leaves nothing behind, and the next one goes through', () => {
    const storage = open(folders.make());
    folders.closeAfter(storage.close);
    const half = () =>
      storage.write('power', () => {
        storage.history.append(btc, { t: 1, price: 100, kind: 'quote' });
        throw new Error('half way');
      });
    expect(half).toThrow('half way');
    expect(storage.history.samplesOf(btc, 0)).toEqual([]);
    storage.write('process', () => storage.history.append(btc, { t: 2, price: 101, kind: 'quote' }));
    expect(storage.history.samplesOf(btc, 0)).toHaveLength(1);
  });

  test('a damaged database is told by name, and rules stay what they are', async () => {
    const folder = folders.make();
    const first = open(folder);
    await first.rules.change((rules) => rules);
    first.close();
    writeFileSync(path.join(folder, 'state.db'), 'torn '.repeat(2_000));
    const storage = open(folder);
    folders.closeAfter(storage.close);
    expect(storage.takeNews()).toEqual([
      { kind: 'moved aside', file: expect.stringMatching(/^state\.damaged-.*\.db$/) },
    ]);
    expect(storage.takeNews()).toEqual([]);
    expect(storage.rules.recovered).toBeNull();
  });

  test('nothing in it can be read by others', async () => {
    const folder = folders.make();
    const storage = open(folder);
    folders.closeAfter(storage.close);
    await storage.rules.change((rules) => rules);
    storage.write('power', () => storage.history.append(btc, { t: 1, price: 100, kind: 'quote' }));
    for (const file of ['config.json', 'state.db', 'state.db-wal']) {
      expect((statSync(path.join(folder, file)).mode & 0o077).toString(8)).toBe('0');
    }
  });
});
