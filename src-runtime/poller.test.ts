import { describe, expect, test } from 'vitest';
import type { Pair } from '../src-core/pair.ts';
import type { Quotes } from '../src-feeds/feed.ts';
import { testPair } from '../src-feeds/testing/harness.ts';
import type { LogLine } from './log.ts';
import { createPoller, staleAfter } from './poller.ts';
import { retryDelay } from './retry-delay.ts';
import { createSourceGate } from './source-gate.ts';
import { createBudget } from './sources/budget.ts';
import type { BudgetLimits } from './sources/limits.ts';
import { createFakeClock, settle } from './testing/fake-clock.ts';
import {
  createFakeFeed,
  type FakeFeed,
  type FakeFeedSettings,
  feedError,
  type HeldRequest,
} from './testing/fake-feed.ts';

const second = 1_000;
const minute = 60_000;
const bitcoin = testPair('binance:BTCUSDT', 'BTC', 'USDT');

interface PollingSettings extends FakeFeedSettings {
  readonly pollMs?: number;
  readonly random?: () => number;
  readonly limits?: BudgetLimits;
}

function polling(more: PollingSettings = {}) {
  const clock = createFakeClock();
  const feed = createFakeFeed(more);
  feed.price(bitcoin.id, 100);
  const pairs: Pair[] = [bitcoin];
  const log: (LogLine & { level: string })[] = [];
  const logAt = (level: string) => (line: LogLine) => void log.push({ ...line, level });
  const taken: Quotes[] = [];
  let take = (quotes: Quotes): void => {
    taken.push(quotes);
  };
  const told: string[] = [];
  const limits = more.limits ?? null;
  const budget = createBudget({ limits, clock, load: () => undefined, save: () => {} });
  const pollMs = { now: more.pollMs ?? 15 * second };
  const poller = createPoller({
    feed: limits === null ? feed : createSourceGate(feed, clock, budget),
    clock,
    budget,
    random: more.random ?? (() => 0),
    pollMs: () => pollMs.now,
    log: { debug: logAt('debug'), info: logAt('info'), warn: logAt('warn'), error: logAt('error') },
    pairs: () => pairs,
    onQuotes: (quotes) => take(quotes),
    onStatus: () => told.push(poller.status().state),
  });
  const startedAt = clock.now();
  /** Seconds after the start at which a request was made, over the next `ms`. */
  const askedWithin = async (ms: number): Promise<number[]> => {
    const times: number[] = [];
    for (let passed = 0; passed < ms; passed += second) {
      const before = feed.asked.length;
      await clock.advance(second);
      for (let n = before; n < feed.asked.length; n += 1) times.push((clock.now() - startedAt) / second);
    }
    return times;
  };
  return {
    clock,
    pollMs,
    feed,
    budget,
    pairs,
    log,
    events: () => log.map((line) => line.event),
    taken,
    told,
    poller,
    askedWithin,
    onTake: (next: (quotes: Quotes) => void) => {
      take = next;
    },
    start: async () => {
      poller.start();
      await settle();
    },
  };
}

