import { expect, test } from 'vitest';
import type { FeedSymbol } from '../src-feeds/feed.ts';
import { createFakeFeed, feedsWith, symbolOf } from './testing/fake-feed.ts';
import { settle } from './testing/fake-clock.ts';
import { temporaryFolders } from './testing/temp-folder.ts';
import { btc, startTestRuntime, type TestRuntimeSettings } from './testing/test-runtime.ts';

const folders = temporaryFolders();

const coin = (key: string, base: string, name: string, rank: number | null = null): FeedSymbol => ({
  key,
  base,
  quote: null,
  name,
  tickSize: null,
  trading: true,
  rank,
});
const coins = [
  coin('bitcoin', 'btc', 'Bitcoin', 1),
  coin('batcat', 'btc', 'batcat'),
  coin('tether', 'usdt', 'Tether', 3),
  coin('dogecoin', 'doge', 'Dogecoin', 9),
];

function start(more: Partial<TestRuntimeSettings> = {}) {
  const coingecko = createFakeFeed({ id: 'coingecko', name: 'CoinGecko', symbols: coins });
  const feed = createFakeFeed({
    symbols: [
      symbolOf('BTC', 'USDT'),
      symbolOf('DOGE', 'USDT'),
      symbolOf('LUNA', 'USDT', { trading: false }),
    ],
  });
  const made = startTestRuntime({
    folder: folders.make(),
    feed,
    feeds: feedsWith(feed, coingecko),
    source: 'auto',
    ...more,
  });
  folders.closeAfter(() => made.runtime.stop());
  const search = (text: string, limit?: number) =>
    made.ok('symbols.search', { text, ...(limit !== undefined && { limit }) });
  const ids = async (text: string, limit?: number) =>
    (await search(text, limit)).candidates.map(({ id }) => id);
  return { ...made, coingecko, search, ids };
}

test('finds the pair of the exchange first, then the coin, with name, source and rank', async () => {
  const { search } = start();
  const { candidates, missing } = await search('bitcoin', 2);
  expect(missing).toEqual([]);
  expect(candidates).toEqual([
    {
      id: btc,
      label: 'BTC/USDT',
      base: 'BTC',
      quote: 'USDT',
      name: 'Bitcoin',
      source: 'binance',
      rank: 1,
      shared: false,
    },
    {
      id: 'coingecko:bitcoin/usd',
      label: 'BTC/USD',
      base: 'BTC',
      quote: 'USD',
      name: 'Bitcoin',
      source: 'coingecko',
      rank: 1,
      shared: true,
    },
  ]);
});

test('a coin is offered in the quote that was typed, and never in itself', async () => {
  const { ids } = start();
  expect(await ids('btc usdt')).toContain('coingecko:bitcoin/tether');
  expect(await ids('btc eur')).toContain('coingecko:bitcoin/eur');
  expect(await ids('usdt usdt')).toContain('coingecko:tether/usd');
});

test('what is found can be added, and carries the name that was shown', async () => {
  const { ids, ok, feed } = start();
  feed.price(btc, 100);
  const [first = ''] = await ids('btcusdt');
  expect((await ok('pair.add', { id: first })).pair).toMatchObject({ id: btc, name: 'Bitcoin' });
});

test('what has stopped trading is not offered', async () => {
  const { ids } = start();
  expect(await ids('lunausdt')).toEqual([]);
});

test('no list is asked for before somebody searches, and each once', async () => {
  const { ids, feed, coingecko, clock } = start();
  await clock.advance(60_000);
  expect([feed.symbolsAsked(), coingecko.symbolsAsked()]).toEqual([0, 0]);
  await Promise.all([ids('b'), ids('bt'), ids('btc')]);
  await ids('btcu');
  expect([feed.symbolsAsked(), coingecko.symbolsAsked()]).toEqual([1, 1]);
});

test('a source that cannot be asked is told as missing, the other one answers, and it is asked again later', async () => {
  const { search, coingecko, clock } = start();
  coingecko.failWith('offline');
  const first = await search('bitcoin');
  expect(first.missing).toEqual(['coingecko']);
  // The well-known names need no list.
  expect(first.candidates[0]).toMatchObject({ id: btc, name: 'Bitcoin', rank: null });
  coingecko.failWith(null);
  await search('bitcoin');
  expect(coingecko.symbolsAsked()).toBe(1);
  await clock.advance(30_000);
  expect(await search('bitcoin')).toMatchObject({ missing: [], candidates: [{ rank: 1 }, { rank: 1 }] });
});

test('a source that is slow holds up nobody for long', async () => {
  const { call, coingecko, clock } = start();
  let answer = () => {};
  const waits = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const symbols = coingecko.symbols;
  Object.assign(coingecko, {
    symbols: async (signal: AbortSignal) => {
      await waits;
      return symbols(signal);
    },
  });
  const replies: unknown[] = [];
  const ask = async () => void replies.push(await call('symbols.search', { text: 'btc' }));
  void ask();
  await clock.advance(1_400);
  expect(replies).toEqual([]);
  await clock.advance(200);
  expect(replies).toMatchObject([{ ok: true, data: { missing: ['coingecko'], candidates: [{ id: btc }] } }]);
  answer();
  await settle();
  await ask();
  expect(replies[1]).toMatchObject({ ok: true, data: { missing: [] } });
});

test('what nobody searched for a while is put away, and comes back', async () => {
  const { ids, clock } = start();
  const before = await ids('doge');
  await clock.advance(16 * 60_000);
  expect(await ids('doge')).toEqual(before);
});

test('no more than was asked for, and nothing for what nobody could mean', async () => {
  const { ids, refused } = start();
  expect(await ids('', 2)).toHaveLength(2);
  expect(await ids('zzzzqq')).toEqual([]);
  expect((await refused('symbols.search', { text: 'x'.repeat(101) })).code).toBe('bad-input');
  expect((await refused('symbols.search', { text: 'x', limit: 0 })).code).toBe('bad-input');
});

test('ending in the middle of a search answers it', async () => {
  const { call, runtime } = start();
  const reply = call('symbols.search', { text: 'btc' });
  await runtime.stop();
  expect(await reply).toMatchObject({ ok: true });
});
