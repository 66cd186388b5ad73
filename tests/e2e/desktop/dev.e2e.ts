import { type ChildProcess, spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../free-port.ts';
import { startEmpty } from '../hands.ts';

const root = path.join(import.meta.dirname, '../../..');
/** A copy that may be edited while it runs. */
const copy = mkdtempSync(path.join(tmpdir(), 'alarm-dev-desktop-'));
const left = new Set(['node_modules', 'dist', '.git', '.cache', 'release', 'coverage']);

let vite: ChildProcess;
let said = '';
let browser: Browser | undefined;

/** Addresses at which Chromium of each started app can be driven, oldest first. */
const chromiums = () => [...said.matchAll(/DevTools listening on (ws:\S+)/g)].map((match) => match[1] ?? '');
const starts = () => [...said.matchAll(/^Crypto Price Alarm \S+ is running/gm)].length;

async function pageOfStart(count: number): Promise<Page> {
  await expect.poll(starts, { timeout: 40_000 }).toBe(count);
  await browser?.close();
  browser = await chromium.connectOverCDP(chromiums().at(-1) ?? '');
  const pages = () => browser?.contexts().flatMap((context) => context.pages()) ?? [];
  await expect.poll(() => pages().some((page) => page.url().startsWith('http://127.0.0.1'))).toBe(true);
  const page = pages().find((each) => each.url().startsWith('http://127.0.0.1'));
  if (page === undefined) throw new Error('no page');
  return page;
}

function edit(file: string, from: string, to: string): void {
  const name = path.join(copy, file);
  const text = readFileSync(name, 'utf8');
  expect(text).toContain(from);
  writeFileSync(name, text.replace(from, to));
}

beforeAll(async () => {
  for (const name of readdirSync(root).filter((each) => !left.has(each))) {
    cpSync(path.join(root, name), path.join(copy, name), { recursive: true });
  }
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
  const { VITEST: _vitest, NODE_ENV: _mode, ...environment } = process.env;
  const port = String(await freePort());
  const script = path.join(copy, 'node_modules/vite/bin/vite.js');
  vite = spawn(process.execPath, [script, '--port', port, '--strictPort', '--', '--no-sandbox'], {
    cwd: copy,
    env: {
      ...environment,
      DISPLAY: ':0',
      ELECTRON_OVERRIDE_DIST_PATH: path.join(root, 'tests/double'),
      CRYPTO_ALARM_DATA_DIR: path.join(copy, 'data'),
      CRYPTO_ALARM_SOURCE: 'simulated',
    },
  });
  for (const stream of [vite.stdout, vite.stderr]) {
    stream?.on('data', (part: Buffer) => {
      said += part.toString();
    });
  }
});
afterAll(async () => {
  await browser?.close();
  const ended = new Promise((resolve) => vite.once('exit', resolve));
  vite.kill();
  await ended;
  rmSync(copy, { recursive: true, force: true, maxRetries: 5 });
});

test('npm run dev shows the interface in the window of the desktop', async () => {
  const page = await pageOfStart(1);
  await startEmpty(page);
  expect(await page.evaluate(() => 'app' in globalThis)).toBe(true);
  expect(existsSync(path.join(copy, 'dist'))).toBe(false);
});

test('a change of the interface shows without a new start', async () => {
  const page = await pageOfStart(1);
  await page.evaluate(() => Object.assign(globalThis, { stillTheSamePage: true }));
  edit('src-renderer/pair/Empty.tsx', '<h2', '<p>Seen at once</p><h2');
  await page.getByText('Seen at once').waitFor();
  expect(await page.evaluate(() => 'stillTheSamePage' in globalThis)).toBe(true);
  expect(starts()).toBe(1);
});

test('a change of the preload script loads the page anew', async () => {
  const page = await pageOfStart(1);
  await page.evaluate(() => Object.assign(globalThis, { stillTheSamePage: true }));
  edit('src-preload/index.ts', "exposeInMainWorld('app', bridge)", "exposeInMainWorld('app', { ...bridge })");
  await expect
    .poll(() => page.evaluate(() => 'stillTheSamePage' in globalThis).catch(() => true))
    .toBe(false);
  expect(starts()).toBe(1);
});

test('a change of the main process starts the app again', async () => {
  edit('src-main/sender.ts', 'return false;', "return ''.length > 0;");
  const page = await pageOfStart(2);
  await startEmpty(page);
});
