import { describe, expect, test } from 'vitest';
import type { Candle } from '../src-core/sample.ts';
import { answered, failed } from '../src-feeds/result.ts';
import { settle } from './testing/fake-clock.ts';
import { feedError } from './testing/fake-feed.ts';
import { servePast } from './testing/past.ts';
import { temporaryFolders } from './testing/temp-folder.ts';
import { btc, second, startTestRuntime, target, tick } from './testing/test-runtime.ts';

const folders = temporaryFolders();
const minute = 60 * second;

/**
 * Bitcoin at 100 with a level near, so that its running minute is asked for, and a far one at 120. Its quotes come some
 * seconds after each whole minute and its quarters.
 */
async function watching(offset = 3 * second) {
  const made = startTestRuntime({ folder: folders.make(), confirmPercent: 'as stored' });
  folders.closeAfter(() => made.runtime.stop());
  await made.clock.advance(offset);
  await made.watch();
  await made.alarm(target(100.2));
  const far = await made.alarm(target(120));
  await made.clock.advance(minute);
  const openTime = Math.floor(made.clock.now() / minute) * minute;
  const candle = (high: number, of = openTime): Candle => ({
    openTime: of,
    intervalMs: minute,
    open: 100,
    low: 100,
    high,
    // A little later than the quote, and so another price.
    close: 100.01,
  });
  servePast(made.feed, () => ({ close: 100 }));
  return { ...made, far, openTime, candle };
}

type Made = Awaited<ReturnType<typeof watching>>;

/** The running minute shows a high far off, for one look. */
async function showWick(made: Made, high = 130): Promise<void> {
  made.feed.serveRunning(() => ({ running: made.candle(high), closed: null }));
  await made.clock.advance(tick);
  await settle();
  made.feed.serveRunning(() => ({ running: null, closed: null }));
}

/** The minute is over, and what its closed candle shows is known. */
async function closeMinute(made: Made, high: number): Promise<void> {
  servePast(made.feed, (openTime) => (openTime === made.openTime ? { close: 100, high } : { close: 100 }));
  await made.clock.advance(minute);
}

const firings = async (made: Made) =>
  (await made.ok('firings.list', { limit: 10 })).firings.map(({ firing }) => firing);

describe.each([
  ['some seconds after each minute', 3 * second],
  ['at each whole minute exactly', 0],
])('a wick far off of a running minute, with prices that come %s', (_, offset) => {
  test('does not count while the minute runs', async () => {
    const made = await watching(offset);
    await showWick(made);
    expect(await firings(made)).toEqual([]);
    expect((await made.state()).pairs[0]?.confirming).toBeNull();
  });

  test('counts once the closed candle proves it, at the end of that minute', async () => {
    const made = await watching(offset);
    await showWick(made);
    await closeMinute(made, 130);
    const fired = await firings(made);
    expect(fired.map(({ alarmId }) => alarmId).sort()).toEqual(['a1', 'a2']);
    expect(fired.find(({ alarmId }) => alarmId === made.far)).toMatchObject({
      t: made.openTime + minute,
      late: false,
      proof: { proving: { price: 130, by: 'high' }, after: { price: 100 } },
    });
  });

  test('never was where the closed candle does not show it', async () => {
    const made = await watching(offset);
    await showWick(made);
    await closeMinute(made, 100);
    await made.clock.advance(5 * minute);
    expect(await firings(made)).toEqual([]);
  });

  test('counts as far as the closed candle shows it', async () => {
    const made = await watching(offset);
    await showWick(made);
    await closeMinute(made, 105);
    expect((await firings(made)).map(({ alarmId }) => alarmId)).toEqual(['a1']);
  });

  test('asks for candles once, after the minute', async () => {
    const made = await watching(offset);
    made.feed.candlesAsked.length = 0;
    await showWick(made);
    expect(made.feed.candlesAsked).toEqual([]);
    await closeMinute(made, 130);
    await made.clock.advance(3 * minute);
    expect(made.feed.candlesAsked).toHaveLength(1);
  });
});

describe('a closed candle that cannot be had', () => {
  test('holds nothing up, and is no hole: every price was seen', async () => {
    const made = await watching();
    await showWick(made);
    made.feed.serveCandles(async () => failed(feedError('server'), null));
    await made.clock.advance(minute);
    made.feed.price(btc, 101);
    await made.clock.advance(tick);
    const { ringing, pairs } = await made.state();
    expect(ringing.map(({ id }) => id)).toEqual(['a1#1']);
    expect(pairs[0]).toMatchObject({ price: 101, notSeen: null });
  });
});

test('a wick that is not so far off counts at once', async () => {
  const made = await watching();
  await showWick(made, 108);
  expect((await firings(made)).map(({ alarmId }) => alarmId)).toEqual(['a1']);
});

test('a wick far off in the minute that has just closed counts at once: it is proved', async () => {
  const made = await watching();
  // The end of a minute, which nobody saw while it ran.
  made.feed.serveRunning(() => ({
    running: made.candle(100, made.openTime),
    closed: made.candle(130, made.openTime - minute),
  }));
  await made.clock.advance(tick);
  await settle();
  expect((await firings(made)).map(({ alarmId }) => alarmId).sort()).toEqual(['a1', 'a2']);
});

test('a wick that was counted with the running minute is not counted again with the closed one', async () => {
  const made = await watching();
  await made.ok('alarm.add', {
    pairId: btc,
    condition: target(105, 'any'),
    mode: 'repeat',
    cooldownMs: second,
    wayBack: 0.001,
  });
  await showWick(made, 108);
  made.feed.serveRunning(() => ({ running: made.candle(108), closed: null }));
  await made.clock.advance(2 * tick);
  made.feed.serveCandles(async () => answered([], null));
  made.feed.serveRunning(() => ({
    running: made.candle(100, made.openTime + minute),
    closed: made.candle(108),
  }));
  await made.clock.advance(minute);
  expect((await firings(made)).filter(({ alarmId }) => alarmId === 'a3')).toHaveLength(1);
});
