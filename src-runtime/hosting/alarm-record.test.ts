import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Proof } from '../../src-core/alarm.ts';
import { testPair } from '../../src-feeds/testing/harness.ts';
import type { LogLine } from '../log.ts';
import type { StoredFiring } from '../storage/state-store.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import { temporaryFolders } from '../testing/temp-folder.ts';
import { openAlarmRecord } from './alarm-record.ts';

const folders = temporaryFolders();
const pair = { ...testPair('binance:BTCUSDT', 'BTC', 'USDT'), tickSize: 0.01 };
const halfMinute = 30_000;

const proof: Proof = {
  condition: { kind: 'target', price: 60_000, direction: 'up' },
  direction: 'up',
  level: 60_000,
  reference: { t: 985_000, price: 59_900 },
  proving: { price: 60_012.5, by: 'high' },
  before: { t: 985_000, price: 59_900 },
  after: { t: 1_000_000, price: 59_990 },
  source: 'binance',
  windowSeenFrom: null,
  range: null,
  via: null,
  missed: 0,
  cooldown: null,
};

function firing(id: string, more: Partial<StoredFiring['firing']> = {}, t = 1_000_000): StoredFiring {
  const [alarmId = ''] = id.split('#');
  return {
    firing: {
      id,
      alarmId,
      pairId: pair.id,
      t,
      proof,
      urgency: 'loud',
      note: '',
      rule: '',
      late: false,
      told: 'ring',
      receivedAt: 1_000_500,
      acknowledgedAt: null,
      acknowledgedBy: null,
      deliveries: [],
      ...more,
    },
    pair,
  };
}

