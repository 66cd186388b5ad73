import { describe, expect, test } from 'vitest';
import type { Sample } from './sample.ts';
import { endOfSnooze, isSnoozeOver, type Snooze } from './snooze.ts';
import { minute, start } from './testing/scenario.ts';

const until = start + 10 * minute;
const quote = (ms: number, price: number, low?: number, high?: number): Sample => ({
  t: start + ms,
  price,
  kind: 'quote',
  ...(low !== undefined && high !== undefined && { range: { low, high, from: start } }),
});

test.each([
  ['lasts before its time', 10 * minute - 1, null],
  ['ends at its time', 10 * minute, 'time'],
  ['ends after it', 20 * minute, 'time'],
] as const)('a snooze until a time %s', (_what, ms, expected) => {
  expect(endOfSnooze({ until, unless: null }, quote(ms, 100))).toBe(expected);
});

describe('a snooze unless it gets worse than a price', () => {
  const worse = (direction: 'up' | 'down'): Snooze => ({ until, unless: { price: 100, direction } });
  test.each([
    ['down, a price below it', worse('down'), quote(1, 99), 'worse'],
    ['down, a touch', worse('down'), quote(1, 100), 'worse'],
    ['down, half a billionth above is a touch', worse('down'), quote(1, 100.00000005), 'worse'],
    ['down, two billionths above is not', worse('down'), quote(1, 100.0000002), null],
    ['down, a price above it', worse('down'), quote(1, 101), null],
    ['down, a wick', worse('down'), quote(1, 105, 99.9, 106), 'worse'],
    ['down, a high says nothing', worse('down'), quote(1, 105, 104, 300), null],
    ['up, a price above it', worse('up'), quote(1, 101), 'worse'],
    ['up, a touch', worse('up'), quote(1, 100), 'worse'],
    ['up, half a billionth below is a touch', worse('up'), quote(1, 99.99999995), 'worse'],
    ['up, two billionths below is not', worse('up'), quote(1, 99.9999998), null],
    ['up, a wick', worse('up'), quote(1, 95, 94, 100.1), 'worse'],
    ['up, a low says nothing', worse('up'), quote(1, 95, 1, 96), null],
    ['up, a price beyond its own range', worse('up'), quote(1, 101, 90, 95), 'worse'],
    ['down, a price beyond its own range', worse('down'), quote(1, 99, 101, 105), 'worse'],
    ['its time ends it too', worse('up'), quote(10 * minute, 95), 'time'],
    ['worse comes before its time', worse('up'), quote(10 * minute, 101), 'worse'],
  ] as const)('%s', (_what, snooze, sample, expected) => {
    expect(endOfSnooze(snooze, sample)).toBe(expected);
  });
});

test.each([
  [-1, false],
  [0, true],
  [1, true],
])('by the clock alone, %d ms from its time, it is over: %j', (ms, expected) => {
  expect(isSnoozeOver({ until, unless: null }, until + ms)).toBe(expected);
});
