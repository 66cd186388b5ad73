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

  test('a source that is out for so long that nothing can be judged is told as blind', async () => {
    const made = await watching();
    await made.watch(eth, 50);
    await goOffline(made, 6 * minute);
    await made.ok('ring.dismissAll', {});
    expect(made.runtime.glance()).toMatchObject({
      state: 'stale',
      sentence: 'Blind: nothing can be watched (no connection)',
      also: [],
      blind: 2,
    });
  });

  test('one pair that is blind is counted among all', async () => {
    const made = await watching();
    await made.watch(eth, 50);
    made.feed.price(eth, null);
    await made.clock.advance(7 * minute);
    await made.ok('ring.dismissAll', {});
    expect(made.runtime.glance()).toMatchObject({
      state: 'stale',
      sentence: 'Blind: 1 of 2 pairs cannot be watched (it no longer knows a pair)',
      blind: 1,
    });
  });

  test('a pair that waits for the user asks its question', async () => {
    const made = await watching();
    await made.ok('settings.set', { tellBlind: false });
    await goOffline(made, 4 * minute);
    made.feed.failWith(null);
    made.feed.price(btc, 5_000);
    await made.clock.advance(2 * minute);
    expect(made.runtime.glance()).toMatchObject({
      state: 'stale',
      sentence: 'Blind: is BTC/USDT still the same coin?',
      blind: 1,
    });
  });

  test('that pairs are blind is said below a ring', async () => {
    const made = await ringing();
    await goOffline(made, 6 * minute);
    const { state, sentence, also } = made.runtime.glance();
    expect([state, sentence, also]).toEqual([
      'ringing',
      '2 alarms ring',
      ['Blind: nothing can be watched (no connection)'],
    ]);
  });

  test('alarms that are snoozed are counted, each once, below how things stand', async () => {
    const made = await watching();
    for (const price of [110, 111]) await made.alarm(target(price));
    await made.ok('alarm.add', {
      pairId: btc,
      condition: { kind: 'step', every: 10, unit: 'quote' },
      mode: 'repeat',
    });
    await made.tickAt(112);
    await made.clock.advance(2 * minute);
    await made.tickAt(125);
    const ids = (await made.state()).ringing.map(({ id }) => id);
    expect(ids).toHaveLength(4);
    await made.ok('ring.snooze', { ids, for: { minutes: 30 } });
    expect(made.runtime.glance()).toMatchObject({
      state: 'normal',
      sentence: 'Prices are live: Binance',
      also: ['3 alarms are snoozed'],
      ringing: 0,
      snoozed: 3,
    });
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
      also: [],
      pairs: [],
      ringing: 0,
      snoozed: 0,
      nearest: [],
      title: null,
      snoozable: 0,
      muted: false,
      canTest: true,
      blind: 0,
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

describe('what the user wants to see of it', () => {
  const three: PairId[] = [btc, eth, 'binance:SOLUSDT'];

  async function watchingThree() {
    const made = start();
    for (const pair of three) await made.watch(pair, 100);
    return made;
  }
  const linesOf = (made: TestRuntime) => made.runtime.glance().pairs.map(({ line }) => line);

  test('pinned pairs in their order, without those that are gone; none where none is wanted', async () => {
    const made = await watchingThree();
    await made.ok('settings.set', { trayPairs: ['binance:SOLUSDT', 'binance:GONEUSDT', btc] });
    expect(linesOf(made)).toEqual(['SOL/USDT  100.00', 'BTC/USDT  100.00']);
    expect(made.runtime.glance().title).toBe('SOL 100.00');
    await made.ok('settings.set', { trayPairs: [] });
    expect([linesOf(made), made.runtime.glance().title]).toEqual([[], null]);
    await made.ok('settings.set', { trayPairs: ['binance:GONEUSDT'], trayTitle: false });
    expect([linesOf(made).length, made.runtime.glance().title]).toEqual([3, null]);
  });

  test('the three alarms that are nearest to ringing, by their nearer level', async () => {
    const made = await watchingThree();
    await made.alarm(target(110));
    await made.alarm(target(98, 'down'));
    await made.alarm({ kind: 'channel', low: 99, high: 120, when: 'leaves' });
    await made.alarm(target(130), eth);
    await made.alarm(target(104), eth);
    for (const pair of three) await made.tickAt(100, pair);
    const near = () => made.runtime.glance().nearest.map(({ line }) => line);
    expect(near()).toEqual([
      '▼ BTC/USDT  99 · 1.00 %',
      '▼ BTC/USDT  98 · 2.00 %',
      '▲ ETH/USDT  104 · 4.00 %',
    ]);
    await made.ok('settings.set', { trayNearest: false });
    expect(near()).toEqual([]);
  });
});

describe('while nothing is to be heard', () => {
  test('the mute is told with its end, what waits is counted, and nothing rings', async () => {
    const made = await watching();
    await made.alarm(target(110));
    await made.ok('mute.set', { minutes: 60 });
    expect(made.runtime.glance()).toMatchObject({ state: 'muted', muted: true, canTest: false });
    await made.tickAt(111);
    const { state, sentence, also, ringing: rings } = made.runtime.glance();
    expect([state, rings]).toEqual(['muted', 0]);
    expect(sentence).toMatch(/^Muted until \d\d:\d\d$/);
    expect(also).toEqual(['1 alarm came true and waits', 'Prices are live: Binance']);
    await made.ok('mute.end', {});
    expect(made.runtime.glance()).toMatchObject({ state: 'ringing', ringing: 1, snoozable: 1, muted: false });
  });

  test('a loud alarm that may pass quiet hours rings there too', async () => {
    const made = await watching();
    const now = new Date(made.clock.now());
    const hour = (on: number) => `${String((now.getHours() + on) % 24).padStart(2, '0')}:00`;
    await made.alarm(target(110));
    const quietHours = { on: true, from: hour(0), to: hour(2), loudMayPass: true };
    await made.ok('settings.set', { quietHours });
    expect(made.runtime.glance()).toMatchObject({ state: 'muted', muted: false, canTest: true });
    await made.tickAt(111);
    expect(made.runtime.glance().state).toBe('ringing');
    expect(made.runtime.glance().also[0]).toMatch(/^Quiet hours until/);
  });
});
