import { expect, test } from 'vitest';
import type { Pair } from '../src-core/pair.ts';
import { createSourceGate } from './source-gate.ts';
import { createBudget } from './sources/budget.ts';
import type { BudgetLimits } from './sources/limits.ts';
import { createFakeClock, type FakeClock, settle } from './testing/fake-clock.ts';
import { createFakeFeed } from './testing/fake-feed.ts';

const minute = 60_000;
const { signal } = new AbortController();
const pair: Pair = {
  id: 'binance:BTCUSDT',
  source: 'binance',
  base: 'BTC',
  quote: 'USDT',
  name: '',
  tickSize: null,
  addedAt: 0,
};

const budgetOf = (clock: FakeClock, limits: BudgetLimits | null = null) =>
  createBudget({ limits, clock, load: () => undefined, save: () => {} });

test('after "too many requests" nobody asks, whatever for, until the time the source named', async () => {
  const clock = createFakeClock();
  const feed = createFakeFeed();
  feed.price(pair.id, 100);
  const gate = createSourceGate(feed, clock, budgetOf(clock));
  feed.failWith('rate-limited', { retryAfterMs: 5 * minute });
  expect(await gate.symbols(signal)).toMatchObject({ ok: false });
  feed.failWith(null);
  for (const ask of [
    () => gate.quotes([pair], signal),
    () => gate.candles(pair, minute, 0, 10 * minute, signal),
    () => gate.symbols(signal),
    () => gate.resolve({ base: 'BTC', quote: 'USDT' }, [], signal),
  ]) {
    expect(await ask()).toMatchObject({
      ok: false,
      error: { kind: 'rate-limited', retryable: true, retryAfterMs: 5 * minute },
    });
  }
  expect(feed.asked).toEqual([]);
  await clock.advance(5 * minute);
  expect(await gate.quotes([pair], signal)).toMatchObject({ ok: true });
});

test('without a word about how long, a minute is waited', async () => {
  const clock = createFakeClock();
  const feed = createFakeFeed();
  feed.price(pair.id, 100);
  const gate = createSourceGate(feed, clock, budgetOf(clock));
  feed.failWith('rate-limited');
  await gate.quotes([pair], signal);
  feed.failWith(null);
  await clock.advance(minute - 1);
  expect(await gate.quotes([pair], signal)).toMatchObject({ ok: false });
  await clock.advance(1);
  expect(await gate.quotes([pair], signal)).toMatchObject({ ok: true });
});

test('candles are asked for two at a time, and prices do not wait behind them', async () => {
  const clock = createFakeClock();
  const feed = createFakeFeed();
  feed.price(pair.id, 100);
  let [running, most] = [0, 0];
  const slow = {
    ...feed,
    candles: async () => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      await Promise.resolve();
      running -= 1;
      return { ok: true, value: [], serverDate: null } as const;
    },
  };
  const gate = createSourceGate(slow, clock, budgetOf(clock));
  const all = Array.from({ length: 7 }, () => gate.candles(pair, minute, 0, minute, signal));
  expect(await gate.quotes([pair], signal)).toMatchObject({ ok: true });
  expect((await Promise.all(all)).every((result) => result.ok)).toBe(true);
  expect(most).toBe(2);
});

test('a ban stays a ban for everybody who asks meanwhile', async () => {
  const clock = createFakeClock();
  const feed = createFakeFeed();
  const gate = createSourceGate(feed, clock, budgetOf(clock));
  feed.failWith('rate-limited', { cause: 'banned', retryAfterMs: 5 * minute });
  await gate.quotes([pair], signal);
  expect(await gate.symbols(signal)).toMatchObject({ ok: false, error: { cause: 'banned' } });
});

test('what needs no request is answered while the source wants patience, and costs nothing', async () => {
  const clock = createFakeClock();
  const feed = createFakeFeed();
  feed.weigh(({ kind }) => (kind === 'resolve' ? 0 : 1));
  const budget = budgetOf(clock, { perMinute: 1, perMonth: null, ofAddress: null });
  const gate = createSourceGate(feed, clock, budget);
  feed.failWith('rate-limited', { retryAfterMs: 5 * minute });
  await gate.quotes([pair], signal);
  expect(await gate.resolve({ base: 'BTC', quote: 'USDT' }, [], signal)).toMatchObject({ ok: true });
  expect(budget.status()?.perMinute.used).toBe(1);
});

