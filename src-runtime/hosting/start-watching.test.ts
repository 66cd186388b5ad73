import Conf from 'conf';
import { expect, test } from 'vitest';
import { systemClock } from '../clock.ts';
import { silentLog } from '../log.ts';
import { settingsName } from '../storage/rules-file.ts';
import { temporaryFolders } from '../testing/temp-folder.ts';
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
