import type { Pair, SourceId } from '../src-core/pair.ts';
import type { Feed, FeedError, Quotes } from '../src-feeds/feed.ts';
import type { Clock } from './clock.ts';
import { createFailures } from './failures.ts';
import type { Log } from './log.ts';
import { retryDelay } from './retry-delay.ts';
import { createSourceTime, type SourceTime } from './source-time.ts';
import { type Budget, overBudget } from './sources/budget.ts';

/** How a source is doing, in the runtime's own clock. */
export interface SourceStatus {
  readonly state: 'starting' | 'live' | 'failing';
  readonly failure: {
    readonly kind: FeedError['kind'];
    readonly cause: FeedError['cause'];
    readonly since: number;
  } | null;
  readonly lastSuccessAt: number | null;
  /** When the next request is due; null while there is nothing to ask for. */
  readonly nextTryAt: number | null;
  readonly budget: ReturnType<Budget['status']>;
}

export interface PollerOptions {
  readonly feed: Feed;
  readonly clock: Clock;
  /** What the source may be asked; the feed keeps count of it. */
  readonly budget: Budget;
  /** 0 to 1; spreads retries of many installations. */
  readonly random: () => number;
  /** How far apart prices are wanted, in ms; asked again by `retime`. */
  readonly pollMs: () => number;
  readonly log: Log;
  /** Pairs of this source, asked for at each tick. */
  readonly pairs: () => readonly Pair[];
  readonly onQuotes: (quotes: Quotes, time: SourceTime) => void;
  readonly onStatus: () => void;
}

/** Asks one source for all its pairs, again and again; one request at a time. */
export interface Poller {
  readonly start: () => void;
  /** Asks as soon as the source allows: after a pair was added. */
  readonly pollSoon: () => void;
  /**
   * Asks anew, as soon as the source allows: after sleep a request under way hangs, and timers have stood still for as
   * long as the computer did.
   */
  readonly wake: () => void;
  /** Asks now, whatever the source did before: the user tested it, or gave it another key. */
  readonly askNow: () => void;
  /** Takes over another interval, with a price at once. */
  readonly retime: () => void;
  readonly status: () => SourceStatus;
  readonly time: SourceTime;
  /** How far apart prices are asked for at present, in ms: as wanted, or as the budget allows. */
  readonly intervalMs: number;
  /** Stops and abandons a request under way; resolves when nothing runs any more. */
  readonly stop: () => Promise<void>;
}

/** The budget of a minute is back by then. */
const longestQuietWaitMs = 60_000;
/** Timers of more than 24 days fire at once. */
const longestTimerMs = 86_400_000;
/** A request younger than this is not taken for one that hung through a sleep. */
const freshMs = 3_000;

