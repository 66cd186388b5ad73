import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** The launcher with real processes: a project in a temporary folder, a script that stands in for Electron. */
const launcher = path.join(import.meta.dirname, '../../scripts/launcher');
const url = (file: string) => JSON.stringify(pathToFileURL(path.join(launcher, file)).href);

// Each stand-in is a life of the app; `helper` is a process of its own that holds the output open.
const standIn = `
const { spawn } = require('node:child_process');
const ready = () => console.log('Crypto Price Alarm 1.2.3 is running: look for the bell in the tray.');
const helper = () => spawn(process.execPath, ['-e', \`
  process.on('SIGTERM', () => {});
  require('node:net').connect(\${process.env.PORT}, '127.0.0.1').on('connect', () => process.send('up'));
\`], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
const lives = {
  until_asked() {
    setInterval(() => {}, 60_000);
    process.on('SIGINT', () => { console.log('stored'); process.exit(0); });
    console.log(JSON.stringify([process.argv.slice(2), process.env.ELECTRON_RUN_AS_NODE ?? null, process.cwd()]));
    ready();
  },
  again() { console.log('Crypto Price Alarm is running already: its window is shown now.'); },
  refuses() { console.error('The data folder is in use.'); process.exit(2); },
  lacks() {
    console.error('electron: error while loading shared libraries: libnss3.so: cannot open shared object file');
    process.exit(127);
  },
  aborts() {
    console.error('[1:0101/120000.000000:FATAL:x.cc(1)] No usable sandbox!');
    process.kill(process.pid, 'SIGKILL');
  },
  throws() { throw new Error('the moon is in the way'); },
  leaves_a_helper() { helper().on('message', () => process.exit(1)); },
};
lives[process.env.LIFE]();
`;

const run = `
import { launchApp } from ${url('launch.ts')};
import { thisComputer } from ${url('this-computer.ts')};
const computer = thisComputer(process.argv.slice(2), import.meta.dirname);
process.exitCode = await launchApp({
  ...computer, platform: 'linux', user: 1000, build: async () => Number(process.env.BUILD ?? 0),
});
`;

let root = '';
let server: Server;
let port = 0;
const gone = Promise.withResolvers<void>();
const children: ChildProcess[] = [];

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'crypto-price-alarm-test-'));
  for (const folder of ['electron', 'plain', 'dist/headless'])
    mkdirSync(path.join(root, folder), { recursive: true });
  writeFileSync(path.join(root, 'stand-in.cjs'), standIn);
  writeFileSync(
    path.join(root, 'electron', 'electron'),
    `#!/bin/sh\nexec "${process.execPath}" "${path.join(root, 'stand-in.cjs')}" "$@"\n`,
  );
  chmodSync(path.join(root, 'electron', 'electron'), 0o755);
  writeFileSync(path.join(root, 'plain', 'electron'), 'not a program');
  writeFileSync(
    path.join(root, 'dist', 'headless', 'index.js'),
    'console.log("headless", ...process.argv.slice(2));',
  );
  writeFileSync(path.join(root, 'run.mts'), run);
  server = createServer((socket) => {
    socket.on('error', () => undefined).on('close', () => gone.resolve());
    socket.resume();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as { port: number }).port;
});

afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  server.close();
  rmSync(root, { recursive: true, force: true });
});

interface Seen {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function start(
  life: string,
  args: readonly string[] = [],
  environment: NodeJS.ProcessEnv = {},
  onOutput: (out: string, child: ChildProcess) => void = () => undefined,
): Promise<Seen> {
  const child = spawn(process.execPath, [path.join(root, 'run.mts'), ...args], {
    cwd: root,
    env: {
      PATH: process.env['PATH'],
      DISPLAY: ':0',
      ELECTRON_OVERRIDE_DIST_PATH: 'electron',
      LIFE: life,
      PORT: String(port),
      ...environment,
    },
  });
  children.push(child);
  let [out, err] = ['', ''];
  child.stdout.on('data', (part: Buffer) => {
    out += part.toString();
    onOutput(out, child);
  });
  child.stderr.on('data', (part: Buffer) => {
    err += part.toString();
  });
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

const headless = (args: string) =>
  `The headless host starts instead: open the address that follows in a browser on this computer.\nheadless${args}\n`;

// Windows starts no scripts in place of a program; what is pure is tested there too.
describe.skipIf(process.platform === 'win32')('npm start with real processes', { timeout: 30_000 }, () => {
  test('the desktop runs until Ctrl+C, ends in its own time, and that is no failure', async () => {
    let interrupted = false;
    const { code, out, err } = await start(
      'until_asked',
      ['--hidden', '--data-dir', 'a b'],
      { ELECTRON_RUN_AS_NODE: '1' },
      (text, child) => {
        if (!text.includes('is running') || interrupted) return;
        interrupted = true;
        child.kill('SIGINT');
      },
    );
    const [first = '', ...rest] = out.trim().split('\n');
    expect(JSON.parse(first)).toEqual([
      ['.', '--hidden', '--data-dir', 'a b'],
      null,
      expect.stringContaining(path.basename(root)),
    ]);
    expect(rest).toEqual(['Crypto Price Alarm 1.2.3 is running: look for the bell in the tray.', 'stored']);
    expect([code, err]).toEqual([0, '']);
  });

  test.concurrent('a second start', async () => {
    expect(await start('again')).toEqual({
      code: 0,
      out: 'Crypto Price Alarm is running already: its window is shown now.\n',
      err: '',
    });
  });

  test.concurrent('an app that refuses', async () => {
    expect(await start('refuses')).toEqual({ code: 2, out: '', err: 'The data folder is in use.\n' });
  });

  test.concurrent.each([
    ['lacks', 'Electron needs libnss3.so'],
    ['aborts', 'does not let Electron build its sandbox'],
    ['throws', 'was ready (the moon is in the way)'],
    ['leaves_a_helper', 'was ready (code 1)'],
  ])('an app that %s: one reason, then the headless host', async (life, cause) => {
    const { code, out, err } = await start(life, ['--hidden', '--port', '0']);
    expect(out).toMatch(/^There is no desktop window: .*\n/);
    expect(out.split('\n', 1)[0]).toContain(cause);
    expect(out.slice(out.indexOf('\n') + 1)).toBe(headless(' --port 0'));
    expect([code, err]).toEqual([0, '']);
    if (life === 'leaves_a_helper') await gone.promise;
  });

  test.concurrent('a file that is no program', async () => {
    const { code, out, err } = await start('', [], { ELECTRON_OVERRIDE_DIST_PATH: 'plain' });
    expect(out).toContain('this system cannot run');
    expect(out).toContain(headless(''));
    expect([code, err]).toEqual([0, '']);
  });

  test.concurrent('no display', async () => {
    const { code, out } = await start('until_asked', [], { DISPLAY: '' });
    expect(out).toMatch(/^There is no desktop window: no display is set here/);
    expect([code, out.endsWith(headless(''))]).toEqual([0, true]);
  });

  test.concurrent('a failed build', async () => {
    expect(await start('until_asked', [], { BUILD: '3' })).toEqual({ code: 3, out: '', err: '' });
  });
});
