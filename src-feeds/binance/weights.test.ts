import { expect, test } from 'vitest';
import { startBinanceServer } from '../../tests/feed-servers/binance-server.ts';
import { createBinanceFeed } from '../binance.ts';
import { neverAborted, suiteNow, testPair } from '../testing/harness.ts';
import { weightOf } from './weights.ts';

const minute = 60_000;
const pairs = (count: number, name = 'A') =>
  Array.from({ length: count }, (_, index) => testPair(`binance:${name}${index}USDT`, `A${index}`, 'USDT'));
const candles = (count: number) => ({
  kind: 'candles' as const,
  pair: pairs(1)[0]!,
  intervalMs: minute,
  from: suiteNow - 30_000 - count * minute,
  to: suiteNow - 30_000,
});

test.each([
  [0, 0],
  [1, 2],
  [20, 2],
  [21, 40],
  [100, 40],
  [101, 80],
  [401, 80],
])('quotes of %d pairs weigh %d', (count, weight) => {
  expect(weightOf({ kind: 'quotes', pairs: pairs(count) })).toBe(weight);
});

test('a pair that is named twice weighs once, and names too long for a list weigh as the whole table', () => {
  expect(weightOf({ kind: 'quotes', pairs: [...pairs(20), ...pairs(20)] })).toBe(2);
  expect(weightOf({ kind: 'quotes', pairs: pairs(60, '这是测试币这是测试币') })).toBe(80);
});

test.each([
  [0, 0],
  [1, 2],
  [1_000, 2],
  [1_001, 4],
  [43_200, 88],
])('%d candles weigh %d', (count, weight) => {
  expect(weightOf(candles(count))).toBe(weight);
});

test('what is counted here is what the server counts', async () => {
  const symbols = pairs(150).map(({ id }) => ({
    symbol: id.slice('binance:'.length),
    base: 'A',
    quote: 'USDT',
  }));
  const server = await startBinanceServer({ now: () => suiteNow, symbols });
  const feed = createBinanceFeed({ baseUrl: server.url, now: () => suiteNow });
  const signal = neverAborted();
  let counted = 0;
  expect(feed.usedWeight()).toBeNull();
  for (const count of [1, 20, 21, 150]) {
    await feed.quotes(pairs(count), signal);
    counted += feed.weightOf({ kind: 'quotes', pairs: pairs(count) });
    expect(feed.usedWeight()).toBe(counted);
  }
  const long = candles(2_500);
  await feed.candles(long.pair, minute, long.from, long.to, signal);
  counted += feed.weightOf(long);
  expect(feed.usedWeight()).toBe(counted);
  await feed.runningCandle(long.pair, signal);
  await feed.symbols(signal);
  counted += feed.weightOf({ kind: 'running candle', pair: long.pair }) + feed.weightOf({ kind: 'symbols' });
  expect(feed.usedWeight()).toBe(counted);
  await server.close();
});
