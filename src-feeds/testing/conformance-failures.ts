import { afterEach, describe, expect, test } from 'vitest';
import {
  type Failure,
  type LoopbackServer,
  startLoopbackServer,
} from '../../tests/feed-servers/loopback-server.ts';
import type { Feed, FeedError, FeedResult } from '../feed.ts';
import {
  errorOf,
  type FeedHarness,
  type NetworkHarness,
  neverAborted,
  suiteNow,
  valueOf,
} from './harness.ts';

const html =
  '<!doctype html><html><head><title>Attention Required!</title></head><body>Blocked?key=s3cret</body>';
/** Valid JSON, so that nothing but its size can be wrong. */
const fiftyMegabytes = Buffer.from(`[${' '.repeat(50 * 1024 * 1024)}]`);

type Call = (signal: AbortSignal) => Promise<FeedResult<unknown>>;
type Expected = Partial<FeedError> & Pick<FeedError, 'kind' | 'retryable'>;

/** What comes back for what a server does. The bodies are those seen in the wild (market data API facts, 1.2, 2.3). */
const failures: readonly (readonly [string, Failure, Expected])[] = [
  [
    'a 429 with seconds to wait',
    {
      status: 429,
      headers: { 'retry-after': '119' },
      body: '{"status":{"error_code":429,"error_message":"You\'ve exceeded the Rate Limit."}}',
    },
    { kind: 'rate-limited', retryable: true, retryAfterMs: 119_000 },
  ],
  [
    'a 429 with a date to wait for',
    { status: 429, headers: { 'retry-after': new Date(suiteNow + 90_000).toUTCString() } },
    { kind: 'rate-limited', retryable: true, retryAfterMs: 90_000 },
  ],
  [
    'a 429 with a date that is over',
    { status: 429, headers: { 'retry-after': new Date(suiteNow - 90_000).toUTCString() } },
    { kind: 'rate-limited', retryable: true, retryAfterMs: 0 },
  ],
  [
    'a 429 in plain text without a time',
    { status: 429, body: 'Throttled' },
    { kind: 'rate-limited', retryable: true },
  ],
  [
    'a 429 with an unreadable time',
    { status: 429, headers: { 'retry-after': 'soon' } },
    { kind: 'rate-limited', retryable: true },
  ],
  [
    'a 429 with a negative time',
    { status: 429, headers: { 'retry-after': '-5' } },
    { kind: 'rate-limited', retryable: true },
  ],
  [
    'a 429 that asks for years',
    { status: 429, headers: { 'retry-after': '99999999999' } },
    { kind: 'rate-limited', retryable: true },
  ],
  [
    'a 418, the ban after too many 429s',
    {
      status: 418,
      headers: { 'retry-after': '120' },
      body: '{"code":-1003,"msg":"Way too much request weight used; IP banned until 1780315350000."}',
    },
    { kind: 'rate-limited', retryable: true, retryAfterMs: 120_000 },
  ],
  [
    'a 451, the block by country',
    {
      status: 451,
      body: '{"code":0,"msg":"Service unavailable from a restricted location according to \'b. Eligibility\'"}',
    },
    { kind: 'blocked', retryable: false },
  ],
  ['a 403 page of a firewall', { status: 403, body: html }, { kind: 'blocked', retryable: true }],
  ['a 401', { status: 401, body: '{"error":"key missing"}' }, { kind: 'blocked', retryable: false }],
  ['a 500', { status: 500, body: '{"code":-1000,"msg":"unknown"}' }, { kind: 'server', retryable: true }],
  ['a 503 page', { status: 503, body: html }, { kind: 'server', retryable: true }],
  [
    'a 503 with a time to wait',
    { status: 503, headers: { 'retry-after': '30' } },
    { kind: 'server', retryable: true, retryAfterMs: 30_000 },
  ],
  ['a 408', { status: 408 }, { kind: 'server', retryable: true }],
  ['a 400 without a code', { status: 400, body: 'Bad Request' }, { kind: 'bad-response', retryable: false }],
  ['a 404', { status: 404, body: html }, { kind: 'bad-response', retryable: true }],
  ['a 204', { status: 204 }, { kind: 'bad-response', retryable: true }],
  ['HTML in place of data', { status: 200, body: html }, { kind: 'bad-response', retryable: true }],
  ['an empty body', { status: 200, body: '' }, { kind: 'bad-response', retryable: true }],
  ['cut off JSON', { status: 200, body: '[{"symbol":"BTCUS' }, { kind: 'bad-response', retryable: true }],
  [
    'the number NaN',
    { status: 200, body: '{"bitcoin":{"usd":NaN}}' },
    { kind: 'bad-response', retryable: true },
  ],
  ['50 MB', { status: 200, body: fiftyMegabytes }, { kind: 'bad-response', retryable: true }],
  ['a cut connection', 'reset', { kind: 'offline', retryable: true }],
  ['a connection cut in the middle of the body', 'cut', { kind: 'bad-response', retryable: true }],
];

