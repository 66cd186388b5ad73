import { describe, expect, test } from 'vitest';
import { createBugGuard } from './guard-against-bugs.ts';
import type { LogLine } from './log.ts';
import { temporaryFolders } from './testing/temp-folder.ts';
import { btc, startTestRuntime, target, tick } from './testing/test-runtime.ts';

const folders = temporaryFolders();
const minute = 60_000;

async function watching() {
  const made = startTestRuntime({ folder: folders.make() });
  folders.closeAfter(() => made.runtime.stop());
  await made.watch();
  const count = (event: string) => made.events().filter((one) => one === event).length;
  return { ...made, count };
}

describe('a failure that goes on is one line in the log', () => {
  test('a disk that refuses, also where the notice of it is put away again and again', async () => {
    const { disk, ok, tickAt, count } = await watching();
    disk.stateFails = true;
    for (let n = 0; n < 5; n += 1) {
      await tickAt(101 + n);
      await ok('notice.dismiss', { id: 'not-stored' });
    }
    expect([count('storage.failed'), count('storage.recovered')]).toEqual([1, 0]);
    disk.stateFails = false;
    await tickAt(110);
    expect([count('storage.failed'), count('storage.recovered')]).toEqual([1, 1]);
    disk.stateFails = true;
    await tickAt(111);
    expect(count('storage.failed')).toBe(2);
  });

  test('rules that cannot be written, however often somebody tries, until they can', async () => {
    const { disk, refused, alarm, count } = await watching();
    const add = () => refused('alarm.add', { pairId: btc, condition: target(110) });
    disk.rulesFail = true;
    for (let n = 0; n < 3; n += 1) expect(await add()).toMatchObject({ code: 'storage-failed' });
    await Promise.all([add(), add()]);
    expect(count('rules.not-stored')).toBe(1);
    disk.rulesFail = false;
    await alarm(target(120));
    disk.rulesFail = true;
    await add();
    expect(count('rules.not-stored')).toBe(2);
  });

  test('a command with a bug, however often it is sent', async () => {
    const { storage, refused, count } = await watching();
    Object.assign(storage.history, {
      samplesOf: () => {
        throw new TypeError('a bug');
      },
    });
    for (let n = 0; n < 5; n += 1) {
      expect(await refused('chart.get', { pairId: btc })).toMatchObject({ code: 'internal' });
    }
    expect(count('command.bug')).toBe(1);
  });

  test('a symbol list that cannot be stored, however often it is fetched', async () => {
    const { disk, refused, clock, feed, count } = await watching();
    disk.stateFails = true;
    const before = feed.symbolsAsked();
    for (let n = 0; n < 4; n += 1) {
      await clock.advance(10 * minute);
      await refused('pair.add', { text: `NEWCOIN${n}USDT` });
    }
    expect(feed.symbolsAsked() - before).toBeGreaterThan(2);
    expect(count('storage.failed')).toBe(1);
  });

  test('a listener that breaks in other words each time is told a few times, not for ever', () => {
    const log: LogLine[] = [];
    const guarded = createBugGuard(() => ({ error: (line) => log.push(line) }));
    for (let n = 0; n < 1_000; n += 1) {
      guarded('watch', () => {
        throw new Error(`late by ${n} ms`);
      });
    }
    expect(log.length).toBeLessThan(50);
    guarded('update', () => {
      throw new Error('late by 1 ms');
    });
    expect(log.at(-1)).toMatchObject({ event: 'host.bug', place: 'update' });
  });

  test('a quiet day with an alarm that rests says nothing', async () => {
    const { alarm, tickAt, clock, log } = await watching();
    await alarm(target(110));
    await tickAt(111);
    log.length = 0;
    await clock.advance(200 * tick);
    expect(log).toEqual([]);
  });
});