describe('the poller', () => {
  test('asks at once, then every interval, for all pairs in one request', async () => {
    const { feed, pairs, start, askedWithin, taken, poller } = polling();
    pairs.push(testPair('binance:ETHUSDT', 'ETH', 'USDT'));
    expect(poller.status().state).toBe('starting');
    await start();
    expect(feed.asked).toEqual([['binance:BTCUSDT', 'binance:ETHUSDT']]);
    expect(await askedWithin(minute)).toEqual([15, 30, 45, 60]);
    expect(taken).toHaveLength(5);
    expect(poller.status()).toMatchObject({ state: 'live', failure: null });
  });

  test('the interval runs from start to start, however long an answer takes', async () => {
    const { clock, feed, start, askedWithin } = polling();
    const slow = feed.hold();
    await start();
    await clock.advance(4 * second);
    slow.release();
    await settle();
    expect(await askedWithin(30 * second)).toEqual([15, 30]);
  });

  test('regression 16: a cycle that is slower than the interval never overlaps the next', async () => {
    const { clock, feed, start, poller, askedWithin } = polling();
    const hanging = feed.hold();
    await start();
    await clock.advance(2 * minute);
    poller.pollSoon();
    poller.pollSoon();
    await clock.advance(minute);
    expect(feed.asked).toHaveLength(1);
    hanging.release();
    await settle();
    expect(feed.asked).toHaveLength(2);
    expect(feed.mostRunning()).toBe(1);
    await askedWithin(minute);
    expect(feed.mostRunning()).toBe(1);
  });

  test('a source is asked no more often than it renews its prices', async () => {
    const { start, askedWithin, poller } = polling({ ownIntervalMs: minute });
    await start();
    expect(poller.intervalMs).toBe(minute);
    expect(await askedWithin(2 * minute)).toEqual([60, 120]);
  });

  test('asks for nothing while there are no pairs, and at once when there is one', async () => {
    const { pairs, feed, poller, start, clock } = polling();
    pairs.length = 0;
    await start();
    await clock.advance(10 * minute);
    expect(feed.asked).toEqual([]);
    expect(poller.status()).toMatchObject({ state: 'starting', nextTryAt: null });
    expect(clock.waiting()).toBe(0);
    pairs.push(bitcoin);
    poller.pollSoon();
    await settle();
    expect(feed.asked).toHaveLength(1);
    expect(poller.status().state).toBe('live');
  });

  test('tells that it has gone back to starting when the last pair is gone', async () => {
    const { pairs, poller, start, clock, told } = polling();
    await start();
    pairs.length = 0;
    told.length = 0;
    await clock.advance(15 * second);
    expect(poller.status()).toMatchObject({ state: 'starting', nextTryAt: null });
    expect(told).toEqual(['starting']);
  });

  test('asked to hurry while a request is under way, it asks again right after it', async () => {
    const { clock, feed, poller, start } = polling();
    const slow = feed.hold();
    await start();
    await clock.advance(second);
    poller.pollSoon();
    expect(feed.asked).toHaveLength(1);
    slow.release();
    await settle();
    expect(feed.asked).toHaveLength(2);
    await clock.advance(14 * second);
    expect(feed.asked).toHaveLength(2);
  });

  test('asked to hurry between two requests, it asks at once and counts the interval from there', async () => {
    const { clock, poller, start, askedWithin, feed } = polling();
    await start();
    await clock.advance(10 * second);
    poller.pollSoon();
    await settle();
    expect(feed.asked).toHaveLength(2);
    expect(await askedWithin(30 * second)).toEqual([25, 40]);
  });

  test('tells when the next request is due', async () => {
    const { clock, poller, start } = polling();
    await start();
    expect(poller.status().nextTryAt).toBe(clock.now() + 15 * second);
  });

  test('a wall clock that jumps neither stretches nor squeezes the interval', async () => {
    const { clock, start, feed } = polling();
    await start();
    clock.jump(3_600_000);
    await clock.advance(15 * second);
    expect(feed.asked).toHaveLength(2);
    const slow = feed.hold();
    await clock.advance(15 * second);
    clock.jump(-7_200_000);
    slow.release();
    await clock.advance(15 * second);
    expect(feed.asked).toHaveLength(4);
  });
});

