import { afterEach, describe, expect, test } from 'vitest';
import { startCoingeckoServer } from '../../tests/feed-servers/coingecko-server.ts';
import type { Answer, SeenRequest } from '../../tests/feed-servers/loopback-server.ts';
import { createCoingeckoFeed } from '../coingecko.ts';
import { errorOf, neverAborted, suiteNow, testPair, valueOf } from '../testing/harness.ts';

const minute = 60_000;
const five = 5 * minute;
const half = 30 * minute;
const hour = 60 * minute;
const day = 24 * hour;
const noon = suiteNow - 30_000;
const coins = ['bitcoin', 'ethereum', '1move token'].map((id) => ({ id, symbol: id, name: id }));

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

/** Charts by coin id, each a body of its own. */
async function start(charts: Readonly<Record<string, unknown>> = {}, clockAhead = 0) {
  const route = ({ path }: SeenRequest): Answer | null => {
    const coin = decodeURIComponent(path.split('/')[4] ?? '');
    return coin in charts ? { status: 200, body: JSON.stringify(charts[coin]) } : null;
  };
  const prices = Object.fromEntries(coins.map(({ id }) => [id, { usd: 5, change: 0, updatedAt: suiteNow }]));
  const server = await startCoingeckoServer({ now: () => suiteNow, coins, prices, route });
  closing.push(server.close);
  const feed = createCoingeckoFeed({ baseUrl: server.url, key: null, now: () => suiteNow + clockAhead });
  const ask = (key: string, intervalMs: number, from: number, to = noon) =>
    feed.candles(testPair(`coingecko:${key}`, 'A', 'B'), intervalMs, from, to, neverAborted());
  const asked = () =>
    server.requests.map(({ path, query }) => [path, query.get('vs_currency'), query.get('days')]);
  return { server, feed, ask, asked };
}
const prices = (...points: readonly unknown[]) => ({ prices: points, market_caps: [], total_volumes: [] });

