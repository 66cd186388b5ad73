import { afterEach, describe, expect, test } from 'vitest';
import type { CoinPrice, ListedCoin } from '../tests/feed-servers/coingecko-format.ts';
import {
  type CoingeckoServerSettings,
  startCoingeckoServer,
} from '../tests/feed-servers/coingecko-server.ts';
import { createCoingeckoFeed } from './coingecko.ts';
import type { PairQuery } from './feed.ts';
import { neverAborted, suiteNow, testPair, valueOf } from './testing/harness.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

const pair = (key: string) => testPair(`coingecko:${key}`, 'A', 'B');
const price = (usd: number, change: number | null = null, ageMs = 30_000): CoinPrice => ({
  usd,
  change,
  updatedAt: suiteNow - ageMs,
});

interface Wanted extends Partial<CoingeckoServerSettings> {
  readonly key?: string;
}

async function start({ key, ...settings }: Wanted) {
  const server = await startCoingeckoServer({ now: () => suiteNow, coins: [], prices: {}, ...settings });
  closing.push(server.close);
  const feed = createCoingeckoFeed({ baseUrl: server.url, key: key ?? null, now: () => suiteNow });
  const quotes = async (...keys: string[]) => valueOf(await feed.quotes(keys.map(pair), neverAborted()));
  const resolve = async (query: PairQuery) => {
    const symbols = valueOf(await feed.symbols(neverAborted()));
    return valueOf(await feed.resolve(query, symbols, neverAborted()));
  };
  return { server, feed, quotes, resolve };
}

