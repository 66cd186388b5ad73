import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import type { Log } from '../log.ts';
import { temporaryFolders } from '../testing/temp-folder.ts';
import { type LogFileOptions, openLogFile } from './log-file.ts';

const folders = temporaryFolders();

function start(more: Partial<LogFileOptions> = {}) {
  const file = path.join(folders.make(), 'app.log');
  const told: string[] = [];
  const complain = (cause: string) => void told.push(cause);
  const log = openLogFile({ file, level: 'info', secrets: [], complain, ...more });
  const text = () => readFileSync(file, 'utf8');
  const lines = () =>
    text()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { file, log, told, text, lines };
}

test('each line is JSON with its event, its level and its time', () => {
  const { log, lines } = start();
  const before = Date.now();
  log.info({ event: 'host.started', version: '1.2.3' });
  log.error({ event: 'storage.failed' });
  const [first, second] = lines();
  expect(first).toEqual({ level: 30, time: expect.any(Number), event: 'host.started', version: '1.2.3' });
  expect(second).toMatchObject({ level: 50, event: 'storage.failed' });
  expect(first?.['time']).toBeGreaterThanOrEqual(before);
});

test('a key that is told later stands in no line from then on', () => {
  const { log, text } = start();
  log.conceal?.('CG-told-later');
  log.warn({ event: 'source.failing', detail: 'asked with CG-told-later' });
  expect(text()).toContain('asked with [hidden]');
  expect(text()).not.toContain('CG-told-later');
});

test('what is below its level is not written', () => {
  const { log, lines } = start({ level: 'warn' });
  log.debug({ event: 'sample.refused' });
  log.info({ event: 'pair.added' });
  log.warn({ event: 'pair.vanished' });
  expect(lines().map(({ event }) => event)).toEqual(['pair.vanished']);
});

test('a silent log makes no file', () => {
  const { log, file } = start({ level: 'silent' });
  log.error({ event: 'storage.failed' });
  expect(existsSync(file)).toBe(false);
});

test('5 files of 5 MB, the newest in app.log', () => {
  const { log, file } = start();
  const folder = path.dirname(file);
  const cause = 'x'.repeat(7_900);
  for (let n = 0; n < 4_000; n += 1) log.warn({ event: 'history.failed', n, cause });
  const sizes = Object.fromEntries(
    readdirSync(folder).map((name) => [name, statSync(path.join(folder, name)).size]),
  );
  expect(Object.keys(sizes).toSorted()).toEqual([
    'app.1.log',
    'app.2.log',
    'app.3.log',
    'app.4.log',
    'app.log',
  ]);
  for (const size of Object.values(sizes)) expect(size).toBeLessThanOrEqual(5_000_000);
  for (const name of ['app.1.log', 'app.4.log']) expect(sizes[name]).toBeGreaterThan(4_990_000);
  const last = readFileSync(file, 'utf8').trim().split('\n').at(-1);
  expect(JSON.parse(last ?? '')).toMatchObject({ n: 3_999 });
});

test('the last line before a process dies is there', () => {
  const file = path.join(folders.make(), 'app.log');
  const module = pathToFileURL(path.join(import.meta.dirname, 'log-file.ts')).href;
  const script = `
    const { openLogFile } = await import(${JSON.stringify(module)});
    const log = openLogFile({ file: ${JSON.stringify(file)}, level: 'info', secrets: [], complain: () => {} });
    for (let n = 0; n < 500; n += 1) log.info({ event: 'alarm.fired', n });
    process.kill(process.pid, 'SIGKILL');
  `;
  const { signal, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
  });
  expect([signal, stderr]).toEqual(['SIGKILL', '']);
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  expect(lines).toHaveLength(500);
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ n: 499 });
});

// A device that is always full stands in for a full disk.
test.skipIf(!existsSync('/dev/full'))('a full disk is told once, and no line throws', () => {
  const { log, told } = start({ file: '/dev/full' });
  for (let count = 0; count < 3; count += 1) log.error({ event: 'storage.failed' });
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(/ENOSPC|space/);
});

test('a log that is a folder is told once, and no line throws', () => {
  const { log, told } = start({ file: folders.make() });
  for (let count = 0; count < 3; count += 1) log.error({ event: 'storage.failed' });
  expect(told).toHaveLength(1);
});

test('a log in a folder that is gone falls silent, and goes on in the folder once it is there', () => {
  const { file, log, told, lines } = start();
  log.info({ event: 'host.started' });
  rmSync(path.dirname(file), { recursive: true });
  log.info({ event: 'pair.added' });
  expect(existsSync(path.dirname(file))).toBe(false);
  expect(told).toHaveLength(1);
  // Its own half minute of patience is the matter of the file below; see there.
  mkdirSync(path.dirname(file));
  const again = start({ file });
  again.log.info({ event: 'pair.removed' });
  expect(lines().map(({ event }) => event)).toEqual(['pair.removed']);
});

