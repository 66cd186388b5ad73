import { startCoingeckoServer } from '../tests/feed-servers/coingecko-server.ts';
import { createCoingeckoFeed } from './coingecko.ts';
import { describeFeed } from './testing/conformance.ts';
import { suiteNow, testPair } from './testing/harness.ts';
import { type Way, ways } from './testing/ways.ts';

const now = () => suiteNow;
const coins = [
  { id: 'bitcoin', symbol: 'btc', name: 'Bitcoin', rank: 1 },
  { id: 'tether', symbol: 'usdt', name: 'Tether', rank: 3 },
  { id: 'shiba-inu', symbol: 'shib', name: 'Shiba Inu', rank: 30 },
  { id: '1move token', symbol: '1mt', name: '1Move Token', rank: null },
];
const updatedAt = suiteNow - 30_000;
const prices = {
  bitcoin: { usd: 76_975, change: -1.4093297098441402, updatedAt },
  tether: { usd: 0.9991, change: 0.01, updatedAt: updatedAt - 5_000 },
  'shiba-inu': { usd: 3.76e-6, change: null, updatedAt },
  '1move token': { usd: 0.0012, change: 2, updatedAt },
};
const key = 'CG-s3cretDemoKey';
const createFeed = ({ fetch }: Way, baseUrl: string, timeoutMs?: number) =>
  createCoingeckoFeed({ baseUrl, timeoutMs, fetch, key, now: () => suiteNow + 3_600_000 });
const startServer = () => startCoingeckoServer({ now, coins, prices });

for (const way of ways) {
  describeFeed({
    name: `coingecko ${way.name}`,
    start: async () => {
      const server = await startServer();
      return { feed: createFeed(way, server.url), server, close: server.close };
    },
    pairs: [
      testPair('coingecko:bitcoin/usd', 'BTC', 'USD'),
      testPair('coingecko:shiba-inu/tether', 'SHIB', 'USDT'),
      testPair('coingecko:1move token/eur', '1MT', 'EUR'),
    ],
    unknownPair: testPair('coingecko:gone-coin/usd', 'GONE', 'USD'),
    network: {
      createFeed: (baseUrl, timeoutMs) => createFeed(way, baseUrl, timeoutMs),
      startServer,
      startServerWithPrice: (price) =>
        startCoingeckoServer({
          now,
          coins,
          prices,
          // Written by hand, since JSON.stringify would turn what is not finite into null.
          route: ({ path }) => {
            if (path !== '/api/v3/simple/price') return null;
            const rest = `"tether":{"usd":1,"last_updated_at":1},"shiba-inu":{"usd":3.76e-06,"last_updated_at":2}`;
            return { status: 200, body: `{"bitcoin":{"usd":${String(price)},"last_updated_at":2},${rest}}` };
          },
        }),
      badPrices: ['1e999', '-1', '0', 'null', '""', '"abc"', '{}', 'true', '[]'],
      secrets: [key, 'bitcoin', 'ids'],
      wrongShapes: ['{}', '"text"', '[]', '[{"id":1}]', '12', 'null'],
    },
  });
}