function start(file = path.join(folders.make(), 'alarms.jsonl')) {
  const clock = createFakeClock();
  const log: LogLine[] = [];
  const keep = (line: LogLine) => void log.push(line);
  const told: string[] = [];
  const record = openAlarmRecord({
    file,
    clock,
    log: { debug: keep, info: keep, warn: keep, error: keep },
    complain: (cause) => told.push(cause),
  });
  const lines = (name = file) =>
    readFileSync(name, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { file, record, clock, log, told, lines, ids: () => lines().map(({ id }) => id) };
}

describe('the record of alarms', () => {
  test('has one line for each firing, with everything that explains it', () => {
    const { record, lines } = start();
    const range = { low: 59_880, high: 60_012.5, from: 985_000 };
    record.add([firing('a1#1', { proof: { ...proof, range }, late: true, note: 'sell half' })]);
    expect(lines()).toEqual([
      {
        id: 'a1#1',
        pair: 'binance:BTCUSDT',
        t: 1_000_000,
        rule: 'Rings when BTC/USDT reaches 60,000 from below.',
        direction: 'up',
        oldPrice: 59_900,
        oldPriceAt: 985_000,
        newPrice: 60_012.5,
        newPriceIs: 'high',
        source: 'binance',
        via: null,
        range,
        late: true,
        note: 'sell half',
        receivedAt: 1_000_500,
      },
    ]);
  });

  test('where range and lateness are not known, says so', () => {
    const { record, lines } = start();
    record.add([firing('a1#1')]);
    expect(lines()).toMatchObject([{ range: null, late: false }]);
  });

  test('keeps the order, over calls and over restarts', () => {
    const { record, file, ids } = start();
    record.add([firing('a1#1'), firing('a2#1')]);
    record.add([]);
    record.add([firing('a1#2')]);
    start(file).record.add([firing('a3#1')]);
    expect(ids()).toEqual(['a1#1', 'a2#1', 'a1#2', 'a3#1']);
  });

  test.skipIf(process.platform === 'win32')('is for its owner only', () => {
    const { record, file } = start();
    record.add([firing('a1#1')]);
    expect((statSync(file).mode & 0o777).toString(8)).toBe('600');
  });

  test('goes on in further files, and a tick with very many firings is spread over them', () => {
    const { record, file, lines } = start();
    const many = Array.from({ length: 20_000 }, (_, n) => firing(`a${n}#1`));
    record.add(many);
    const folder = path.dirname(file);
    const names = readdirSync(folder).toSorted();
    expect(names).toEqual(['alarms.1.jsonl', 'alarms.jsonl']);
    for (const name of names) expect(statSync(path.join(folder, name)).size).toBeLessThanOrEqual(5_000_000);
    const ids = [...lines(path.join(folder, 'alarms.1.jsonl')), ...lines()].map(({ id }) => id);
    expect(ids).toEqual(many.map((one) => one.firing.id));
  });
});

describe('after a crash', () => {
  test('what rings again is recorded once; what the crash kept out is added', () => {
    const before = start();
    before.record.add([firing('a1#1'), firing('a2#1')]);
    const again = start(before.file);
    again.record.catchUp([firing('a2#1'), firing('a3#1'), firing('a1#1')]);
    expect(again.ids()).toEqual(['a1#1', 'a2#1', 'a3#1']);
    start(before.file).record.catchUp([firing('a3#1')]);
    expect(again.ids()).toHaveLength(3);
  });

  test('a line that was torn counts as missing', () => {
    const before = start();
    before.record.add([firing('a1#1'), firing('a2#1')]);
    const whole = readFileSync(before.file, 'utf8');
    writeFileSync(before.file, whole.slice(0, -40));
    const { record, file } = start(before.file);
    record.catchUp([firing('a1#1'), firing('a2#1')]);
    const after = readFileSync(file, 'utf8').split('\n');
    expect(after.map((line) => line.slice(0, 12))).toEqual([
      '{"id":"a1#1"',
      '{"id":"a2#1"',
      '{"id":"a2#1"',
      '',
    ]);
    expect(JSON.parse(after[2] ?? '')).toMatchObject({ id: 'a2#1' });
  });

  test('an old one that still rings is found in the older files', () => {
    const { record, file, ids } = start();
    record.add([firing('old#1')]);
    record.add(Array.from({ length: 40_000 }, (_, n) => firing(`a${n}#1`)));
    expect(existsSync(path.join(path.dirname(file), 'alarms.2.jsonl'))).toBe(true);
    const lines = ids().length;
    start(file).record.catchUp([firing('old#1')]);
    expect(ids()).toHaveLength(lines);
  });

  test('an id that comes again at another time is another firing', () => {
    const { record, file, ids } = start();
    record.add([firing('a1#1')]);
    start(file).record.catchUp([firing('a1#1', {}, 2_000_000)]);
    expect(ids()).toEqual(['a1#1', 'a1#1']);
  });

  test('where there is no record yet, everything that rings is its beginning', () => {
    const { record, ids } = start();
    record.catchUp([firing('a1#1')]);
    expect(ids()).toEqual(['a1#1']);
  });

  test('nothing rings: nothing is read or made', () => {
    const { record, file } = start();
    record.catchUp([]);
    expect(existsSync(file)).toBe(false);
  });
});

describe('a disk that refuses', () => {
  const refusing = () => {
    const made = start();
    const folder = path.dirname(made.file);
    rmSync(folder, { recursive: true });
    return { ...made, mend: () => mkdirSync(folder) };
  };

  test('is told once, and the lines come when it takes them again, without another firing', async () => {
    const { record, clock, log, told, ids, mend } = refusing();
    record.add([firing('a1#1')]);
    record.add([firing('a2#1'), firing('a3#1')]);
    await clock.advance(10 * halfMinute);
    expect(log).toMatchObject([{ event: 'record.failed', cause: expect.stringContaining('ENOENT') }]);
    expect(told).toHaveLength(1);
    mend();
    await clock.advance(halfMinute);
    expect(ids()).toEqual(['a1#1', 'a2#1', 'a3#1']);
    expect(log.slice(1)).toEqual([{ event: 'record.recovered', lines: 3, dropped: 0 }]);
    expect(clock.waiting()).toBe(0);
    record.add([firing('a4#1')]);
    expect(ids()).toHaveLength(4);
  });

  test('for very long keeps the newest, and says how many it could not', async () => {
    const { record, clock, log, ids, mend } = refusing();
    for (let n = 0; n < 12; n += 1) {
      record.add(Array.from({ length: 1_000 }, (_, each) => firing(`a${n * 1_000 + each}#1`)));
    }
    mend();
    await clock.advance(halfMinute);
    expect(ids()).toHaveLength(10_000);
    expect(ids().at(0)).toBe('a2000#1');
    expect(log.at(-1)).toEqual({ event: 'record.recovered', lines: 10_000, dropped: 2_000 });
  });

  test('until the end: what waits is tried once more, and no timer stays', () => {
    const { record, clock, ids, mend } = refusing();
    record.add([firing('a1#1')]);
    expect(clock.waiting()).toBe(1);
    mend();
    record.close();
    expect(ids()).toEqual(['a1#1']);
    expect(clock.waiting()).toBe(0);
  });
});

test('a disk that still refuses at the end keeps nothing waiting', () => {
  const { record, file, clock } = start();
  rmSync(path.dirname(file), { recursive: true });
  record.add([firing('a1#1')]);
  record.close();
  expect(clock.waiting()).toBe(0);
});
