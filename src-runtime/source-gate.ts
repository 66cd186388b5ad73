import type { EpochMs, Pair } from '../src-core/pair.ts';
import type { Candle } from '../src-core/sample.ts';
import type { Feed, FeedError, FeedRequest, FeedResult } from '../src-feeds/feed.ts';
import { failed } from '../src-feeds/result.ts';
import type { Clock } from './clock.ts';
import { type Budget, overBudget, type Purpose } from './sources/budget.ts';
import { createWaitingRoom } from './sources/waiting-room.ts';

/** Without a word from the source about how long, in ms. */
const usualPatienceMs = 60_000;
/** Candles are many requests at once; prices must not wait behind them. */
const candleRequestsAtOnce = 2;

/**
 * The same feed with one memory for all its requests: after "too many requests" nobody asks, whatever for, until the
 * time the source named; nothing is asked that the budget has no room for; candles are asked for a few at a time, and
 * wait for room. What needs no request always passes.
 */
export function createSourceGate(feed: Feed, clock: Clock, budget: Budget): Feed {
  /** By both clocks: the monotonic one stands still while the computer sleeps, the wall clock can be set. */
  let closedUntil = { wall: 0, monotonic: 0 };
  let closedBy: FeedError['cause'] = 'rate-limited';
  let running = 0;
  const queue: (() => void)[] = [];

  const closed = (): FeedError | null => {
    const left = Math.min(closedUntil.wall - clock.now(), closedUntil.monotonic - clock.monotonic());
    if (left <= 0) return null;
    const detail = 'not asked: the source wants patience';
    return { kind: 'rate-limited', cause: closedBy, retryable: true, retryAfterMs: left, detail };
  };

  const room = createWaitingRoom(clock, budget, closed);

  /** Counts a request that may be made now, or tells what stands against it. */
  const admit = (weight: number, purpose: Purpose): FeedError | null => {
    const shut = closed();
    if (shut !== null) return shut;
    const waitMs = budget.waitFor(weight, purpose);
    if (waitMs > 0) return overBudget(waitMs);
    budget.take(weight, purpose);
    return null;
  };

  const make = async <T>(ask: () => Promise<FeedResult<T>>): Promise<FeedResult<T>> => {
    const result = await ask();
    budget.told(feed.usedWeight());
    if (!result.ok && result.error.kind === 'rate-limited') {
      const patienceMs = result.error.retryAfterMs ?? usualPatienceMs;
      closedBy = result.error.cause;
      closedUntil = { wall: clock.now() + patienceMs, monotonic: clock.monotonic() + patienceMs };
    }
    return result;
  };

  const through = async <T>(
    request: FeedRequest,
    purpose: Purpose,
    ask: () => Promise<FeedResult<T>>,
  ): Promise<FeedResult<T>> => {
    const weight = feed.weightOf(request);
    const against = weight === 0 ? null : admit(weight, purpose);
    return against === null ? make(ask) : failed(against, null);
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

  const candles = async (
    pair: Pair,
    intervalMs: number,
    from: EpochMs,
    to: EpochMs,
    signal: AbortSignal,
  ): Promise<FeedResult<readonly Candle[]>> => {
    const weight = feed.weightOf({ kind: 'candles', pair, intervalMs, from, to });
    const against = weight === 0 ? null : await room.enter(weight, signal);
    if (against !== null) return failed(against, null);
    return make(() => feed.candles(pair, intervalMs, from, to, signal));
  };

  return {
    ...feed,
    quotes: (pairs, signal) => through({ kind: 'quotes', pairs }, 'quotes', () => feed.quotes(pairs, signal)),
    candles: (...asked) => inTurn(() => candles(...asked)),
    runningCandle: (pair, signal) =>
      through({ kind: 'running candle', pair }, 'urgent', () => feed.runningCandle(pair, signal)),
    symbols: (signal) => through({ kind: 'symbols' }, 'urgent', () => feed.symbols(signal)),
    resolve: (query, symbols, signal) =>
      through({ kind: 'resolve', query }, 'urgent', () => feed.resolve(query, symbols, signal)),
  };
}
