import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { executable, fixtures } from './reach.ts';

const folders: string[] = [];
const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

function dataFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'double-'));
  folders.push(folder);
  return folder;
}

interface Run {
  readonly child: ChildProcess;
  readonly ended: Promise<number | string | null>;
  readonly out: () => string;
  readonly err: () => string;
}

function start(app: string, data: string, env: Record<string, string> = {}, more: string[] = []): Run {
  const args = [...more, path.join(fixtures, app), `--user-data-dir=${data}`, '--flag-of-ours=7'];
  const child = spawn(executable, args, { env: { ...process.env, FIXTURE_DATA: data, ...env } });
  children.push(child);
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.err += text;
  });
  const ended = new Promise<number | string | null>((resolve) => {
    child.once('close', (code, signal) => resolve(code ?? signal));
  });
  return { child, ended, out: () => said.out, err: () => said.err };
}

test('ready comes after the main module; an app without a listener ends with its last window', async () => {
  const run = start('lonely.cjs', dataFolder(), { FIXTURE_CLOSES: '1' });
  expect(await run.ended).toBe(0);
  expect(run.out().trim().split('\n')).toEqual([
    'evaluated false',
    'ready',
    'closed',
    'before-quit',
    'will-quit',
    'quit',
  ]);
});

test('an app that waits for ready at the top level of its main module never gets there, and is told why', async () => {
  const run = start('waits-at-top-level.mjs', dataFolder());
  await expect.poll(run.err).toMatch(/'ready' does not come\. It has asked for app\.whenReady\(\)/);
  expect(run.out()).toBe('');
  expect(run.err()).not.toContain('DevTools listening');
});

test('a listener for window-all-closed keeps the app; SIGTERM quits it in order', async () => {
  const run = start('lonely.cjs', dataFolder(), { FIXTURE_CLOSES: '1', FIXTURE_LISTENS: '1' });
  await expect.poll(run.out).toContain('all closed');
  run.child.kill('SIGTERM');
  expect(await run.ended).toBe(0);
  expect(run.out()).toMatch(/before-quit\nwill-quit\nquit\n$/);
});

test('what needs ready throws before it, what Electron allows works', async () => {
  const run = start('early.cjs', dataFolder());
  expect(await run.ended).toBe(0);
  const answers = JSON.parse(run.out()) as Record<string, string>;
  for (const [name, answer] of Object.entries(answers)) {
    if (name.startsWith('allowed')) expect([name, answer]).toEqual([name, 'done']);
    else expect([name, answer]).not.toEqual([name, 'done']);
  }
  expect(answers['BrowserWindow']).toBe('Cannot create BrowserWindow before app is ready');
  expect(answers['too late: registerSchemesAsPrivileged']).toContain('before app is ready');
  expect(answers['setPath to nowhere']).toContain('does not exist');
});

test('setPath acts, and a quit from within the turn that refused one leads nowhere', async () => {
  const data = dataFolder();
  const run = start('set-path.cjs', data);
  expect(await run.ended).toBe(0);
  const [answer = '', ...rest] = run.out().trim().split('\n');
  const elsewhere = path.join(data, 'elsewhere');
  expect(JSON.parse(answer)).toMatchObject({ userData: elsewhere, locked: true });
  // Its own files and Chromium's went there.
  expect(readdirSync(elsewhere).length).toBeGreaterThan(1);
  expect(rest).toEqual(['still here 1']);
});

test('the second process gets no lock, the first one hears of it', async () => {
  const data = dataFolder();
  const first = start('app', data);
  await expect.poll(first.out).toContain('ready');
  const second = start('app', data);
  expect(await second.ended).toBe(7);
  expect(second.out()).toContain('second');
  first.child.kill('SIGKILL');
  await first.ended;
  // The lock of a process that was killed is free at once.
  const third = start('app', data);
  await expect.poll(third.out).toContain('ready');
  third.child.kill('SIGTERM');
  expect(await third.ended).toBe(0);
});

test('Chromium ends with the process, even when that is killed', async () => {
  const run = start('lonely.cjs', dataFolder(), {}, ['--remote-debugging-port=0']);
  await expect.poll(run.out).toContain('open');
  const url = /DevTools listening on ws:\/\/([^/]+)/.exec(run.err())?.[1];
  expect((await fetch(`http://${url}/json/version`)).ok).toBe(true);
  run.child.kill('SIGKILL');
  const answers = (): Promise<boolean> =>
    fetch(`http://${url}/json/version`).then(
      () => true,
      () => false,
    );
  await expect.poll(answers).toBe(false);
});

test('an orderly end leaves no profile of Chromium behind', async () => {
  const data = dataFolder();
  const run = start('lonely.cjs', data);
  await expect.poll(run.out).toContain('open');
  expect(readdirSync(data).some((name) => name.startsWith('chromium-'))).toBe(true);
  run.child.kill('SIGINT');
  expect(await run.ended).toBe(0);
  expect(readdirSync(data).filter((name) => name.startsWith('chromium-'))).toEqual([]);
});

test('electron-store works, and every way to import gives the same module', async () => {
  const data = dataFolder();
  const run = start('reports.mjs', data, {}, ['-r', path.join(fixtures, 'required.cjs'), '--of-ours=x=y']);
  expect(await run.ended).toBe(3);
  const said = JSON.parse(run.out()) as Record<string, unknown>;
  expect(said).toMatchObject({
    same: [true, true, true, true],
    type: 'browser',
    defaultApp: true,
    packaged: false,
    electron: '45.3.4',
    switch: 'x=y',
    before: { ready: false, electron: '45.3.4' },
    store: path.join(data, 'config.json'),
    dock: process.platform === 'darwin' ? 'object' : 'undefined',
  });
  expect(said['argv']).toEqual([
    '-r',
    'required.cjs',
    '--of-ours=x=y',
    'reports.mjs',
    path.basename(data),
    '--flag-of-ours=7',
  ]);
  expect(JSON.parse(readFileSync(path.join(data, 'config.json'), 'utf8'))).toEqual({ alarms: [1, 2] });
});

test('a packaged app is not named on its own command line', async () => {
  const run = start('reports.mjs', dataFolder(), { DOUBLE_PACKAGED: '1' });
  expect(await run.ended).toBe(3);
  const said = JSON.parse(run.out()) as { argv: string[] };
  expect(said).toMatchObject({ packaged: true, defaultApp: null });
  expect(said.argv).not.toContain('reports.mjs');
});
