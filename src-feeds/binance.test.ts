import { afterEach, describe, expect, test } from 'vitest';
import { type Kline, refusal } from '../tests/feed-servers/binance-format.ts';
import {
  type BinanceServerSettings,
  klineOf,
  priceOfMinute,
  type ServedSymbol,
  startBinanceServer,
} from '../tests/feed-servers/binance-server.ts';
import type { Answer, SeenRequest } from '../tests/feed-servers/loopback-server.ts';
import { createBinanceFeed } from './binance.ts';
import { errorOf, neverAborted, suiteNow, testPair, valueOf } from './testing/harness.ts';

const minute = 60_000;
const served = (symbol: string, more: Partial<ServedSymbol> = {}): ServedSymbol => ({
  symbol,
  base: symbol.replace(/USDT$/, ''),
  quote: 'USDT',
  ...more,
});
const pair = (symbol: string) => testPair(`binance:${symbol}`, symbol.replace(/USDT$/, ''), 'USDT');
const bitcoin = served('BTCUSDT');

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

async function start(symbols: readonly ServedSymbol[], more: Partial<BinanceServerSettings> = {}) {
  const clock = { now: suiteNow };
  const server = await startBinanceServer({ now: () => clock.now, symbols, ...more });
  closing.push(server.close);
  const feed = createBinanceFeed({ baseUrl: server.url, now: () => clock.now });
  const quotes = async (...names: string[]) => valueOf(await feed.quotes(names.map(pair), neverAborted()));
  return { server, feed, clock, quotes };
}

describe('quotes of Binance', () => {
  test('they hold the last price, the day in percent and its ends, and no time of their own', async () => {
    const row = { last: '0.00000376', open: '0.00000400', high: '0.00000410', low: '0.00000370' };
    const { quotes } = await start([served('DOGEUSDT', row)]);
    const [quote] = (await quotes('DOGEUSDT')).quotes;
    expect(quote).toMatchObject({ price: 0.00000376, t: null, high24h: 0.0000041, low24h: 0.0000037 });
    expect(quote?.change24h).toBeCloseTo(-6, 9);
  });

  test('the list of symbols is short rows and an encoded JSON array', async () => {
    const { server, quotes } = await start([bitcoin, served('ETHUSDT')]);
    await quotes('BTCUSDT', 'ETHUSDT');
    expect(server.requests[0]?.target).toBe(
      '/api/v3/ticker/24hr?type=MINI&symbols=%5B%22BTCUSDT%22%2C%22ETHUSDT%22%5D',
    );
  });

  test('symbols outside ASCII are served', async () => {
    const { quotes } = await start([served('这是测试币456USDT')]);
    expect((await quotes('这是测试币456USDT')).quotes).toHaveLength(1);
  });

  test('a day without a usable open has a price but no change', async () => {
    const { quotes } = await start([served('BTCUSDT', { open: '0.00000000', high: 'NaN', low: '-1' })]);
    expect((await quotes('BTCUSDT')).quotes[0]).toMatchObject({
      change24h: null,
      high24h: null,
      low24h: null,
    });
  });

  test('a change beyond all numbers is none', async () => {
    const { quotes } = await start([served('BTCUSDT', { last: '1e308', open: '1e-308' })]);
    expect((await quotes('BTCUSDT')).quotes[0]).toMatchObject({ price: 1e308, change24h: null });
  });

  test('a row that stood still for more than a day is missing, one of a quiet market is not', async () => {
    const { quotes } = await start([
      served('DEADUSDT', { rowAgeMs: 21 * 86_400_000, status: 'BREAK' }),
      served('QUIETUSDT', { rowAgeMs: 3 * 3_600_000 }),
    ]);
    const answer = await quotes('DEADUSDT', 'QUIETUSDT');
    expect(answer.missing).toEqual(['binance:DEADUSDT']);
    expect(answer.quotes.map(({ pairId }) => pairId)).toEqual(['binance:QUIETUSDT']);
  });

  test('rows that are no rows cost nobody else their price', async () => {
    const good = {
      symbol: 'BTCUSDT',
      lastPrice: '5',
      openPrice: '5',
      highPrice: '5',
      lowPrice: '5',
      closeTime: suiteNow,
    };
    const body = JSON.stringify([null, 7, { symbol: 5 }, { symbol: 'ETHUSDT' }, good]);
    const { quotes } = await start([], { route: () => ({ status: 200, body }) });
    const answer = await quotes('BTCUSDT', 'ETHUSDT');
    expect(answer.quotes.map(({ pairId }) => pairId)).toEqual(['binance:BTCUSDT']);
    expect(answer.missing).toEqual(['binance:ETHUSDT']);
  });

  test('400 pairs are listed, 401 are asked for as the whole table', async () => {
    const names = Array.from({ length: 401 }, (_, index) => `A${index}B`);
    const { server, quotes } = await start(names.map((name) => served(name)));
    expect((await quotes(...names.slice(1))).quotes).toHaveLength(400);
    expect((await quotes(...names)).quotes).toHaveLength(401);
    expect(server.requests.map(({ query }) => query.has('symbols'))).toEqual([true, false]);
  });

  test('a list whose address would grow too long is asked for as the whole table', async () => {
    const names = Array.from({ length: 60 }, (_, index) => `这是测试币这是测试币${index}`);
    const { server, quotes } = await start(names.map((name) => served(name)));
    expect((await quotes(...names)).missing).toEqual([]);
    expect(server.requests.map(({ query }) => query.has('symbols'))).toEqual([false]);
  });

  test('the used weight of the minute is told', async () => {
    const { feed, quotes } = await start([bitcoin]);
    expect(feed.usedWeight()).toBeNull();
    await quotes('BTCUSDT');
    await quotes('BTCUSDT');
    expect(feed.usedWeight()).toBe(4);
  });
});