export function createPoller(options: PollerOptions): Poller {
  const { feed, clock, log, budget } = options;
  const wanted = () => Math.max(options.pollMs(), feed.ownIntervalMs ?? 0);
  let wantedMs = wanted();
  const time = createSourceTime(clock);
  let status: Omit<SourceStatus, 'budget'> = {
    state: 'starting',
    failure: null,
    lastSuccessAt: null,
    nextTryAt: null,
  };
  let failures = 0;
  const told = createFailures();
  /** When the last request was made, by the wall clock. */
  let askedAt = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = true;
  let cancelTimer = () => {};
  /** When the timer is due, by both clocks: the monotonic one stands still in sleep, the wall clock can be set. */
  let due = { wall: 0, monotonic: 0 };
  let abort = new AbortController();

  const weightOf = (pairs: readonly Pair[]) => feed.weightOf({ kind: 'quotes', pairs });
  /** The first pair will cost something, so that its interval is told before there is one. */
  const intervalFor = (pairs: readonly Pair[]) => budget.intervalFor(wantedMs, Math.max(1, weightOf(pairs)));
  let intervalMs = intervalFor([]);

  const setStatus = (change: Partial<SourceStatus>) => {
    status = { ...status, ...change };
  };

  const noteBug = (error: unknown) => {
    if (told.isNews('bug', error)) log.error({ event: 'source.bug', source: feed.id, err: error });
  };

  const schedule = (ms: number) => {
    cancelTimer();
    due = { wall: clock.now() + ms, monotonic: clock.monotonic() + ms };
    setStatus({ nextTryAt: due.wall });
    cancelTimer = clock.setTimer(runWhenDue, Math.min(ms, longestTimerMs));
  };

  const succeed = (quotes: Quotes) => {
    failures = 0;
    setStatus({ lastSuccessAt: clock.now() });
    // Before it counts as recovered: prices that could not be taken are none.
    options.onQuotes(quotes, time);
    if (status.state === 'failing') log.info({ event: 'source.recovered', source: feed.id });
    setStatus({ state: 'live', failure: null });
    told.over('source');
  };

  const setFailing = (kind: FeedError['kind'], cause: FeedError['cause']) => {
    setStatus({ state: 'failing', failure: { kind, cause, since: status.failure?.since ?? clock.now() } });
  };

  const fail = (error: FeedError) => {
    failures += 1;
    const { kind, cause, detail } = error;
    if (told.isNews('source', cause)) {
      log.warn({ event: 'source.failing', source: feed.id, kind, cause, detail });
    }
    setFailing(kind, cause);
  };

  /** Whether the budget has no room now; asks again once it has. A month that is used up is a failure to be told of. */
  const mustWait = (pairs: readonly Pair[]): boolean => {
    const waitMs = budget.waitFor(weightOf(pairs), 'quotes');
    if (waitMs === 0) return false;
    if (waitMs > longestQuietWaitMs) fail(overBudget(waitMs));
    schedule(waitMs);
    return true;
  };

  const cycle = async (): Promise<void> => {
    const pairs = options.pairs();
    intervalMs = intervalFor(pairs);
    if (pairs.length === 0) {
      setStatus({ state: 'starting', failure: null, nextTryAt: null });
      options.onStatus();
      return;
    }
    if (mustWait(pairs)) {
      options.onStatus();
      return;
    }
    const started = clock.now();
    const { signal } = abort;
    askedAt = started;
    const result = await feed.quotes(pairs, signal);
    if (signal.aborted) return;
    time.learn(result.serverDate);
    if (result.ok) {
      succeed(result.value);
      // From start to start, so that a slow answer does not stretch the interval.
      schedule(Math.max(0, Math.min(intervalMs, intervalMs - (clock.now() - started))));
    } else {
      fail(result.error);
      schedule(retryDelay(result.error, failures, intervalMs, options.random));
    }
    options.onStatus();
  };

  function run(): void {
    if (stopped) return;
    if (running !== null) {
      again = true;
      return;
    }
    cancelTimer();
    const { signal } = abort;
    running = cycle()
      .catch((error: unknown) => {
        if (signal.aborted) return;
        // A bug must not end the watch, and must not look like one that works.
        noteBug(error);
        setFailing('bad-response', 'internal');
        schedule(intervalMs);
        options.onStatus();
      })
      .finally(() => {
        running = null;
        const wanted = again;
        again = false;
        // One that was abandoned has set no timer.
        if (wanted && (signal.aborted || mayAsk())) run();
      });
  }

  function runWhenDue(): void {
    const left = Math.min(due.wall - clock.now(), due.monotonic - clock.monotonic());
    if (left <= 0) run();
    else schedule(left);
  }

  /** What is under way does not count any more. */
  const abandon = () => {
    abort.abort();
    abort = new AbortController();
  };

  /** A source that asked for patience has it, whoever wants prices now. */
  const mayAsk = () => status.state !== 'failing' || status.failure?.kind === 'offline';

  const askOrWait = () => {
    if (mayAsk()) run();
    else runWhenDue();
  };

  return {
    start() {
      stopped = false;
      askOrWait();
    },
    pollSoon() {
      if (mayAsk()) run();
    },
    wake() {
      if (stopped) return;
      const sinceAsked = Math.abs(clock.now() - askedAt);
      if (running !== null) {
        // One that has just been made did not sleep.
        if (sinceAsked < freshMs) return;
        abandon();
        again = true;
      } else if (sinceAsked >= (feed.ownIntervalMs ?? 0)) {
        askOrWait();
      }
    },
    askNow: run,
    retime() {
      if (wanted() === wantedMs) return;
      wantedMs = wanted();
      intervalMs = intervalFor(options.pairs());
      if (mayAsk()) run();
    },
    status: () => ({ ...status, budget: budget.status() }),
    time,
    get intervalMs() {
      return intervalMs;
    },
    async stop() {
      stopped = true;
      cancelTimer();
      setStatus({ nextTryAt: null });
      abandon();
      await running;
    },
  };
}

/** From which age on a quote of a source is too old to judge, in ms. */
export function staleAfter(pollMs: number, ownIntervalMs: number | null): number {
  return Math.max(60_000, 3 * Math.max(pollMs, ownIntervalMs ?? 0));
}

export type Pollers = ReadonlyMap<SourceId, Poller>;
