import { describe, expect, test } from 'vitest';
import type { Sample } from '../sample.ts';
import { hour, scenario, start } from '../testing/scenario.ts';
import { createRecent, rememberSample, unseenRange } from './recent.ts';

const quote = (t: number, price: number): Sample => ({ t, price, kind: 'quote' });
const running = (t: number, price: number, low: number, high: number, from: number): Sample => ({
  t,
  price,
  range: { low, high, from },
  kind: 'quote',
});

function unseen(before: readonly Sample[], offered: Sample) {
  const recent = createRecent();
  for (const sample of before) rememberSample(recent, sample);
  return unseenRange(offered, before.at(-1)?.t ?? null, recent);
}

describe('a range', () => {
  test('is unknown where the sample has none', () => {
    expect(unseen([quote(0, 100)], quote(10, 101))).toBeNull();
  });

  test('of the first sample of all is taken whole', () => {
    expect(unseen([], running(10, 100, 90, 110, 0))).toEqual({ low: 90, high: 110, from: 0 });
  });

  test('that began at the sample before, or later, is taken whole', () => {
    const before = [quote(0, 120), quote(10, 80)];
    expect(unseen(before, running(20, 100, 90, 110, 10))).toEqual({ low: 90, high: 110, from: 10 });
    expect(unseen(before, running(20, 100, 90, 110, 15))).toEqual({ low: 90, high: 110, from: 15 });
  });

  // A candle that runs since 10; offered at 40 with price 100. Its `from` always becomes the sample before, at 30.
  test.each([
    ['nothing like it seen', [quote(20, 101), quote(30, 99)], 95, 105, [95, 105]],
    ['its high seen as a price', [quote(20, 105), quote(30, 99)], 95, 105, [95, 100]],
    ['a higher price seen', [quote(20, 106), quote(30, 99)], 95, 105, [95, 100]],
    ['its low seen as a price', [quote(20, 95), quote(30, 99)], 95, 105, [100, 105]],
    ['both seen', [quote(20, 95), quote(30, 105)], 95, 105, [100, 100]],
    ['its high seen as a high', [running(20, 100, 100, 105, 10), quote(30, 99)], 95, 105, [95, 100]],
    ['its low seen as a low', [running(20, 100, 95, 100, 10), quote(30, 99)], 95, 105, [100, 105]],
    ['a high in between the two', [running(20, 100, 100, 104, 10), quote(30, 99)], 95, 105, [95, 105]],
    ['its high seen at its from, before it began', [quote(10, 105), quote(30, 99)], 95, 105, [95, 105]],
    ['its low seen just after its from', [quote(11, 95), quote(30, 99)], 95, 105, [100, 105]],
    ['seen by the latest sample', [quote(20, 99), quote(30, 105)], 95, 105, [95, 100]],
  ])('seen in part, %s', (_what, before, low, high, [expectedLow, expectedHigh]) => {
    const offered = running(40, 100, low, high, 10);
    expect(unseen([quote(0, 100), ...before], offered)).toEqual({
      low: expectedLow,
      high: expectedHigh,
      from: 30,
    });
  });
});

test('what an older extreme hides is found again behind it', () => {
  // The highest since 10 is 102, although 110 was seen before.
  const before = [quote(0, 110), quote(10, 104), quote(20, 102), quote(30, 101)];
  expect(unseen(before, running(40, 100, 100, 103, 10))?.high).toBe(103);
  expect(unseen(before, running(40, 100, 100, 103, 5))?.high).toBe(100);
});

test('it reaches back a week, and no candle in use is longer', () => {
  const week = 168 * hour;
  const before = [quote(0, 110), quote(week, 100)];
  expect(unseen(before, running(week + 1, 100, 100, 105, -1))?.high).toBe(100);
  const recent = createRecent();
  for (const sample of [...before, quote(week + 1, 100)]) rememberSample(recent, sample);
  expect([recent.highs.size, recent.lows.size]).toEqual([1, 1]);
});

test('few rows are kept however many samples come', () => {
  const recent = createRecent();
  for (let i = 0; i < 5_000; i += 1) rememberSample(recent, quote(i * 15_000, 100 + (i % 7)));
  expect(recent.highs.size + recent.lows.size).toBeLessThan(16);
});

describe('a wick of a running candle', () => {
  test('fires once, not again with every sample until the candle closes', () => {
    const s = scenario();
    s.at(0, 100);
    s.add({ kind: 'move', percent: 5, direction: 'any', over: { kind: 'since start' } });
    s.at(15, 100, [100, 106, 0]);
    for (let t = 30; t < 300; t += 15) s.at(t, 100, [100, 106, 0]);
    expect(s.told()).toEqual(['15 up by high 106, level 105, from 100@0']);
  });

  test('is kept with the sample that showed it first', () => {
    const s = scenario();
    s.at(0, 100);
    s.at(15, 100, [99, 106, 0]);
    s.at(30, 101, [98, 106, 0]);
    expect(s.samples.map(({ range }) => range)).toEqual([
      undefined,
      { low: 99, high: 106, from: start },
      { low: 98, high: 101, from: start + 15_000 },
    ]);
  });

  test('seen by the last sample before a restart is not new after it', () => {
    const s = scenario();
    s.at(0, 100);
    s.add({ kind: 'move', percent: 5, direction: 'any', over: { kind: 'since start' } });
    s.at(15, 100, [100, 106, 0]);
    s.restart();
    s.at(90, 100, [100, 106, 0]);
    expect(s.firings).toHaveLength(1);
  });

  test('seen before a restart is not new after it', () => {
    const s = scenario();
    s.at(0, 100);
    s.add({ kind: 'move', percent: 5, direction: 'any', over: { kind: 'since start' } });
    s.at(15, 100, [100, 106, 0]);
    s.at(30, 100, [100, 106, 0]);
    s.restart();
    s.at(90, 100, [100, 106, 0]);
    expect(s.told()).toEqual(['15 up by high 106, level 105, from 100@0']);
  });
});
