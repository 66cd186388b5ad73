import { describe, expect, test } from 'vitest';
import type { CommandIn } from '../../src-shared/contract/contract.ts';
import { failed } from '../../src-feeds/result.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import { feedError } from '../testing/fake-feed.ts';
import { type PastMinute, servePast } from '../testing/past.ts';
import { temporaryFolders } from '../testing/temp-folder.ts';
import { btc, second, startTestRuntime, type TestRuntime, target, tick } from '../testing/test-runtime.ts';

const folders = temporaryFolders();
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** A pair at 100, with minutes of the time before counted from a day ago. */
async function withPast(minutes: Readonly<Record<number, PastMinute>> = {}) {
  const made = startTestRuntime({ folder: folders.make() });
  folders.closeAfter(() => made.runtime.stop());
  const from = made.clock.now() - day;
  servePast(made.feed, (openTime) => minutes[Math.round((openTime - from) / minute)] ?? { close: 100 });
  await made.watch();
  return { ...made, from };
}

const askAbout = (made: TestRuntime, from: number, more: Partial<CommandIn<'alarm.whyNot'>> = {}) =>
  made.ok('alarm.whyNot', { id: 'a1', from, to: from + day, ...more });

/** Prices of every tick, also as the source tells them later as candles. */
async function liveMinutes(made: TestRuntime, prices: readonly number[]): Promise<number> {
  const start = Math.ceil(made.clock.now() / minute) * minute;
  await made.clock.advance(start - made.clock.now());
  servePast(made.feed, (openTime) => ({ close: prices[(openTime - start) / minute] ?? 100 }));
  for (const price of prices) {
    made.feed.price(btc, price);
    await made.clock.advance(minute);
  }
  return start;
}

