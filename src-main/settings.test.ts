import path from 'node:path';
import { expect, test } from 'vitest';
import { WrongSetting } from '../src-runtime/hosting/settings.ts';
import { readDesktopStart } from './settings.ts';

const read = (args: readonly string[], environment: Record<string, string> = {}, isPackaged = true) => {
  const parsed = readDesktopStart(args, environment, isPackaged);
  if (parsed.kind !== 'run') throw new Error(parsed.kind);
  return parsed.settings;
};

test('without anything it watches as the design says, in the folder of the headless host', () => {
  const settings = read([], { XDG_CONFIG_HOME: '/xdg', APPDATA: '/xdg' });
  expect(settings).toMatchObject({ hidden: false, devServer: null });
  expect(settings.watch).toMatchObject({ source: null, pollMs: null, logLevel: 'info' });
  expect(path.basename(settings.dataDir)).toBe('crypto-price-alarm');
});

test('an app that is not packaged has a folder of its own', () => {
  expect(path.basename(read([], {}, false).dataDir)).toBe('crypto-price-alarm-dev');
});

test.each([
  [['--hidden'], {}, { hidden: true, keepAwake: false }],
  [['--keep-awake'], {}, { hidden: false, keepAwake: true }],
  [['--data-dir', '/data'], {}, { dataDir: path.resolve('/data') }],
  [['--data-dir=/data', '--hidden'], {}, { dataDir: path.resolve('/data'), hidden: true }],
  [[], { CRYPTO_ALARM_DATA_DIR: '/data' }, { dataDir: path.resolve('/data') }],
  [['--data-dir', '/a'], { CRYPTO_ALARM_DATA_DIR: '/b' }, { dataDir: path.resolve('/a') }],
  [
    ['--inspect=0', '--remote-debugging-port=0', '-r', 'file.cjs', '.', '--no-sandbox', '--data-dir=/data'],
    {},
    { dataDir: path.resolve('/data'), hidden: false },
  ],
])('%j with %j', (args, environment, expected) => {
  expect(read(args, environment)).toMatchObject(expected);
});

test.each([
  [['--data-dir='], {}, /--data-dir has no name/],
  [['--data-dir'], {}, /--data-dir has no name/],
  [['--source', 'kraken'], {}, /desktop has no --source/],
  [['--poll-seconds=5'], {}, /desktop has no --poll-seconds/],
  [['--demo'], {}, /desktop has no --demo/],
  [[], { CRYPTO_ALARM_POLL_SECONDS: '0' }, /polling interval/],
  [[], { CRYPTO_ALARM_SOURCE: 'kraken' }, /source must be/],
])('%j with %j is refused in a sentence', (args, environment, sentence) => {
  expect(() => read(args, environment)).toThrow(WrongSetting);
  expect(() => read(args, environment)).toThrow(sentence);
});

test('the development server counts only unpackaged, and only on this computer', () => {
  const vite = { VITE_DEV_SERVER_URL: 'http://127.0.0.1:5173/' };
  expect(read([], vite, false).devServer).toBe('http://127.0.0.1:5173');
  expect(read([], vite, true).devServer).toBeNull();
  expect(read([], { VITE_DEV_SERVER_URL: 'http://evil.example/' }, false).devServer).toBeNull();
  expect(read([], { VITE_DEV_SERVER_URL: 'https://127.0.0.1:5173/' }, false).devServer).toBeNull();
  expect(read([], { VITE_DEV_SERVER_URL: 'nonsense' }, false).devServer).toBeNull();
});

test.each(['help', 'version'] as const)('--%s is answered, and starts nothing', (kind) => {
  expect(readDesktopStart([`--${kind}`], {}, true)).toEqual({ kind });
  expect(readDesktopStart(['.', `--${kind}`, '--hidden'], {}, false)).toEqual({ kind });
});
