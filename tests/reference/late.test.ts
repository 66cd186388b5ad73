import { describe, expect, test } from 'vitest';
import type { Condition } from '../../src-core/condition.ts';
import { isLate } from './late.ts';
import {
  add,
  alarmArmed,
  another,
  edit,
  enters,
  extreme,
  fromExtreme,
  fromStart,
  inputOf,
  last,
  leaves,
  move,
  quote,
  sinceStart,
  stepOf,
  target,
} from './notation.ts';
import { stillHoldsAtEnd, type Step } from './reference.ts';

/** Whether the first firing still holds once `price` is the newest. */
function holds(steps: Step[], ...prices: number[]): boolean | null {
  const then = prices.map((price, i) => quote(60 + i * 15, price));
  return stillHoldsAtEnd(inputOf([...steps, ...then]), 'a', 1);
}

const firing = (price: number, condition: Condition, to: number) => [
  quote(0, price),
  add(0, condition),
  quote(15, to),
];

test('a firing is late when it is judged more than ten minutes after its time', () => {
  expect([isLate(0, 600_000), isLate(0, 600_001)]).toEqual([false, true]);
});

describe('a late firing still holds', () => {
  test.each<{ what: string; steps: Step[]; in: number; out: number }>([
    { what: 'target up: not back below it', steps: firing(99, target(100, 'up'), 105), in: 100, out: 99.9 },
    {
      what: 'target down: not back above it',
      steps: firing(101, target(100, 'any'), 95),
      in: 100,
      out: 100.1,
    },
    {
      what: 'step: not back across its level',
      steps: firing(100.5, stepOf(1, 'quote'), 103.5),
      in: 101,
      out: 100.9,
    },
    {
      what: 'since start: not back across the level that fired, whatever the new base is',
      steps: firing(100, move(5, 'up', sinceStart), 120),
      in: 105,
      out: 104.9,
    },
    { what: 'channel left: still out', steps: firing(100, leaves(90, 110), 115), in: 110.1, out: 110 },
    { what: 'channel left: out at either end', steps: firing(100, leaves(90, 110), 115), in: 89, out: 90 },
    { what: 'channel entered: still in', steps: firing(120, enters(90, 110), 100), in: 110, out: 110.1 },
    {
      what: 'channel entered, leapt over: in by now',
      steps: firing(120, enters(90, 110), 80),
      in: 90,
      out: 89,
    },
    {
      what: 'extreme: still that far from the highest',
      steps: firing(100, extreme('max', 10, alarmArmed), 85),
      in: 90,
      out: 90.1,
    },
    {
      what: 'move from extreme: still moved that far, the cut of the firing itself aside',
      steps: firing(100, move(5, 'up', fromExtreme(20)), 110),
      in: 105,
      out: 104.9,
    },
    {
      what: 'move: in the direction of the firing',
      steps: firing(100, move(5, 'any', fromExtreme(20)), 110),
      in: 105,
      out: 95,
    },
  ])('$what', ({ steps, in: price, out }) => {
    expect([holds(steps, price), holds(steps, out)]).toEqual([true, false]);
  });

  test('an extreme is measured from the highest of now', () => {
    const steps = firing(100, extreme('max', 10, alarmArmed), 85);
    expect(holds(steps, 89)).toBe(true);
    expect(holds(steps, 120, 108)).toBe(true);
    expect(holds(steps, 120, 109)).toBe(false);
  });

  test('an extreme over a window by the window of now', () => {
    const steps = firing(100, extreme('max', 10, last(1)), 85);
    expect(holds(steps, 85)).toBe(true);
    // A minute and 15 s after the beginning the highest has left the window.
    expect(holds(steps, 85, 85)).toBe(false);
  });

  test('a move from start by the price one window before now', () => {
    const steps = [quote(0, 100), add(0, move(5, 'up', fromStart(1))), quote(30, 104), quote(60, 110)];
    const at90 = (price: number) => stillHoldsAtEnd(inputOf([...steps, quote(90, price)]), 'a', 1);
    expect([at90(109.2), at90(109.1)]).toEqual([true, false]);
  });

  test('a move that an earlier firing used up does not count', () => {
    const often = { mode: 'repeat', cooldownMs: 1_000 } as const;
    const steps = [
      quote(0, 100),
      add(0, move(10, 'up', fromExtreme(20)), often),
      quote(15, 110),
      quote(30, 121),
    ];
    const second = (price: number) => stillHoldsAtEnd(inputOf([...steps, quote(45, price)]), 'a', 2);
    expect([second(121), second(120)]).toEqual([true, false]);
  });

  test('by the condition that fired, whatever was edited since', () => {
    const steps = [...firing(99, target(100, 'up'), 105), edit(20, target(90, 'down'))];
    expect([holds(steps, 100), holds(steps, 95)]).toEqual([true, false]);
  });

  test('not when it was another coin', () => {
    const steps = [...firing(99, target(100, 'up'), 105), quote(330, 10_000), another(340)];
    const end = (...then: Step[]) => stillHoldsAtEnd(inputOf([...steps, ...then]), 'a', 1);
    expect([end(), end(quote(345, 10_000))]).toEqual([false, false]);
  });

  test('a firing that never was holds neither way', () => {
    expect(stillHoldsAtEnd(inputOf([quote(0, 1)]), 'a', 1)).toBeNull();
  });
});
