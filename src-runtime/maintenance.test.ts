import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { settle } from './testing/fake-clock.ts';
import type { Rules } from './storage/rules-schema.ts';
import { temporaryFolders } from './testing/temp-folder.ts';
import { btc, second, startTestRuntime, target } from './testing/test-runtime.ts';

const folders = temporaryFolders();
const minute = 60 * second;
const hour = 60 * minute;
/** Longer than any of these tests: what is asked for besides is asked for because of a gap. */
const pollMs = 300 * second;

async function watching() {
  const made = startTestRuntime({ folder: folders.make(), pollMs });
  folders.closeAfter(() => made.runtime.stop());
  await made.watch();
  await made.alarm(target(110));
  // Pulses come every 5 seconds: some have passed, and the next is 3 seconds away.
  await made.clock.advance(22 * second);
  const asked = made.feed.asked.length;
  return {
    ...made,
    askedSince: () => made.feed.asked.length - asked,
    gaps: () => made.log.filter(({ event, why }) => event === 'monitoring.poll-now' && why === 'clock gap'),
  };
}

describe('a sleep that nobody announced', () => {
  test('is noticed within one pulse after waking: prices are asked for once, and the log says why', async () => {
    const made = await watching();
    made.clock.sleep(10 * minute);
    made.feed.price(btc, 111);
    await made.clock.advance(3 * second - 1);
    expect([made.askedSince(), made.gaps().length]).toEqual([0, 0]);
    await made.clock.advance(1);
    expect([made.askedSince(), made.gaps().length]).toEqual([1, 1]);
    expect(made.gaps()).toMatchObject([{ level: 'info' }]);
    expect(await made.ringing()).toEqual(['a1#1']);
    await made.clock.advance(minute);
    expect([made.askedSince(), made.gaps().length]).toEqual([1, 1]);
  });

  test('is noticed each time', async () => {
    const made = await watching();
    for (let count = 1; count <= 5; count += 1) {
      made.clock.sleep(hour);
      await made.clock.advance(5 * second);
      expect([made.askedSince(), made.gaps().length]).toEqual([count, count]);
    }
    expect(made.feed.mostRunning()).toBe(1);
  });

  test('in the middle of a request replaces the one that hangs', async () => {
    const made = await watching();
    made.feed.hold();
    await made.clock.advance(pollMs - 22 * second);
    expect(made.askedSince()).toBe(1);
    made.clock.sleep(hour);
    made.feed.price(btc, 111);
    await made.clock.advance(5 * second);
    expect(made.askedSince()).toBe(2);
    expect(made.feed.mostRunning()).toBe(1);
    expect(await made.ringing()).toEqual(['a1#1']);
  });

  test('and one that was announced ask for prices, never two requests at once', async () => {
    const made = await watching();
    made.clock.sleep(hour);
    made.runtime.pollNow('resume');
    await made.clock.advance(10 * second);
    expect(made.askedSince()).toBeLessThanOrEqual(2);
    expect(made.feed.mostRunning()).toBe(1);
  });
});

describe('no gap', () => {
  test('is where no one slept', async () => {
    const made = await watching();
    await made.clock.advance(4 * minute);
    expect([made.askedSince(), made.gaps()]).toEqual([0, []]);
  });

  test.each([
    ['a nap of 5 seconds', 5 * second],
    ['a nap of 10 seconds', 10 * second],
  ])('is %s', async (_, ms) => {
    const made = await watching();
    made.clock.sleep(ms);
    await made.clock.advance(minute);
    expect([made.askedSince(), made.gaps()]).toEqual([0, []]);
  });

  test.each([
    ['a second', second],
    ['an hour', hour],
    ['a day', 24 * hour],
  ])('is a clock that is set back by %s, nor the pulses after it', async (_, ms) => {
    const made = await watching();
    made.clock.jump(-ms);
    await made.clock.advance(4 * minute);
    expect([made.askedSince(), made.gaps()]).toEqual([0, []]);
  });
});

