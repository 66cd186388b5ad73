/** Conditions over windows of days: what they fire on, and that a restart of the app changes nothing. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Condition } from '../condition.ts';
import type { Sample } from '../sample.ts';
import {
  fallFromMax,
  fromExtreme,
  fromStart,
  hour,
  lastMinutes,
  minute,
  move,
  riseFromMin,
  scenario,
  second,
  start,
} from '../testing/scenario.ts';

const day = 24 * hour;
const days = (n: number) => n * 24 * 60;

describe('over two days', () => {
  test('a move is measured from the lowest of two days', () => {
    const s = scenario();
    s.at(0, 100);
    s.add(move(10, 'up', fromExtreme(days(2))));
    for (let h = 1; h <= 47; h += 1) s.at(h * 3_600, 105);
    s.at(172_800 + 30, 109.9);
    s.at(172_800 + 40, 110);
    expect(s.told()).toEqual(['172840 up by price 110, level 110, from 100@0']);
  });

  test('the lowest leaves once its candle has a successor of that age', () => {
    const s = scenario();
    s.at(30, 100);
    s.add(move(10, 'up', fromExtreme(days(2))));
    for (let h = 1; h <= 48; h += 1) s.at(h * 3_600, 105);
    s.at(172_800 + 3_600, 110);
    expect(s.told()).toEqual([]);
  });

  test('a wick of a candle that is over counts as long as its stretch lies in the window', () => {
    const s = scenario();
    s.at(0, 100);
    s.add(fallFromMax(10, lastMinutes(days(2))));
    s.at(90, 110, [100, 120, 70]);
    for (let h = 1; h <= 47; h += 1) s.at(h * 3_600, 109);
    s.at(172_800 + 59, 108);
    expect(s.told()).toEqual(['172859 down by price 108, level 108, from 120@120']);
  });

  test('from the start, measured from a close of two days ago', () => {
    const s = scenario();
    s.at(0, 100);
    s.at(59, 101);
    s.add(move(10, 'up', fromStart(days(2))));
    for (let h = 1; h <= 48; h += 1) s.at(h * 3_600, 109.9);
    s.at(172_800 + 60, 111.1);
    expect(s.told()).toEqual(['172860 up by price 111.1, level 111.1, from 101@60']);
  });

  test('after a firing the price that fired is the lowest, also once its minute is over', () => {
    const s = scenario();
    s.at(0, 90);
    s.addAlarm(move(10, 'up', fromExtreme(days(2))), { mode: 'repeat', cooldownMs: second });
    s.at(65, 100);
    s.at(80, 104);
    s.at(125, 109);
    expect(s.firings).toHaveLength(1);
    s.at(130, 110);
    expect(s.told()[1]).toBe('130 up by price 110, level 110, from 100@65');
  });

  test('it says how much of the window it has seen', () => {
    const s = scenario();
    s.at(0, 100);
    s.add(move(10, 'up', fromExtreme(days(2))));
    s.at(30 * 3_600, 100);
    expect(s.view().reason).toMatchObject({
      code: 'seen in part',
      seenMs: 30 * hour,
      windowMs: 2 * day,
    });
  });
});

test('over ten days hours are enough, and their wicks count', () => {
  const s = scenario();
  s.at(0, 100);
  s.add(riseFromMin(10, lastMinutes(days(10))));
  s.at(600, 100, [80, 100, 500]);
  for (let d = 1; d <= 9; d += 1) s.at(d * 86_400, 87.9);
  expect(s.firings).toHaveLength(1); // 100 is more than 10 % above 80
  const quiet = scenario();
  quiet.at(0, 84);
  quiet.add(riseFromMin(10, lastMinutes(days(10))));
  quiet.at(600, 84, [80, 84, 500]);
  for (let d = 1; d <= 9; d += 1) quiet.at(d * 86_400, 87.9);
  expect(quiet.firings).toHaveLength(0);
  quiet.at(10 * 86_400 - 1, 88);
  expect(quiet.told()).toEqual(['863999 up by price 88, level 88, from 80@3600']);
});

test('filled with history it is judged at once', () => {
  const s = scenario();
  s.at(0, 100);
  const candle = (hours: number, price: number, low: number): Sample => ({
    t: start + hours * hour,
    price,
    range: { low, high: 100, from: start + (hours - 1) * hour },
    kind: 'candle',
  });
  s.add(move(10, 'up', fromExtreme(days(10))), 'a1', [candle(-100, 100, 95), candle(-50, 100, 92)]);
  s.at(15, 101.2);
  expect(s.told()).toEqual([`15 up by price 101.2, level 101.2, from 92@${-50 * 3_600}`]);
});

describe('stopped and started anywhere, they fire as if they had not been', () => {
  const conditions: Condition[] = [
    move(5, 'any', fromExtreme(days(2))),
    move(5, 'any', fromStart(days(2))),
    move(5, 'up', fromExtreme(days(9))),
    move(5, 'any', fromStart(days(9))),
    fallFromMax(5, lastMinutes(days(2))),
    riseFromMin(5, lastMinutes(days(9))),
  ];
  const steps = fc.array(
    fc.record({
      gapMs: fc.oneof(
        fc.integer({ min: 1, max: 2 * minute }),
        fc.constantFrom(15 * second, minute, hour, 12 * hour, 2 * day, 3 * day),
        fc.integer({ min: minute, max: 12 * hour }),
      ),
      price: fc.integer({ min: 94, max: 106 }),
      wick: fc.option(fc.integer({ min: 0, max: 5 })),
      stops: fc.boolean(),
      unknownBasis: fc.oneof(
        { arbitrary: fc.constant(false), weight: 15 },
        { arbitrary: fc.constant(true), weight: 1 },
      ),
    }),
    { minLength: 2, maxLength: 60 },
  );

  test('whatever they have seen', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const lived = (stops: boolean) => {
          const s = scenario();
          s.at(0, 100);
          for (const [i, condition] of conditions.entries()) {
            s.addAlarm(condition, { id: `a${i}`, mode: 'repeat', cooldownMs: second });
          }
          for (const step of list) {
            const range = step.wick !== null && {
              range: { low: step.price - step.wick, high: step.price + step.wick, from: s.now() },
            };
            s.take({
              t: s.now() + step.gapMs,
              price: step.price,
              kind: 'quote',
              ...range,
              ...(step.unknownBasis && { via: { source: 'coingecko', basis: null } as const }),
            });
            if (stops && step.stops) s.restart();
          }
          return s.firings;
        };
        expect(lived(true)).toEqual(lived(false));
      }),
      { numRuns: 300, seed: 20_261_121 },
    );
  }, 60_000);
});
