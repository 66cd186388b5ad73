import type { Pair, PairId } from '../../src-core/pair.ts';
import type { LoopbackServer } from '../../tests/feed-servers/loopback-server.ts';
import type { Feed, FeedResult } from '../feed.ts';

/** Server time of the suite: a whole second in the middle of a minute, in 2026. */
export const suiteNow = Date.UTC(2026, 5, 1, 12, 0, 30);

export interface FeedUnderTest {
  readonly feed: Feed;
  /** The server behind it, null for a feed without network. */
  readonly server: LoopbackServer | null;
  readonly close: () => Promise<void>;
}

/** How the suite gets at a server's prices, for feeds that use the network. */
export interface NetworkHarness {
  readonly createFeed: (baseUrl: string, timeoutMs?: number) => Feed;
  /** Starts a server that serves `pairs` at good prices. */
  readonly startServer: () => Promise<LoopbackServer>;
  /** Starts a server whose first pair has a price that nobody can use; `price` is one of `badPrices`. */
  readonly startServerWithPrice: (price: unknown) => Promise<LoopbackServer>;
  readonly badPrices: readonly unknown[];
  /** Text that must not be seen in any error. */
  readonly secrets: readonly string[];
  /** Whether `symbols` of a body like this (valid JSON) must be refused. */
  readonly wrongShapes: readonly string[];
}

/** What the conformance suite needs to know of a feed. */
export interface FeedHarness {
  readonly name: string;
  /** A feed that works, at the suite's time. */
  readonly start: () => Promise<FeedUnderTest>;
  /** At least two pairs that it serves, with what `quotes` gives for them. */
  readonly pairs: readonly [Pair, Pair, ...Pair[]];
  /** A pair of this source that it does not serve. */
  readonly unknownPair: Pair;
  readonly network: NetworkHarness | null;
}

/** A pair for a test: `binance:BTCUSDT`, BTC, USDT. */
export function testPair(id: PairId, base: string, quote: string): Pair {
  const source = id.slice(0, id.indexOf(':')) as Pair['source'];
  return { id, source, base, quote, name: '', tickSize: null, addedAt: 0 };
}

export function neverAborted(): AbortSignal {
  return new AbortController().signal;
}

/** The value of a success; throws with the error's own words otherwise, so that a test shows them. */
export function valueOf<T>(result: FeedResult<T>): T {
  if (!result.ok) throw new Error(`${result.error.kind}: ${result.error.detail}`);
  return result.value;
}

/** The error of a failure; throws where the call went well. */
export function errorOf(result: FeedResult<unknown>) {
  if (result.ok) throw new Error(`expected a failure, got ${JSON.stringify(result.value).slice(0, 200)}`);
  return result.error;
}
