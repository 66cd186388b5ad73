import { describe, expect, test } from 'vitest';
import type { PairId } from '../src-core/pair.ts';
import { answered } from '../src-feeds/result.ts';
import { createFakeClock } from './testing/fake-clock.ts';
import { createFakeFeed, feedsWith } from './testing/fake-feed.ts';
import { temporaryFolders } from './testing/temp-folder.ts';
import {
  btc,
  eth,
  second,
  startTestRuntime,
  type TestRuntime,
  type TestRuntimeSettings,
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

/** Pairs at 100 that have been watched for two minutes. */
async function watching(pairs: readonly PairId[] = [btc, eth], more: Partial<TestRuntimeSettings> = {}) {
  const made = start(more);
  for (const pair of pairs) await made.watch(pair);
  await made.clock.advance(2 * minute);
  return made;
}

const told = async (made: TestRuntime) =>
  (await made.state()).ringing.flatMap((one) =>
    one.kind === 'blind' || one.kind === 'seeing' ? [`${one.title} | ${one.body}`] : [],
  );
const noticed = async (made: TestRuntime) =>
  (await made.state()).notices.filter(({ code }) => code === 'blind').map(({ params }) => params);

/** Nothing comes any more, for this long. */
async function goOffline(made: TestRuntime, ms: number): Promise<void> {
  made.feed.failWith('offline');
  await made.clock.advance(ms);
}

describe('prices that are out', () => {
  test('are told once, after five minutes, with cause and pairs: a ring and a notice', async () => {
    const made = await watching();
    await goOffline(made, 5 * minute - tick);
    expect([await told(made), await noticed(made)]).toEqual([[], []]);
    await made.clock.advance(2 * tick);
    const ring = [
      'No prices from Binance | Alarms on BTC/USDT, ETH/USDT cannot ring until prices are back: no connection.',
    ];
    const notice = [{ source: 'Binance', cause: 'no connection', pairs: 'BTC/USDT, ETH/USDT' }];
    expect([await told(made), await noticed(made)]).toEqual([ring, notice]);
    await made.clock.advance(3 * hour);
    expect([await told(made), await noticed(made)]).toEqual([ring, notice]);
    expect(made.events('warn').filter((event) => event === 'source.blind')).toHaveLength(1);
  });

  test('and are acknowledged do not ring again while they stay out', async () => {
    const made = await watching();
    await goOffline(made, 6 * minute);
    await made.ok('ring.dismissAll', {});
    await made.clock.advance(3 * hour);
    expect(await told(made)).toEqual([]);
    expect(await noticed(made)).toHaveLength(1);
  });

  test('name three pairs, and how many more', async () => {
    const pairs: PairId[] = [btc, eth, 'binance:DOGEUSDT', 'binance:SOLUSDT'];
    const made = await watching(pairs);
    await goOffline(made, 6 * minute);
    expect(await noticed(made)).toMatchObject([{ pairs: 'BTC/USDT, ETH/USDT, DOGE/USDT and 1 more' }]);
  });

  test('ring for nobody who does not want it, and are noticed all the same', async () => {
    const made = await watching();
    await made.ok('settings.set', { tellBlind: false });
    await goOffline(made, 6 * minute);
    expect(await told(made)).toEqual([]);
    expect(await noticed(made)).toHaveLength(1);
    made.feed.failWith(null);
    await made.clock.advance(2 * minute);
    expect([await told(made), await noticed(made)]).toEqual([[], []]);
  });

  test('of which the cause changes say so, without ringing again', async () => {
    const made = await watching();
    await goOffline(made, 6 * minute);
    await made.ok('ring.dismissAll', {});
    made.feed.failWith('rate-limited');
    await made.clock.advance(10 * minute);
    expect(await noticed(made)).toMatchObject([{ cause: 'too many requests' }]);
    expect(await told(made)).toEqual([]);
  });

  test('of which the cause changes while they ring: the ring says so, and stays as soft as it was', async () => {
    const made = await watching();
    await made.ok('settings.set', { softenAfterMs: minute });
    await goOffline(made, 8 * minute);
    expect((await made.state()).ringing).toMatchObject([{ kind: 'blind', softened: true }]);
    made.feed.failWith('server');
    await made.clock.advance(5 * minute);
    expect((await made.state()).ringing).toMatchObject([{ kind: 'blind', softened: true }]);
    expect(await told(made)).toEqual([expect.stringContaining('its servers have a problem')]);
  });

  test('and go blind one after the other ring once for all', async () => {
    const made = await watching([btc]);
    // The source is slow to tell of ether.
    const late = () => ({ t: made.clock.now() - 50 * second });
    made.feed.price(eth, 100, late());
    await made.ok('pair.add', { id: eth });
    made.feed.price(eth, 101, late());
    await made.clock.advance(tick);
    made.feed.failWith('offline');
    await made.clock.advance(5 * minute - 20 * second);
    const names = ['BTC/USDT, ETH/USDT'];
    expect((await noticed(made)).map(({ pairs }) => pairs)).toEqual(names);
    await made.ok('ring.dismissAll', {});
    await made.clock.advance(hour);
    expect((await noticed(made)).map(({ pairs }) => pairs)).toEqual(names);
    expect(await told(made)).toEqual([]);
  });

  test('from two sources are two, each with its own', async () => {
    const binance = createFakeFeed();
    const coingecko = createFakeFeed({ id: 'coingecko', name: 'CoinGecko' });
    const made = start({ feed: binance, feeds: feedsWith(binance, coingecko), source: 'auto' });
    await made.watch(btc);
    coingecko.price('coingecko:BTCUSDT', 100);
    await made.ok('pair.add', { id: 'coingecko:BTCUSDT' });
    await made.clock.advance(2 * minute);
    binance.failWith('offline');
    coingecko.failWith('blocked');
    await made.clock.advance(6 * minute);
    expect(await noticed(made)).toMatchObject([
      { source: 'Binance', cause: 'no connection' },
      { source: 'CoinGecko', cause: 'blocked in your country' },
    ]);
  });
});

describe('two sources that are out', () => {
  async function watchingBoth() {
    const binance = createFakeFeed();
    const coingecko = createFakeFeed({ id: 'coingecko', name: 'CoinGecko' });
    const made = start({ feed: binance, feeds: feedsWith(binance, coingecko), source: 'auto' });
    await made.watch(btc);
    coingecko.price('coingecko:DOGEUSDT', 100);
    await made.ok('pair.add', { id: 'coingecko:DOGEUSDT' });
    await made.clock.advance(2 * minute);
    const fail = (kind: 'offline' | 'blocked' | null) => {
      binance.failWith(kind);
      coingecko.failWith(kind);
    };
    return { ...made, binance, coingecko, fail };
  }

  test('for the same cause at once are one ring and one notice, and back they are one too', async () => {
    const made = await watchingBoth();
    made.fail('offline');
    await made.clock.advance(5 * minute + 2 * tick);
    const both = { source: 'Binance and CoinGecko', cause: 'no connection', pairs: 'BTC/USDT, DOGE/USDT' };
    expect(await noticed(made)).toEqual([both]);
    expect(await told(made)).toEqual([expect.stringMatching(/^No prices from Binance and CoinGecko \|/)]);
    await made.clock.advance(hour);
    expect([await noticed(made), (await told(made)).length]).toEqual([[both], 1]);
    made.fail(null);
    await made.clock.advance(2 * minute);
    expect(await noticed(made)).toEqual([]);
    expect(await told(made)).toEqual([
      expect.stringMatching(/^Prices from Binance and CoinGecko are back \|/),
    ]);
  });

  test('one after the other are told at once, and once dismissed ring no second time', async () => {
    const made = await watchingBoth();
    made.binance.failWith('offline');
    await made.clock.advance(2 * minute);
    made.coingecko.failWith('offline');
    await made.clock.advance(3 * minute + 2 * tick);
    expect(await told(made)).toEqual([expect.stringMatching(/^No prices from Binance and CoinGecko \|/)]);
    await made.ok('ring.dismissAll', {});
    await made.clock.advance(hour);
    expect([await told(made), (await noticed(made)).length]).toEqual([[], 1]);
  });

  test('of which one comes back leave the other one told', async () => {
    const made = await watchingBoth();
    made.fail('offline');
    await made.clock.advance(6 * minute);
    // Nor does it stand in for the other one.
    made.binance.price('binance:DOGEUSDT', null);
    made.binance.failWith(null);
    await made.clock.advance(2 * minute);
    expect(await noticed(made)).toMatchObject([{ source: 'CoinGecko' }]);
    expect(await told(made)).toEqual([
      expect.stringMatching(/^No prices from CoinGecko \|/),
      expect.stringMatching(/^Prices from Binance are back \|/),
    ]);
  });
});

describe('prices that are back', () => {
  test('are told, and end ring and notice', async () => {
    const made = await watching();
    await goOffline(made, 6 * minute);
    made.feed.failWith(null);
    await made.clock.advance(2 * minute);
    expect(await told(made)).toEqual([
      'Prices from Binance are back | BTC/USDT, ETH/USDT can be watched again.',
    ]);
    expect(await noticed(made)).toEqual([]);
    await made.ok('ring.dismissAll', {});
    await made.clock.advance(hour);
    expect(await told(made)).toEqual([]);
  });

  test('and out again are told again, and no longer said to be back', async () => {
    const made = await watching();
    await goOffline(made, 6 * minute);
    made.feed.failWith(null);
    await made.clock.advance(2 * minute);
    await goOffline(made, 6 * minute);
    expect(await told(made)).toEqual([expect.stringMatching(/^No prices from Binance/)]);
  });

  test('are told once, though the candles of each pair take their own time', async () => {
    const made = await watching();
    await goOffline(made, 6 * minute);
    made.feed.serveCandles(async (pair) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      made.clock.setTimer(resolve, pair === btc ? 2 * second : 20 * second);
      await promise;
      return answered([], null);
    });
    made.feed.failWith(null);
    const updates = made.listen();
    await made.clock.advance(3 * minute);
    const seen = updates.flatMap(({ ringing = [] }) => ringing.filter(({ kind }) => kind === 'seeing'));
    expect(new Set(seen.map((one) => (one.kind === 'seeing' ? one.body : '')))).toEqual(
      new Set(['BTC/USDT, ETH/USDT can be watched again.']),
    );
  });

  test('are not told where they were out for less than five minutes', async () => {
    const made = await watching();
    await goOffline(made, 4 * minute);
    made.feed.failWith(null);
    await made.clock.advance(5 * minute);
    expect(await told(made)).toEqual([]);
  });
});

