import { createSimulatedFeed } from './simulated.ts';
import { describeFeed } from './testing/conformance.ts';
import { suiteNow, testPair } from './testing/harness.ts';

describeFeed({
  name: 'simulated',
  start: async () => ({
    feed: createSimulatedFeed({ now: () => suiteNow, seed: 7 }),
    server: null,
    close: async () => undefined,
  }),
  pairs: [
    testPair('simulated:BTCUSDT', 'BTC', 'USDT'),
    testPair('simulated:ETHBTC', 'ETH', 'BTC'),
    testPair('simulated:SHIBUSDT', 'SHIB', 'USDT'),
  ],
  unknownPair: testPair('simulated:GONEUSDT', 'GONE', 'USDT'),
  network: null,
});
