import type { Failure } from '../../tests/feed-servers/loopback-server.ts';
import type { FeedError } from '../feed.ts';
import { suiteNow } from './harness.ts';

const html =
  '<!doctype html><html><head><title>Attention Required!</title></head><body>Blocked?key=s3cret</body>';
/** Valid JSON, so that nothing but its size can be wrong. */
export const fiftyMegabytes = Buffer.from(`[${' '.repeat(50 * 1024 * 1024)}]`);

type Expected = Omit<FeedError, 'detail'>;

const limited = { kind: 'rate-limited', cause: 'rate-limited', retryable: true } as const;
const banned = { kind: 'rate-limited', cause: 'banned', retryable: true } as const;
const malformed = { kind: 'bad-response', cause: 'malformed', retryable: true } as const;

/** What comes back for what a server does. The bodies are those seen in the wild (market data API facts, 1.2, 2.3). */
export const failures: readonly (readonly [string, Failure, Expected])[] = [
  [
    'a 429 with seconds to wait',
    {
      status: 429,
      headers: { 'retry-after': '119' },
      body: '{"status":{"error_code":429,"error_message":"You\'ve exceeded the Rate Limit."}}',
    },
    { kind: 'rate-limited', cause: 'rate-limited', retryable: true, retryAfterMs: 119_000 },
  ],
  [
    'a 429 with a date to wait for',
    { status: 429, headers: { 'retry-after': new Date(suiteNow + 90_000).toUTCString() } },
    { kind: 'rate-limited', cause: 'rate-limited', retryable: true, retryAfterMs: 90_000 },
  ],
  [
    'a 429 with a date that is over',
    { status: 429, headers: { 'retry-after': new Date(suiteNow - 90_000).toUTCString() } },
    { kind: 'rate-limited', cause: 'rate-limited', retryable: true, retryAfterMs: 0 },
  ],
  [
    'a 429 in plain text without a time',
    { status: 429, body: 'Throttled' },
    { kind: 'rate-limited', cause: 'rate-limited', retryable: true },
  ],
  [
    'a 429 with an unreadable time',
    { status: 429, headers: { 'retry-after': 'soon' } },
    { kind: 'rate-limited', cause: 'rate-limited', retryable: true },
  ],
  [
    'a 429 with a negative time',
    { status: 429, headers: { 'retry-after': '-5' } },
    { kind: 'rate-limited', cause: 'rate-limited', retryable: true },
  ],
  [
    'a 429 that asks for years',
    { status: 429, headers: { 'retry-after': '99999999999' } },
    { kind: 'rate-limited', cause: 'rate-limited', retryable: true },
  ],
  [
    'a 418, the ban after too many 429s',
    {
      status: 418,
      headers: { 'retry-after': '120' },
      body: '{"code":-1003,"msg":"Way too much request weight used; IP banned until 1780315350000."}',
    },
    { kind: 'rate-limited', cause: 'banned', retryable: true, retryAfterMs: 120_000 },
  ],
  [
    'a 451, the block by country',
    {
      status: 451,
      body: '{"code":0,"msg":"Service unavailable from a restricted location according to \'b. Eligibility\'"}',
    },
    { kind: 'blocked', cause: 'blocked-in-country', retryable: false },
  ],
  [
    'a 403 page of a firewall',
    { status: 403, body: html },
    { kind: 'blocked', cause: 'firewall', retryable: true },
  ],
  [
    'a 401',
    { status: 401, body: '{"error":"key missing"}' },
    { kind: 'blocked', cause: 'key-refused', retryable: false },
  ],
  [
    'a 500',
    { status: 500, body: '{"code":-1000,"msg":"unknown"}' },
    { kind: 'server', cause: 'server', retryable: true },
  ],
  ['a 503 page', { status: 503, body: html }, { kind: 'server', cause: 'server', retryable: true }],
  [
    'a 503 with a time to wait',
    { status: 503, headers: { 'retry-after': '30' } },
    { kind: 'server', cause: 'server', retryable: true, retryAfterMs: 30_000 },
  ],
  ['a 408', { status: 408 }, { kind: 'server', cause: 'time-out', retryable: true }],
  [
    'a 400 without a code',
    { status: 400, body: 'Bad Request' },
    { kind: 'bad-response', cause: 'bad-request', retryable: false },
  ],
  ['a 404', { status: 404, body: html }, { kind: 'bad-response', cause: 'not-found', retryable: true }],
  ['a 204', { status: 204 }, { kind: 'bad-response', cause: 'malformed', retryable: true }],
  [
    'HTML in place of data',
    { status: 200, body: html },
    { kind: 'bad-response', cause: 'web-page', retryable: true },
  ],
  ['an empty body', { status: 200, body: '' }, { kind: 'bad-response', cause: 'malformed', retryable: true }],
  [
    'cut off JSON',
    { status: 200, body: '[{"symbol":"BTCUS' },
    { kind: 'bad-response', cause: 'malformed', retryable: true },
  ],
  [
    'the number NaN',
    { status: 200, body: '{"bitcoin":{"usd":NaN}}' },
    { kind: 'bad-response', cause: 'malformed', retryable: true },
  ],
  [
    '50 MB',
    { status: 200, body: fiftyMegabytes },
    { kind: 'bad-response', cause: 'malformed', retryable: true },
  ],
  ['a cut connection', 'reset', { kind: 'offline', cause: 'reset', retryable: true }],
  [
    'a connection cut in the middle of the body',
    'cut',
    { kind: 'bad-response', cause: 'cut-off', retryable: true },
  ],
  ['a 429 without a body', { status: 429 }, limited],
  ['a 418 in plain text without a time', { status: 418, body: 'I am a teapot' }, banned],
  [
    'a 418 without a body',
    { status: 418, headers: { 'retry-after': '7' } },
    { ...banned, retryAfterMs: 7_000 },
  ],
  [
    'a 418 with a date to wait for',
    { status: 418, headers: { 'retry-after': new Date(suiteNow + 90_000).toUTCString() }, body: '<html>' },
    { ...banned, retryAfterMs: 90_000 },
  ],
  ['a 403 without a body', { status: 403 }, { kind: 'blocked', cause: 'firewall', retryable: true }],
  [
    'a 511, the sign-in of a network',
    { status: 511, body: html },
    { kind: 'server', cause: 'web-page', retryable: true },
  ],
  [
    'a 502 of a gateway',
    { status: 502, body: 'Bad gateway' },
    { kind: 'server', cause: 'server', retryable: true },
  ],
  [
    'JSON cut off in the middle of a letter',
    { status: 200, body: Buffer.from('["é"]').subarray(0, 3) },
    malformed,
  ],
  ['nesting without end', { status: 200, body: '['.repeat(200_000) }, malformed],
];
