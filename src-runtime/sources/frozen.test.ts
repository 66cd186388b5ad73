import { describe, expect, test } from 'vitest';
import { createFakeFeed, feedsWith, symbolOf } from '../testing/fake-feed.ts';
import { temporaryFolders } from '../testing/temp-folder.ts';
import { startTestRuntime, target } from '../testing/test-runtime.ts';
import { frozenSince } from './frozen.ts';

const second = 1_000;
const minute = 60 * second;
const bitcoin = 'coingecko:BTCUSDT';
const ether = 'coingecko:ETHUSDT';
const folders = temporaryFolders();

/** Two coins of an aggregator that renews its prices every minute, and tells when it did. */
async function watching() {
  const feed = createFakeFeed({
    id: 'coingecko',
    name: 'CoinGecko',
    ownIntervalMs: minute,
    symbols: [symbolOf('BTC', 'USDT'), symbolOf('ETH', 'USDT')],
  });
  const made = startTestRuntime({
    folder: folders.make(),
    feed,
    feeds: feedsWith(feed),
    source: 'coingecko',
  });
  folders.closeAfter(() => made.runtime.stop());
  const renew = (pair: string, price: number) => feed.price(pair, price, { t: made.clock.now() });
  for (const pair of [bitcoin, ether]) {
    renew(pair, 100);
    await made.ok('pair.add', { id: pair });
  }
  /** Minutes go by in which only these coins are renewed. */
  const minutes = async (count: number, ...renewed: readonly string[]) => {
    for (let n = 0; n < count; n += 1) {
      for (const pair of renewed) renew(pair, 100 + n / 1_000);
      await made.clock.advance(minute);
    }
  };
  const pairs = async () => {
    const all = (await made.state()).pairs;
    return Object.fromEntries(
      all.map(({ id, stale, frozenSince: since }) => [id, { stale, frozenSince: since }]),
    );
  };
  const source = async () => (await made.state()).sources[0];
  return { ...made, renew, minutes, pairs, source };
}

describe('a source that answers with prices that stand still', () => {
  test('does not look live: its pairs grow stale by their own time, and it says since when', async () => {
    const made = await watching();
    const last = made.clock.now();
    await made.minutes(3);
    expect(await made.source()).toMatchObject({ state: 'live', frozenForMs: null });
    expect((await made.pairs())[bitcoin]).toEqual({ stale: false, frozenSince: null });
    await made.minutes(1);
    expect(await made.pairs()).toEqual({
      [bitcoin]: { stale: true, frozenSince: last },
      [ether]: { stale: true, frozenSince: last },
    });
    expect(await made.source()).toMatchObject({
      state: 'frozen',
      failure: null,
      frozenForMs: 4 * minute,
      lastSuccessAgeMs: 0,
    });
    expect(made.runtime.glance()).toMatchObject({
      state: 'stale',
      sentence: 'No fresh prices from CoinGecko: it answers with old ones',
    });
    expect(made.runtime.health().status).toBe('failing');
  });

  test('rings nobody, and is logged once each way', async () => {
    const made = await watching();
    await made.alarm(target(110), bitcoin);
    await made.minutes(4);
    made.feed.price(bitcoin, 120, { t: made.clock.now() - 4 * minute });
    await made.minutes(20);
    expect(await made.ringing()).toEqual([]);
    await made.minutes(2, bitcoin, ether);
    expect(made.events().filter((event) => event.startsWith('source.'))).toEqual([
      'source.frozen',
      'source.recovered',
    ]);
  });

  test('is live again with the first price that moves', async () => {
    const made = await watching();
    await made.minutes(6);
    await made.minutes(1, bitcoin, ether);
    expect(await made.source()).toMatchObject({ state: 'live', frozenForMs: null });
    expect(Object.values(await made.pairs())).toEqual(Array(2).fill({ stale: false, frozenSince: null }));
    expect(made.runtime.health().status).toBe('ok');
  });

  test('is not frozen for one dead coin among living ones', async () => {
    const made = await watching();
    const last = made.clock.now();
    await made.minutes(30, ether);
    expect(await made.pairs()).toEqual({
      [bitcoin]: { stale: true, frozenSince: last },
      [ether]: { stale: false, frozenSince: null },
    });
    expect((await made.source())?.state).toBe('live');
    expect(made.runtime.glance().sentence).toBe('No fresh price for 1 of 2 pairs');
  });

  test('that fails as well is failing first, and a coin that vanishes is not frozen', async () => {
    const made = await watching();
    await made.minutes(6);
    made.feed.failWith('server');
    await made.minutes(1);
    expect(await made.source()).toMatchObject({ state: 'failing', frozenForMs: null });
    made.feed.failWith(null);
    made.feed.price(bitcoin, null);
    await made.minutes(2, ether);
    expect(await made.source()).toMatchObject({ state: 'live' });
    expect((await made.pairs())[bitcoin]).toEqual({ stale: true, frozenSince: null });
  });

  test('is told to whoever listens', async () => {
    const made = await watching();
    const updates = made.listen();
    await made.minutes(5);
    expect(updates.flatMap(({ sources = [] }) => sources.map(({ state }) => state))).toContain('frozen');
    const told = updates.flatMap(({ pairs = [] }) =>
      pairs.filter(({ frozenSince: since }) => since !== null),
    );
    expect(told.map(({ id }) => id)).toContain(bitcoin);
  });
});

test.each([
  [null, null],
  [1_000_000, null],
  [1_000_000 - 180_000, null],
  [1_000_000 - 180_001, 1_000_000 - 180_001],
  [2_000_000, null],
])('a price of %s that comes at 1,000,000 stands still since %s', (t, since) => {
  expect(frozenSince({ t }, 1_000_000, 180_000)).toBe(since);
});
