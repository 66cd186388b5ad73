import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { failed } from '../src-feeds/result.ts';
import { createFakeClock, settle, testStart } from './testing/fake-clock.ts';
import { createFakeFeed, feedError, feedsWith, symbolOf } from './testing/fake-feed.ts';
import { temporaryFolders } from './testing/temp-folder.ts';
import {
  btc,
  eth,
  second,
  startTestRuntime,
  type TestRuntimeSettings,
  target,
  tick,
} from './testing/test-runtime.ts';

const folders = temporaryFolders();
const minute = 60 * second;
const hour = 60 * minute;

function start(more: Partial<TestRuntimeSettings> = {}) {
  const made = startTestRuntime({ folder: folders.make(), ...more });
  folders.closeAfter(() => made.runtime.stop());
  return made;
}

describe('clocks', () => {
  test('a clock set ahead while the source fails does not put an alarm set then to sleep', async () => {
    const made = start();
    made.feed.serverDate(() => Math.floor((testStart + made.clock.monotonic()) / second) * second);
    await made.watch();
    await made.clock.advance(2 * tick);
    made.feed.serverDate(() => null);
    made.feed.failWith('offline');
    made.clock.jump(2 * hour);
    await made.clock.advance(2 * tick);
    const id = await made.alarm(target(110));
    made.feed.failWith(null);
    made.feed.serverDate(() => Math.floor((testStart + made.clock.monotonic()) / second) * second);
    await made.clock.advance(2 * minute);
    await made.tickAt(105);
    await made.tickAt(111);
    expect(await made.ringing()).toEqual([`${id}#1`]);
  });

  test('after sleep an old price is shown as old before the next answer comes', async () => {
    const made = start();
    await made.watch();
    const held = made.feed.hold();
    // Asleep: the wall clock goes on, the other one stands still.
    made.clock.jump(8 * hour);
    await made.clock.advance(tick);
    const [pair] = (await made.state()).pairs;
    expect(pair).toMatchObject({ stale: true });
    expect(pair?.ageMs).toBeGreaterThan(8 * hour);
    held.release();
  });
});

describe('a price from the future', () => {
  test('of a clock that was wrong is not shown as fresh, and the pair starts anew with the next price', async () => {
    const made = start();
    await made.watch();
    await made.alarm(target(110));
    await made.tickAt(105);
    const folder = made.folder;
    made.crash();
    // The same folder, by a clock that stands an hour earlier.
    const clock = createFakeClock(made.clock.now() - hour);
    const feed = createFakeFeed();
    const held = feed.hold();
    const again = start({ folder, clock, feed, firstId: 100 });
    await settle();
    expect((await again.state()).pairs).toMatchObject([{ stale: true }]);
    feed.price(btc, 100);
    held.release();
    await settle();
    expect((await again.state()).pairs).toMatchObject([{ price: 100, stale: false }]);
    await again.tickAt(111);
    expect(await again.ringing()).toEqual(['a1#1']);
  });
});

describe('patience', () => {
  test('candles that are refused as too many are not asked for again, and prices wait too', async () => {
    const made = start();
    made.feed.serveCandles(async () => failed(feedError('rate-limited', { retryAfterMs: 5 * minute }), null));
    await made.watch();
    const candles = made.feed.candlesAsked.length;
    const quotes = made.feed.asked.length;
    for (let count = 0; count < 5; count += 1) await made.ok('chart.get', { pairId: btc });
    await made.clock.advance(4 * minute);
    expect(made.feed.candlesAsked.length).toBe(candles);
    expect(made.feed.asked.length).toBe(quotes);
    expect((await made.state()).sources[0]?.failure?.kind).toBe('rate-limited');
    await made.clock.advance(2 * minute);
    expect(made.feed.asked.length).toBeGreaterThan(quotes);
  });

  test('past prices that could not be had at first are asked for again, and the page is told', async () => {
    const made = start();
    made.feed.serveCandles(async () => failed(feedError('server'), null));
    await made.watch();
    expect(made.feed.candlesAsked.length).toBe(1);
    const updates = made.listen();
    await made.clock.advance(50 * second);
    expect(made.feed.candlesAsked.length).toBe(1);
    await made.clock.advance(2 * tick);
    expect(made.feed.candlesAsked.length).toBe(2);
    expect(updates.some((update) => update.histories?.includes(btc))).toBe(true);
  });

  test('an alarm over a window is answered in seconds, however slow the source is', async () => {
    const made = start();
    await made.watch();
    made.feed.serveCandles(() => new Promise(() => {}));
    const reply = made.call('alarm.add', {
      pairId: btc,
      condition: {
        kind: 'move',
        percent: 5,
        direction: 'any',
        over: { kind: 'window', ms: hour, from: 'extreme' },
      },
    });
    await made.clock.advance(5 * second);
    expect(await reply).toMatchObject({ ok: true });
  });
});

