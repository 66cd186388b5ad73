import { describe, expect, test } from 'vitest';
import { samplesOfRunning, usualMinute } from './closely.ts';
import { settle } from './testing/fake-clock.ts';
import { temporaryFolders } from './testing/temp-folder.ts';
import { btc, second, startTestRuntime, target } from './testing/test-runtime.ts';

const folders = temporaryFolders();
const minute = 60 * second;

/** Bitcoin at 100, its minutes with wicks that its quotes do not show. */
async function watching() {
  const made = startTestRuntime({ folder: folders.make() });
  folders.closeAfter(() => made.runtime.stop());
  await made.watch();
  const wick = (low: number, high: number) => {
    const openTime = Math.floor(made.clock.now() / minute) * minute;
    const running = { openTime, intervalMs: minute, open: 100, low, high, close: 100 };
    made.feed.serveRunning(() => ({ running, closed: null }));
  };
  const closely = async () => (await made.state()).pairs[0]?.closely;
  return { ...made, wick, closely };
}

describe('a pair whose level is near', () => {
  test('is watched closely, so that a wick of seconds between two polls rings', async () => {
    const made = await watching();
    await made.alarm(target(100.2));
    await made.tickAt(100);
    expect(await made.closely()).toBe(true);
    made.wick(99.9, 100.25);
    await made.tickAt(100);
    await settle();
    expect(await made.ringing()).toEqual(['a1#1']);
    const [ring] = (await made.state()).ringing;
    expect(ring).toMatchObject({ firing: { proof: { proving: { price: 100.25, by: 'high' } } } });
  });

  test('is not watched so where its level is far, has rung, or is paused', async () => {
    const made = await watching();
    await made.alarm(target(105));
    await made.tickAt(100);
    expect(await made.closely()).toBe(false);
    const near = await made.alarm(target(100.1));
    await made.tickAt(100);
    expect(await made.closely()).toBe(true);
    await made.ok('alarm.pause', { ids: [near] });
    await made.tickAt(100);
    expect(await made.closely()).toBe(false);
    await made.ok('alarm.resume', { ids: [near] });
    await made.tickAt(100.1);
    await made.tickAt(100);
    expect([await made.ringing(), await made.closely()]).toEqual([['a2#1'], false]);
  });

  test('that is removed while its range is asked for is forgotten', async () => {
    const made = await watching();
    await made.alarm(target(100.1));
    made.wick(99, 101);
    made.feed.price(btc, 100);
    await made.clock.advance(15 * second);
    await made.ok('pair.remove', { id: btc });
    await made.clock.advance(minute);
    expect(made.events('error')).toEqual([]);
  });
});

describe('how far a usual minute goes', () => {
  const at = (index: number, price: number) => ({ t: index * 15 * second, price, kind: 'quote' }) as const;

  test('is the average range of the minutes, the way from one to the next included', () => {
    const samples = Array.from({ length: 200 }, (_, index) => at(index + 1, index % 2 === 0 ? 100 : 101));
    expect(usualMinute(samples)).toBeCloseTo(0.99, 1);
  });

  test('is not known from a few minutes', () => {
    expect(usualMinute(Array.from({ length: 20 }, (_, index) => at(index + 1, 100)))).toBeNull();
    expect(usualMinute([])).toBeNull();
  });
});

describe('a running candle', () => {
  const candle = (openTime: number, low: number, high: number) => ({
    openTime,
    intervalMs: minute,
    open: 100,
    low,
    high,
    close: 100.5,
  });

  test('is one sample of the time of the answer, with the range since it opened', () => {
    expect(samplesOfRunning({ running: candle(minute, 99, 101), closed: null }, 90_000, null)).toEqual([
      { t: 90_000, price: 100.5, range: { low: 99, high: 101, from: minute }, kind: 'quote' },
    ]);
  });

  test('has the minute before with it, of which the end was not seen, as what has closed', () => {
    const both = { running: candle(minute, 99, 101), closed: candle(0, 98, 100) };
    const range = { low: 98, high: 100, from: 0 };
    expect(samplesOfRunning(both, 90_000, { t: 75_000, price: 99.5 })).toMatchObject([
      { t: 75_000, price: 99.5, range, kind: 'candle' },
      { t: 90_000, range: { low: 99, high: 101, from: minute }, kind: 'quote' },
    ]);
    expect(samplesOfRunning(both, 90_000, { t: 45_000, price: 99.5 })).toMatchObject([
      { t: minute, price: 100.5, range, kind: 'candle' },
      { t: 90_000 },
    ]);
    expect(samplesOfRunning(both, 90_000, null)).toHaveLength(1);
  });

  test('leaves out one that closed long ago, and nothing is made of a minute without trades', () => {
    const old = { running: candle(5 * minute, 99, 101), closed: candle(0, 1, 1_000) };
    const last = { t: 5 * minute, price: 100 };
    expect(samplesOfRunning(old, 5 * minute + 1, last)).toMatchObject([
      { range: { low: 99, high: 101, from: 5 * minute } },
    ]);
    expect(samplesOfRunning({ running: null, closed: candle(0, 1, 2) }, minute, last)).toEqual([]);
  });
});
