import { describe, expect, test } from 'vitest';
import type { PairId } from '../src-core/pair.ts';
import { createFakeClock, settle } from './testing/fake-clock.ts';
import { createFakeFeed, feedsWith, symbolOf } from './testing/fake-feed.ts';
import { temporaryFolders } from './testing/temp-folder.ts';
import {
  btc,
  eth,
  second,
  startTestRuntime,
  type TestRuntime,
  type TestRuntimeSettings,
  target,
  tick,
} from './testing/test-runtime.ts';

const folders = temporaryFolders();
const minute = 60 * second;

function start(more: Partial<TestRuntimeSettings> = {}) {
  const made = startTestRuntime({ folder: folders.make(), ...more });
  folders.closeAfter(() => made.runtime.stop());
  return made;
}

async function watching(more: Partial<TestRuntimeSettings> = {}) {
  const made = start(more);
  await made.watch();
  return made;
}

async function ringing() {
  const made = await watching();
  await made.alarm(target(110));
  await made.tickAt(111);
  return made;
}

const goOffline = async (made: TestRuntime, ms: number) => {
  made.feed.failWith('offline');
  await made.clock.advance(ms);
};
const pause = (made: TestRuntime) => made.ok('monitoring.pause', {});

describe('how things stand at a glance', () => {
  test.each<[string, () => Promise<TestRuntime>, string, string]>([
    ['with nothing to watch', async () => start(), 'normal', 'Nothing watched yet'],
    [
      'before the first answer',
      async () => {
        const made = start();
        made.feed.hold();
        await made.watch();
        return made;
      },
      'normal',
      'Waiting for the first prices',
    ],
    ['with fresh prices', watching, 'normal', 'Prices are live: Binance'],
    [
      'while a source fails, and its prices are not old yet',
      async () => {
        const made = await watching();
        await goOffline(made, tick);
        return made;
      },
      'normal',
      'Binance: no connection, trying again',
    ],
    [
      'while a source fails, and its prices are old',
      async () => {
        const made = await watching();
        await goOffline(made, 2 * minute);
        return made;
      },
      'stale',
      'No fresh prices from Binance: no connection',
    ],
    [
      'while a source has failed from the start',
      async () => {
        const made = start();
        await made.watch();
        made.crash();
        const feed = createFakeFeed();
        feed.failWith('blocked');
        const again = start({ folder: made.folder, feed, clock: createFakeClock(made.clock.now()) });
        await settle();
        return again;
      },
      'stale',
      'No fresh prices from Binance: blocked in your country',
    ],
    [
      'while one of two pairs comes no more',
      async () => {
        const made = await watching();
        await made.watch(eth, 50);
        made.feed.price(eth, null);
        await made.clock.advance(2 * minute);
        return made;
      },
      'stale',
      'No fresh price for 1 of 2 pairs',
    ],
    [
      'while paused',
      async () => {
        const made = await watching();
        await pause(made);
        return made;
      },
      'paused',
      'Paused: no alarm can ring',
    ],
    ['while one alarm rings', ringing, 'ringing', 'Ringing: BTC/USDT rose to 110'],
    [
      'while several ring',
      async () => {
        const made = await ringing();
        await made.ok('ring.test', {});
        return made;
      },
      'ringing',
      '2 alarms ring',
    ],
    [
      'while the test alarm rings',
      async () => {
        const made = start();
        await made.ok('ring.test', {});
        return made;
      },
      'ringing',
      'Ringing: Test alarm',
    ],
  ])('%s', async (_, prepare, state, sentence) => {
    const made = await prepare();
    expect(made.runtime.glance()).toMatchObject({ state, sentence });
  });

  test.each([
    ['offline', 'no connection'],
    ['rate-limited', 'too many requests'],
    ['blocked', 'blocked in your country'],
    ['unknown-symbol', 'it no longer knows a pair'],
    ['bad-response', 'its answer made no sense'],
    ['server', 'its servers have a problem'],
  ] as const)('a source that is %s is named with its cause', async (kind, cause) => {
    const made = await watching();
    made.feed.failWith(kind);
    await made.clock.advance(tick);
    expect(made.runtime.glance().sentence).toBe(`Binance: ${cause}, trying again`);
  });

  test('what is worst comes first: ringing, then paused, then stale', async () => {
    const made = await ringing();
    await made.clock.advance(second);
    await goOffline(made, 2 * minute);
    await pause(made);
    const seen: unknown[] = [];
    const look = () => {
      const { state, ringing: rings, paused } = made.runtime.glance();
      seen.push([state, rings, paused]);
    };
    look();
    await made.ok('ring.dismissAll', {});
    look();
    await made.ok('monitoring.resume', {});
    await settle();
    look();
    made.feed.failWith(null);
    await made.clock.advance(2 * minute);
    look();
    expect(seen).toEqual([
      ['ringing', 1, true],
      ['paused', 0, true],
      ['stale', 0, false],
      ['normal', 0, false],
    ]);
  });

  test('sources that nobody uses do not matter', async () => {
    const binance = createFakeFeed();
    const coingecko = createFakeFeed({ id: 'coingecko', name: 'CoinGecko' });
    coingecko.failWith('blocked');
    const made = start({ feeds: feedsWith(binance, coingecko), source: 'auto' });
    binance.price(btc, 100);
    await made.ok('pair.add', { id: btc });
    await settle();
    expect(made.runtime.glance()).toMatchObject({ state: 'normal', sentence: 'Prices are live: Binance' });
  });

  test('all sources that are used are named', async () => {
    const binance = createFakeFeed();
    const coingecko = createFakeFeed({ id: 'coingecko', name: 'CoinGecko' });
    const made = start({ feeds: feedsWith(binance, coingecko), source: 'auto' });
    const other = 'coingecko:BTCUSDT';
    binance.price(btc, 100);
    coingecko.price(other, 100);
    for (const id of [btc, other]) await made.ok('pair.add', { id });
    await settle();
    expect(made.runtime.glance().sentence).toBe('Prices are live: Binance, CoinGecko');
    coingecko.failWith('server');
    await made.clock.advance(tick);
    expect(made.runtime.glance().sentence).toBe('CoinGecko: its servers have a problem, trying again');
  });
});

