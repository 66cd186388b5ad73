import { describe, expect, test } from 'vitest';
import type { Condition } from '../../src-core/condition.ts';
import {
  add,
  alarmArmed,
  enters,
  extreme,
  fired,
  firedAt,
  last,
  leaves,
  quote,
  target,
  wide,
} from './notation.ts';
import type { Step } from './reference.ts';

/** Armed at the first price; the others follow every 15 s, longer than the cooldown. */
function every15s(condition: Condition, wayBack: number, prices: number[]): Step[] {
  const [first = Number.NaN, ...rest] = prices;
  const alarm = add(0, condition, { mode: 'repeat', cooldownMs: 1_000, wayBack });
  return [quote(0, first), alarm, ...rest.map((price, i) => quote((i + 1) * 15, price))];
}

interface Case {
  readonly what: string;
  readonly condition: Condition;
  readonly b: number;
  readonly prices: number[];
  readonly at: number[];
}

const cases: Case[] = [
  {
    what: 'target up: ready again at T(1 - b), not before',
    condition: target(100, 'up'),
    b: 0.01,
    prices: [99, 100, 99.1, 101, 99, 100],
    at: [15, 75],
  },
  {
    what: 'target down: ready again at T(1 + b), not before',
    condition: target(100, 'down'),
    b: 0.01,
    prices: [101, 100, 100.9, 99, 101, 100],
    at: [15, 75],
  },
  {
    what: 'before the first firing the way back is not asked for',
    condition: target(100, 'up'),
    b: 0.1,
    prices: [101, 99.9, 100],
    at: [30],
  },
  {
    what: 'target any: either way back, then the crossing from there',
    condition: target(100, 'any'),
    b: 0.01,
    prices: [99, 100, 99.5, 100, 101, 100, 99, 100],
    at: [15, 75, 105],
  },
  {
    what: 'target any above T by less than b: neither way is ready',
    condition: target(100, 'any'),
    b: 0.01,
    prices: [99, 100.5, 99.5, 100.5, 99.5],
    at: [15],
  },
  {
    what: 'no way back at all: ready again at once on the other side',
    condition: target(100, 'any'),
    b: 0,
    prices: [99, 101, 99, 101],
    at: [15, 30, 45],
  },
  {
    what: 'no way back, standing at T: it waits for the first price beyond',
    condition: target(100, 'up'),
    b: 0,
    prices: [99, 100, 100, 100, 100.1, 100, 100],
    at: [15, 60],
  },
  {
    what: 'no way back, below T after it: a touch is enough again',
    condition: target(100, 'up'),
    b: 0,
    prices: [99, 100, 99.9, 100],
    at: [15, 45],
  },
  {
    what: 'channel left: ready again inside by b at both ends',
    condition: leaves(90, 110),
    b: 0.01,
    prices: [100, 111, 109, 111, 90.8, 89, 108.9, 111, 90.9, 89],
    at: [15, 105, 135],
  },
  {
    what: 'channel left: b is at most a quarter of its width',
    condition: leaves(99, 101),
    b: 0.1,
    prices: [100, 102, 100.6, 102, 99.4, 102, 100, 102],
    at: [15, 105],
  },
  {
    what: 'channel entered: ready again above by b, and below by b',
    condition: enters(90, 110),
    b: 0.01,
    prices: [120, 110, 111, 110, 111.1, 110, 89.2, 90, 89.1, 90],
    at: [15, 75, 135],
  },
  {
    what: 'channel entered: b is at most a quarter of its width',
    condition: enters(99, 101),
    b: 0.1,
    prices: [102, 101, 101.4, 101, 101.5, 101, 98.6, 99, 98.5, 99],
    at: [15, 75, 135],
  },
  {
    what: 'channel entered, no way back, standing at its end: it takes a price outside',
    condition: enters(90, 110),
    b: 0,
    prices: [120, 110, 110, 110, 109.9, 109, 110.1, 110],
    at: [15, 105],
  },
  {
    what: 'extreme max: ready again once the drop has shrunk to p - b',
    condition: extreme('max', 10, alarmArmed),
    b: 0.02,
    prices: [100, 90, 91.9, 90, 92, 90],
    at: [15, 75],
  },
  {
    what: 'extreme min: ready again once the rise has shrunk to p - b',
    condition: extreme('min', 10, alarmArmed),
    b: 0.02,
    prices: [100, 110, 108.1, 110, 108, 110],
    at: [15, 75],
  },
  {
    what: 'extreme: b is at most half of p',
    condition: extreme('max', 2, alarmArmed),
    b: 0.1,
    prices: [100, 98, 98.9, 98, 99, 98],
    at: [15, 75],
  },
  {
    what: 'extreme, no way back, standing at its level: what is true still does not come true again',
    condition: extreme('max', 10, alarmArmed),
    b: 0,
    prices: [100, 90, 90, 90, 89.9, 89, 90.1, 90],
    at: [15, 105],
  },
  {
    what: 'extreme over a window: the drop also shrinks by the highest leaving the window',
    condition: extreme('max', 10, last(1)),
    b: 0.02,
    prices: [100, 90, 89, 88, 88, 88, 80],
    at: [15, 90],
  },
];

describe('way back', () => {
  test.each(cases)('$what', ({ condition, b, prices, at }) => {
    expect(firedAt(every15s(condition, b, prices))).toEqual(at);
  });

  const afterFirst = every15s(target(100, 'up'), 0.01, [99, 100]);

  test('in a sample that fires only its last price makes it ready again', () => {
    const byHigh = (price: number) => [
      ...every15s(target(100, 'up'), 0.01, [99.5]),
      wide(15, price, 98, 100, 0),
    ];
    expect(firedAt([...byHigh(99), quote(30, 100)])).toEqual([15, 30]);
    expect(firedAt([...byHigh(99.1), quote(30, 100)])).toEqual([15]);
  });

  test('a low makes it ready for the last price of its sample, not for its high', () => {
    expect(fired([...afterFirst, wide(30, 99.5, 99, 102, 15)])).toHaveLength(1);
    expect(fired([...afterFirst, wide(30, 100, 99, 102, 15)])[1]).toBe('30 up by price 100, from 100@15');
    expect(fired([...afterFirst, wide(30, 100, 99.1, 102, 15)])).toHaveLength(1);
  });

  test('a low at T and a high below do not depend on their order', () => {
    const steps = [...every15s(target(100, 'up'), 0, [99, 101]), wide(30, 100, 99, 100, 15)];
    expect(firedAt(steps)).toEqual([15, 30]);
  });

  test('an extreme is ready again by the last price against the high of its own firing sample', () => {
    const by = (high: number) => [
      ...every15s(extreme('max', 10, alarmArmed), 0.02, [100]),
      wide(15, 94, 90, high, 0),
      quote(30, 89),
    ];
    expect(firedAt(by(101))).toEqual([15, 30]);
    // From 103 the price of 94 has dropped by more than 8 %.
    expect(firedAt(by(103))).toEqual([15]);
  });
});