function narrow(perMinute: number, more: Partial<BudgetLimits> = {}) {
  const clock = createFakeClock();
  const feed = createFakeFeed();
  feed.price(pair.id, 100);
  const budget = budgetOf(clock, { perMinute, perMonth: null, ofAddress: null, ...more });
  budget.intervalFor(minute, 1);
  const gate = createSourceGate(feed, clock, budget);
  const candles = (from = 0, over = signal) => gate.candles(pair, minute, from, from + minute, over);
  return { clock, feed, budget, gate, candles };
}

test('quotes come first: past prices wait for room, one after the other, and quotes go on meanwhile', async () => {
  const { clock, feed, gate, candles } = narrow(5);
  const answered: number[] = [];
  const all = [0, 1, 2, 3, 4, 5, 6].map((from) => candles(from).then(() => answered.push(from)));
  await settle();
  // One of five is for quotes, and one is left for people.
  expect(answered).toEqual([0, 1, 2]);
  expect(await gate.quotes([pair], signal)).toMatchObject({ ok: true });
  expect(await gate.symbols(signal)).toMatchObject({ ok: true });
  await clock.advance(minute - 1);
  expect(feed.candlesAsked).toHaveLength(3);
  await clock.advance(1);
  expect(answered).toEqual([0, 1, 2, 3, 4, 5]);
  await clock.advance(minute);
  await Promise.all(all);
  expect(answered).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(clock.waiting()).toBe(0);
});

test('whoever waits for room ends with the one who asked', async () => {
  const { clock, candles } = narrow(5);
  await Promise.all([0, 1, 2].map((from) => candles(from)));
  const cancelling = new AbortController();
  const waiting = candles(3, cancelling.signal);
  await settle();
  cancelling.abort();
  expect(await waiting).toMatchObject({ ok: false, error: { kind: 'offline', cause: 'cancelled' } });
  expect(clock.waiting()).toBe(0);
  expect(await candles(4, AbortSignal.abort())).toMatchObject({ ok: false, error: { cause: 'cancelled' } });
});

test('whoever waits for room when the source wants patience is told so, and does not ask', async () => {
  const { clock, feed, gate, candles } = narrow(5);
  await Promise.all([0, 1, 2].map((from) => candles(from)));
  const waiting = candles(3);
  feed.failWith('rate-limited', { retryAfterMs: 5 * minute });
  await gate.quotes([pair], signal);
  await clock.advance(minute);
  expect(await waiting).toMatchObject({ ok: false, error: { cause: 'rate-limited' } });
  expect(feed.candlesAsked).toHaveLength(3);
});

test('what somebody waits for is refused at once where there is no room, with the time that it takes', async () => {
  const { gate, budget } = narrow(5);
  budget.take(4, 'urgent');
  for (const refused of [await gate.runningCandle(pair, signal), await gate.symbols(signal)]) {
    expect(refused).toMatchObject({
      ok: false,
      error: { kind: 'rate-limited', cause: 'budget', retryable: true, retryAfterMs: minute },
    });
  }
  expect(await gate.quotes([pair], signal)).toMatchObject({ ok: true });
});

test('past prices that the month or the minute has never room for are refused at once', async () => {
  const month = narrow(30, { perMonth: 10 });
  expect(await month.candles()).toMatchObject({ ok: true });
  expect(await month.candles()).toMatchObject({ ok: false, error: { cause: 'budget' } });
  const tight = narrow(1);
  expect(await tight.candles()).toMatchObject({
    ok: false,
    error: { cause: 'budget', retryAfterMs: minute },
  });
  expect([month.clock.waiting(), tight.clock.waiting()]).toEqual([0, 0]);
});

test('what the source tells of its address is listened to', async () => {
  const { feed, gate, budget } = narrow(1_200, { ofAddress: 6_000 });
  feed.tellUsed(5_999);
  await gate.quotes([pair], signal);
  expect(budget.waitFor(1, 'quotes')).toBe(minute);
});
