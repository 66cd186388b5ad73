import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';

const entry = path.join(import.meta.dirname, '../../../dist/headless/index.js');
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('%s ends the headless host in order', async (signal) => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'alarm-signal-'));
  folders.push(dataDir);
  const args = [entry, '--port', '0', '--source', 'simulated', '--data-dir', dataDir];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  let said = '';
  child.stdout.on('data', (part: Buffer) => {
    said += part.toString();
  });
  await expect.poll(() => said).toContain('is at http://');
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  expect(await ended).toBe(0);
  expect(readFileSync(path.join(dataDir, 'app.log'), 'utf8')).toContain('"host.stopped"');
  expect(readdirSync(dataDir).filter((file) => file.endsWith('-wal'))).toEqual([]);
});
