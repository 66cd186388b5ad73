import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Pair } from '../src-core/pair.ts';
import { binanceRoute } from '../tests/feed-servers/binance-format.ts';
import { type LoopbackServer, startLoopbackServer } from '../tests/feed-servers/loopback-server.ts';
import { marketDataFolder, needsMarketData, readRecorded } from '../tests/market-replay/market-data.ts';
import { createBinanceFeed } from './binance.ts';
import { createCoingeckoFeed } from './coingecko.ts';
import type { FeedSymbol } from './feed.ts';
import { errorOf, neverAborted, testPair, valueOf } from './testing/harness.ts';

const absent = marketDataFolder() === null;

describe.skipIf(absent)(`recorded answers${absent ? ` (${needsMarketData})` : ''}`, () => {
  const servers: LoopbackServer[] = [];
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.close()));
  });

  /** Serves recorded bodies by path, byte for byte. */
  async function serve(bodies: Readonly<Record<string, string>>, now = 0): Promise<string> {
    const server = await startLoopbackServer({
      now: () => now,
      route: ({ path }) => {
        const body = bodies[path];
        return body === undefined ? null : { status: 200, body };
      },
    });
    servers.push(server);
    return server.url;
  }

  test('the whole exchangeInfo of 2021: 1,285 symbols, 939 of them trading, each with its tick size', async () => {
    const body = readRecorded('binance-exchangeInfo-2021-02-09.json.gz');
    const baseUrl = await serve({ '/api/v3/exchangeInfo': body });
    const feed = createBinanceFeed({ baseUrl, now: () => 0 });
    const symbols = valueOf(await feed.symbols(neverAborted()));
    expect(symbols).toHaveLength(1_285);
    expect(symbols.filter(({ trading }) => trading)).toHaveLength(939);
    expect(symbols.every(({ tickSize }) => tickSize !== null && tickSize > 0)).toBe(true);

    const resolve = async (base: string, quote: string) =>
      valueOf(await feed.resolve({ base, quote }, symbols, neverAborted()));
    expect(await resolve('BTC', 'USDT')).toMatchObject({ kind: 'found', pair: { id: 'binance:BTCUSDT' } });
    expect(await resolve('BCC', 'BTC')).toEqual({ kind: 'not trading', label: 'BCC/BTC' });
    const closest = async (base: string, quote: string) => {
      const resolution = await resolve(base, quote);
      return resolution.kind === 'unknown' ? resolution.closest.map(({ label }) => label) : resolution.kind;
    };
    expect((await closest('DOGE', 'USD'))[0]).toBe('DOGE/USDT');
    expect((await closest('BTCC', 'USDT'))[0]).toBe('BTC/USDT');
    expect((await closest('ETHH', 'BTC'))[0]).toBe('ETH/BTC');
    expect((await closest('USDT', 'BTC'))[0]).toBe('BTC/USDT');
    expect(await closest('NOSUCHCOINATALL', 'USDT')).toEqual([]);
  });

  test('the whole 24-hour table of 2020: prices for what trades, nothing for rows that stood still for weeks', async () => {
    const body = readRecorded('binance-ticker-24hr-2020-10-09.json.gz');
    const table: { symbol: string; lastPrice: string; closeTime: number }[] = JSON.parse(body);
    const now = Math.max(...table.map(({ closeTime }) => closeTime));
    const dead = table.filter((row) => now - row.closeTime > 86_400_000 || Number(row.lastPrice) === 0);
    expect([table.length, dead.length]).toEqual([1_089, 274]);

    const feed = createBinanceFeed({
      baseUrl: await serve({ '/api/v3/ticker/24hr': body }, now),
      now: () => now,
    });
    const pairs = table.map(({ symbol }) => testPair(`binance:${symbol}`, symbol, 'X'));
    const { quotes, missing } = valueOf(await feed.quotes(pairs, neverAborted()));
    expect(missing.toSorted()).toEqual(dead.map(({ symbol }) => `binance:${symbol}`).toSorted());
    expect(quotes).toHaveLength(1_089 - 274);
    for (const quote of quotes) {
      expect(quote.price).toBeGreaterThan(0);
      expect(quote.change24h).not.toBeNull();
    }
  });

  test('a list with a symbol that died long ago falls back to the real table', async () => {
    const rows = JSON.parse(readRecorded('binance-ticker-24hr-2020-10-09.json.gz'));
    const now = rows[0].closeTime;
    const route = binanceRoute({ exchangeInfo: () => null, rows: () => rows, klines: () => null });
    const server = await startLoopbackServer({ now: () => now, route });
    servers.push(server);
    const feed = createBinanceFeed({ baseUrl: server.url, now: () => now });
    const pairs = ['BTCUSDT', 'ETHBTC', 'NEVERUSDT', 'BCCBTC'].map((key) =>
      testPair(`binance:${key}`, key, ''),
    );
    const { quotes, missing } = valueOf(await feed.quotes(pairs, neverAborted()));
    expect(quotes.map(({ pairId }) => pairId)).toEqual(['binance:BTCUSDT', 'binance:ETHBTC']);
    expect(missing).toEqual(['binance:NEVERUSDT', 'binance:BCCBTC']);
  });

  test('the price table, whose rows have no time and no day, is refused row by row', async () => {
    const body = readRecorded('binance-ticker-price-2020-10-31.json.gz');
    const feed = createBinanceFeed({ baseUrl: await serve({ '/api/v3/ticker/24hr': body }), now: () => 0 });
    const { quotes, missing } = valueOf(
      await feed.quotes([testPair('binance:BTCUSDT', 'BTC', 'USDT')], neverAborted()),
    );
    expect([quotes, missing]).toEqual([[], ['binance:BTCUSDT']]);
  });

  describe('the whole coin list of 2024', () => {
    let symbols: readonly FeedSymbol[];
    let feed: ReturnType<typeof createCoingeckoFeed>;
    beforeAll(async () => {
      const body = readRecorded('coingecko-coins-list-2024-12-29.json.gz');
      feed = createCoingeckoFeed({
        baseUrl: await serve({ '/api/v3/coins/list': body }),
        key: null,
        now: () => 0,
      });
      symbols = valueOf(await feed.symbols(neverAborted()));
    });
    const resolve = async (base: string, quote: string) =>
      valueOf(await feed.resolve({ base, quote }, symbols, neverAborted()));

    test('is read to the last of 16,354 coins', () => {
      expect(symbols).toHaveLength(16_354);
    });

    test('bitcoin is one of five with its ticker, so it is asked back', async () => {
      const resolution = await resolve('BTC', 'USD');
      const ids = resolution.kind === 'ambiguous' ? resolution.candidates.map(({ id }) => id) : [];
      expect(ids).toHaveLength(5);
      expect(ids).toContain('coingecko:bitcoin/usd');
    });

    test('every well-known quote is in the list under its own ticker', async () => {
      const quotes =
        'USDT USDC BTC ETH BNB DAI FDUSD TUSD BUSD USDP PYUSD USDE EURC SOL XRP TRX DOGE DOT'.split(' ');
      for (const quote of quotes) {
        expect(await resolve('UQC', quote)).toMatchObject({ kind: 'found', pair: { quote } });
      }
    });

    test('every coin is found by its id, and the pair fits what the interface accepts', async () => {
      for (const { key } of symbols.filter((_, index) => index % 50 === 0)) {
        const id = `coingecko:${key}/usd`;
        const resolution = valueOf(await feed.resolve({ id }, symbols, neverAborted()));
        const pair: Partial<Pair> = resolution.kind === 'found' ? resolution.pair : {};
        expect(pair.id).toBe(id);
        expect(pair.base?.length).toBeGreaterThan(0);
        expect(id.length).toBeLessThanOrEqual(300);
      }
    });
  });

  test('the official example of /simple/price is read', async () => {
    const examples = JSON.parse(readRecorded('coingecko-openapi-examples-2026-06-22.json.gz'));
    const body = JSON.stringify(examples.demo['200 /simple/price']);
    const baseUrl = await serve({ '/api/v3/simple/price': body });
    const feed = createCoingeckoFeed({ baseUrl, key: null, now: () => 0 });
    const { quotes } = valueOf(
      await feed.quotes([testPair('coingecko:bitcoin/usd', 'BTC', 'USD')], neverAborted()),
    );
    expect(quotes).toMatchObject([{ price: 76_975, change24h: -1.4093297098441402, t: 1_779_092_258_000 }]);
  });

  test('the official examples of /coins/{id}/market_chart and /coins/{id}/ohlc are read', async () => {
    const { demo } = JSON.parse(readRecorded('coingecko-openapi-examples-2026-06-22.json.gz'));
    const minute = 60_000;
    // The second price of the chart is the newest, and the second row of the other has just closed.
    const charted = 1_779_028_199_661;
    const closed = 1_779_201_000_000;
    const pair = testPair('coingecko:bitcoin/usd', 'BTC', 'USD');
    const ask = async (now: number, intervalMs: number) => {
      const baseUrl = await serve(
        {
          '/api/v3/coins/bitcoin/market_chart': JSON.stringify(demo['200 /coins/{id}/market_chart']),
          '/api/v3/coins/bitcoin/ohlc': JSON.stringify(demo['200 /coins/{id}/ohlc']),
        },
        now,
      );
      const feed = createCoingeckoFeed({ baseUrl, key: null, now: () => now });
      return valueOf(await feed.candles(pair, intervalMs, now - 120 * minute, now, neverAborted()));
    };
    const five = { open: 77953.82550382407, high: 77953.82550382407 };
    expect(await ask(charted, 5 * minute)).toMatchObject([{ openTime: 1_779_027_600_000, ...five }]);
    expect(await ask(closed + 16 * minute, 30 * minute)).toEqual([
      {
        openTime: closed - 60 * minute,
        intervalMs: 30 * minute,
        open: 76769,
        high: 76889,
        low: 76744,
        close: 76818,
      },
      {
        openTime: closed - 30 * minute,
        intervalMs: 30 * minute,
        open: 76712,
        high: 76712,
        low: 76321,
        close: 76422,
      },
    ]);
  });

  test('the official examples of /coins/list and /search are read, with ranks', async () => {
    const { demo } = JSON.parse(readRecorded('coingecko-openapi-examples-2026-06-22.json.gz'));
    const coins = [...demo['200 /coins/list'], { id: 'ethereum', symbol: 'eth', name: 'Ethereum' }];
    const twins = [...coins, { id: 'ethereum-twin', symbol: 'eth', name: 'Twin' }];
    const baseUrl = await serve({
      '/api/v3/coins/list': JSON.stringify(twins),
      '/api/v3/search': JSON.stringify(demo['200 /search']),
    });
    const feed = createCoingeckoFeed({ baseUrl, key: null, now: () => 0 });
    const symbols = valueOf(await feed.symbols(neverAborted()));
    const resolution = valueOf(await feed.resolve({ base: 'ETH', quote: 'USD' }, symbols, neverAborted()));
    expect(
      resolution.kind === 'ambiguous' && resolution.candidates.map(({ id, rank }) => [id, rank]),
    ).toEqual([
      ['coingecko:ethereum/usd', 2],
      ['coingecko:ethereum-twin/usd', null],
    ]);
  });

  test('a page of the market table is no answer to a question for prices', async () => {
    const body = readRecorded('coingecko-coins-markets-usd-2025-03-04.json');
    const baseUrl = await serve({ '/api/v3/simple/price': body });
    const feed = createCoingeckoFeed({ baseUrl, key: null, now: () => 0 });
    const answer = await feed.quotes([testPair('coingecko:bitcoin/usd', 'BTC', 'USD')], neverAborted());
    expect(errorOf(answer).kind).toBe('bad-response');
  });
});