describe('a source that fails', () => {
  test('is asked again after one, two, four … intervals, at most a minute apart, and tells since when', async () => {
    const { clock, feed, poller, start, askedWithin } = polling();
    feed.failWith('offline');
    await start();
    const since = clock.now();
    expect(await askedWithin(5 * minute)).toEqual([15, 45, 105, 165, 225, 285]);
    expect(poller.status()).toMatchObject({ state: 'failing', failure: { kind: 'offline', since } });
    feed.failWith(null);
    await clock.advance(minute);
    expect(poller.status()).toMatchObject({ state: 'live', failure: null });
    feed.failWith('server');
    await clock.advance(15 * second);
    // Counted anew after a success.
    expect(poller.status()).toMatchObject({ state: 'failing', failure: { kind: 'server' } });
    expect(poller.status().nextTryAt).toBeLessThanOrEqual(clock.now() + 15 * second);
  });

  test('is retried with jitter, so that many installations do not come at once', async () => {
    const { start, feed, askedWithin } = polling({ random: () => 1 });
    feed.failWith('offline');
    await start();
    expect(await askedWithin(2 * minute)).toEqual([18, 54]);
  });

  test('is left alone as long as it asks for', async () => {
    const { clock, feed, poller, start, askedWithin } = polling({ random: () => 1 });
    feed.failWith('rate-limited', { retryAfterMs: 7 * minute });
    await start();
    expect(poller.status().nextTryAt).toBe(clock.now() + 7 * minute);
    poller.pollSoon();
    expect(await askedWithin(7 * minute)).toEqual([420]);
  });

  test('is left alone as long as it asks for, even where somebody wanted prices while it said so', async () => {
    const { clock, feed, poller, start } = polling();
    const slow = feed.hold();
    await start();
    poller.pollSoon();
    slow.fail('rate-limited', { retryAfterMs: 7 * minute });
    await settle();
    expect(feed.asked).toHaveLength(1);
    expect(poller.status().nextTryAt).toBe(clock.now() + 7 * minute);
    await clock.advance(7 * minute);
    expect(feed.asked).toHaveLength(2);
  });

  test('is never asked sooner than the interval, whatever it asks for', async () => {
    const { feed, start, askedWithin } = polling();
    feed.failWith('server', { retryAfterMs: 0 });
    await start();
    expect(await askedWithin(minute)).toEqual([15, 30, 45, 60]);
  });

  test.each([
    ['rate-limited', [60, 180, 420]],
    ['blocked', [300, 600]],
    ['offline', [15, 45, 105, 165, 225, 285, 345, 405, 465, 525, 585]],
  ] as const)('without a wish of its own: %s', async (kind, times) => {
    const { feed, start, askedWithin } = polling();
    feed.failWith(kind);
    await start();
    expect(await askedWithin(10 * minute)).toEqual(times);
  });

  test('may be asked at once after a pair was added when it was offline, never when it has had enough', async () => {
    for (const [kind, more] of [
      ['offline', 1],
      ['rate-limited', 0],
      ['blocked', 0],
      ['server', 0],
    ] as const) {
      const { feed, poller, start } = polling();
      feed.failWith(kind);
      await start();
      poller.pollSoon();
      await settle();
      expect([kind, feed.asked.length]).toEqual([kind, 1 + more]);
    }
  });

  test('is logged once for the same failure, once more for another, and once when it is back', async () => {
    const { feed, start, clock, events, log } = polling();
    await start();
    feed.failWith('offline');
    await clock.advance(10 * minute);
    expect(events()).toEqual(['source.failing']);
    feed.failWith('blocked');
    await clock.advance(10 * minute);
    expect(events()).toEqual(['source.failing', 'source.failing']);
    feed.failWith(null);
    await clock.advance(10 * minute);
    expect(log.map(({ event, level, kind }) => [level, event, kind])).toEqual([
      ['warn', 'source.failing', 'offline'],
      ['warn', 'source.failing', 'blocked'],
      ['info', 'source.recovered', undefined],
    ]);
  });

  test('is logged once for each cause, also where two causes take turns', async () => {
    const { feed, start, clock, log, poller } = polling();
    for (const cause of ['time-out', 'reset', 'time-out', 'reset'] as const) {
      feed.failWith('offline', { cause });
      if (log.length === 0) await start();
      else await clock.advance(5 * minute);
      expect(poller.status().failure?.cause).toBe(cause);
    }
    expect(log.map(({ event, cause }) => [event, cause])).toEqual([
      ['source.failing', 'time-out'],
      ['source.failing', 'reset'],
    ]);
  });

  test('its failure counts from the first one, not from the last', async () => {
    const { feed, start, clock, poller } = polling();
    feed.failWith('offline');
    await start();
    const since = clock.now();
    await clock.advance(5 * minute);
    feed.failWith('server');
    await clock.advance(5 * minute);
    expect(poller.status().failure).toEqual({ kind: 'server', cause: 'server', since });
  });

  test('a feed that throws does not end the watch', async () => {
    const { feed, start, clock, events, taken, poller } = polling();
    feed.throwAlways(new TypeError('a bug'));
    await start();
    await clock.advance(30 * second);
    expect(feed.asked).toHaveLength(3);
    expect(events()).toContain('source.bug');
    feed.throwAlways(null);
    await clock.advance(15 * second);
    expect(taken).toHaveLength(1);
    expect(poller.status().state).toBe('live');
  });

  test('a feed that throws again and again is logged once', async () => {
    const { feed, start, clock, events } = polling();
    feed.throwAlways(new TypeError('a bug'));
    await start();
    await clock.advance(2 * minute);
    expect(events()).toEqual(['source.bug']);
  });

  test('failures that take turns are logged once each', async () => {
    const { feed, start, clock, events } = polling();
    await start();
    for (let turn = 0; turn < 10; turn += 1) {
      feed.failWith(turn % 2 === 0 ? 'offline' : 'server');
      await clock.advance(2 * minute);
    }
    expect(events()).toEqual(['source.failing', 'source.failing']);
    feed.failWith(null);
    await clock.advance(2 * minute);
    feed.failWith('offline');
    await clock.advance(2 * minute);
    expect(events().slice(2)).toEqual(['source.recovered', 'source.failing']);
  });

  test('bugs that take turns are logged once each', async () => {
    const { feed, start, clock, events } = polling();
    for (let turn = 0; turn < 10; turn += 1) {
      feed.throwAlways(new TypeError(`bug ${turn % 2}`));
      if (turn === 0) await start();
      await clock.advance(15 * second);
    }
    expect(events()).toEqual(['source.bug', 'source.bug']);
  });

  test('a feed that throws is not shown as live', async () => {
    const { feed, start, clock, poller } = polling();
    await start();
    feed.throwAlways(new TypeError('a bug'));
    await clock.advance(minute);
    expect(poller.status().state).toBe('failing');
  });

  test('a bug in what takes the prices does not end the watch', async () => {
    const { start, clock, feed, onTake, taken } = polling();
    onTake(() => {
      throw new TypeError('a bug');
    });
    await start();
    onTake((quotes) => taken.push(quotes));
    await clock.advance(15 * second);
    expect(feed.asked).toHaveLength(2);
    expect(taken).toHaveLength(1);
  });

  test('a bug in what takes the prices is logged once, and no recovery before it is over', async () => {
    const { start, clock, events, onTake, poller } = polling();
    onTake(() => {
      throw new TypeError('a bug');
    });
    await start();
    const since = clock.now();
    await clock.advance(10 * minute);
    expect(events()).toEqual(['source.bug']);
    expect(poller.status()).toMatchObject({ state: 'failing', failure: { since } });
    onTake(() => {});
    await clock.advance(minute);
    expect(events()).toEqual(['source.bug', 'source.recovered']);
    expect(poller.status()).toMatchObject({ state: 'live', failure: null });
  });
});