describe('a symbol that Binance does not know', () => {
  const lists = (requests: readonly SeenRequest[]) => requests.map(({ query }) => query.get('symbols'));

  test('is paid for with one more request, and then left out for ten minutes', async () => {
    const { server, quotes, clock } = await start([bitcoin]);
    const expected = { missing: ['binance:GONEUSDT'] };
    expect(await quotes('BTCUSDT', 'GONEUSDT')).toMatchObject(expected);
    clock.now += 15_000;
    expect(await quotes('BTCUSDT', 'GONEUSDT')).toMatchObject(expected);
    clock.now += 10 * minute;
    expect(await quotes('BTCUSDT', 'GONEUSDT')).toMatchObject(expected);
    const both = '["BTCUSDT","GONEUSDT"]';
    expect(lists(server.requests)).toEqual([both, null, '["BTCUSDT"]', both, null]);
  });

  test('is served again once Binance lists it', async () => {
    const { server, quotes, clock } = await start([bitcoin]);
    await quotes('BTCUSDT', 'NEWUSDT');
    server.serve([bitcoin, served('NEWUSDT')]);
    clock.now += 11 * minute;
    expect((await quotes('BTCUSDT', 'NEWUSDT')).missing).toEqual([]);
    await quotes('BTCUSDT', 'NEWUSDT');
    expect(lists(server.requests).slice(2)).toEqual(Array(2).fill('["BTCUSDT","NEWUSDT"]'));
  });

  test('is asked for again after a clock was set back', async () => {
    const { server, quotes, clock } = await start([bitcoin]);
    await quotes('BTCUSDT', 'GONEUSDT');
    clock.now -= 3_600_000;
    await quotes('BTCUSDT', 'GONEUSDT');
    expect(lists(server.requests)[2]).toBe('["BTCUSDT","GONEUSDT"]');
  });

  test('is asked for all the same when nothing else is wanted, so that a dead source is noticed', async () => {
    const { server, feed, quotes } = await start([bitcoin]);
    await quotes('GONEUSDT');
    expect(await quotes('GONEUSDT')).toEqual({ quotes: [], missing: ['binance:GONEUSDT'] });
    expect(lists(server.requests)).toEqual(['["GONEUSDT"]', null, '["GONEUSDT"]']);
    server.failWith({ status: 500 });
    expect(errorOf(await feed.quotes([pair('GONEUSDT')], neverAborted())).kind).toBe('server');
  });

  test('is a failure of the call only where the whole table fails too', async () => {
    const route = ({ query }: SeenRequest): Answer | null =>
      query.has('symbols') ? null : { status: 429, body: '' };
    const { feed } = await start([bitcoin], { route });
    const answer = await feed.quotes([pair('BTCUSDT'), pair('GONEUSDT')], neverAborted());
    expect(errorOf(answer).kind).toBe('rate-limited');
  });

  test('a list refused for its letters although all are traded gives way to the whole table for ten minutes', async () => {
    const refused = refusal(-1100, "Illegal characters found in parameter 'symbols'");
    const route = ({ query }: SeenRequest) => (query.has('symbols') ? refused : null);
    const { server, quotes, clock } = await start([bitcoin, served('这USDT')], { route });
    for (const wait of [15_000, 10 * minute, 0]) {
      expect((await quotes('BTCUSDT', '这USDT')).missing).toEqual([]);
      clock.now += wait;
    }
    const list = '["BTCUSDT","这USDT"]';
    expect(lists(server.requests)).toEqual([list, null, null, list, null]);
  });
});

