import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { startHeadless } from '../../../src-headless/host.ts';
import { testHostOptions } from '../../../src-headless/testing/test-host.ts';
import { launchDesktop, pageOf } from '../hosts/desktop-host.ts';

const root = path.join(import.meta.dirname, '../../..');
const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

function makeFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'alarm-refused-'));
  closers.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs the app as a terminal does, until it ends by itself. */
async function run(args: readonly string[], environment: Record<string, string> = {}) {
  const electron = path.join(root, 'tests/double/electron');
  const child = spawn(electron, ['--no-sandbox', '.', ...args], {
    cwd: root,
    env: { ...process.env, CRYPTO_ALARM_SOURCE: 'simulated', ...environment },
  });
  let said = '';
  child.stderr.on('data', (part: Buffer) => {
    said += part.toString();
  });
  let out = '';
  child.stdout.on('data', (part: Buffer) => {
    out += part.toString();
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  return { code, said, out };
}

test('a data folder that another host uses is refused in one sentence', async () => {
  const dataDir = makeFolder();
  const host = await startHeadless(testHostOptions({ dataDir }));
  closers.push(() => host.stop());
  const { code, said } = await run([`--data-dir=${dataDir}`]);
  expect(code).toBe(2);
  expect(said).toContain('is in use: the app is running already');
  expect(said).not.toMatch(/^\s+at /m);
});

test.each([
  ['a folder that cannot be made', () => ['--data-dir=/dev/null/x'], {}, 'cannot be used'],
  ['a folder without a name', () => ['--data-dir='], {}, '--data-dir has no name'],
  [
    'an interval of nothing',
    () => [`--data-dir=${makeFolder()}`],
    { CRYPTO_ALARM_POLL_SECONDS: '0' },
    'polling interval',
  ],
  [
    'a source that is none',
    () => [`--data-dir=${makeFolder()}`],
    { CRYPTO_ALARM_SOURCE: 'kraken' },
    'source must be',
  ],
])('%s is refused in one sentence', async (_name, args, environment, sentence) => {
  const { code, said } = await run(args(), environment);
  expect(code).toBe(2);
  expect(said).toContain(sentence);
  expect(said).not.toMatch(/^\s+at /m);
});

test.each([
  ['--help', /^Watches crypto prices[\s\S]+--keep-awake/],
  ['--version', /^\d+\.\d+\.\d+$/m],
])('%s is answered, and nothing starts', async (flag, answer) => {
  const { code, out, said } = await run([flag]);
  expect(code).toBe(0);
  expect(out).toMatch(answer);
  expect(said).toBe('');
});

test('damaged settings are moved aside and told, and the app starts', async () => {
  const dataDir = makeFolder();
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(path.join(dataDir, 'config.json'), '{"alarms": [');
  const app = await launchDesktop({ dataDir, environment: { CRYPTO_ALARM_SOURCE: 'simulated' } });
  closers.push(() => app.close());
  const page = await pageOf(app);
  await page.getByText(/config\.damaged-/).waitFor();
  expect(readdirSync(dataDir).some((file) => file.startsWith('config.damaged-'))).toBe(true);
});