describe('a source with a budget', () => {
  const limits = { perMinute: 10, perMonth: null, ofAddress: null };

  test('is asked as rarely as its budget wants, and says so', async () => {
    const { feed, start, askedWithin, poller } = polling({ limits });
    feed.weigh(({ kind }) => (kind === 'quotes' ? 2 : 1));
    await start();
    expect(await askedWithin(minute)).toEqual([20, 40, 60]);
    expect(poller.intervalMs).toBe(20 * second);
    expect(poller.status()).toMatchObject({
      state: 'live',
      budget: { perMinute: { limit: 10, used: 6 }, perMonth: null, stretchedToMs: 20 * second },
    });
  });

  test('tells its interval before the first pair is there', () => {
    const month = { perMinute: 30, perMonth: 10_000, ofAddress: null };
    const { poller } = polling({ limits: month });
    expect(poller.intervalMs).toBeGreaterThan(4 * minute);
  });

  test('that is in a hurry too often waits for its minute without having failed', async () => {
    const { clock, feed, start, poller, events } = polling({ limits });
    await start();
    for (let n = 0; n < 14; n += 1) {
      await clock.advance(100);
      poller.pollSoon();
      await settle();
    }
    expect(feed.asked).toHaveLength(10);
    expect([poller.status().state, events()]).toEqual(['live', []]);
    const due = poller.status().nextTryAt ?? 0;
    // What was used in one second is kept as one.
    expect(due - clock.now()).toBeGreaterThan(58 * second);
    await clock.advance(due - clock.now());
    expect(feed.asked).toHaveLength(11);
  });

  test('waits behind what others at its address have used', async () => {
    const { feed, start, askedWithin, poller } = polling({ limits: { ...limits, ofAddress: 100 } });
    feed.tellUsed(96);
    await start();
    expect(poller.status().state).toBe('live');
    feed.tellUsed(1);
    expect(await askedWithin(90 * second)).toEqual([60, 75, 90]);
  });

  test('whose month is used up is failing for that reason, until the next one begins', async () => {
    const { clock, feed, start, poller, events } = polling({ limits: { ...limits, perMonth: 3 } });
    await start();
    for (let n = 0; n < 5; n += 1) {
      poller.pollSoon();
      await settle();
    }
    expect(feed.asked).toHaveLength(3);
    expect(poller.status()).toMatchObject({
      state: 'failing',
      failure: { kind: 'rate-limited', cause: 'budget' },
      nextTryAt: Date.UTC(2026, 1, 1),
      budget: { perMonth: { limit: 3, used: 3 } },
    });
    expect(events()).toEqual(['source.failing']);
    await clock.advance(Date.UTC(2026, 1, 1) - clock.now() - 1);
    expect(feed.asked).toHaveLength(3);
    await clock.advance(1);
    expect(feed.asked).toHaveLength(4);
    expect([poller.status().state, clock.waiting()]).toEqual(['live', 1]);
  });
});

