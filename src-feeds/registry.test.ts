import { expect, test } from 'vitest';
import { sourceIds } from '../src-core/pair.ts';
import { startLoopbackServer } from '../tests/feed-servers/loopback-server.ts';
import { createFeeds } from './registry.ts';
import { errorOf, neverAborted, suiteNow, testPair } from './testing/harness.ts';

const now = () => suiteNow;

test('there is a feed for every source, under its own id', () => {
  const feeds = createFeeds({ now });
  for (const id of sourceIds) expect(feeds[id].id).toBe(id);
});

test('base URLs, key and time reach the feeds', async () => {
  const server = await startLoopbackServer({ now, route: () => ({ status: 200, body: '{}' }) });
  const feeds = createFeeds({
    now,
    binanceRest: `${server.url}/a`,
    coingeckoRest: `${server.url}/b`,
    coingeckoKey: 'CG-key',
    timeoutMs: 40,
  });
  await feeds.binance.symbols(neverAborted());
  await feeds.coingecko.symbols(neverAborted());
  expect(server.requests.map(({ path }) => path)).toEqual(['/a/api/v3/exchangeInfo', '/b/api/v3/coins/list']);
  expect(server.requests[1]?.headers['x-cg-demo-api-key']).toBe('CG-key');
  server.failWith('hang');
  for (const id of ['binance', 'coingecko'] as const) {
    const answer = await feeds[id].quotes([testPair(`${id}:a/usd`, 'A', 'USD')], neverAborted());
    expect(errorOf(answer).kind).toBe('offline');
  }
  await server.close();
});

test('a fetch function reaches every feed that asks the network', async () => {
  const asked: string[] = [];
  const feeds = createFeeds({
    now,
    fetch: async (input) => {
      asked.push(new URL(input instanceof Request ? input.url : input).host);
      throw new Error('net::ERR_INTERNET_DISCONNECTED');
    },
  });
  for (const id of ['binance', 'coingecko'] as const) {
    expect(errorOf(await feeds[id].symbols(neverAborted())).detail).toContain('ERR_INTERNET_DISCONNECTED');
  }
  expect(asked).toEqual(['data-api.binance.vision', 'api.coingecko.com']);
});

test('the seed changes the simulated market', async () => {
  const pairs = [testPair('simulated:BTCUSDT', 'BTC', 'USDT')];
  const ask = (seed: number) => createFeeds({ now, seed }).simulated.quotes(pairs, neverAborted());
  expect(await ask(1)).toEqual(await ask(1));
  expect(await ask(1)).not.toEqual(await ask(2));
});

test('a base URL that is none is told at once', () => {
  expect(() => createFeeds({ now, binanceRest: 'binance' })).toThrow(TypeError);
});
