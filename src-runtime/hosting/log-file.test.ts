import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openLogFile } from './log-file.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'crypto-price-alarm-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('each line is JSON with its event', () => {
  const file = path.join(folder, 'app.log');
  openLogFile(file, 'info', () => {}).info({ event: 'host.started' });
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ event: 'host.started' });
});

// A device that is always full stands in for a full disk.
test.skipIf(!existsSync('/dev/full'))('a full disk is told once, and no line throws', () => {
  const told: string[] = [];
  const log = openLogFile('/dev/full', 'info', (cause) => told.push(cause));
  for (let count = 0; count < 3; count += 1) log.error({ event: 'storage.failed' });
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(/ENOSPC|space/);
});

test('a log that is a folder is told once, and no line throws', () => {
  const told: string[] = [];
  const log = openLogFile(folder, 'info', (cause) => told.push(cause));
  log.error({ event: 'anything' });
  expect(told).toHaveLength(1);
});