describe('a poller that is stopped', () => {
  test('abandons the request under way, and takes nothing of it', async () => {
    const { feed, start, poller, taken, clock, events } = polling();
    feed.hold();
    await start();
    await poller.stop();
    expect(feed.signal()?.aborted).toBe(true);
    expect(taken).toEqual([]);
    expect(events()).toEqual([]);
    await clock.advance(10 * minute);
    expect(feed.asked).toHaveLength(1);
    expect(clock.waiting()).toBe(0);
  });

  test('asks no more, even when somebody is in a hurry', async () => {
    const { feed, start, poller, clock } = polling();
    await start();
    await poller.stop();
    poller.pollSoon();
    await clock.advance(10 * minute);
    expect(feed.asked).toHaveLength(1);
  });

  test('does not ask again for who was in a hurry while the abandoned request ran', async () => {
    const { feed, start, poller, clock } = polling();
    feed.hold();
    await start();
    poller.pollSoon();
    await poller.stop();
    await clock.advance(10 * minute);
    expect(feed.asked).toHaveLength(1);
  });
});

/** How long the computer sleeps. */
const hour = 60 * minute;

describe('a poller that is woken', () => {
  test('abandons the request that hung during the sleep, and makes a new one at once', async () => {
    const { clock, feed, poller, start, taken, told, events, askedWithin } = polling();
    const hung = feed.hold();
    await start();
    clock.sleep(8 * hour);
    feed.price(bitcoin.id, 105);
    poller.wake();
    await settle();
    expect(feed.asked).toHaveLength(2);
    expect(taken.map(({ quotes }) => quotes[0]?.price)).toEqual([105]);
    hung.release();
    await settle();
    expect(taken).toHaveLength(1);
    // That nobody waited for the first is no failure of the source.
    expect([told, events()]).toEqual([['live'], []]);
    expect(await askedWithin(30 * second)).toEqual([8 * 3_600 + 15, 8 * 3_600 + 30]);
    expect(feed.mostRunning()).toBe(1);
  });

  test.each([
    ['a price', (hung: HeldRequest) => hung.release()],
    ['a failure', (hung: HeldRequest) => hung.fail('rate-limited', { retryAfterMs: hour })],
    ['a bug', (hung: HeldRequest) => hung.throws(new TypeError('a bug'))],
  ])('ignores what the abandoned request still answers: %s', async (_, answer) => {
    const { clock, feed, poller, start, taken, told, events } = polling();
    const hung = feed.hold('deaf');
    await start();
    const signal = feed.signal();
    clock.sleep(hour);
    poller.wake();
    expect(signal?.aborted).toBe(true);
    feed.price(bitcoin.id, 105);
    answer(hung);
    await settle();
    expect(feed.asked).toHaveLength(2);
    expect(taken.map(({ quotes }) => quotes[0]?.price)).toEqual([105]);
    expect([told, events(), poller.status().state]).toEqual([['live'], [], 'live']);
    expect(feed.mostRunning()).toBe(1);
  });

  test('between two requests asks at once, and counts the interval from there', async () => {
    const { clock, feed, poller, start, askedWithin } = polling();
    await start();
    await clock.advance(5 * second);
    clock.sleep(hour);
    poller.wake();
    await settle();
    expect(feed.asked).toHaveLength(2);
    expect(await askedWithin(30 * second)).toEqual([3_620, 3_635]);
  });

  test('after a failure for want of a connection asks at once, however short the sleep', async () => {
    const { clock, feed, poller, start } = polling();
    feed.failWith('offline');
    await start();
    await clock.advance(2 * minute);
    const asked = feed.asked.length;
    feed.failWith(null);
    clock.sleep(second);
    poller.wake();
    await settle();
    expect(feed.asked).toHaveLength(asked + 1);
    expect(poller.status()).toMatchObject({ state: 'live', failure: null });
  });

  describe.each([
    ['rate-limited', { retryAfterMs: 7 * minute }, 420],
    ['rate-limited', {}, 60],
    ['blocked', {}, 300],
    ['server', { retryAfterMs: 2 * minute }, 120],
    ['server', {}, 15],
    ['bad-response', {}, 15],
  ] as const)('while a source that is %s wants patience %j', (kind, more, seconds) => {
    async function failing() {
      const made = polling();
      made.feed.failWith(kind, more);
      await made.start();
      made.feed.failWith(null);
      expect(made.poller.status().nextTryAt).toBe(made.clock.now() + seconds * second);
      return made;
    }

    test('asks at once after a sleep that was longer than the wait', async () => {
      const { clock, feed, poller } = await failing();
      clock.sleep(seconds * second);
      poller.wake();
      await settle();
      expect(feed.asked).toHaveLength(2);
      expect(poller.status().state).toBe('live');
      await clock.advance(15 * second - 1);
      expect(feed.asked).toHaveLength(2);
    });

    test('waits for the rest after a sleep that was shorter, and asks once', async () => {
      const { clock, feed, poller } = await failing();
      clock.sleep((seconds - 5) * second);
      poller.wake();
      poller.wake();
      await clock.advance(5 * second - 1);
      expect(feed.asked).toHaveLength(1);
      expect(poller.status().nextTryAt).toBe(clock.now() + 1);
      await clock.advance(1);
      expect(feed.asked).toHaveLength(2);
      await clock.advance(14 * second);
      expect(feed.asked).toHaveLength(2);
    });

    test('waits no longer than it would have without the wake, wherever the clock was set', async () => {
      const { clock, feed, poller } = await failing();
      clock.jump(-5 * hour);
      poller.wake();
      await clock.advance(seconds * second);
      expect(feed.asked).toHaveLength(2);
    });
  });

  test.each(['offline', 'server', 'rate-limited', 'blocked'] as const)(
    'abandons a retry that hung too, after a failure that was %s, and goes on',
    async (kind) => {
      const { clock, feed, poller, start } = polling();
      feed.failWith(kind);
      await start();
      feed.failWith(null);
      feed.hold();
      await clock.advance(5 * minute);
      expect([feed.asked.length, clock.waiting()]).toEqual([2, 0]);
      clock.sleep(hour);
      poller.wake();
      await settle();
      expect([feed.asked.length, feed.mostRunning(), clock.waiting()]).toEqual([3, 1, 1]);
      expect(poller.status()).toMatchObject({ state: 'live', failure: null });
    },
  );

  test('twice in a row makes no two requests at once, and asks once more only', async () => {
    const { clock, feed, poller, start } = polling();
    feed.hold();
    await start();
    clock.sleep(hour);
    poller.wake();
    poller.wake();
    await settle();
    expect([feed.asked.length, feed.mostRunning()]).toEqual([2, 1]);
    await clock.advance(15 * second - 1);
    expect(feed.asked).toHaveLength(2);
  });

  test('again while the new request is under way abandons that one too', async () => {
    const { clock, feed, poller, start, taken } = polling();
    feed.hold();
    await start();
    feed.hold();
    clock.sleep(hour);
    poller.wake();
    await settle();
    clock.sleep(hour);
    poller.wake();
    await settle();
    expect([feed.asked.length, feed.mostRunning(), taken.length]).toEqual([3, 1, 1]);
  });

  test('leaves a request alone that has just been made', async () => {
    const { feed, poller, start, taken } = polling();
    const held = feed.hold();
    await start();
    poller.wake();
    await settle();
    held.release();
    await settle();
    expect([feed.asked.length, taken.length]).toEqual([1, 1]);
  });

  test('while somebody else is in a hurry asks once', async () => {
    const { clock, feed, poller, start } = polling();
    feed.hold();
    await start();
    poller.pollSoon();
    clock.sleep(10 * minute);
    poller.wake();
    poller.pollSoon();
    await settle();
    expect([feed.asked.length, feed.mostRunning()]).toEqual([2, 1]);
  });

  test.each([
    ['live', () => {}],
    ['offline', (feed: FakeFeed) => feed.failWith('offline')],
    ['left alone', (feed: FakeFeed) => feed.failWith('rate-limited', { retryAfterMs: 9 * hour })],
    ['thrown at', (feed: FakeFeed) => feed.throwAlways(new TypeError('a bug'))],
  ])('after 20 sleeps of a source that is %s has no more timers than before', async (_, prepare) => {
    const { clock, feed, poller, start } = polling();
    prepare(feed);
    await start();
    expect(clock.waiting()).toBe(1);
    for (let count = 0; count < 20; count += 1) {
      clock.sleep(20 * minute);
      poller.wake();
      await clock.advance(100);
      expect(clock.waiting()).toBe(1);
    }
    expect(feed.mostRunning()).toBe(1);
  });

  test('after 20 sleeps, each in the middle of a request, has no more timers than before', async () => {
    const { clock, feed, poller, start } = polling();
    await start();
    for (let count = 0; count < 20; count += 1) {
      feed.hold();
      await clock.advance(15 * second);
      expect(clock.waiting()).toBe(0);
      clock.sleep(hour);
      poller.wake();
      await settle();
      expect(clock.waiting()).toBe(1);
    }
    expect([feed.asked.length, feed.mostRunning()]).toEqual([1 + 20 * 2, 1]);
  });

  test('with nothing to ask for asks nothing and sets no timer', async () => {
    const { clock, feed, pairs, poller, start } = polling();
    pairs.length = 0;
    await start();
    clock.sleep(hour);
    poller.wake();
    await settle();
    expect([feed.asked.length, clock.waiting()]).toEqual([0, 0]);
  });

  test.each([
    ['never started', async () => {}],
    [
      'stopped',
      async ({ poller, start }: ReturnType<typeof polling>) => {
        await start();
        await poller.stop();
      },
    ],
    [
      'stopped while the source wanted patience',
      async ({ feed, poller, start }: ReturnType<typeof polling>) => {
        feed.failWith('rate-limited', { retryAfterMs: 7 * minute });
        await start();
        await poller.stop();
      },
    ],
  ])('%s, stays asleep', async (_, prepare) => {
    const made = polling();
    await prepare(made);
    const asked = made.feed.asked.length;
    made.poller.wake();
    expect(made.clock.waiting()).toBe(0);
    await made.clock.advance(hour);
    expect([made.feed.asked.length, made.clock.waiting()]).toEqual([asked, 0]);
  });
});

