import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { fakeGdbus } from '../hosts/desktop-host.ts';

const root = path.join(import.meta.dirname, '../../..');
const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

interface Started {
  readonly child: ChildProcess;
  readonly said: () => string;
  readonly ended: Promise<number | null>;
}

/** `npm start -- …` as a terminal runs it. */
function npmStart(args: readonly string[], environment: Readonly<Record<string, string>>): Started {
  const bus = fakeGdbus(true);
  const { VITEST: _vitest, NODE_ENV: _mode, DISPLAY: _display, ...kept } = process.env;
  const child = spawn(process.execPath, ['scripts/start.ts', ...args], {
    cwd: root,
    env: {
      ...kept,
      CRYPTO_ALARM_SOURCE: 'simulated',
      PATH: `${bus.folder}${path.delimiter}${process.env['PATH'] ?? ''}`,
      ...environment,
    },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part: Buffer) => {
      said += part.toString();
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  closers.push(async () => {
    child.kill('SIGTERM');
    await ended;
    bus.remove();
  });
  return { child, said: () => said, ended };
}

function makeFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'alarm-start-'));
  closers.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const onDouble = { ELECTRON_OVERRIDE_DIST_PATH: path.join(root, 'tests/double'), DISPLAY: ':0' };

test('npm start starts the desktop where it can run, and ends with it', async () => {
  const { child, said, ended } = npmStart(['--no-sandbox', `--data-dir=${makeFolder()}`], onDouble);
  await expect.poll(said).toMatch(/^Crypto Price Alarm \S+ is running: look for the bell in the tray\.$/m);
  child.kill('SIGINT');
  expect(await ended).toBe(0);
  expect(said()).not.toMatch(/^\s+at /m);
});

test('a second start says that the app runs already, and ends well', async () => {
  const dataDir = makeFolder();
  const first = npmStart(['--no-sandbox', `--data-dir=${dataDir}`], onDouble);
  await expect.poll(first.said).toContain('is running');
  const second = npmStart(['--no-sandbox', `--data-dir=${dataDir}`], onDouble);
  expect(await second.ended).toBe(0);
  expect(second.said()).toContain('is running already');
});

test('without a display one sentence says so, and the headless host starts', async () => {
  const { said } = npmStart(['--port', '0', `--data-dir=${makeFolder()}`], {});
  await expect.poll(said).toMatch(/There is no desktop window: .+\. To get one, .+\./);
  await expect.poll(said).toMatch(/is at http:\/\/127\.0\.0\.1:\d+/);
  expect(said()).not.toMatch(/^\s+at /m);
});

test('a folder that cannot be used ends it with a sentence, and no other host', async () => {
  const { said, ended } = npmStart(['--no-sandbox', '--data-dir=/dev/null/x'], onDouble);
  expect(await ended).toBe(2);
  expect(said()).toContain('cannot be used');
  expect(said()).not.toContain('is at http');
});