test('a gap while monitoring is paused asks for nothing', async () => {
  const made = await watching();
  await made.ok('monitoring.pause', {});
  made.clock.sleep(hour);
  await made.clock.advance(minute);
  expect(made.askedSince()).toBe(0);
});

test('whoever watches is told at each pulse, as things read differently with time', async () => {
  const made = await watching();
  let told = 0;
  const unwatch = made.runtime.watch(() => {
    told += 1;
  });
  await made.clock.advance(15 * second);
  expect(told).toBe(3);
  unwatch();
  await made.clock.advance(minute);
  expect(told).toBe(3);
});

test('no pulse comes after the end', async () => {
  const made = await watching();
  await made.runtime.stop();
  made.clock.sleep(hour);
  await made.clock.advance(hour);
  await settle();
  expect([made.clock.waiting(), made.askedSince(), made.gaps()]).toEqual([0, 0, []]);
});

test('a clock that is set far ahead lets nothing go that is not old', async () => {
  const made = await watching();
  const began = made.clock.now() - made.clock.monotonic();
  made.feed.serverDate(() => began + Math.floor(made.clock.monotonic() / second) * second);
  made.feed.price(btc, 111);
  await made.clock.advance(pollMs);
  await made.ok('ring.dismissAll', {});
  const firings = async () =>
    (await made.ok('firings.list', { limit: 10 })).firings.map(({ firing }) => firing.id);
  expect(await firings()).toEqual(['a1#1']);
  made.clock.jump(400 * 24 * hour);
  await made.clock.advance(5 * second);
  made.clock.jump(-400 * 24 * hour);
  await made.clock.advance(5 * second);
  expect(await firings()).toEqual(['a1#1']);
});

test('whatever breaks in a pulse, the next one comes', async () => {
  const made = await watching();
  const broken = () => {
    throw new Error('disk I/O error');
  };
  Object.assign(made.storage.history, { packIsDue: broken });
  const stop = made.runtime.watch(broken);
  const waiting = made.clock.waiting();
  await made.clock.advance(minute);
  stop();
  expect(made.clock.waiting()).toBe(waiting);
  const bugs = made.log.filter(({ event }) => event === 'host.bug').map(({ place }) => String(place));
  expect(bugs.toSorted()).toEqual(['housekeeping', 'watch']);
  made.clock.sleep(10 * minute);
  await made.clock.advance(5 * second);
  expect(made.gaps()).toHaveLength(1);
});

test('a listener that breaks keeps no other from hearing, and no update is told twice', async () => {
  const made = await watching();
  const heard: number[] = [];
  const watched: number[] = [];
  made.runtime.onUpdate(() => {
    throw new Error('a window is gone');
  });
  made.runtime.onUpdate(({ seq }) => heard.push(seq));
  made.runtime.watch(() => {
    throw new Error('a tray is gone');
  });
  made.runtime.watch(() => watched.push(1));
  await made.ok('ring.test', {});
  await settle();
  await made.ok('ring.dismissAll', {});
  await settle();
  expect(heard).toEqual([...new Set(heard)]);
  expect(heard.length).toBeGreaterThanOrEqual(2);
  expect(watched.length).toBeGreaterThanOrEqual(2);
  expect((await made.state()).ringing).toEqual([]);
});

test('what the host put away cannot be read: it is as if there were nothing', async () => {
  const made = await watching();
  made.runtime.remember('window', { x: 1 });
  expect(made.runtime.remembered('window')).toEqual({ x: 1 });
  const other = new DatabaseSync(path.join(made.folder, 'state.db'));
  other.exec('DROP TABLE host_memory');
  other.close();
  expect(made.runtime.remembered('window')).toBeUndefined();
});

test('what was changed is backed up within the hour, also when nobody changes anything more', async () => {
  const made = await watching();
  const newest = () =>
    (JSON.parse(readFileSync(path.join(made.folder, 'config.backup-1.json'), 'utf8')) as Rules).alarms.length;
  expect(newest()).toBe(0);
  await made.clock.advance(hour - 30 * second);
  expect(newest()).toBe(0);
  await made.clock.advance(30 * second);
  expect(newest()).toBe(1);
});