describe('a poller that is stopped and started again', () => {
  test('between two requests asks at once, and goes on as before', async () => {
    const { clock, feed, poller, start, askedWithin } = polling();
    await start();
    await clock.advance(5 * second);
    await poller.stop();
    expect(poller.status().nextTryAt).toBeNull();
    await clock.advance(5 * minute);
    expect(feed.asked).toHaveLength(1);
    await start();
    expect(feed.asked).toHaveLength(2);
    expect(await askedWithin(30 * second)).toEqual([320, 335]);
  });

  test('while a request is under way abandons it, and neither loses nor doubles the polling', async () => {
    const { clock, feed, poller, start, taken, askedWithin } = polling();
    feed.hold();
    await start();
    const stopped = poller.stop();
    poller.start();
    await stopped;
    await settle();
    expect([feed.asked.length, taken.length, clock.waiting()]).toEqual([2, 1, 1]);
    expect(await askedWithin(45 * second)).toEqual([15, 30, 45]);
    expect(feed.mostRunning()).toBe(1);
  });

  test('before a slow request has noticed that it was abandoned, waits for that one to end', async () => {
    const { clock, feed, poller, start, taken } = polling();
    const slow = feed.hold('deaf');
    await start();
    const stopped = poller.stop();
    poller.start();
    await settle();
    expect(feed.asked).toHaveLength(1);
    slow.release();
    await stopped;
    await settle();
    expect([feed.asked.length, taken.length, clock.waiting(), feed.mostRunning()]).toEqual([2, 1, 1, 1]);
  });

  test('while a retry is under way goes on, whatever the failure was', async () => {
    const { clock, feed, poller, start } = polling();
    feed.failWith('blocked');
    await start();
    feed.failWith(null);
    feed.hold();
    await clock.advance(5 * minute);
    const stopped = poller.stop();
    poller.start();
    await stopped;
    await settle();
    expect([feed.asked.length, poller.status().state]).toEqual([3, 'live']);
  });

  test('again and again in one turn, asks once', async () => {
    const { clock, feed, poller, start } = polling();
    feed.hold();
    await start();
    const stops = [1, 2, 3].map(() => {
      const stopped = poller.stop();
      poller.start();
      return stopped;
    });
    await Promise.all(stops);
    await settle();
    expect([feed.asked.length, clock.waiting(), feed.mostRunning()]).toEqual([2, 1, 1]);
  });

  test('and stopped for good while the abandoned request still runs, stays stopped', async () => {
    const { clock, feed, poller, start } = polling();
    const slow = feed.hold('deaf');
    await start();
    void poller.stop();
    poller.start();
    const stopped = poller.stop();
    slow.release();
    await stopped;
    await clock.advance(10 * minute);
    expect([feed.asked.length, clock.waiting()]).toEqual([1, 0]);
  });
});