describe('a pair that its source knows no more', () => {
  test('rings once it cannot be judged, while the others are watched', async () => {
    const made = await watching();
    made.feed.price(eth, null);
    await made.clock.advance(6 * minute);
    expect(await told(made)).toEqual([
      'No prices from Binance | Alarms on ETH/USDT cannot ring until prices are back: it no longer knows a pair.',
    ]);
    // One notice for it: that it is gone.
    expect((await made.state()).notices.map(({ code }) => code)).toEqual(['pair-vanished']);
  });

  test('hides no outage that comes later, nor its end', async () => {
    const made = await watching();
    made.feed.price(eth, null);
    await made.clock.advance(6 * minute);
    await made.ok('ring.dismissAll', {});
    await goOffline(made, 6 * minute);
    expect(await told(made)).toEqual([
      'No prices from Binance | Alarms on BTC/USDT cannot ring until prices are back: no connection.',
    ]);
    await made.ok('ring.dismissAll', {});
    made.feed.failWith(null);
    await made.clock.advance(2 * minute);
    expect(await told(made)).toEqual(['Prices from Binance are back | BTC/USDT can be watched again.']);
  });
});

describe('a pair whose price stands still', () => {
  /** The source answers, but its price of ether has the time of long ago. */
  async function frozen() {
    const made = await watching([btc, eth]);
    made.feed.price(eth, 100, { t: made.clock.now() });
    await made.clock.advance(6 * minute);
    return made;
  }

  test('is told with that cause', async () => {
    const made = await frozen();
    expect(await noticed(made)).toEqual([
      { source: 'Binance', cause: 'its prices stand still', pairs: 'ETH/USDT' },
    ]);
    expect(await told(made)).toHaveLength(1);
  });

  test('that goes on standing still in an outage and after it rings no second time', async () => {
    const made = await frozen();
    await made.ok('ring.dismissAll', {});
    await goOffline(made, 6 * minute);
    expect(await told(made)).toHaveLength(1);
    await made.ok('ring.dismissAll', {});
    made.feed.failWith(null);
    await made.clock.advance(2 * minute);
    expect(await told(made)).toEqual(['Prices from Binance are back | BTC/USDT can be watched again.']);
    expect(await noticed(made)).toEqual([
      { source: 'Binance', cause: 'its prices stand still', pairs: 'ETH/USDT' },
    ]);
  });

  test('is told of anew where another one joins', async () => {
    const made = await frozen();
    await made.ok('ring.dismissAll', {});
    made.feed.price(btc, 100, { t: made.clock.now() });
    await made.clock.advance(6 * minute);
    expect(await told(made)).toEqual([expect.stringContaining('BTC/USDT, ETH/USDT')]);
  });
});