describe('candles of Binance', () => {
  const at = suiteNow - 30_000;

  async function startPages(page: (query: { from: number; to: number }) => readonly Kline[]) {
    const route = ({ query }: SeenRequest): Answer => {
      const rows = page({ from: Number(query.get('startTime')), to: Number(query.get('endTime')) });
      return { status: 200, body: JSON.stringify(rows) };
    };
    const started = await start([bitcoin], { route });
    const ask = (from: number, to: number) =>
      started.feed.candles(pair('BTCUSDT'), minute, from, to, neverAborted());
    return { ...started, ask };
  }
  const rowsFrom = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => klineOf(from + index * minute, minute, priceOfMinute(from)));

  test('a row is open time, open, high, low, close', async () => {
    const { feed } = await start([bitcoin]);
    const [candle] = valueOf(await feed.candles(pair('BTCUSDT'), minute, at - minute, at, neverAborted()));
    const price = priceOfMinute(at - minute);
    expect(candle).toEqual({
      openTime: at - minute,
      intervalMs: minute,
      open: price,
      high: price + 3,
      low: price - 2,
      close: price + 1,
    });
  });

  test('2,500 candles are three requests', async () => {
    const { server, feed } = await start([bitcoin]);
    valueOf(await feed.candles(pair('BTCUSDT'), minute, at - 2_500 * minute, at, neverAborted()));
    expect(server.requests).toHaveLength(3);
    expect(server.requests.map(({ query }) => query.get('limit'))).toEqual(['1000', '1000', '1000']);
  });

  test('pages that overlap, repeat rows or are out of order give each candle once, in order', async () => {
    const { ask } = await startPages(({ from, to }) => {
      const rows = rowsFrom(from - 2 * minute, 10).filter(([open]) => open <= to);
      return [...rows.toReversed(), ...rows];
    });
    const candles = valueOf(await ask(at - 30 * minute, at));
    expect(candles.map(({ openTime }) => openTime)).toEqual(
      Array.from({ length: 30 }, (_, index) => at - (30 - index) * minute),
    );
  });

  test('a server with smaller pages than asked for loses nothing', async () => {
    const { ask } = await startPages(({ from, to }) => rowsFrom(from, 7).filter(([open]) => open <= to));
    expect(valueOf(await ask(at - 30 * minute, at))).toHaveLength(30);
  });

  test('a hole in the middle of the stretch stays a hole, one at its end costs one more request', async () => {
    const rows = [...rowsFrom(at - 30 * minute, 5), ...rowsFrom(at - 15 * minute, 5)];
    const { ask, server } = await startPages(({ from, to }) =>
      rows.filter(([open]) => open >= from && open <= to),
    );
    expect(valueOf(await ask(at - 30 * minute, at)).map(({ openTime }) => openTime)).toEqual(
      rows.map(([open]) => open),
    );
    expect(server.requests).toHaveLength(2);
  });

  test('a stretch without any candle is empty', async () => {
    const { ask } = await startPages(() => []);
    expect(valueOf(await ask(at - 30 * minute, at))).toEqual([]);
  });

  test('a server that always sends the same page ends in a bad response, not in a loop', async () => {
    const { ask, server } = await startPages(() => rowsFrom(at - 40 * minute, 5));
    expect(errorOf(await ask(at - 30 * minute, at)).kind).toBe('bad-response');
    expect(server.requests).toHaveLength(1);
  });

  test.each([
    ['a high below the close', [at - minute, '10', '11', '9', '12']],
    ['a low above the open', [at - minute, '10', '13', '11', '12']],
    ['a zero', [at - minute, '0', '13', '0', '12']],
    ['a price that is no number', [at - minute, '10', 'NaN', '9', '12']],
    ['a time that is no number', ['soon', '10', '13', '9', '12']],
    ['too few columns', [at - minute, '10', '13']],
    ['a time in the middle of a minute', [at - minute + 1, '10', '13', '9', '12']],
  ])('a page with %s is refused whole', async (_name, row) => {
    const rows = [...rowsFrom(at - 5 * minute, 4), row] as unknown as readonly Kline[];
    const { ask } = await startPages(() => rows);
    expect(errorOf(await ask(at - 5 * minute, at)).kind).toBe('bad-response');
  });

  test('an unknown symbol is told as such and is not worth a second try', async () => {
    const { feed } = await start([bitcoin]);
    const answer = await feed.candles(pair('GONEUSDT'), minute, at - minute, at, neverAborted());
    expect(errorOf(answer)).toMatchObject({ kind: 'unknown-symbol', retryable: false });
    expect(errorOf(answer).detail).toBe('GET /api/v3/klines: HTTP 400, code -1121');
  });

  test('a failure in a later page is a failure of the whole', async () => {
    let pages = 0;
    const { ask } = await startPages(({ from }) => {
      pages += 1;
      return pages === 2 ? ([[null]] as unknown as readonly Kline[]) : rowsFrom(from, 5);
    });
    expect(errorOf(await ask(at - 30 * minute, at)).kind).toBe('bad-response');
  });
});

