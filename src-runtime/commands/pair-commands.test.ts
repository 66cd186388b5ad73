import { describe, expect, test } from 'vitest';
import { settle } from '../testing/fake-clock.ts';
import { createFakeFeed, feedsWith, symbolOf } from '../testing/fake-feed.ts';
import { temporaryFolders } from '../testing/temp-folder.ts';
import {
  btc,
  eth,
  second,
  sinceStart,
  startTestRuntime,
  type TestRuntimeSettings,
  target,
  tick,
} from '../testing/test-runtime.ts';

const folders = temporaryFolders();
const vanishedAfter = 120 * second;

function start(more: Partial<TestRuntimeSettings> = {}) {
  const made = startTestRuntime({ folder: folders.make(), ...more });
  folders.closeAfter(() => made.runtime.stop());
  return made;
}

describe('adding a pair', () => {
  test.each(['btcusdt', 'BTC/USDT', 'btc-usdt', ' btc usdt ', 'BTC_USDT'])('finds it by %j', async (text) => {
    const { ok, feed, clock } = start();
    feed.price(btc, 100);
    const { pair } = await ok('pair.add', { text });
    expect(pair).toMatchObject({ id: btc, base: 'BTC', quote: 'USDT', price: null, addedAt: clock.now() });
  });

  test('asks for its price at once, in one request with the others', async () => {
    const { watch, feed, state } = start();
    await watch(btc, 100);
    await watch(eth, 5);
    expect(feed.asked).toEqual([[btc], [btc, eth]]);
    expect((await state()).pairs).toMatchObject([{ price: 100 }, { price: 5 }]);
  });

  test('asks for the past once, when the source has answered', async () => {
    const { watch, feed, clock } = start();
    feed.failWith('offline');
    feed.failWith(null);
    await watch();
    await clock.advance(5 * tick);
    expect(feed.candlesAsked).toHaveLength(1);
  });

  test('one that is watched already is refused, and nothing changes', async () => {
    const { watch, refused, state } = start();
    await watch();
    expect(await refused('pair.add', { text: 'btcusdt' })).toMatchObject({
      code: 'already-watching',
      message: 'BTC/USDT is on the watch list already.',
    });
    expect((await state()).pairs).toHaveLength(1);
  });

  test('added by two at once it is there once', async () => {
    const { call, feed, state } = start();
    feed.price(btc, 100);
    const replies = await Promise.all([call('pair.add', { text: 'btcusdt' }), call('pair.add', { id: btc })]);
    expect(replies.map((reply) => (reply.ok ? 'ok' : reply.code)).sort()).toEqual(['already-watching', 'ok']);
    expect((await state()).pairs).toHaveLength(1);
  });

  test('one that the source does not know is refused with the closest', async () => {
    const { refused, state } = start();
    const refusal = await refused('pair.add', { text: 'btcusd' });
    expect(refusal.code).toBe('unknown-symbol');
    expect(refusal.message).toBe('Binance does not trade btcusd. Did you mean BTC/USDT?');
    expect(refusal.candidates?.[0]).toMatchObject({ id: btc, label: 'BTC/USDT', source: 'binance' });
    expect((await state()).pairs).toEqual([]);
  });

  test('a coin without a quote is answered with the usual pair, never added by itself', async () => {
    const { refused } = start();
    const refusal = await refused('pair.add', { text: 'btc' });
    expect(refusal.candidates?.map(({ id }) => id)).toContain(btc);
  });

  test('one that stopped trading is refused with that cause', async () => {
    const feed = createFakeFeed({ symbols: [symbolOf('LUNA', 'USDT', { trading: false })] });
    const { refused } = start({ feed });
    expect(await refused('pair.add', { text: 'lunausdt' })).toMatchObject({
      code: 'not-trading',
      message: expect.stringContaining('Binance has stopped trading LUNA/USDT'),
    });
  });

  test('while the source cannot be asked it is refused with the cause, until a stored list can be used', async () => {
    const { refused, feed, ok, state } = start();
    feed.failWith('offline');
    expect(await refused('pair.add', { text: 'btcusdt' })).toMatchObject({
      code: 'source-unavailable',
      message: expect.stringContaining('no connection'),
    });
    feed.failWith(null);
    await ok('pair.add', { text: 'ethusdt' });
    feed.failWith('offline');
    await ok('pair.add', { text: 'btcusdt' });
    expect((await state()).pairs).toHaveLength(2);
  });

  test('the stored symbol list serves after a restart too', async () => {
    const made = start();
    await made.watch(eth, 5);
    made.crash();
    const feed = createFakeFeed();
    feed.failWith('offline');
    const again = start({ folder: made.folder, feed, clock: made.clock });
    await again.ok('pair.add', { text: 'btcusdt' });
    expect(feed.symbolsAsked()).toBe(0);
  });

  test('where Binance does not list a coin, CoinGecko is asked; where Binance cannot be asked, it says so', async () => {
    const coingecko = createFakeFeed({
      id: 'coingecko',
      name: 'CoinGecko',
      symbols: [symbolOf('RARE', 'USDT')],
    });
    const feed = createFakeFeed();
    const { ok, refused } = start({ feed, feeds: feedsWith(feed, coingecko), source: 'auto' });
    expect((await ok('pair.add', { text: 'rareusdt' })).pair.source).toBe('coingecko');
    expect((await ok('pair.add', { text: 'btcusdt' })).pair.source).toBe('binance');
    const blocked = createFakeFeed();
    blocked.failWith('offline');
    const other = start({ feed: blocked, feeds: feedsWith(blocked, coingecko), source: 'auto' });
    expect(await other.refused('pair.add', { text: 'rareusdt' })).toMatchObject({
      code: 'source-unavailable',
    });
    expect((await refused('pair.add', { text: 'nosuchusdt' })).code).toBe('unknown-symbol');
  });

  test('a disk that refuses says so, and the pair is not there', async () => {
    const { disk, refused, state, feed, clock } = start();
    feed.price(btc, 100);
    disk.rulesFail = true;
    expect(await refused('pair.add', { id: btc })).toMatchObject({
      code: 'storage-failed',
      message: expect.stringContaining('the disk is full'),
    });
    await clock.advance(tick);
    expect((await state()).pairs).toEqual([]);
    expect(feed.asked).toEqual([]);
  });
});

