import { expect, test } from 'vitest';
import { errorOf, neverAborted, suiteNow, testPair } from '../testing/harness.ts';
import { startBinanceServer } from '../../tests/feed-servers/binance-server.ts';
import { createBinanceFeed } from '../binance.ts';

const banUntil = (t: number) =>
  `{"code":-1003,"msg":"Way too much request weight used; IP banned until ${t}. Please use WebSocket Streams for live updates to avoid bans."}`;
const overWeight =
  '{"code":-1003,"msg":"Too much request weight used; current limit is 6000 request weight per 1 MINUTE."}';
const restricted =
  '{"code":0,"msg":"Service unavailable from a restricted location according to \'b. Eligibility\' in https://www.binance.com/en/terms. Please contact customer service if you believe you received this message in error."}';
const retryAfter = (text: string) => ({ 'retry-after': text });

const banned = { kind: 'rate-limited', cause: 'banned', retryable: true };
const limited = { kind: 'rate-limited', cause: 'rate-limited', retryable: true };
const blocked = { kind: 'blocked', cause: 'blocked-in-country', retryable: false };
const server = { kind: 'server', cause: 'server', retryable: true };

test.each<[string, number, string, Record<string, string>, object]>([
  [
    'a ban that only the body tells the end of',
    418,
    banUntil(suiteNow + 180_000),
    {},
    { ...banned, retryAfterMs: 180_000 },
  ],
  ['a ban announced with 429', 429, banUntil(suiteNow + 180_000), {}, { ...banned, retryAfterMs: 180_000 }],
  [
    'a ban whose header is shorter than its body',
    418,
    banUntil(suiteNow + 180_000),
    retryAfter('60'),
    { ...banned, retryAfterMs: 180_000 },
  ],
  [
    'a ban whose header is longer than its body',
    418,
    banUntil(suiteNow + 180_000),
    retryAfter('240'),
    { ...banned, retryAfterMs: 240_000 },
  ],
  ['a ban that is over', 418, banUntil(suiteNow - 5_000), {}, { ...banned, retryAfterMs: 0 }],
  ['a ban until an absurd time', 418, banUntil(suiteNow * 5), {}, banned],
  ['a ban in plain text', 418, `IP banned until ${suiteNow + 1_000}`, {}, { ...banned, retryAfterMs: 1_000 }],
  ['too much weight', 429, overWeight, retryAfter('13'), { ...limited, retryAfterMs: 13_000 }],
  ['too much weight, told with a 403', 403, overWeight, {}, limited],
  ['a block by country', 451, restricted, {}, blocked],
  ['a block by country, told with a 403', 403, restricted, {}, blocked],
  [
    'a page of a firewall that speaks of a restricted location',
    403,
    `<html>${restricted}</html>`,
    {},
    { kind: 'blocked', cause: 'firewall', retryable: true },
  ],
  [
    'a server that timed out inside',
    503,
    '{"code":-1007,"msg":"Timeout waiting for response from backend server."}',
    {},
    { ...server, cause: 'time-out' },
  ],
  [
    'a server that is busy',
    503,
    '{"code":-1008,"msg":"Server is currently overloaded with other requests."}',
    retryAfter('2'),
    { ...server, retryAfterMs: 2_000 },
  ],
  ['an unknown failure inside', 500, '{"code":-1000,"msg":"An unknown error occurred."}', {}, server],
  [
    'a broken question',
    400,
    '{"code":-1102,"msg":"Mandatory parameter \'symbol\' was not sent."}',
    {},
    { kind: 'bad-response', cause: 'bad-request', retryable: false },
  ],
])('%s', async (_name, status, body, headers, expected) => {
  const loopback = await startBinanceServer({ now: () => suiteNow, symbols: [] });
  loopback.failWith({ status, body, headers });
  // The local clock is an hour wrong: the ban ends by the server's.
  const feed = createBinanceFeed({ baseUrl: loopback.url, now: () => suiteNow + 3_600_000 });
  const pair = testPair('binance:BTCUSDT', 'BTC', 'USDT');
  const { detail: _, ...error } = errorOf(await feed.quotes([pair], neverAborted()));
  await loopback.close();
  expect(error).toEqual(expected);
});
