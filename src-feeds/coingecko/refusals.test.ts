import { expect, test } from 'vitest';
import { startCoingeckoServer } from '../../tests/feed-servers/coingecko-server.ts';
import { createCoingeckoFeed } from '../coingecko.ts';
import { errorOf, neverAborted, suiteNow, testPair } from '../testing/harness.ts';

const inStatus = (code: number) => `{"status":{"error_code":${code},"error_message":"words"}}`;
const atTop = (code: number) => `{"error_code":${code},"status":{"error_message":"words"}}`;
const keyRefused = { kind: 'blocked', cause: 'key-refused', retryable: false };
const limited = { kind: 'rate-limited', cause: 'rate-limited', retryable: true };

test.each<[string, number, string, object]>([
  ['too many requests', 429, inStatus(429), limited],
  ['too many requests that come as a success', 200, inStatus(429), limited],
  ['a missing key', 401, inStatus(10_002), keyRefused],
  ['a paid key on the public host', 400, atTop(10_010), keyRefused],
  ['a demo key on the host for paid ones', 400, atTop(10_011), keyRefused],
  ['more than the plan has', 401, inStatus(10_005), { ...keyRefused, cause: 'not-in-plan' }],
  ['its firewall', 403, inStatus(1020), { kind: 'blocked', cause: 'firewall', retryable: true }],
  [
    'a code that nobody knows',
    400,
    inStatus(77),
    { kind: 'bad-response', cause: 'bad-request', retryable: false },
  ],
  [
    'codes that are no numbers',
    500,
    '{"status":{"error_code":"429"}}',
    { kind: 'server', cause: 'server', retryable: true },
  ],
])('%s', async (_name, status, body, expected) => {
  const server = await startCoingeckoServer({ now: () => suiteNow, coins: [], prices: {} });
  server.failWith({ status, body });
  const feed = createCoingeckoFeed({ baseUrl: server.url, key: null, now: () => suiteNow });
  const pair = testPair('coingecko:bitcoin/usd', 'BTC', 'USD');
  const answer = await feed.symbols(neverAborted());
  const quotes = await feed.quotes([pair], neverAborted());
  await server.close();
  const { detail: _, ...error } = errorOf(answer);
  expect(error).toEqual(expected);
  // Where the answer counts as a success it is read as one without that coin.
  if (status !== 200) expect(errorOf(quotes)).toMatchObject(expected);
});