describe('symbols and names of Binance', () => {
  const listed = [
    served('BTCUSDT'),
    served('DOGEUSDT', { tickSize: '0.00001000' }),
    served('DOGEBTC', { base: 'DOGE', quote: 'BTC' }),
    served('DOGETRY', { base: 'DOGE', quote: 'TRY' }),
    served('LUNAUSDT', { status: 'BREAK' }),
    served('HALTUSDT', { status: 'CANCEL_ONLY' }),
  ];

  async function startListed() {
    const started = await start(listed);
    const symbols = valueOf(await started.feed.symbols(neverAborted()));
    const resolve = async (query: Parameters<typeof started.feed.resolve>[0]) =>
      valueOf(await started.feed.resolve(query, symbols, neverAborted()));
    return { ...started, symbols, resolve };
  }

  test('the list is asked for without its permission sets', async () => {
    const { server } = await startListed();
    expect(server.requests[0]?.target).toBe('/api/v3/exchangeInfo?showPermissionSets=false');
  });

  test('entries of 2021 and of 2026 give key, tickers, tick size and whether they trade', async () => {
    const { symbols } = await startListed();
    expect(symbols).toHaveLength(listed.length);
    expect(symbols[1]).toEqual({
      key: 'DOGEUSDT',
      base: 'DOGE',
      quote: 'USDT',
      name: '',
      tickSize: 0.00001,
      trading: true,
    });
    expect(symbols.filter(({ trading }) => !trading).map(({ key }) => key)).toEqual(['LUNAUSDT', 'HALTUSDT']);
  });

  test('entries that cannot be read are left out, and a price filter may be missing', async () => {
    const entry = { symbol: 'AB', status: 'TRADING', baseAsset: 'A', quoteAsset: 'B' };
    const rows = [
      null,
      { symbol: 'X' },
      entry,
      { ...entry, symbol: 'CD', filters: [{ filterType: 'T_PLUS_SELL' }] },
    ];
    const body = JSON.stringify({ symbols: rows });
    const { feed } = await start([], { route: () => ({ status: 200, body }) });
    const symbols = valueOf(await feed.symbols(neverAborted()));
    expect(symbols.map(({ key, tickSize }) => [key, tickSize])).toEqual([
      ['AB', null],
      ['CD', null],
    ]);
  });

  test('a pair in BREAK is not trading', async () => {
    const { resolve } = await startListed();
    const expected = { kind: 'not trading', label: 'LUNA/USDT' };
    expect(await resolve({ base: 'LUNA', quote: 'USDT' })).toEqual(expected);
    expect(await resolve({ id: 'binance:LUNAUSDT' })).toEqual(expected);
  });

  test('a dollar that is not traded offers the dollar coin first, then other quotes', async () => {
    const { resolve } = await startListed();
    const labels = ['DOGE/USDT', 'DOGE/BTC', 'DOGE/TRY'];
    const byTicker = await resolve({ base: 'DOGE', quote: 'USD' });
    expect(byTicker).toMatchObject({
      kind: 'unknown',
      closest: labels.map((label) => ({ label, source: 'binance' })),
    });
    expect(await resolve({ id: 'binance:DOGEUSD' })).toEqual(byTicker);
    expect(byTicker.kind === 'unknown' && byTicker.closest[0]?.id).toBe('binance:DOGEUSDT');
  });

  test('a slip in the base offers what looks like it', async () => {
    const { resolve } = await startListed();
    expect(await resolve({ base: 'BTCC', quote: 'USDT' })).toMatchObject({
      kind: 'unknown',
      closest: [{ id: 'binance:BTCUSDT', label: 'BTC/USDT' }],
    });
  });
});
