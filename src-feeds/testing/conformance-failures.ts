import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { type LoopbackServer, startLoopbackServer } from '../../tests/feed-servers/loopback-server.ts';
import { selfSigned } from '../../tests/feed-servers/self-signed.ts';
import type { Feed, FeedResult } from '../feed.ts';
import { failures, fiftyMegabytes } from './failures.ts';
import {
  errorOf,
  type FeedHarness,
  type NetworkHarness,
  neverAborted,
  suiteNow,
  valueOf,
} from './harness.ts';

type Call = (signal: AbortSignal) => Promise<FeedResult<unknown>>;

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
      for (const length of feed.capabilities.candleIntervalsMs.slice(0, 2)) {
        calls.push((signal) => feed.candles(first, length, suiteNow - 10 * length, suiteNow, signal));
      }
      if (feed.capabilities.runningCandle) calls.push((signal) => feed.runningCandle(first, signal));
      return calls;
    }

    test.each(failures)('%s', async (_name, failure, expected) => {
      const { server, feed } = await start();
      server.failWith(failure);
      for (const call of callsOf(feed)) {
        const result = await call(neverAborted());
        const { detail, ...rest } = errorOf(result);
        expect(rest).toEqual(expected);
        expect(detail).toMatch(/^GET \/api\/v3\/[\w/{}]+: /);
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
      for (const length of feed.capabilities.candleIntervalsMs) {
        const from = suiteNow - 10 * length;
        const candles = await feed.candles(first, length, from, suiteNow, neverAborted());
        // No rows at all are a stretch in which nobody traded.
        if (body === '[]' && candles.ok) expect(candles.value).toEqual([]);
        else expect(errorOf(candles).kind).toBe('bad-response');
      }
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
        expect(errorOf(await call(neverAborted()))).toMatchObject({
          kind: 'offline',
          cause: 'time-out',
          retryable: true,
        });
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
      expect(error).toMatchObject({ kind: 'offline', cause: 'refused', retryable: true });
      expect(error.detail).toContain('ECONNREFUSED');
    });

    test('an address that nobody knows is offline', async () => {
      const feed = network.createFeed('http://prices.invalid');
      expect(errorOf(await feed.quotes(pairs, neverAborted()))).toMatchObject({
        kind: 'offline',
        cause: 'dns',
        retryable: true,
      });
    });

    test('a secure connection to a server that has none is offline', async () => {
      const { server } = await start();
      const feed = network.createFeed(server.url.replace('http:', 'https:'));
      expect(errorOf(await feed.quotes(pairs, neverAborted()))).toMatchObject({
        kind: 'offline',
        cause: 'tls',
        retryable: true,
      });
    });

    test('a secure connection that comes to nothing is offline', async () => {
      // Without a certificate it ends every handshake with an alert.
      const secure = createServer({});
      await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', resolve));
      const feed = network.createFeed(`https://127.0.0.1:${(secure.address() as AddressInfo).port}`);
      const error = errorOf(await feed.quotes(pairs, neverAborted()));
      expect(error).toMatchObject({ kind: 'offline', cause: 'tls', retryable: true });
      await new Promise((resolve) => secure.close(resolve));
    });

    test('a server whose certificate nobody vouches for is offline', async () => {
      let asked = 0;
      const secure = createServer(selfSigned, (_request, response) => {
        asked += 1;
        response.end('[]');
      });
      await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', resolve));
      const feed = network.createFeed(`https://127.0.0.1:${(secure.address() as AddressInfo).port}`);
      const error = errorOf(await feed.quotes(pairs, neverAborted()));
      expect(error).toMatchObject({ kind: 'offline', cause: 'tls', retryable: true });
      expect(asked).toBe(0);
      await new Promise((resolve) => secure.close(resolve));
    });

    test('a redirect to another host is refused and not followed', async () => {
      const { server, feed } = await start();
      const foreign = await startLoopbackServer({
        now: () => suiteNow,
        route: () => ({ status: 200, body: '[]' }),
      });
      servers.push(foreign);
      server.failWith({ status: 302, headers: { location: `${foreign.url}/prices` } });
      expect(errorOf(await feed.quotes(pairs, neverAborted()))).toMatchObject({
        kind: 'bad-response',
        cause: 'redirected',
      });
      expect(foreign.requests).toEqual([]);
    });

    test('a redirect that never ends is a bad response', async () => {
      const { server, feed } = await start();
      server.failWith({ status: 302, headers: { location: '/api/v3/again' } });
      expect(errorOf(await feed.quotes(pairs, neverAborted()))).toMatchObject({
        kind: 'bad-response',
        cause: 'redirected',
      });
    });
  });
}
