import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { type LoopbackServer, startLoopbackServer } from '../tests/feed-servers/loopback-server.ts';
import { createHttpClient, defaultTimeoutMs } from './http.ts';
import { readRetryAfter, readServerDate } from './http-errors.ts';
import { readNumber, readPrice } from './numbers.ts';
import { errorOf, neverAborted, suiteNow, valueOf } from './testing/harness.ts';
import { ways } from './testing/ways.ts';

describe.each(ways)('one request $name', ({ fetch }) => {
  let server: LoopbackServer;
  beforeEach(async () => {
    server = await startLoopbackServer({
      now: () => suiteNow,
      route: ({ path }) => (path === '/moved/here' ? { status: 200, body: '[3]' } : null),
    });
  });
  afterEach(async () => {
    vi.useRealTimers();
    await server.close();
  });
  const schema = z.array(z.number());
  const client = (path = '') =>
    createHttpClient({ baseUrl: `${server.url}${path}`, fetch, now: () => suiteNow });
  const get = (path: string) => client().get({ path, schema, signal: neverAborted() });

  test('a path prefix of the base URL stays, and slashes at its end do not double', async () => {
    expect(valueOf(await client('/moved//').get({ path: '/here', schema, signal: neverAborted() }))).toEqual([
      3,
    ]);
  });

  test.each(['http://localhost.invalid/moved/here', 'https://127.0.0.1/moved/here', 'ftp://127.0.0.1/x'])(
    'a redirect to %s is not trusted, or not answered',
    async (location) => {
      server.failWith({ status: 301, headers: { location } });
      expect(errorOf(await get('/here')).retryable).toBe(true);
      expect(server.requests).toHaveLength(1);
    },
  );

  test('100 MB that arrive as a few compressed kilobytes are refused', async () => {
    const body = gzipSync(`[${' '.repeat(100 * 1024 * 1024)}]`);
    server.failWith({ status: 200, headers: { 'content-encoding': 'gzip' }, body });
    expect(errorOf(await get('/here')).kind).toBe('bad-response');
  });

  test('a body that says it is compressed and is not is a bad response', async () => {
    server.failWith({ status: 200, headers: { 'content-encoding': 'gzip' }, body: '[1,2,3]' });
    expect(errorOf(await get('/here')).kind).toBe('bad-response');
  });

  test('a compressed body is read', async () => {
    server.failWith({ status: 200, headers: { 'content-encoding': 'gzip' }, body: gzipSync('[1,2]') });
    expect(valueOf(await get('/here'))).toEqual([1, 2]);
  });

  test('headers of ours go out, and those of the answer are seen', async () => {
    server.failWith({ status: 200, headers: { 'x-mbx-used-weight-1m': '12' }, body: '[]' });
    const seen: (string | null)[] = [];
    const named = createHttpClient({
      baseUrl: server.url,
      fetch,
      now: () => suiteNow,
      headers: { 'x-key': 'k' },
      onAnswer: (header) => seen.push(header('x-mbx-used-weight-1m'), header('x-none')),
    });
    await named.get({ path: '/here', schema, signal: neverAborted() });
    expect(seen).toEqual(['12', null]);
    expect(server.requests[0]?.headers).toMatchObject({ 'x-key': 'k', accept: 'application/json' });
    expect(server.requests[0]?.headers.cookie).toBeUndefined();
  });

  test('a wrong shape is told by its place and not by its text', async () => {
    server.failWith({ status: 200, body: '[1,"?key=s3cret"]' });
    expect(errorOf(await get('/here')).detail).toBe('GET /here: invalid_type at /1');
  });

  test('an unreadable Date header is no date', async () => {
    server.failWith({ status: 200, headers: { date: 'yesterday' }, body: '[]' });
    expect((await get('/here')).serverDate).toBeNull();
  });

  test('the time is ten seconds where nobody says otherwise', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    server.failWith('hang');
    const seen = server.nextRequest();
    let ended = false;
    const answer = get('/here').finally(() => {
      ended = true;
    });
    await seen;
    await vi.advanceTimersByTimeAsync(defaultTimeoutMs - 1);
    expect(ended).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(errorOf(await answer)).toEqual({
      kind: 'offline',
      cause: 'time-out',
      retryable: true,
      detail: 'GET /here: no answer in time',
    });
    expect(defaultTimeoutMs).toBe(10_000);
  });

  test('a call that has ended leaves no timer and no listener behind', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { signal } = new AbortController();
    const removed = vi.spyOn(signal, 'removeEventListener');
    const before = vi.getTimerCount();
    await client('/moved').get({ path: '/here', schema, signal });
    expect(vi.getTimerCount()).toBe(before);
    expect(removed).toHaveBeenCalledWith('abort', expect.any(Function));
  });
});

test.each(['', 'example.org', 'ftp://example.org', 'file:///etc/passwd'])(
  '“%s” is no base URL',
  (baseUrl) => {
    expect(() => createHttpClient({ baseUrl, now: () => 0 })).toThrow(TypeError);
  },
);

test.each([
  ['0', 0],
  ['119', 119_000],
  [' 5 ', 5_000],
  ['1.5', 1_500],
  ['Mon, 01 Jun 2026 12:01:30 GMT', 60_000],
  ['Mon, 01 Jun 2026 11:00:00 GMT', 0],
  ['', undefined],
  [null, undefined],
  ['-5', undefined],
  ['1e3', undefined],
  ['soon', undefined],
  ['Infinity', undefined],
  ['2026', 2_026_000],
  ['Mon, 01 Jun 2099 00:00:00 GMT', undefined],
])('Retry-After “%s” is %s ms', (header, ms) => {
  expect(readRetryAfter(header, suiteNow)).toBe(ms);
});

test.each([
  ['Mon, 01 Jun 2026 12:00:30 GMT', suiteNow],
  ['2026', null],
  ['-1', null],
  ['Mon, 99 Jun 2026 12:00:30 GMT', null],
  ['', null],
  [null, null],
])('the Date “%s” is %s', (header, at) => {
  expect(readServerDate(header)).toBe(at);
});

test.each([
  ['0.00000376', 0.00000376],
  ['4e-06', 0.000004],
  [3.76e-6, 3.76e-6],
  ['76975', 76_975],
  ['0', null],
  ['-0.0', null],
  [0, null],
  ['-1', null],
  ['NaN', null],
  [Number.NaN, null],
  ['Infinity', null],
  [Number.POSITIVE_INFINITY, null],
  ['1e999', null],
  ['', null],
  [' 1', null],
  ['0x10', null],
  ['1_000', null],
  ['1,5', null],
  [null, null],
  [undefined, null],
  [[5], null],
  [true, null],
])('the price %j is %s', (value, price) => {
  expect(readPrice(value)).toBe(price);
});

test('a change may be zero or below', () => {
  expect([readNumber(0), readNumber('-1.4'), readNumber(-1.4), readNumber(null)]).toEqual([
    0,
    -1.4,
    -1.4,
    null,
  ]);
});
