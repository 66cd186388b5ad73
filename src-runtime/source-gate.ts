import type { Feed, FeedError, FeedResult } from '../src-feeds/feed.ts';
import type { Clock } from './clock.ts';

/** Without a word from the source about how long, in ms. */
const usualPatienceMs = 60_000;
/** Candles are many requests at once; prices must not wait behind them. */
const candleRequestsAtOnce = 2;

/**
 * The same feed with one memory for all its requests: after "too many requests" nobody asks, whatever for, until the
 * time the source named; candles are asked for a few at a time.
 */
export function createSourceGate(feed: Feed, clock: Clock): Feed {
  /** By both clocks: the monotonic one stands still while the computer sleeps, the wall clock can be set. */
  let closedUntil = { wall: 0, monotonic: 0 };
  let closedBy: FeedError['cause'] = 'rate-limited';
  let running = 0;
  const queue: (() => void)[] = [];

  const through = async <T>(ask: () => Promise<FeedResult<T>>): Promise<FeedResult<T>> => {
    const left = Math.min(closedUntil.wall - clock.now(), closedUntil.monotonic - clock.monotonic());
    if (left > 0) {
      const detail = 'not asked: the source wants patience';
      return {
        ok: false,
        error: { kind: 'rate-limited', cause: closedBy, retryable: true, retryAfterMs: left, detail },
        serverDate: null,
      };
    }
    const result = await ask();
    if (!result.ok && result.error.kind === 'rate-limited') {
      const patienceMs = result.error.retryAfterMs ?? usualPatienceMs;
      closedBy = result.error.cause;
      closedUntil = { wall: clock.now() + patienceMs, monotonic: clock.monotonic() + patienceMs };
    }
    return result;
  };

  const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= candleRequestsAtOnce) await new Promise<void>((resolve) => queue.push(resolve));
    running += 1;
    try {
      return await work();
    } finally {
      running -= 1;
      queue.shift()?.();
    }
  };

  return {
    ...feed,
    quotes: (pairs, signal) => through(() => feed.quotes(pairs, signal)),
    candles: (pair, intervalMs, from, to, signal) =>
      inTurn(() => through(() => feed.candles(pair, intervalMs, from, to, signal))),
    symbols: (signal) => through(() => feed.symbols(signal)),
    resolve: (query, symbols, signal) => through(() => feed.resolve(query, symbols, signal)),
  };
}
