import { expect, test } from 'vitest';
import type { Pair } from '../src-core/pair.ts';
import { createSourceGate } from './source-gate.ts';
import { createFakeClock } from './testing/fake-clock.ts';
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

test('after "too many requests" nobody asks, whatever for, until the time the source named', async () => {
  const clock = createFakeClock();
  const feed = createFakeFeed();
  feed.price(pair.id, 100);
  const gate = createSourceGate(feed, clock);
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
  const gate = createSourceGate(feed, clock);
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
  const gate = createSourceGate(slow, clock);
  const all = Array.from({ length: 7 }, () => gate.candles(pair, minute, 0, minute, signal));
  expect(await gate.quotes([pair], signal)).toMatchObject({ ok: true });
  expect((await Promise.all(all)).every((result) => result.ok)).toBe(true);
  expect(most).toBe(2);
});