/** Failures come back as values of the right kind from every method, and nothing hangs or leaks. */
export function describeFailures(harness: FeedHarness, network: NetworkHarness): void {
  const { pairs } = harness;
  const [first, second] = pairs;

  describe(`${harness.name} answers failures as values`, () => {
    const servers: LoopbackServer[] = [];
    afterEach(async () => {
      await Promise.all(servers.splice(0).map((server) => server.close()));
    });
    async function start(starting = network.startServer()) {
      const server = await starting;
      servers.push(server);
      return { server, feed: network.createFeed(server.url) };
    }

    /** Every method of a feed that makes a request. */
    function callsOf(feed: Feed): readonly Call[] {
      const calls: Call[] = [(signal) => feed.quotes(pairs, signal), (signal) => feed.symbols(signal)];
      if (feed.capabilities.candleIntervalsMs.length > 0) {
        calls.push((signal) => feed.candles(first, 60_000, suiteNow - 600_000, suiteNow, signal));
      }
      return calls;
    }

    test.each(failures)('%s', async (_name, failure, expected) => {
      const { server, feed } = await start();
      server.failWith(failure);
      for (const call of callsOf(feed)) {
        const result = await call(neverAborted());
        const { detail, ...rest } = errorOf(result);
        expect(rest).toEqual(expected);
        expect(detail).toMatch(/^GET \/api\/v3\/[\w/]+: /);
        for (const secret of [...network.secrets, '?', 's3cret', server.url]) {
          expect(detail).not.toContain(secret);
        }
        if (typeof failure === 'object' && failure.body !== fiftyMegabytes) {
          expect(result.serverDate).toBe(suiteNow);
        }
      }
      server.failWith(null);
      expect(valueOf(await feed.quotes([first], neverAborted())).quotes).toHaveLength(1);
    });

    test.each(network.wrongShapes)('JSON of another shape: %s', async (body) => {
      const { server, feed } = await start();
      server.failWith({ status: 200, body });
      expect(errorOf(await feed.symbols(neverAborted())).kind).toBe('bad-response');
      if (feed.capabilities.candleIntervalsMs.length === 0) return;
      const candles = await feed.candles(first, 60_000, suiteNow - 600_000, suiteNow, neverAborted());
      expect(errorOf(candles).kind).toBe('bad-response');
    });

    test('a good answer tells the server date', async () => {
      const { feed } = await start();
      expect((await feed.quotes(pairs, neverAborted())).serverDate).toBe(suiteNow);
      expect((await feed.symbols(neverAborted())).serverDate).toBe(suiteNow);
    });

    test.each(network.badPrices.map((price) => [String(JSON.stringify(price) ?? price), price] as const))(
      'a price of %s is a missing pair, and the others keep theirs',
      async (_name, price) => {
        const { feed } = await start(network.startServerWithPrice(price));
        const { quotes, missing } = valueOf(await feed.quotes([first, second], neverAborted()));
        expect(missing).toEqual([first.id]);
        expect(quotes.map((quote) => quote.pairId)).toEqual([second.id]);
      },
    );

    test('a server that never answers is offline when the time is over', async () => {
      const { server } = await start();
      server.failWith('hang');
      for (const call of callsOf(network.createFeed(server.url, 60))) {
        expect(errorOf(await call(neverAborted()))).toMatchObject({ kind: 'offline', retryable: true });
      }
    });

    test('a server that sends a byte now and then does not hold a call for longer', async () => {
      const { server } = await start();
      server.failWith('drip');
      const feed = network.createFeed(server.url, 60);
      expect(errorOf(await feed.quotes(pairs, neverAborted()))).toMatchObject({
        kind: 'offline',
        retryable: true,
      });
    });

    test('a cancelled call ends at once, in the middle of a request too', async () => {
      const { server, feed } = await start();
      server.failWith('hang');
      for (const call of callsOf(feed)) {
        const cancelling = new AbortController();
        const seen = server.nextRequest();
        const result = call(cancelling.signal);
        await seen;
        cancelling.abort();
        expect(errorOf(await result)).toMatchObject({
          kind: 'offline',
          retryable: true,
          detail: 'cancelled',
        });
      }
    });

    test('a call that was cancelled before makes no request', async () => {
      const { server, feed } = await start();
      for (const call of callsOf(feed)) {
        expect(errorOf(await call(AbortSignal.abort()))).toMatchObject({
          kind: 'offline',
          detail: 'cancelled',
        });
      }
      expect(server.requests).toEqual([]);
    });

    test('nobody listening is offline', async () => {
      const { server } = await start();
      await server.close();
      servers.pop();
      const error = errorOf(await network.createFeed(server.url).quotes(pairs, neverAborted()));
      expect(error).toMatchObject({ kind: 'offline', retryable: true });
      expect(error.detail).toContain('ECONNREFUSED');
    });

    test('a broken secure connection is offline', async () => {
      const { server } = await start();
      const feed = network.createFeed(server.url.replace('http:', 'https:'));
      expect(errorOf(await feed.quotes(pairs, neverAborted()))).toMatchObject({
        kind: 'offline',
        retryable: true,
      });
    });

    test('a redirect to another host is refused and not followed', async () => {
      const { server, feed } = await start();
      const foreign = await startLoopbackServer({
        now: () => suiteNow,
        route: () => ({ status: 200, body: '[]' }),
      });
      servers.push(foreign);
      server.failWith({ status: 302, headers: { location: `${foreign.url}/prices` } });
      expect(errorOf(await feed.quotes(pairs, neverAborted())).kind).toBe('bad-response');
      expect(foreign.requests).toEqual([]);
    });

    test('a redirect that never ends is a bad response', async () => {
      const { server, feed } = await start();
      server.failWith({ status: 302, headers: { location: '/api/v3/again' } });
      expect(errorOf(await feed.quotes(pairs, neverAborted())).kind).toBe('bad-response');
    });
  });
}