describe('pairs at a glance', () => {
  const tickSizes: Readonly<Record<string, number>> = { BTC: 0.01, SHIB: 1e-8 };
  const bases = ['BTC', 'ETH', 'DOGE', 'SOL', 'SHIB', 'PEPE', 'XRP'];
  const feedOfAll = () =>
    createFakeFeed({
      symbols: bases.map((base) => symbolOf(base, 'USDT', { tickSize: tickSizes[base] ?? null })),
    });
  const idOf = (base: string): PairId => `binance:${base}USDT`;

  test('are the first five, in the order of the list', async () => {
    const made = start({ feed: feedOfAll() });
    for (const base of bases) await made.watch(idOf(base), 5);
    expect(made.runtime.glance().pairs.map(({ line }) => line.split('/')[0])).toEqual(bases.slice(0, 5));
  });

  test.each([
    ['BTC', 58_412.5, 'BTC/USDT  58,412.50'],
    ['SHIB', 0.00001234, 'SHIB/USDT  0.00001234'],
    ['SHIB', 0.00001, 'SHIB/USDT  0.00001000'],
    ['PEPE', 0.0000000012345, 'PEPE/USDT  0.0000000012345'],
  ])('%s at %d reads “%s”', async (base, price, line) => {
    const made = start({ feed: feedOfAll() });
    await made.watch(idOf(base), price);
    expect(made.runtime.glance().pairs).toMatchObject([{ line }]);
  });

  test('say when a price is old, and when there is none yet', async () => {
    const made = await watching();
    made.feed.failWith('offline');
    await made.call('pair.add', { id: eth });
    await made.clock.advance(2 * minute);
    made.feed.failWith(null);
    expect(made.runtime.glance().pairs[0]?.line).toMatch(/^BTC\/USDT {2}100.* \(old\)$/);
    const waiting = start();
    waiting.feed.hold();
    await waiting.watch();
    expect(waiting.runtime.glance().pairs).toEqual([{ id: btc, line: 'BTC/USDT  no price yet' }]);
  });

  test('are none while nothing is watched', () => {
    expect(start().runtime.glance()).toEqual({
      state: 'normal',
      sentence: 'Nothing watched yet',
      pairs: [],
      ringing: 0,
      paused: false,
    });
  });

  test('become old without anything happening, and whoever watches hears of it', async () => {
    const made = await watching();
    const seen: string[] = [];
    made.runtime.watch(() => seen.push(made.runtime.glance().state));
    made.feed.hold();
    await made.clock.advance(90 * second);
    expect(seen.at(-1)).toBe('stale');
    expect(seen[0]).toBe('normal');
  });
});