describe('what a source says', () => {
  test('a name of any length is cut, and the settings file is read at the next start', async () => {
    const feed = createFakeFeed({ symbols: [symbolOf('BTC', 'USDT', { name: 'B'.repeat(1_000) })] });
    const made = start({ feed });
    await made.ok('pair.add', { text: 'btcusdt' });
    made.crash();
    const again = start({ folder: made.folder });
    await settle();
    expect((await again.state()).pairs).toMatchObject([{ id: btc }]);
    expect((await again.state()).notices).toEqual([]);
  });

  test('a pair that could not be read back is not added', async () => {
    const feed = createFakeFeed({ symbols: [symbolOf('B'.repeat(300), 'USDT')] });
    const made = start({ feed });
    const refusal = await made.refused('pair.add', { id: `binance:${'B'.repeat(290)}` });
    expect(refusal.code).not.toBe('internal');
    expect((await made.state()).pairs).toEqual([]);
  });

  test('a pair listed since the list was fetched is found', async () => {
    const symbols = [symbolOf('BTC', 'USDT')];
    const made = start({ feed: createFakeFeed({ symbols }) });
    await made.ok('pair.add', { text: 'btcusdt' });
    symbols.push(symbolOf('NEW', 'USDT'));
    await made.clock.advance(6 * minute);
    expect(await made.ok('pair.add', { text: 'newusdt' })).toMatchObject({
      pair: { id: 'binance:NEWUSDT' },
    });
  });
});

test('regression 1: pairs and alarms added at once, in the middle of a tick, are all answered', async () => {
  const made = start();
  made.feed.price(btc, 100);
  made.feed.price(eth, 50);
  await made.watch(btc, 100);
  const held = made.feed.hold();
  const tickUnderWay = made.clock.advance(tick);
  const replies = Promise.all([
    made.call('pair.add', { id: eth }),
    made.call('alarm.add', { pairId: btc, condition: target(110) }),
    made.call('alarm.add', { pairId: btc, condition: target(120) }),
    made.call('state.get', {}),
  ]);
  expect((await replies).map((reply) => reply.ok)).toEqual([true, true, true, true]);
  held.release();
  await tickUnderWay;
  await made.tickAt(111);
  expect(await made.ringing()).toHaveLength(1);
});

describe('a name that is not found', () => {
  test('says so when the other source could not be asked', async () => {
    const binance = createFakeFeed();
    const coingecko = createFakeFeed({ id: 'coingecko', name: 'CoinGecko' });
    coingecko.failWith('rate-limited');
    const made = start({ feeds: feedsWith(binance, coingecko), source: 'auto' });
    const refusal = await made.refused('pair.add', { text: 'ONDO/EUR' });
    expect(refusal.message).toMatch(
      /Binance does not trade .*CoinGecko cannot be asked now: too many requests/,
    );
  });

  test('of a coin alone is answered with pairs to choose from', async () => {
    const made = start();
    const refusal = await made.refused('pair.add', { text: 'btc' });
    expect(refusal.message).toBe('“btc” alone is not a pair. Choose the one you mean.');
    expect(refusal.candidates?.[0]?.id).toBe(btc);
  });
});

describe('what is on disk', () => {
  test('a tracker that cannot be read does not take the number of a firing twice', async () => {
    const made = start();
    await made.watch();
    const id = await made.alarm(target(110));
    await made.tickAt(111);
    await made.ok('ring.dismissAll', {});
    made.crash();
    const database = new DatabaseSync(path.join(made.folder, 'state.db'));
    database.exec("UPDATE trackers SET json = '{'");
    database.close();
    const again = start({ folder: made.folder, clock: createFakeClock(made.clock.now()) });
    await again.tickAt(100);
    await again.tickAt(111);
    expect(await again.ringing()).toEqual([`${id}#2`]);
  });

  test('prices of a pair that nobody watches any more are gone after a restart', async () => {
    const made = start();
    await made.watch(btc);
    await made.watch(eth, 50);
    await made.tickAt(51, eth);
    await made.ok('pair.remove', { id: eth });
    made.crash();
    const again = start({ folder: made.folder, clock: createFakeClock(made.clock.now()) });
    await again.clock.advance(minute);
    expect(again.storage.history.samplesOf(eth, 0)).toEqual([]);
    expect(again.storage.history.samplesOf(btc, 0)).not.toEqual([]);
  });

  test('what the host has put away is there in the next run, and is nothing where it cannot be read', async () => {
    const made = start();
    expect(made.runtime.remembered('window')).toBeUndefined();
    made.runtime.remember('window', { x: 1 });
    made.runtime.remember('tray', true);
    made.crash();
    const database = new DatabaseSync(path.join(made.folder, 'state.db'));
    database.exec("UPDATE host_memory SET json = '{' WHERE key = 'tray'");
    database.close();
    const again = start({ folder: made.folder });
    expect([again.runtime.remembered('window'), again.runtime.remembered('tray')]).toEqual([
      { x: 1 },
      undefined,
    ]);
  });

  test('an undo hours later is refused', async () => {
    const made = start();
    await made.watch();
    const id = await made.alarm(target(110));
    await made.ok('alarm.remove', { id });
    await made.clock.advance(hour);
    expect(await made.refused('alarm.restore', { id })).toMatchObject({ code: 'nothing-to-restore' });
  });
});
