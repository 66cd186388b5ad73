import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../free-port.ts';

const root = path.join(import.meta.dirname, '../../..');
const dataDir = mkdtempSync(path.join(tmpdir(), 'alarm-dev-'));

let vite: ChildProcess;
let address: string;

beforeAll(async () => {
  const [pagePort, hostPort] = [await freePort(), await freePort()];
  address = `http://127.0.0.1:${pagePort}`;
  const script = path.join(root, 'node_modules/vite/bin/vite.js');
  // Not this run's marks of a test, which would keep the host from starting.
  const { VITEST: _vitest, NODE_ENV: _mode, ...environment } = process.env;
  vite = spawn(process.execPath, [script, '--port', String(pagePort), '--strictPort'], {
    cwd: root,
    stdio: 'ignore',
    env: {
      ...environment,
      CRYPTO_ALARM_DATA_DIR: dataDir,
      CRYPTO_ALARM_SOURCE: 'simulated',
      CRYPTO_ALARM_PORT: String(hostPort),
    },
  });
});
afterAll(() => {
  vite.kill();
  rmSync(dataDir, { recursive: true, force: true });
});

test('npm run dev serves the interface with the host behind it', async () => {
  const health = () =>
    fetch(`${address}/health`)
      .then((response) => response.json())
      .catch(() => null);
  await expect.poll(health, { timeout: 50_000 }).toMatchObject({ status: 'ok' });
  expect(await (await fetch(`${address}/`)).text()).toContain('/main.tsx');
});

test.each([
  ['its own page', () => address, true],
  ['a page elsewhere', () => 'http://evil.example', false],
])('%s reaches the host through it or not', async (_name, origin, reaches) => {
  const socket = io(`${address}/app`, {
    transports: ['websocket'],
    reconnection: false,
    extraHeaders: { origin: origin() },
  });
  const outcome = await new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true));
    socket.once('connect_error', () => resolve(false));
  });
  socket.close();
  expect(outcome).toBe(reaches);
});

test.each([
  ['its own page', () => address, true],
  ['a page elsewhere', () => 'http://evil.example', false],
])('%s sends a file through it or not', async (_name, origin, reaches) => {
  const answer = await fetch(`${address}/app/import`, {
    method: 'POST',
    headers: { origin: origin() },
    body: '{"assets":{}}',
  }).then(
    (response) => response.ok,
    () => false,
  );
  expect(answer).toBe(reaches);
});