test('a log that goes on after a while says how many lines are missing, and complains once', () => {
  const written: string[] = [];
  let cause: string | null = null;
  const rotating = { write: (line: string) => cause ?? (written.push(line), null) };
  const { log, told } = start({ rotating });
  const events = () =>
    written
      .map((line) => JSON.parse(line) as { event: string; lost?: number })
      .map(({ event, lost }) => [event, lost]);
  log.info({ event: 'host.started' });
  for (let outage = 1; outage <= 2; outage += 1) {
    cause = 'ENOSPC';
    for (let n = 0; n < 3; n += 1) log.info({ event: 'pair.added' });
    cause = null;
    log.info({ event: 'pair.removed' });
  }
  const outage = [
    ['pair.removed', undefined],
    ['log.resumed', 3],
  ];
  expect(events()).toEqual([['host.started', undefined], ...outage, ...outage]);
  expect(told).toEqual(['ENOSPC']);
});

test.each<[string, unknown]>([
  [
    'a getter that throws',
    {
      get broken() {
        throw new Error('no');
      },
    },
  ],
  [
    'a proxy that throws',
    new Proxy(
      {},
      {
        ownKeys() {
          throw new Error('no');
        },
      },
    ),
  ],
  [
    'a list that throws',
    Object.assign(new Map(), {
      [Symbol.iterator]() {
        throw new Error('no');
      },
    }),
  ],
  [
    'an error whose message throws',
    Object.defineProperty(new Error('x'), 'message', {
      get() {
        throw new Error('no');
      },
    }),
  ],
])('%s costs its line its fields, and nothing else', (_, err) => {
  const { log, lines, told } = start();
  log.error({ event: 'host.bug', err });
  log.info({ event: 'host.stopped' });
  expect(lines().map(({ event }) => event)).toEqual(['host.bug', 'host.stopped']);
  expect(told).toEqual([]);
});

test('a line about a bug tells where in our code, and not where the app or the home folder is', () => {
  const { log, text } = start();
  const error = new Error(`EACCES: open '${homedir()}/secret/config.json'`);
  error.stack = `Error: ${error.message}\n    at save (file:///home/anna/apps/alarm/dist/main/index.js:1:2)\n    at /opt/x y/node_modules/conf/index.js:3:4`;
  log.error({ event: 'storage.failed', err: error });
  expect(text()).toContain('dist/main/index.js:1:2');
  expect(text()).toContain("open '~/secret/config.json'");
  expect(text()).not.toMatch(/anna|\/opt/);
  expect(text()).not.toContain(homedir());
});

test.each([
  ['D:\\work\\anna\\node_modules\\conf\\index.js', 'node_modules\\conf\\index.js'],
  ['see https://example.com/dist/list', 'see https://example.com/dist/list'],
  ['Require stack:\n- /opt/a/dist/main.js', 'Require stack:\n- dist/main.js'],
  [`${homedir()}na/file and ${homedir()}/file`, `${homedir()}na/file and ~/file`],
])('of the text %j the log keeps %j', (text, kept) => {
  const { log, lines } = start();
  log.error({ event: 'host.bug', err: new Error(text) });
  expect(lines()[0]).toMatchObject({ err: { message: kept } });
});

test('a long text costs next to nothing, and is cut', () => {
  const { log, file } = start();
  const before = performance.now();
  const texts = ['/a', ' /', 'api_key=', 'authorization: ', `${homedir()}/`, 'http://a@', '%22'];
  for (const text of texts)
    log.error({ event: 'host.bug', err: new Error(text.repeat(200_000)), text: text.repeat(200_000) });
  // Far more than it needs, far less than the minutes that a careless pattern takes.
  expect(performance.now() - before).toBeLessThan(20_000);
  expect(statSync(file).size).toBeLessThan(texts.length * 40_000);
});

test('what is thrown and no error is logged as it is', () => {
  const { log, text } = start();
  log.error({ event: 'host.bug', err: 'just a text' });
  expect(text()).toContain('"err":"just a text"');
});

test('an error is told once, with its type, code and causes', () => {
  const { log, lines } = start();
  const cause = Object.assign(new RangeError('inner'), { code: 'EINNER' });
  log.error({ event: 'host.bug', err: Object.assign(new TypeError('outer', { cause }), { code: 7 }) });
  expect(lines()).toEqual([
    {
      level: 50,
      time: expect.any(Number),
      event: 'host.bug',
      err: {
        type: 'TypeError',
        message: 'outer',
        stack: expect.stringMatching(/^TypeError: outer\n/),
        code: 7,
        cause: expect.objectContaining({ type: 'RangeError', message: 'inner', code: 'EINNER' }),
      },
    },
  ]);
});

test('it can be handed on as it is, without its object', () => {
  const { log, lines } = start();
  const { warn }: Log = log;
  warn({ event: 'pair.vanished' });
  expect(lines()).toMatchObject([{ event: 'pair.vanished' }]);
});