describe('why an alarm did not ring on a day', () => {
  test('on which nothing came near: how near the price came, and when', async () => {
    const made = await withPast({ 300: { close: 100, high: 108 } });
    await made.alarm(target(110));
    const answer = await askAbout(made, made.from);
    expect(answer).toMatchObject({ count: 0, moments: [], rang: [], complete: true, intervalMs: minute });
    expect(answer.nearest).toEqual({
      percent: expect.closeTo((2 / 108) * 100, 9),
      price: 108,
      t: made.from + 301 * minute,
    });
  });

  test('before it was added: it was not set yet', async () => {
    const made = await withPast({ 300: { close: 111 } });
    await made.alarm(target(110));
    const { moments, nearest } = await askAbout(made, made.from);
    expect(moments).toEqual([
      {
        t: made.from + 301 * minute,
        direction: 'up',
        level: 110,
        price: 111,
        why: 'not set yet',
        at: expect.any(Number),
      },
    ]);
    expect(nearest).toBeNull();
  });

  test('while it was paused: since when', async () => {
    const made = await withPast();
    await made.alarm(target(110));
    await made.ok('alarm.pause', { ids: ['a1'] });
    const pausedAt = made.clock.now();
    const start = await liveMinutes(made, [100, 111, 100]);
    await made.ok('alarm.resume', { ids: ['a1'] });
    const { moments, pausedSince } = await askAbout(made, start);
    expect(moments).toMatchObject([{ price: 111, why: 'paused', at: pausedAt }]);
    expect(pausedSince).toBeNull();
    await made.ok('alarm.pause', { ids: ['a1'] });
    await made.clock.advance(minute);
    expect((await askAbout(made, start)).pausedSince).toBe(made.clock.now() - minute);
  });

  test('it did ring; after that it rested until it was re-armed', async () => {
    const made = await withPast();
    await made.alarm(target(110));
    const start = await liveMinutes(made, [100, 111, 100, 112, 100]);
    const { moments, rang } = await askAbout(made, start);
    expect(rang.map(({ id }) => id)).toEqual(['a1#1']);
    expect(moments.map(({ why }) => why)).toEqual(['rang', 'rested']);
    expect(moments[1]?.at).toBe(rang[0]?.t);
  });

  test('while it cooled: until when', async () => {
    const made = await withPast();
    await made.ok('alarm.add', { pairId: btc, condition: target(110), mode: 'repeat', cooldownMs: hour });
    await made.ok('alarm.edit', { id: 'a1', wayBack: 0.01 });
    const start = await liveMinutes(made, [100, 111, 100]);
    const [first] = (await askAbout(made, start)).rang;
    const later = await liveMinutes(made, [100, 111, 100]);
    // The replay begins with the stretch, and knows nothing of the ring before it.
    expect((await askAbout(made, later)).moments).toMatchObject([
      { why: 'cooling', at: (first?.t ?? 0) + hour },
    ]);
  });

  test('a snoozed ring was joined: it was silent until the snooze ended', async () => {
    const made = await withPast();
    await made.ok('alarm.add', {
      pairId: btc,
      condition: target(110),
      mode: 'repeat',
      cooldownMs: 10 * second,
      wayBack: 0.01,
    });
    await liveMinutes(made, [100, 111]);
    await made.ok('ring.snooze', { ids: ['a1#1'], for: { minutes: 60 } });
    const until = made.clock.now() + hour;
    const later = await liveMinutes(made, [100, 112, 100]);
    const { moments } = await askAbout(made, later);
    expect(moments).toMatchObject([{ price: 112, why: 'snoozed', at: until }]);
  });

  test('while the watch was paused altogether', async () => {
    const made = await withPast();
    await made.alarm(target(110));
    await made.ok('monitoring.pause', {});
    const start = await liveMinutes(made, [100, 111, 100]);
    made.feed.price(btc, 100);
    await made.ok('monitoring.resume', {});
    await made.clock.advance(tick);
    const { moments } = await askAbout(made, start);
    expect(moments).toMatchObject([{ price: 111, why: 'monitoring paused' }]);
  });

  test('after it had expired, and with another rule than now', async () => {
    const made = await withPast();
    const expiresAt = made.clock.now() + minute;
    await made.ok('alarm.add', { pairId: btc, condition: target(110), expiresAt });
    const start = await liveMinutes(made, [100, 100, 111, 100]);
    expect((await askAbout(made, start)).moments).toMatchObject([{ why: 'expired', at: expiresAt }]);
    await made.ok('alarm.edit', { id: 'a1', condition: target(111), expiresAt: null });
    expect((await askAbout(made, start)).moments).toMatchObject([{ why: 'another rule' }]);
  });

  test('in a hole that nobody could see', async () => {
    const made = await withPast();
    await made.alarm(target(110));
    await made.clock.advance(minute);
    const from = made.clock.now();
    made.feed.serveCandles(async () => failed(feedError('server'), null));
    made.clock.sleep(2 * hour);
    await made.clock.advance(tick);
    const crossing = Math.ceil(from / minute) * minute + hour;
    servePast(made.feed, (openTime) => ({ close: openTime === crossing ? 111 : 100 }));
    const { moments, notSeen } = await askAbout(made, from - minute);
    expect(moments).toMatchObject([{ price: 111, why: 'not seen' }]);
    expect(notSeen).toHaveLength(1);
  });

  test('where the candles have a wick that the prices of this app never had', async () => {
    const made = await withPast();
    await made.alarm(target(110));
    const start = await liveMinutes(
      made,
      Array.from({ length: 40 }, () => 100),
    );
    servePast(made.feed, (openTime) => ({ close: 100, high: openTime === start + 5 * minute ? 111 : 100 }));
    const { moments } = await askAbout(made, start, { to: start + 35 * minute });
    expect(moments).toMatchObject([{ price: 111, why: 'not in prices', at: null }]);
  });

  test('what is measured from its arming is measured from the arming, not from that day', async () => {
    const made = await withPast();
    await made.ok('alarm.add', {
      pairId: btc,
      condition: { kind: 'extreme', extreme: 'max', percent: 10, since: { kind: 'alarm armed' } },
    });
    // The highest is of the first day; the fall is of the second.
    const start = await liveMinutes(made, [100, 105, 105, 94, 94]);
    const answer = await askAbout(made, start + 2 * minute, { to: start + 5 * minute });
    expect(answer.moments).toMatchObject([{ why: 'rang', direction: 'down' }]);
  });

  test('is whole where a month was asked for before that the source has only a part of', async () => {
    const made = await withPast();
    const young = made.from - 2 * day;
    servePast(made.feed, (openTime) => (openTime < young ? null : { close: 100 }));
    await made.alarm(target(110));
    const month = await made.ok('alarm.replay', { pairId: btc, condition: target(110), days: 30 });
    expect(month.complete).toBe(false);
    made.feed.candlesAsked.length = 0;
    expect((await askAbout(made, made.from)).complete).toBe(true);
    expect(made.feed.candlesAsked).toEqual([]);
    expect((await askAbout(made, young - 3 * day)).complete).toBe(false);
  });

  test('is told after a restart too, with what was done before it', async () => {
    const made = await withPast();
    await made.alarm(target(110));
    await made.ok('alarm.pause', { ids: ['a1'] });
    const start = await liveMinutes(made, [100, 111, 100]);
    const before = await askAbout(made, start);
    made.crash();
    const clock = createFakeClock(made.clock.now());
    const again = startTestRuntime({ folder: made.folder, clock, feed: made.feed, firstId: 10 });
    folders.closeAfter(() => again.runtime.stop());
    expect(before.moments).toMatchObject([{ why: 'paused' }]);
    expect((await askAbout(again, start)).moments).toEqual(before.moments);
  });

  test('of an alarm that is not there, and of a stretch that is no day, is refused', async () => {
    const made = await withPast();
    await made.alarm(target(110));
    expect(await made.refused('alarm.whyNot', { id: 'ghost', from: 0, to: day })).toMatchObject({
      code: 'unknown-alarm',
    });
    for (const to of [0, 3 * day]) {
      expect(await made.refused('alarm.whyNot', { id: 'a1', from: 0, to })).toMatchObject({
        code: 'bad-input',
      });
    }
  });

  test('touches no alarm and rings for nobody', async () => {
    const made = await withPast({ 300: { close: 111 } });
    await made.alarm(target(110));
    const updates = made.listen();
    await askAbout(made, made.from);
    expect([await made.ringing(), updates]).toEqual([[], []]);
  });
});
