import { homedir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolders } from './testing/temp-folder.ts';
import { startTestRuntime, target } from './testing/test-runtime.ts';

const folders = temporaryFolders();

test('a report says how things stand, without a key and without the home folder', async () => {
  const made = startTestRuntime({
    folder: folders.make(),
    source: null,
    fixedKey: 'CG-of-the-environment',
    lastWarnings: [
      `{"level":50,"event":"rules.no-backup","file":"${path.join(homedir(), 'alarms', 'settings.json')}"}`,
      '{"level":40,"event":"source.failing","detail":"asked with CG-of-the-environment"}',
    ],
  });
  folders.closeAfter(() => made.runtime.stop());
  await made.watch();
  await made.alarm(target(110));
  made.feed.failWith('rate-limited');
  await made.clock.advance(15_000);
  const { text } = await made.ok('debug.report', {});
  expect(text).toContain('Crypto Price Alarm 1.2.3');
  expect(text).toMatch(/^node 24\./m);
  expect(text).toContain('pairs: binance 1');
  expect(text).toContain('alarms: armed 1');
  expect(text).toMatch(/^binance: failing, rate-limited for \d+ ms, last answer \d+ ms ago, next in \d+ ms/m);
  expect(text).toContain('"tellBlind": true');
  expect(text).toContain('"event":"rules.no-backup"');
  expect(text).toContain('asked with [hidden]');
  expect(text).not.toContain('CG-of-the-environment');
  expect(text).not.toContain(homedir());
});

test('a key that the user set is in no report', async () => {
  const made = startTestRuntime({
    folder: folders.make(),
    source: null,
    lastWarnings: ['{"event":"source.bug","key of old":"CG-users-own-key"}'],
  });
  folders.closeAfter(() => made.runtime.stop());
  await made.ok('source.setKey', { source: 'coingecko', key: 'CG-users-own-key' });
  const { text } = await made.ok('debug.report', {});
  expect(text).toContain('key set');
  expect(text).not.toContain('CG-users-own-key');
});