describe('nothing is told of blindness', () => {
  test('after a sleep of hours with a source that works', async () => {
    const made = await watching();
    made.clock.sleep(8 * hour);
    await made.clock.advance(5 * minute);
    expect([await told(made), await noticed(made)]).toEqual([[], []]);
  });

  test('after a clock was set by hours, with a source that works', async () => {
    const made = await watching();
    made.clock.jump(8 * hour);
    await made.clock.advance(5 * minute);
    expect([await told(made), await noticed(made)]).toEqual([[], []]);
  });

  test('after a start, before prices had a minute to come', async () => {
    const before = await watching();
    before.crash();
    const feed = createFakeFeed();
    feed.failWith('offline');
    const again = start({ folder: before.folder, clock: createFakeClock(before.clock.now() + hour), feed });
    await again.clock.advance(50 * second);
    expect(await told(again)).toEqual([]);
    await again.clock.advance(20 * second);
    expect(await told(again)).toHaveLength(1);
  });

  test('while monitoring is paused, nor when it goes on', async () => {
    const made = await watching();
    await made.ok('monitoring.pause', {});
    await made.clock.advance(hour);
    expect([await told(made), await noticed(made)]).toEqual([[], []]);
    await made.ok('monitoring.resume', {});
    await made.clock.advance(5 * minute);
    expect([await told(made), await noticed(made)]).toEqual([[], []]);
  });

  test('any more once monitoring is paused in an outage', async () => {
    const made = await watching();
    await goOffline(made, 6 * minute);
    await made.ok('monitoring.pause', {});
    await made.clock.advance(tick);
    expect([await told(made), await noticed(made)]).toEqual([[], []]);
  });

  test('for a pair that was removed in the outage', async () => {
    const made = await watching([btc]);
    await goOffline(made, 6 * minute);
    await made.ok('pair.remove', { id: btc });
    await made.clock.advance(tick);
    expect([await told(made), await noticed(made)]).toEqual([[], []]);
    made.feed.failWith(null);
    await made.clock.advance(5 * minute);
    expect(await told(made)).toEqual([]);
  });

  test('where nothing is watched', async () => {
    const made = start();
    await goOffline(made, hour);
    expect([await told(made), await noticed(made)]).toEqual([[], []]);
  });
});

test('an outage that goes on after a pause is told again, a minute after it', async () => {
  const made = await watching();
  await goOffline(made, 6 * minute);
  await made.ok('monitoring.pause', {});
  await made.clock.advance(minute);
  await made.ok('monitoring.resume', {});
  await made.clock.advance(50 * second);
  expect(await told(made)).toEqual([]);
  await made.clock.advance(30 * second);
  expect(await told(made)).toEqual([expect.stringContaining('no connection')]);
});

test('a source that still fails a minute after waking up is told', async () => {
  const made = await watching();
  made.feed.failWith('offline');
  made.clock.sleep(8 * hour);
  await made.clock.advance(50 * second);
  expect(await told(made)).toEqual([]);
  await made.clock.advance(30 * second);
  expect(await told(made)).toHaveLength(1);
});
