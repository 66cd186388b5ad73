import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
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

test('what is below its level is not written', () => {
  const file = path.join(folder, 'quiet.log');
  const log = openLogFile(file, 'warn', () => {});
  log.info({ event: 'pair.added' });
  log.warn({ event: 'pair.vanished' });
  expect(readFileSync(file, 'utf8').match(/"event":"[^"]+"/g)).toEqual(['"event":"pair.vanished"']);
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
  log.error({ event: 'host.started' });
  expect(told).toHaveLength(1);
});

test('a line about a bug tells where in our code, and not where the app or the home folder is', () => {
  const file = path.join(folder, 'bug.log');
  const error = new Error(`EACCES: open '${homedir()}/secret/config.json'`);
  error.stack = `Error: ${error.message}\n    at save (file:///home/anna/apps/alarm/dist/main/index.js:1:2)\n    at /opt/x y/node_modules/conf/index.js:3:4`;
  openLogFile(file, 'info', () => {}).error({ event: 'storage.failed', err: error });
  const line = readFileSync(file, 'utf8');
  expect(line).toContain('dist/main/index.js:1:2');
  expect(line).toContain("open '~/secret/config.json'");
  expect(line).not.toMatch(/anna|\/opt/);
  expect(line).not.toContain(homedir());
});

test.each([
  ['D:\\work\\anna\\node_modules\\conf\\index.js', 'node_modules\\conf\\index.js'],
  ['see https://example.com/dist/list', 'see https://example.com/dist/list'],
  ['Require stack:\n- /opt/a/dist/main.js', 'Require stack:\n- dist/main.js'],
  [`${homedir()}na/file and ${homedir()}/file`, `${homedir()}na/file and ~/file`],
])('of the text %j the log keeps %j', (text, kept) => {
  const file = path.join(folder, `text-${kept.length}.log`);
  openLogFile(file, 'info', () => {}).error({ event: 'host.bug', err: new Error(text) });
  const line = JSON.parse(readFileSync(file, 'utf8')) as { err: { message: string } };
  expect(line.err.message).toBe(kept);
});

test('a long text costs next to nothing', () => {
  const file = path.join(folder, 'long.log');
  const log = openLogFile(file, 'info', () => {});
  const before = performance.now();
  log.error({ event: 'host.bug', err: new Error('/a'.repeat(100_000)) });
  log.error({ event: 'host.bug', err: new Error(' /'.repeat(100_000)) });
  // Far more than it needs, far less than the minute that a careless pattern takes.
  expect(performance.now() - before).toBeLessThan(20_000);
});

test('what is thrown and no error is logged as it is', () => {
  const file = path.join(folder, 'odd.log');
  openLogFile(file, 'info', () => {}).error({ event: 'host.bug', err: 'just a text' });
  expect(readFileSync(file, 'utf8')).toContain('just a text');
});