describe('quotes of CoinGecko', () => {
  test('the time is when the source last renewed the price', async () => {
    const { quotes } = await start({ prices: { bitcoin: price(76_975, -1.4, 45_000) } });
    expect((await quotes('bitcoin/usd')).quotes).toEqual([
      {
        pairId: 'coingecko:bitcoin/usd',
        price: 76_975,
        t: suiteNow - 45_000,
        change24h: -1.4,
        high24h: null,
        low24h: null,
      },
    ]);
  });

  test('all coins and currencies are asked for in one batch, in full precision', async () => {
    const prices = { bitcoin: price(100), ethereum: price(10), tether: price(1) };
    const { server, quotes } = await start({ prices });
    const { missing } = await quotes('bitcoin/usd', 'ethereum/eur', 'bitcoin/tether', 'ethereum/bitcoin');
    expect(missing).toEqual([]);
    expect(server.requests).toHaveLength(1);
    expect(Object.fromEntries(server.requests[0]?.query ?? [])).toEqual({
      ids: 'bitcoin,ethereum,tether',
      vs_currencies: 'usd,eur',
      include_24hr_change: 'true',
      include_last_updated_at: 'true',
      precision: 'full',
    });
  });

  test('a price of two coins is the ratio of their dollar prices, as old as the older of the two', async () => {
    const prices = { ethereum: price(3_000, 10, 10_000), bitcoin: price(60_000, -20, 25_000) };
    const { quotes } = await start({ prices });
    const [quote] = (await quotes('ethereum/bitcoin')).quotes;
    expect(quote).toMatchObject({ price: 0.05, t: suiteNow - 25_000 });
    expect(quote?.change24h).toBeCloseTo((1.1 / 0.8 - 1) * 100, 9);
  });

  test('a price in Tether is no price in dollars', async () => {
    const { quotes } = await start({ prices: { bitcoin: price(60_000), tether: price(0.95) } });
    const prices = (await quotes('bitcoin/tether', 'bitcoin/usd')).quotes.map((quote) => quote.price);
    expect(prices).toEqual([60_000 / 0.95, 60_000]);
  });

  test('prices as small as 3.76e-06 keep their digits', async () => {
    const body = '{"pepe":{"usd":3.76e-06,"usd_24h_change":null,"last_updated_at":1779092258}}';
    const { quotes } = await start({ route: () => ({ status: 200, body }) });
    expect((await quotes('pepe/usd')).quotes).toMatchObject([
      { price: 0.00000376, change24h: null, t: 1_779_092_258_000 },
    ]);
  });

  test('a change of a ratio is unknown where either side is, or where a side went to nothing', async () => {
    const prices = { a: price(2, null), b: price(4, 5), c: price(1, -100) };
    const { quotes } = await start({ prices });
    const changes = (await quotes('a/b', 'b/a', 'b/c')).quotes.map((quote) => quote.change24h);
    expect(changes).toEqual([null, null, null]);
  });

  test('a coin without a price in the currency, without its time or without the other half is missing', async () => {
    const body = JSON.stringify({
      untimed: { usd: 5 },
      unpriced: { last_updated_at: 1_779_092_258 },
      good: { usd: 5, last_updated_at: 1_779_092_258 },
      odd: null,
      late: { usd: 5, last_updated_at: 1e306 },
    });
    const { quotes } = await start({ route: () => ({ status: 200, body }) });
    const answer = await quotes(
      'untimed/usd',
      'unpriced/usd',
      'odd/usd',
      'late/usd',
      'good/absent',
      'good/eur',
      'good/usd',
    );
    expect(answer.quotes.map(({ pairId }) => pairId)).toEqual(['coingecko:good/usd']);
    expect(answer.missing).toHaveLength(6);
  });

  test('ids with spaces and brackets reach the server whole', async () => {
    const prices = { '1move token': price(1), 'boringdao-[old]': price(2), 'a+b&c=d%20#': price(3) };
    const { server, quotes } = await start({ prices });
    const keys = Object.keys(prices).map((id) => `${id}/usd`);
    expect((await quotes(...keys)).missing).toEqual([]);
    expect(server.requests[0]?.target).toContain(
      'ids=1move%20token%2Cboringdao-%5Bold%5D%2Ca%2Bb%26c%3Dd%2520%23&',
    );
  });

  test('names that every object has are no coins', async () => {
    const { quotes } = await start({});
    expect((await quotes('constructor/usd', '__proto__/usd')).quotes).toEqual([]);
  });

  test('ids that are no pairs are missing and cost no request', async () => {
    const { server, quotes } = await start({});
    expect((await quotes('bitcoin', '/usd', 'bitcoin/')).missing).toHaveLength(3);
    expect(server.requests).toEqual([]);
  });

  test('more than 250 coins are several requests, and both coins of a ratio are in the same one', async () => {
    const ids = Array.from({ length: 300 }, (_, index) => `coin-${index}`);
    const prices = Object.fromEntries(ids.map((id, index) => [id, price(index + 1)]));
    const { server, quotes } = await start({ prices: { ...prices, tether: price(1) } });
    expect((await quotes(...ids.map((id) => `${id}/tether`))).missing).toEqual([]);
    const asked = server.requests.map(({ query }) => query.get('ids')?.split(',') ?? []);
    expect(asked.map((list) => list.length)).toEqual([250, 52]);
    for (const list of asked) expect(list).toContain('tether');
  });

  test('quotes that are coins count as coins too', async () => {
    const ids = Array.from({ length: 260 }, (_, index) => `coin-${index}`);
    const { server, quotes } = await start({ prices: Object.fromEntries(ids.map((id) => [id, price(1)])) });
    const keys = ids.flatMap((id, index) => (index % 2 === 0 ? [`${id}/coin-${index + 1}`] : []));
    expect((await quotes(...keys)).missing).toEqual([]);
    expect(server.requests.map(({ query }) => query.get('ids')?.split(',').length)).toEqual([250, 10]);
  });

  test('the key travels as a header and never in the address', async () => {
    const { server, quotes } = await start({ key: 'CG-secret', prices: { bitcoin: price(1) } });
    await quotes('bitcoin/usd');
    expect(server.requests[0]?.headers['x-cg-demo-api-key']).toBe('CG-secret');
    expect(server.requests[0]?.target).not.toContain('CG-secret');
  });

  test('without a key no header for it is sent', async () => {
    const { server, quotes } = await start({ prices: { bitcoin: price(1) } });
    await quotes('bitcoin/usd');
    expect(server.requests[0]?.headers).not.toHaveProperty('x-cg-demo-api-key');
  });

  test('within its minute the source answers the same price with the same time', async () => {
    let now = suiteNow;
    const { quotes } = await start({
      now: () => now,
      prices: { bitcoin: price(5, null, 30_000) },
    });
    const [before] = (await quotes('bitcoin/usd')).quotes;
    now += 15_000;
    expect((await quotes('bitcoin/usd')).quotes).toEqual([before]);
  });
});

