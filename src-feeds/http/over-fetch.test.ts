import { Readable } from 'node:stream';
import { expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { startLoopbackServer } from '../../tests/feed-servers/loopback-server.ts';
import { createHttpClient } from '../http.ts';
import { errorOf, neverAborted, suiteNow, valueOf } from '../testing/harness.ts';
import type { Fetch } from './over-fetch.ts';
import { maxBodyBytes } from './transport.ts';

const schema = z.array(z.number());
const mebibyte = 1024 * 1024;

function get(fetch: Fetch, { timeoutMs = 5_000, signal = neverAborted() } = {}) {
  const baseUrl = 'https://user:pa55@prices.invalid';
  const client = createHttpClient({
    baseUrl,
    fetch,
    timeoutMs,
    headers: { 'x-key': 's3cret' },
    now: () => 0,
  });
  return client.get({ path: '/here', query: { q: 's3cret' }, schema, signal });
}
const rejecting = (error: unknown): Fetch => vi.fn(() => Promise.reject(error));
/** An answer whose body is pulled from `pull`, and the signal that it was asked with. */
function answering(pull: UnderlyingDefaultSource<Uint8Array>['pull'] & {}, headers = {}) {
  let signal: AbortSignal | null = null;
  const fetch: Fetch = async (input, init) => {
    ({ signal } = new Request(input, init));
    return new Response(new ReadableStream<Uint8Array>({ pull }, { highWaterMark: 0 }), { headers });
  };
  return { fetch, isAborted: () => signal?.aborted };
}

test('what is asked for: no cache, no cookies, no redirect, and our headers', async () => {
  const seen: Request[] = [];
  const fetch: Fetch = async (input, init) => {
    // As Electron's net.fetch reads its arguments.
    seen.push(new Request(input, init));
    return new Response('[1]');
  };
  expect(valueOf(await get(fetch))).toEqual([1]);
  const [request] = seen;
  expect(request).toMatchObject({
    method: 'GET',
    url: 'https://prices.invalid/here?q=s3cret',
    cache: 'no-store',
    credentials: 'omit',
    redirect: 'error',
    body: null,
  });
  expect(request?.headers.get('x-key')).toBe('s3cret');
  expect(request?.headers.get('accept')).toBe('application/json');
});

test.each([
  ['INTERNET_DISCONNECTED', 'offline', 'offline'],
  ['NAME_NOT_RESOLVED', 'offline', 'dns'],
  ['CONNECTION_REFUSED', 'offline', 'refused'],
  ['CONNECTION_RESET', 'offline', 'reset'],
  ['CONNECTION_TIMED_OUT', 'offline', 'time-out'],
  ['EMPTY_RESPONSE', 'offline', 'reset'],
  ['NETWORK_CHANGED', 'offline', 'offline'],
  ['PROXY_CONNECTION_FAILED', 'offline', 'proxy'],
  ['TUNNEL_CONNECTION_FAILED', 'offline', 'proxy'],
  ['CERT_AUTHORITY_INVALID', 'offline', 'tls'],
  ['SSL_PROTOCOL_ERROR', 'offline', 'tls'],
  ['INVALID_HTTP_RESPONSE', 'bad-response', 'malformed'],
  ['RESPONSE_HEADERS_TOO_BIG', 'bad-response', 'malformed'],
  ['CONTENT_DECODING_FAILED', 'bad-response', 'malformed'],
  ['TOO_MANY_REDIRECTS', 'bad-response', 'redirected'],
  ['UNSAFE_REDIRECT', 'bad-response', 'redirected'],
  ['HTTP2_PROTOCOL_ERROR', 'bad-response', 'malformed'],
])('net::ERR_%s of Electron is %s, %s', async (code, kind, cause) => {
  expect(errorOf(await get(rejecting(new Error(`net::ERR_${code}`))))).toEqual({
    kind,
    cause,
    retryable: true,
    detail: `GET /here: net::ERR_${code}`,
  });
});

const dns = Object.assign(new Error('getaddrinfo ENOTFOUND ?q=s3cret'), { code: 'ENOTFOUND' });
test.each([
  [
    "Electron's word for a redirect",
    new Error("Attempted to redirect, but redirect policy was 'error'"),
    'bad-response',
    'redirected',
    'redirected',
  ],
  [
    "Node's word for a redirect",
    new TypeError('fetch failed', { cause: new Error('unexpected redirect') }),
    'bad-response',
    'redirected',
    'redirected',
  ],
  ["Node's code", new TypeError('fetch failed', { cause: dns }), 'offline', 'dns', 'ENOTFOUND'],
  ['the code of the error itself', dns, 'offline', 'dns', 'ENOTFOUND'],
  [
    'an address in a message',
    new Error('no way to https://prices.invalid/?q=s3cret'),
    'offline',
    'offline',
    'unknown',
  ],
  [
    'a text for a code',
    Object.assign(new Error('x'), { code: 'https://prices.invalid/?q=s3cret' }),
    'offline',
    'offline',
    'unknown',
  ],
  ['no error at all', 'net', 'offline', 'offline', 'unknown'],
])('%s is told without the address', async (_name, thrown, kind, cause, code) => {
  expect(errorOf(await get(rejecting(thrown)))).toEqual({
    kind,
    cause,
    retryable: true,
    detail: `GET /here: ${code}`,
  });
});

test('a body that breaks off is a bad response, with the code', async () => {
  const { fetch } = answering((body) => body.error(new Error('net::ERR_CONTENT_LENGTH_MISMATCH')));
  expect(errorOf(await get(fetch))).toEqual({
    kind: 'bad-response',
    cause: 'cut-off',
    retryable: true,
    detail: 'GET /here: net::ERR_CONTENT_LENGTH_MISMATCH',
  });
});

test('a body that is too large is not read to its end, and its connection is given back', async () => {
  let sent = 0;
  const { fetch, isAborted } = answering((body) => {
    sent += mebibyte;
    body.enqueue(new Uint8Array(mebibyte).fill(0x20));
  });
  const { kind, detail } = errorOf(await get(fetch));
  expect([kind, detail]).toEqual(['bad-response', `GET /here: more than ${maxBodyBytes} bytes`]);
  expect(sent).toBeLessThan(maxBodyBytes + 4 * mebibyte);
  expect(isAborted()).toBe(true);
});

test('a body that says it is too large is hardly read at all', async () => {
  let sent = 0;
  const headers = { 'content-length': String(maxBodyBytes + 1) };
  const { fetch, isAborted } = answering((body) => {
    sent += mebibyte;
    body.enqueue(new Uint8Array(mebibyte));
  }, headers);
  expect(errorOf(await get(fetch)).kind).toBe('bad-response');
  expect(sent).toBeLessThan(4 * mebibyte);
  expect(isAborted()).toBe(true);
});

test('a letter that two pieces share is one letter', async () => {
  const bytes = new TextEncoder().encode('["é"]');
  const pieces = [bytes.slice(0, 3), bytes.slice(3)];
  const { fetch } = answering((body) => {
    const piece = pieces.shift();
    if (piece === undefined) body.close();
    else body.enqueue(piece);
  });
  const client = createHttpClient({ baseUrl: 'https://prices.invalid', fetch, now: () => 0 });
  const answer = await client.get({ path: '/here', schema: z.array(z.string()), signal: neverAborted() });
  expect(valueOf(answer)).toEqual(['é']);
});

const neverDone = new Promise<never>(() => undefined);
test.each<[string, () => Fetch]>([
  ['a fetch that never answers and hears no signal', () => () => neverDone],
  ['a body that never ends and hears no signal', () => answering(() => neverDone).fetch],
])('%s ends with the time, and with a cancel', async (_name, create) => {
  const late = errorOf(await get(create(), { timeoutMs: 20 }));
  expect(late).toEqual({
    kind: 'offline',
    cause: 'time-out',
    retryable: true,
    detail: 'GET /here: no answer in time',
  });
  const cancelling = new AbortController();
  setTimeout(() => cancelling.abort(), 20);
  expect(errorOf(await get(create(), { signal: cancelling.signal })).detail).toBe('cancelled');
});

// How Electron hands over a body: Node's stream as a web stream, destroyed without an error on an abort.
test.each<[string, Error | null, object]>([
  ['an abort in the middle of the body', null, { detail: 'cancelled' }],
  [
    'a cut in the middle of the body',
    new Error('net::ERR_CONNECTION_RESET'),
    { kind: 'bad-response', cause: 'cut-off', detail: 'GET /here: net::ERR_CONNECTION_RESET' },
  ],
])('%s ends the call and leaves no error behind', async (_name, cut, expected) => {
  const body = new Readable({ read: () => undefined });
  const cancelling = new AbortController();
  const fetch: Fetch = async (input, init) => {
    new Request(input, init).signal.addEventListener('abort', () => body.destroy());
    return new Response(Readable.toWeb(body) as ReadableStream<Uint8Array>);
  };
  const answer = get(fetch, { signal: cancelling.signal });
  body.push('[1,');
  setTimeout(() => (cut === null ? cancelling.abort() : body.destroy(cut)), 20);
  expect(errorOf(await answer)).toMatchObject(expected);
  await vi.waitFor(() => expect(body.destroyed).toBe(true));
});

test('a redirect is refused, within the same host too, and says so', async () => {
  const server = await startLoopbackServer({
    now: () => suiteNow,
    route: () => ({ status: 200, body: '[1]' }),
  });
  server.failWith({ status: 302, headers: { location: '/there' } }, /^\/here/);
  const fetch: Fetch = (input, init) => globalThis.fetch(input, init);
  const client = createHttpClient({ baseUrl: server.url, fetch, now: () => suiteNow });
  const error = errorOf(await client.get({ path: '/here', schema, signal: neverAborted() }));
  expect(error).toEqual({
    kind: 'bad-response',
    cause: 'redirected',
    retryable: true,
    detail: 'GET /here: redirected',
  });
  expect(server.requests).toHaveLength(1);
  await server.close();
});
