import { type ServedSymbol, startBinanceServer } from '../tests/feed-servers/binance-server.ts';
import { createBinanceFeed } from './binance.ts';
import { describeFeed } from './testing/conformance.ts';
import { suiteNow, testPair } from './testing/harness.ts';
import { type Way, ways } from './testing/ways.ts';

const now = () => suiteNow;
const bitcoin = {
  symbol: 'BTCUSDT',
  base: 'BTC',
  quote: 'USDT',
  last: '76975.10000000',
  open: '75000.00000000',
};
const symbols = [
  { ...bitcoin, high: '77000.00000000', low: '74000.00000000' },
  { symbol: 'ETHBTC', base: 'ETH', quote: 'BTC', last: '0.03217600', tickSize: '0.00000100' },
  { symbol: 'DOGEBTC', base: 'DOGE', quote: 'BTC', last: '0.00000376', tickSize: '0.00000001' },
];
// The local clock is an hour wrong on purpose: only the server's counts.
const createFeed = ({ fetch }: Way, baseUrl: string, timeoutMs?: number) =>
  createBinanceFeed({ baseUrl, timeoutMs, fetch, now: () => suiteNow + 3_600_000 });
const startServer = (served: readonly ServedSymbol[] = symbols) =>
  startBinanceServer({ now, symbols: served });

for (const way of ways) {
  describeFeed({
    name: `binance ${way.name}`,
    start: async () => {
      const server = await startServer();
      return { feed: createFeed(way, server.url), server, close: server.close };
    },
    pairs: [
      testPair('binance:BTCUSDT', 'BTC', 'USDT'),
      testPair('binance:ETHBTC', 'ETH', 'BTC'),
      testPair('binance:DOGEBTC', 'DOGE', 'BTC'),
    ],
    unknownPair: testPair('binance:GONEUSDT', 'GONE', 'USDT'),
    network: {
      createFeed: (baseUrl, timeoutMs) => createFeed(way, baseUrl, timeoutMs),
      startServer,
      startServerWithPrice: (price) => startServer([{ ...bitcoin, last: price }, ...symbols.slice(1)]),
      badPrices: [
        'NaN',
        'Infinity',
        '1e999',
        '-1.00000000',
        '0.00000000',
        '',
        ' ',
        '0x10',
        '1,5',
        null,
        {},
        true,
      ],
      secrets: ['BTCUSDT', 'symbols'],
      wrongShapes: ['{}', '"text"', '{"symbols":[]}', '[[1,2]]', '{"symbols":[{"symbol":1}]}', '12'],
    },
  });
}
