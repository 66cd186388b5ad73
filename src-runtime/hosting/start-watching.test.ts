import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import Conf from 'conf';
import { expect, test } from 'vitest';
import { systemClock } from '../clock.ts';
import { silentLog } from '../log.ts';
import { settingsName } from '../storage/rules-file.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import { temporaryFolders } from '../testing/temp-folder.ts';
import { logFileOf, openLogFile } from './log-file.ts';
import { settingsOptions } from './data-folder.ts';
import { startWatching, type WatchOptions } from './start-watching.ts';

const folders = temporaryFolders();

function optionsIn(dataDir: string): WatchOptions {
  return {
    settings: {
      source: 'simulated',
      pollMs: 15_000,
      logLevel: 'silent',
      binanceRest: undefined,
      coingeckoRest: undefined,
      coingeckoKey: undefined,
    },
    dataDir,
    openSettings: () =>
      new Conf({ ...settingsOptions, cwd: dataDir, configName: settingsName, projectName: 'test' }),
    version: '1.2.3',
    demo: false,
    log: silentLog,
    clock: systemClock,
    random: () => 0,
  };
}

test('a start that fails leaves the folder free', async () => {
  const options = optionsIn(folders.make());
  const broken = () => {
    throw new Error('a bug of the test');
  };
  expect(() => startWatching({ ...options, clock: { ...systemClock, setTimer: broken } })).toThrow('a bug');
  await startWatching(options).stop();
});

test('the source, its address and its key are those of the settings, and requests go the way that was given', async () => {
  const asked: { url: string; key: string | null }[] = [];
  const options = optionsIn(folders.make());
  const runtime = startWatching({
    ...options,
    settings: {
      ...options.settings,
      source: 'coingecko',
      coingeckoRest: 'http://coingecko.invalid',
      coingeckoKey: 'CG-key',
    },
    fetch: (input, init) => {
      const { url, headers } = new Request(input, init);
      asked.push({ url, key: headers.get('x-cg-demo-api-key') });
      return Promise.reject(new Error('no way out'));
    },
  });
  folders.closeAfter(() => runtime.stop());
  await runtime.handle('pair.add', { text: 'btc' }, { client: 'test' });
  expect(asked[0]).toEqual({ url: expect.stringMatching(/^http:\/\/coingecko\.invalid\//), key: 'CG-key' });
});

test('a key that the user sets goes with the next request, lies in a file for its owner alone, and is in no log', async () => {
  const keys: (string | null)[] = [];
  const options = optionsIn(folders.make());
  const runtime = startWatching({
    ...options,
    log: openLogFile({
      file: logFileOf(options.dataDir),
      level: 'debug',
      secrets: [],
      complain: () => {},
    }),
    settings: { ...options.settings, source: 'coingecko', coingeckoRest: 'http://coingecko.invalid' },
    fetch: (input, init) => {
      keys.push(new Request(input, init).headers.get('x-cg-demo-api-key'));
      return Promise.reject(new Error('CG-key-of-the-user is not heard'));
    },
  });
  folders.closeAfter(() => runtime.stop());
  const call = (name: string, input: unknown) => runtime.handle(name, input, { client: 'test' });
  await call('source.test', { source: 'coingecko' });
  expect(await call('source.setKey', { source: 'coingecko', key: 'CG-key-of-the-user' })).toMatchObject({
    ok: true,
  });
  await call('source.test', { source: 'coingecko' });
  expect(keys).toEqual([null, 'CG-key-of-the-user']);
  const file = path.join(options.dataDir, `${settingsName}.json`);
  expect(readFileSync(file, 'utf8')).toContain('CG-key-of-the-user');
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(logFileOf(options.dataDir), 'utf8')).not.toContain('CG-key-of-the-user');
});

test('what fires is in alarms.jsonl of the data folder', async () => {
  const clock = createFakeClock();
  const options = optionsIn(folders.make());
  const runtime = startWatching({ ...options, clock });
  folders.closeAfter(() => runtime.stop());
  const id = 'simulated:BTCUSDT';
  await runtime.handle('pair.add', { id }, { client: 'test' });
  await clock.advance(60_000);
  const condition = { kind: 'move', percent: 0.01, direction: 'any', over: { kind: 'since start' } };
  expect(await runtime.handle('alarm.add', { pairId: id, condition }, { client: 'test' })).toMatchObject({
    ok: true,
  });
  await clock.advance(10 * 60_000);
  const rang = runtime.ringing().map((one) => one.id);
  expect(rang.length).toBeGreaterThan(2);
  const lines = readFileSync(path.join(options.dataDir, 'alarms.jsonl'), 'utf8').trim().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { id: string }).id)).toEqual(rang);
});