describe('candles of CoinGecko', () => {
  test('of five minutes are made of the chart of a day, prices that nobody knows left out', async () => {
    const chart = prices(
      [noon - 14 * minute, 12],
      [noon - 11 * minute - 377, 3.76e-6],
      [noon - 9 * minute, null],
      [noon - 4 * minute, 0],
      [noon - 3 * minute, 15],
      [noon - 18 * minute, 11],
      [suiteNow - 5_000, 16],
    );
    const { ask, asked } = await start({ bitcoin: chart });
    expect(valueOf(await ask('bitcoin/eur', five, noon - hour))).toEqual([
      { openTime: noon - 4 * five, intervalMs: five, open: 11, high: 11, low: 11, close: 11 },
      { openTime: noon - 3 * five, intervalMs: five, open: 12, high: 12, low: 3.76e-6, close: 3.76e-6 },
      { openTime: noon - five, intervalMs: five, open: 15, high: 15, low: 15, close: 15 },
    ]);
    expect(asked()).toEqual([['/api/v3/coins/bitcoin/market_chart', 'eur', '1']]);
  });

  test('of an hour come out of the chart that has the finest steps', async () => {
    const { ask, asked } = await start();
    for (const from of [noon - 23 * hour, noon - 25 * hour, noon - 30 * day, noon - 400 * day]) {
      valueOf(await ask('bitcoin/usd', hour, from));
    }
    expect(asked().map(([, , days]) => days)).toEqual(['1', '2', '31', '90']);
  });

  test('the days are counted by the clock of the source, once it is known', async () => {
    const { ask, asked } = await start({}, 10 * day);
    for (const _ of [1, 2]) valueOf(await ask('bitcoin/usd', hour, noon - 23 * hour));
    expect(asked().map(([, , days]) => days)).toEqual(['11', '1']);
  });

  test('of half an hour are the source’s own, with the times of their ends taken for what they are', async () => {
    const { ask, asked } = await start({
      bitcoin: [
        [noon - hour, 10, 15, 9, 12],
        [noon - half, 12, 13, 11, 11.5],
      ],
    });
    expect(valueOf(await ask('bitcoin/usd', half, noon - 2 * hour))).toEqual([
      { openTime: noon - hour - half, intervalMs: half, open: 10, high: 15, low: 9, close: 12 },
      { openTime: noon - hour, intervalMs: half, open: 12, high: 13, low: 11, close: 11.5 },
    ]);
    expect(asked()).toEqual([['/api/v3/coins/bitcoin/ohlc', 'usd', '1']]);
  });

  test('a half hour that ended within the cache’s age may have been told before its end', async () => {
    const row = (close: number) => [close, 10, 15, 9, 12];
    const { ask } = await start({ bitcoin: [row(noon - half), row(noon), row(noon + half)] });
    expect(valueOf(await ask('bitcoin/usd', half, noon - 2 * hour, noon + day))).toHaveLength(1);
  });

  test('of two coins are quotients of prices of the same time, and cost two requests', async () => {
    const { ask, asked, feed } = await start({
      ethereum: prices([noon - 9 * minute, 3_000], [noon - 4 * minute, 3_300], [suiteNow, 1]),
      bitcoin: prices([noon - 9.5 * minute, 60_000], [noon - 30 * minute, 1], [suiteNow, 1]),
    });
    const candles = valueOf(await ask('ethereum/bitcoin', five, noon - hour));
    expect(candles).toEqual([
      { openTime: noon - 10 * minute, intervalMs: five, open: 0.05, high: 0.05, low: 0.05, close: 0.05 },
    ]);
    expect(asked().map(([path, currency]) => [path, currency])).toEqual([
      ['/api/v3/coins/ethereum/market_chart', 'usd'],
      ['/api/v3/coins/bitcoin/market_chart', 'usd'],
    ]);
    const pair = testPair('coingecko:ethereum/bitcoin', 'ETH', 'BTC');
    expect(feed.weightOf({ kind: 'candles', pair, intervalMs: five, from: noon - hour, to: noon })).toBe(2);
  });

  test('of two coins come in half hours too, of single prices', async () => {
    const { ask, asked } = await start();
    const one = { intervalMs: half, open: 1, high: 1, low: 1, close: 1 };
    expect(valueOf(await ask('ethereum/bitcoin', half, noon - hour))).toEqual([
      { openTime: noon - hour, ...one },
      { openTime: noon - half, ...one },
    ]);
    expect(asked()).toHaveLength(2);
  });

  test('the second coin’s failure is the failure of both', async () => {
    const { ask, server } = await start({ ethereum: prices([noon, 1]) });
    server.failWith({ status: 429, headers: { 'retry-after': '7' } }, /bitcoin/);
    expect(errorOf(await ask('ethereum/bitcoin', five, noon - hour))).toMatchObject({
      kind: 'rate-limited',
      retryAfterMs: 7_000,
    });
  });

  test.each([404, 200])('a coin that is gone is told as such, with status %d', async (status) => {
    const { ask, server } = await start();
    server.failWith({ status, body: '{"error":"coin not found"}' });
    expect(errorOf(await ask('bitcoin/usd', five, noon - hour))).toEqual({
      kind: 'unknown-symbol',
      cause: 'unknown-symbol',
      retryable: false,
      detail: `GET /api/v3/coins/{id}/market_chart: HTTP ${status}, no such coin`,
    });
  });

  test('an id with a space reaches the server whole', async () => {
    const { ask, server } = await start();
    expect(valueOf(await ask('1move token/usd', five, noon - hour))).not.toEqual([]);
    expect(server.requests[0]?.target).toContain('/coins/1move%20token/market_chart?');
  });

  test('a pair that is none has no candles, and costs nothing', async () => {
    const { ask, asked } = await start();
    expect(valueOf(await ask('bitcoin', five, noon - hour))).toEqual([]);
    expect(asked()).toEqual([]);
  });

  test.each([
    ['a price in words', prices([noon, 'much'])],
    ['a price beyond all numbers', '{"prices":[[1780315200000,1e400]]}'],
    ['a time in words', prices(['noon', 1])],
    ['three columns', prices([noon, 1, 2])],
    ['no prices', { market_caps: [] }],
  ])('a chart with %s is refused whole', async (_name, chart) => {
    const { ask, server } = await start({ bitcoin: chart });
    if (typeof chart === 'string') server.failWith({ status: 200, body: chart });
    expect(errorOf(await ask('bitcoin/usd', five, noon - hour)).cause).toBe('malformed');
  });

  test.each([
    ['a high below the close', [noon - hour, 10, 11, 9, 12]],
    ['a low above the open', [noon - hour, 10, 13, 11, 12]],
    ['a zero', [noon - hour, 0, 13, 0, 12]],
    ['an end in the middle of a half hour', [noon - hour + 1, 10, 13, 9, 12]],
    ['text', [noon - hour, '10', '13', '9', '12']],
  ])('half hours with %s are refused whole', async (_name, row) => {
    const { ask } = await start({ bitcoin: [row] });
    expect(errorOf(await ask('bitcoin/usd', half, noon - 2 * hour)).cause).toBe('malformed');
  });
});