describe('removing a pair', () => {
  test('takes its alarms and its rings with it, in the file too', async () => {
    const { watch, alarm, tickAt, ok, state, storage, call } = start();
    await watch();
    const id = await alarm(target(110));
    await tickAt(111);
    await ok('pair.remove', { id: btc });
    expect(await state()).toMatchObject({ pairs: [], alarms: [], ringing: [] });
    expect(storage.rules.current()).toMatchObject({ pairs: [], alarms: [] });
    expect(storage.state.firingsOf(btc, 0)).toMatchObject([{ id: `${id}#1`, acknowledgedBy: 'tester' }]);
    expect(await call('alarm.rearm', { id })).toMatchObject({ ok: false, code: 'unknown-alarm' });
  });

  test('while its request is under way: the answer is not taken, the others are', async () => {
    const { watch, alarm, ok, state, feed, clock, ringing, log } = start();
    await watch(btc, 100);
    await watch(eth, 5);
    await alarm(target(110));
    await alarm(target(6), eth);
    feed.price(btc, 200);
    feed.price(eth, 7);
    const request = feed.hold();
    await clock.advance(tick);
    await ok('pair.remove', { id: btc });
    request.release();
    await settle();
    expect(await ringing()).toEqual(['a2#1']);
    expect((await state()).pairs.map(({ id, price }) => [id, price])).toEqual([[eth, 7]]);
    expect(log.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('stops asking for it, and for anything where it was the last', async () => {
    const { watch, ok, feed, clock } = start();
    await watch(btc, 100);
    await watch(eth, 5);
    await ok('pair.remove', { id: btc });
    await clock.advance(tick);
    expect(feed.asked.at(-1)).toEqual([eth]);
    await ok('pair.remove', { id: eth });
    const before = feed.asked.length;
    await clock.advance(5 * tick);
    expect(feed.asked).toHaveLength(before);
  });

  test('removed by two at once, the second is told that it is gone', async () => {
    const { watch, call } = start();
    await watch();
    const replies = await Promise.all([call('pair.remove', { id: btc }), call('pair.remove', { id: btc })]);
    expect(replies).toMatchObject([{ ok: true }, { ok: false, code: 'unknown-pair' }]);
  });

  test('a disk that refuses keeps the pair, its alarms and its rings', async () => {
    const { watch, alarm, tickAt, disk, refused, state } = start();
    await watch();
    await alarm(target(110));
    await tickAt(111);
    disk.rulesFail = true;
    expect((await refused('pair.remove', { id: btc })).code).toBe('storage-failed');
    expect(await state()).toMatchObject({
      pairs: [{ id: btc }],
      alarms: [{ id: 'a1' }],
      ringing: [{ id: 'a1#1' }],
    });
  });

  test('an alarm added to it in the same moment is refused with the true reason', async () => {
    const { watch, call, state } = start();
    await watch();
    const replies = await Promise.all([
      call('pair.remove', { id: btc }),
      call('alarm.add', { pairId: btc, condition: target(110) }),
    ]);
    expect(replies).toMatchObject([{ ok: true }, { ok: false, code: 'unknown-pair' }]);
    expect((await state()).alarms).toEqual([]);
  });

  test('undone, everything is as it was: price, alarms, base, highest and lowest', async () => {
    const { watch, alarm, tickAt, ok, state, clock } = start();
    await watch();
    await tickAt(120);
    await tickAt(100);
    await alarm(sinceStart(5));
    await alarm(target(110));
    const before = await state();
    await ok('pair.remove', { id: btc });
    await ok('pair.restore', { id: btc });
    const after = await state();
    expect(after.pairs).toMatchObject([{ id: btc, price: 100, addedAt: before.pairs[0]?.addedAt }]);
    expect(after.alarms).toEqual(before.alarms);
    const condition = {
      kind: 'extreme',
      extreme: 'max',
      percent: 50,
      since: { kind: 'pair added' },
    } as const;
    expect((await ok('alarm.preview', { pairId: btc, condition })).alarm.downLevel).toBe(60);
    await clock.advance(tick);
    await tickAt(111);
    expect((await state()).ringing.map(({ id }) => id)).toEqual(['a1#1', 'a2#1']);
  });

  test('undone after a crossing that nobody watched, it is judged with the next price', async () => {
    const { watch, alarm, ok, ringing, feed, clock } = start();
    await watch();
    await alarm(target(110));
    await ok('pair.remove', { id: btc });
    feed.price(btc, 115);
    await clock.advance(4 * tick);
    await ok('pair.restore', { id: btc });
    await clock.advance(tick);
    expect(await ringing()).toEqual(['a1#1']);
  });

  test('undone twice, by two, it comes back once', async () => {
    const { watch, alarm, ok, call, state } = start();
    await watch();
    await alarm(target(110));
    await ok('pair.remove', { id: btc });
    const replies = await Promise.all([call('pair.restore', { id: btc }), call('pair.restore', { id: btc })]);
    expect(replies).toMatchObject([{ ok: true }, { ok: false, code: 'nothing-to-restore' }]);
    const { pairs, alarms } = await state();
    expect([pairs.length, alarms.length]).toEqual([1, 1]);
  });

  test('an undo that the disk refused can be tried again', async () => {
    const { watch, alarm, ok, refused, state, disk } = start();
    await watch();
    await alarm(target(110));
    await ok('pair.remove', { id: btc });
    disk.rulesFail = true;
    expect((await refused('pair.restore', { id: btc })).code).toBe('storage-failed');
    expect((await state()).pairs).toEqual([]);
    disk.rulesFail = false;
    await ok('pair.restore', { id: btc });
    expect((await state()).alarms).toHaveLength(1);
  });

  test('undone and crashed, it is still there with what its alarms remember', async () => {
    const made = start();
    await made.watch();
    await made.alarm(sinceStart(5));
    await made.ok('pair.remove', { id: btc });
    await made.ok('pair.restore', { id: btc });
    made.crash();
    const again = start({ folder: made.folder, clock: made.clock });
    expect((await again.state()).alarms).toMatchObject([{ id: 'a1', upLevel: 105 }]);
  });

  test('added anew, it starts anew: highest and lowest of its former life do not come back with a restart', async () => {
    const made = start();
    await made.watch();
    await made.tickAt(500);
    await made.tickAt(100);
    await made.ok('pair.remove', { id: btc });
    made.feed.failWith('offline');
    await made.ok('pair.add', { id: btc });
    made.crash();
    const feed = createFakeFeed();
    feed.price(btc, 100);
    const again = start({ folder: made.folder, clock: made.clock, feed });
    await settle();
    const condition = {
      kind: 'extreme',
      extreme: 'max',
      percent: 10,
      since: { kind: 'pair added' },
    } as const;
    expect((await again.ok('alarm.preview', { pairId: btc, condition })).alarm.downLevel).toBeCloseTo(90);
  });
});

describe('a pair that its source no longer tells', () => {
  test('is told once, after two minutes, and no more once it is back', async () => {
    const { watch, feed, clock, state, events } = start();
    await watch();
    feed.price(btc, null);
    await clock.advance(vanishedAfter);
    expect((await state()).notices).toEqual([]);
    await clock.advance(2 * tick);
    expect((await state()).notices).toEqual([
      { id: `vanished:${btc}`, code: 'pair-vanished', params: { pair: 'BTC/USDT', source: 'Binance' } },
    ]);
    await clock.advance(20 * tick);
    expect(events('warn').filter((event) => event === 'pair.vanished')).toHaveLength(1);
    feed.price(btc, 100);
    await clock.advance(tick);
    expect((await state()).notices).toEqual([]);
  });

  test('put away by the user, the notice stays away as long as the cause is the same', async () => {
    const { watch, feed, clock, state, ok, events } = start();
    await watch();
    feed.price(btc, null);
    await clock.advance(vanishedAfter + 2 * tick);
    await ok('notice.dismiss', { id: `vanished:${btc}` });
    await clock.advance(10 * tick);
    expect((await state()).notices).toEqual([]);
    expect(events('warn').filter((event) => event === 'pair.vanished')).toHaveLength(1);
    feed.price(btc, 100);
    await clock.advance(tick);
    feed.price(btc, null);
    await clock.advance(vanishedAfter + 2 * tick);
    expect((await state()).notices).toHaveLength(1);
  });

  test('one bad answer is no reason to say so', async () => {
    const { watch, feed, clock, state } = start();
    await watch();
    for (let n = 0; n < 20; n += 1) {
      feed.price(btc, n % 2 === 0 ? null : 100);
      await clock.advance(tick);
    }
    expect((await state()).notices).toEqual([]);
  });

  test('the other pairs of the answer are judged all the same', async () => {
    const { watch, alarm, feed, tickAt, ringing } = start();
    await watch(btc, 100);
    await watch(eth, 5);
    await alarm(target(6), eth);
    feed.price(btc, null);
    await tickAt(7, eth);
    expect(await ringing()).toEqual(['a1#1']);
  });
});
