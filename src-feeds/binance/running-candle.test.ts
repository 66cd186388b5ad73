import { afterEach, expect, test } from 'vitest';
import { klineOf, startBinanceServer } from '../../tests/feed-servers/binance-server.ts';
import { createBinanceFeed } from '../binance.ts';
import { errorOf, neverAborted, suiteNow, testPair, valueOf } from '../testing/harness.ts';

const minute = 60_000;
const opened = suiteNow - 30_000;
const pair = testPair('binance:BTCUSDT', 'BTC', 'USDT');
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

async function start(rows?: readonly unknown[]) {
  const symbols = [{ symbol: 'BTCUSDT', base: 'BTC', quote: 'USDT' }];
  const body = JSON.stringify(rows);
  const route = () => (rows === undefined ? null : { status: 200, body });
  const server = await startBinanceServer({ now: () => suiteNow, symbols, route });
  closing.push(server.close);
  // An hour wrong on purpose: which minute runs is told by the server's clock.
  const feed = createBinanceFeed({ baseUrl: server.url, now: () => suiteNow + 3_600_000 });
  return { server, ask: () => feed.runningCandle(pair, neverAborted()) };
}
const row = (openTime: number) => klineOf(openTime, minute, 100);

test('one request for two rows, without times', async () => {
  const { server, ask } = await start();
  const { running, closed } = valueOf(await ask());
  expect([running?.openTime, closed?.openTime]).toEqual([opened, opened - minute]);
  expect(server.requests.map(({ target }) => target)).toEqual([
    '/api/v3/klines?symbol=BTCUSDT&interval=1m&limit=2',
  ]);
});

test('rows in another order are the same', async () => {
  const { ask } = await start([row(opened), row(opened - minute)]);
  expect(valueOf(await ask())).toMatchObject({
    running: { openTime: opened, low: 98, high: 103, close: 101 },
    closed: { openTime: opened - minute },
  });
});

test('a row that comes twice is one candle', async () => {
  const { ask } = await start([row(opened), row(opened), row(opened - minute)]);
  expect(valueOf(await ask())).toMatchObject({
    running: { openTime: opened },
    closed: { openTime: opened - minute },
  });
});

test('a candle that begins in the middle of a minute is none', async () => {
  const { ask } = await start([row(opened - minute), row(opened + 1)]);
  expect(errorOf(await ask())).toMatchObject({ kind: 'bad-response', cause: 'malformed' });
});

test('a minute that nobody has traded yet does not run, and the newest closed one is told', async () => {
  const { ask } = await start([row(opened - 2 * minute), row(opened - minute)]);
  expect(valueOf(await ask())).toMatchObject({ running: null, closed: { openTime: opened - minute } });
});

test('a market that stands still has old closed candles and none that runs', async () => {
  const { ask } = await start([row(opened - 9_001 * minute), row(opened - 9_000 * minute)]);
  expect(valueOf(await ask())).toMatchObject({
    running: null,
    closed: { openTime: opened - 9_000 * minute },
  });
});

test('the first minute of a market has none before it', async () => {
  const { ask } = await start([row(opened)]);
  expect(valueOf(await ask())).toMatchObject({ running: { openTime: opened }, closed: null });
});

test('a market without any candle has neither', async () => {
  const { ask } = await start([]);
  expect(valueOf(await ask())).toEqual({ running: null, closed: null });
});

test('a minute that began after the whole second of the answer runs', async () => {
  const next = opened + minute;
  const { ask } = await start([row(opened), row(next)]);
  expect(valueOf(await ask())).toMatchObject({ running: { openTime: next }, closed: { openTime: opened } });
});

test('a candle of the future is a bad response', async () => {
  const { ask } = await start([row(opened), row(opened + 2 * minute)]);
  expect(errorOf(await ask())).toMatchObject({ kind: 'bad-response', cause: 'malformed' });
});