describe('how long to wait after a failure', () => {
  const wait = (
    kind: Parameters<typeof feedError>[0],
    failures: number,
    intervalMs = 15 * second,
    more = {},
  ) => retryDelay(feedError(kind, more), failures, intervalMs, () => 0) / second;

  test.each([
    ['offline', 1, 15],
    ['offline', 2, 30],
    ['offline', 3, 60],
    ['offline', 4, 60],
    ['offline', 5_000, 60],
    ['bad-response', 2, 30],
    ['rate-limited', 1, 60],
    ['rate-limited', 4, 480],
    ['rate-limited', 5_000, 900],
    ['blocked', 1, 300],
  ] as const)('%s for the %s. time: %s s', (kind, failures, seconds) => {
    expect(wait(kind, failures)).toBe(seconds);
  });

  test('a long interval is not shortened by a failure', () => {
    expect(wait('offline', 1, 300 * second)).toBe(300);
    expect(wait('offline', 9, 300 * second)).toBe(300);
    expect(wait('rate-limited', 1, 300 * second)).toBe(300);
  });

  test('what cannot go better by itself is asked rarely', () => {
    expect(wait('unknown-symbol', 1, 15 * second, { retryable: false })).toBe(300);
  });

  test('jitter adds up to a fifth and takes nothing away', () => {
    const delays = [0, 0.5, 1].map((random) => retryDelay(feedError('offline'), 1, 15_000, () => random));
    expect(delays).toEqual([15_000, 16_500, 18_000]);
  });
});

test('a quote is too old after a minute, or three intervals where that is more', () => {
  expect(staleAfter(15_000, null)).toBe(60_000);
  expect(staleAfter(1_000, null)).toBe(60_000);
  expect(staleAfter(30_000, null)).toBe(90_000);
  expect(staleAfter(15_000, 60_000)).toBe(180_000);
  expect(staleAfter(300_000, 60_000)).toBe(900_000);
});
