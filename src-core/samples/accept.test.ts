import { describe, expect, test } from 'vitest';
import type { Sample } from '../sample.ts';
import { scenario, start } from '../testing/scenario.ts';
import { isSeenAlready, refuse } from './accept.ts';

const staleMs = 60_000;
const now = 1_000_000;
const sample = (changes: Partial<Sample> = {}): Sample => ({ t: now, price: 100, kind: 'quote', ...changes });
const range = (low: number, high: number, from = now - 15_000) => ({ range: { low, high, from } });

test.each([
  ['a plain quote', null, sample()],
  ['a price that is not a number', 'not a price', sample({ price: Number.NaN })],
  ['an infinite price', 'not a price', sample({ price: Number.POSITIVE_INFINITY })],
  ['zero', 'not a price', sample({ price: 0 })],
  ['a negative price', 'not a price', sample({ price: -1 })],
  ['a time that is not a number', 'not a price', sample({ t: Number.NaN })],
  ['a tiny price', null, sample({ price: 4e-9 })],
  ['a plain range', null, sample(range(99, 101))],
  ['a low of zero', 'bad range', sample(range(0, 101))],
  ['a low that is not a number', 'bad range', sample(range(Number.NaN, 101))],
  ['an infinite high', 'bad range', sample(range(99, Number.POSITIVE_INFINITY))],
  ['a low above its high', 'bad range', sample(range(101, 99))],
  ['a range that began at no time', 'bad range', sample(range(99, 101, Number.NaN))],
  ['a range that begins after its sample', 'bad range', sample(range(99, 101, now + 1))],
  ['a range that begins with its sample', null, sample(range(99, 101, now))],
  ['exactly 60 s in the future', null, sample({ t: now + 60_000 })],
  ['more than 60 s in the future', 'from the future', sample({ t: now + 60_001 })],
  ['a candle more than 60 s in the future', 'from the future', sample({ t: now + 60_001, kind: 'candle' })],
  ['a quote exactly as old as stale', null, sample({ t: now - staleMs })],
  ['a quote older than stale', 'too old', sample({ t: now - staleMs - 1 })],
  ['an old candle, which is history and never stale', null, sample({ t: 1, kind: 'candle' })],
] as const)('%s is answered with %j', (_what, expected, offered) => {
  expect(refuse(offered, null, now, staleMs)).toBe(expected);
});

test.each([
  ['older than the last one', 'older than the last', now - 1],
  ['of the same time as the last one', null, now],
  ['newer than the last one', null, now + 1],
] as const)('a sample %s is answered with %j', (_what, expected, t) => {
  expect(refuse(sample({ t }), now, now, staleMs)).toBe(expected);
  expect(refuse(sample({ t, kind: 'candle' }), now, now, staleMs)).toBe(expected);
});

describe('a cached answer', () => {
  const last = sample(range(98, 102));
  test.each([
    ['the same again', true, last],
    ['the same without its range', true, sample()],
    ['another price', false, sample({ price: 100.5 })],
    ['another time', false, sample({ t: now + 1 })],
    ['a narrower range', true, sample(range(99, 101))],
    ['a lower low', false, sample(range(97.9, 102))],
    ['a higher high', false, sample(range(98, 102.1))],
  ])('%s: seen already is %j', (_what, expected, offered) => {
    expect(isSeenAlready(offered, last)).toBe(expected);
  });

  test('a range counts as wider than the price of a last sample without one', () => {
    expect(isSeenAlready(sample(range(100, 100)), sample())).toBe(true);
    expect(isSeenAlready(sample(range(99.9, 100)), sample())).toBe(false);
    expect(isSeenAlready(sample(range(100, 100.1)), sample())).toBe(false);
  });
});

describe('in the engine', () => {
  test('the same answer twice is refused, and nothing is judged twice', () => {
    const s = scenario();
    s.at(0, 100);
    expect(s.at(0, 100)).toMatchObject({ accepted: false, refusal: 'seen already' });
    expect(s.at(15, 100).accepted).toBe(true);
  });

  test('a running candle asked twice in one instant is seen already, until its high grows', () => {
    const s = scenario();
    s.at(0, 100);
    s.at(15, 100, [99, 102, 0]);
    expect(s.at(15, 100, [99, 102, 0])).toMatchObject({ accepted: false, refusal: 'seen already' });
    expect(s.at(15, 100, [99, 103, 0])).toMatchObject({
      accepted: true,
      sample: { range: { low: 100, high: 103, from: start + 15_000 } },
    });
  });

  test('a running candle of which all was seen is seen already when it comes twice in one instant', () => {
    const s = scenario();
    s.at(0, 100);
    s.at(15, 100, [100, 106, 0]);
    expect(s.at(30, 100, [100, 106, 0]).accepted).toBe(true);
    expect(s.at(30, 100, [100, 106, 0])).toMatchObject({ accepted: false, refusal: 'seen already' });
  });

  test('a refused sample leaves no trace: neither as the last one nor in highest and lowest', () => {
    const s = scenario();
    s.at(0, 100);
    const before = s.engine.pairMemory('binance:BTCUSDT');
    for (const bad of [Number.NaN, 0, -5]) expect(s.at(15, bad).accepted).toBe(false);
    expect(s.at(15, 500, [600, 400]).accepted).toBe(false);
    expect(
      s.engine.takeSample('binance:BTCUSDT', { t: s.now() + 60_001, price: 500, kind: 'quote' }, s.now()),
    ).toMatchObject({ accepted: false, refusal: 'from the future' });
    expect(s.engine.pairMemory('binance:BTCUSDT')).toEqual(before);
    expect(s.at(1, 101).accepted).toBe(true);
  });

  test('two prices of one time are judged in the order in which they came', () => {
    const s = scenario();
    s.at(0, 100);
    s.at(15, 101);
    expect(s.at(15, 102).accepted).toBe(true);
    expect(s.at(15, 101).accepted).toBe(true);
  });
});