describe('names on CoinGecko', () => {
  const coins: readonly ListedCoin[] = [
    { id: 'batcat', symbol: 'btc', name: 'batcat', rank: null },
    { id: 'bitcoin', symbol: 'btc', name: 'Bitcoin', rank: 1 },
    { id: 'osmosis-allbtc', symbol: 'BTC', name: 'Osmosis allBTC', rank: 2_500 },
    { id: 'tether', symbol: 'usdt', name: 'Tether', rank: 3 },
    { id: 'bridged-usdt', symbol: 'usdt', name: 'Bridged USDT', rank: null },
    { id: 'uniswap', symbol: 'uni', name: 'Uniswap', rank: 25 },
    { id: 'usd', symbol: 'usdx', name: 'A coin called usd', rank: null },
    { id: 'clown', symbol: '🤡', name: '🤡', rank: null },
    { id: 'no-ticker', symbol: '', name: 'No Ticker', rank: null },
    { id: 'shiba-inu', symbol: 'shib', name: 'Shiba Inu', rank: 30 },
  ];

  test('a ticker of one coin is found', async () => {
    const { resolve, server } = await start({ coins });
    expect(await resolve({ base: 'UNI', quote: 'USDT' })).toEqual({
      kind: 'found',
      pair: {
        id: 'coingecko:uniswap/tether',
        source: 'coingecko',
        base: 'UNI',
        quote: 'USDT',
        name: 'Uniswap',
        tickSize: null,
      },
    });
    expect(server.requests.map(({ path }) => path)).toEqual(['/api/v3/coins/list', '/api/v3/coins/markets']);
  });

  test('a ticker of several coins is never chosen for the user, and the largest comes first', async () => {
    const { resolve } = await start({ coins });
    expect(await resolve({ base: 'BTC', quote: 'USD' })).toEqual({
      kind: 'ambiguous',
      candidates: [
        { id: 'coingecko:bitcoin/usd', label: 'BTC/USD', name: 'Bitcoin', source: 'coingecko', rank: 1 },
        {
          id: 'coingecko:osmosis-allbtc/usd',
          label: 'BTC/USD',
          name: 'Osmosis allBTC',
          source: 'coingecko',
          rank: 2_500,
        },
        { id: 'coingecko:batcat/usd', label: 'BTC/USD', name: 'batcat', source: 'coingecko', rank: null },
      ],
    });
  });

  test.each([
    ['fails', { status: 429, body: 'Throttled' }],
    ['makes no sense', { status: 200, body: '{"coins":"none"}' }],
  ])('where the search %s the coins of the list are offered without ranks', async (_name, failure) => {
    const { server, resolve } = await start({ coins });
    server.failWith(failure, /search/);
    const resolution = await resolve({ base: 'BTC', quote: 'USDT' });
    expect(
      resolution.kind === 'ambiguous' && resolution.candidates.map(({ id, rank }) => [id, rank]),
    ).toEqual([
      ['coingecko:batcat/tether', null],
      ['coingecko:bitcoin/tether', null],
      ['coingecko:osmosis-allbtc/tether', null],
    ]);
  });

  test('a coin that is newer than the stored list is not offered, since it could not be added', async () => {
    const { feed } = await start({
      coins: [...coins, { id: 'newcomer', symbol: 'btc', name: 'New', rank: 2 }],
    });
    const symbols = valueOf(await feed.symbols(neverAborted())).filter(({ key }) => key !== 'newcomer');
    for (const base of ['BTC', 'NEWCOMER']) {
      const resolution = valueOf(await feed.resolve({ base, quote: 'USD' }, symbols, neverAborted()));
      expect(JSON.stringify(resolution)).not.toContain('newcomer');
    }
  });

  test('a candidate that the user chose is found by its id', async () => {
    const { resolve } = await start({ coins });
    expect(await resolve({ id: 'coingecko:osmosis-allbtc/bitcoin' })).toMatchObject({
      kind: 'found',
      pair: { id: 'coingecko:osmosis-allbtc/bitcoin', base: 'BTC', quote: 'BTC' },
    });
  });

  test('a quote ticker that dozens of coins carry means the well-known one', async () => {
    const { resolve } = await start({ coins });
    expect(await resolve({ base: 'SHIB', quote: 'USDT' })).toMatchObject({
      kind: 'found',
      pair: { id: 'coingecko:shiba-inu/tether' },
    });
  });

  test('a code that is a currency and a coin is the currency', async () => {
    const { resolve } = await start({ coins });
    expect(await resolve({ id: 'coingecko:shiba-inu/usd' })).toMatchObject({
      kind: 'found',
      pair: { quote: 'USD' },
    });
  });

  test('coins without a ticker go by their id, emoji tickers work as they are', async () => {
    const { resolve } = await start({ coins });
    const emoji = { kind: 'found', pair: { id: 'coingecko:clown/usd', base: '🤡' } };
    expect(await resolve({ base: '🤡', quote: 'USD' })).toMatchObject(emoji);
    const named = { kind: 'found', pair: { id: 'coingecko:no-ticker/usd', base: 'NO-TICKER' } };
    expect(await resolve({ base: 'NO-TICKER', quote: 'USD' })).toMatchObject(named);
  });

  test('a name that is no ticker is offered, not taken', async () => {
    const { resolve } = await start({ coins });
    expect(await resolve({ base: 'UNISWAP', quote: 'USD' })).toMatchObject({
      kind: 'unknown',
      closest: [{ id: 'coingecko:uniswap/usd', label: 'UNI/USD', rank: 25 }],
    });
  });

  test('a slip in a ticker offers what looks like it', async () => {
    const { resolve } = await start({ coins });
    expect(await resolve({ base: 'SHIBB', quote: 'USDT' })).toMatchObject({
      kind: 'unknown',
      closest: [{ id: 'coingecko:shiba-inu/tether', label: 'SHIB/USDT' }],
    });
  });

  test('an unknown quote is unknown, with the coin in dollars to choose', async () => {
    const { resolve } = await start({ coins });
    expect(await resolve({ base: 'UNI', quote: 'QQQ' })).toMatchObject({
      kind: 'unknown',
      closest: [{ id: 'coingecko:uniswap/usd' }],
    });
  });

  test.each([
    'coingecko:gone/usd',
    'coingecko:bitcoin/gone',
    'coingecko:bitcoin',
    'coingecko:bitcoin/bitcoin',
  ])('%s is unknown', async (id) => {
    const { resolve } = await start({ coins });
    expect(await resolve({ id })).toEqual({ kind: 'unknown', closest: [] });
  });

  test('the list tells the rank of the largest, and is a list where ranks cannot be had', async () => {
    const rank = async (settings: Wanted) => {
      const { feed } = await start({ coins, ...settings });
      const symbols = valueOf(await feed.symbols(neverAborted()));
      return Object.fromEntries(symbols.map((symbol) => [symbol.key, symbol.rank]));
    };
    expect(await rank({})).toMatchObject({ bitcoin: 1, batcat: null, 'shiba-inu': 30 });
    const refused = { status: 429, body: '' };
    const route = ({ path }: { path: string }) => (path.endsWith('/markets') ? refused : null);
    expect(await rank({ route })).toMatchObject({ bitcoin: null, 'shiba-inu': null });
  });

  test('entries of the list that cannot be read are left out', async () => {
    const body = JSON.stringify([
      null,
      { id: '', symbol: 'x', name: 'x' },
      { id: 'a', symbol: 'a', name: 'A' },
    ]);
    const { feed } = await start({ route: () => ({ status: 200, body }) });
    expect(valueOf(await feed.symbols(neverAborted())).map(({ key }) => key)).toEqual(['a']);
  });
});
