import { describe, expect, test } from 'vitest';
import type { Condition } from '../../src-core/condition.ts';
import {
  add,
  at,
  extreme,
  inputOf,
  move,
  pairAdded,
  quote,
  run,
  running,
  sinceStart,
  stepOf,
  target,
  told,
  wide,
} from './notation.ts';
import { referenceFirings, type Step } from './reference.ts';

/** With the 10 % of the rules. */
function fired(steps: Step[]): string[] {
  return run(steps, [], 10).firings.map(told);
}

function counted(steps: Step[]): { refused: number; held: number } {
  const { refused, held } = run(steps, [], 10);
  return { refused, held };
}

const from100 = (condition: Condition) => [quote(0, 100), add(0, condition)];
const up115 = from100(target(115, 'up'));
const down85 = from100(target(85, 'down'));

describe('a quote far from the last accepted price', () => {
  test.each([
    { price: 110, held: 0 },
    { price: 110.01, held: 1 },
    { price: 90, held: 0 },
    { price: 89.99, held: 1 },
  ])('of $price after 100: $held held', ({ price, held }) => {
    expect(counted([quote(0, 100), quote(15, price)])).toEqual({ refused: 0, held });
  });

  test('how far is a setting, 10 % where nothing is said', () => {
    const steps = [quote(0, 100), quote(15, 106)];
    expect(run(steps, [], 5).held).toBe(1);
    const { confirmPercent: _percent, ...input } = inputOf([quote(0, 100), quote(15, 110.01)]);
    expect(referenceFirings(input).held).toBe(1);
  });

  test('the first price of a pair is far from nothing', () => {
    expect(counted([quote(0, 1), quote(15, 1)])).toEqual({ refused: 0, held: 0 });
  });

  test('a closed candle is never held', () => {
    expect(fired([...up115, wide(15, 120, 100, 120, 0)])).toEqual(['15 up by high 120, from 100@0']);
  });

  test('it is not judged while it waits', () => {
    expect(fired([...up115, quote(15, 120)])).toEqual([]);
  });
});

describe('the sample after a held one decides', () => {
  const heldAt15 = '15 up by price 120, from 100@0';

  test.each<{ what: string; decider: Step; told: string[] }>([
    { what: 'a little past half of the jump', decider: quote(30, 110.01), told: [heldAt15] },
    { what: 'half of the jump', decider: quote(30, 110), told: [heldAt15] },
    { what: 'a little short of it', decider: quote(30, 109.99), told: [] },
    { what: 'far beyond the held one', decider: quote(30, 150), told: [heldAt15] },
    { what: 'back', decider: quote(30, 100), told: [] },
    { what: 'far on the other side', decider: quote(30, 70), told: [] },
    { what: 'a closed candle', decider: wide(60, 118, 99, 119, 0), told: [heldAt15] },
    { what: 'another price at the same time', decider: quote(15, 119), told: [heldAt15] },
  ])('$what', ({ decider, told: expected }) => {
    expect(fired([...up115, quote(15, 120), decider])).toEqual(expected);
  });

  test('downwards alike', () => {
    const heldAt = '15 down by price 80, from 100@0';
    expect(fired([...down85, quote(15, 80), quote(30, 90)])).toEqual([heldAt]);
    expect(fired([...down85, quote(15, 80), quote(30, 90.01)])).toEqual([]);
  });

  test('confirmed, both are judged in order, each at its own time', () => {
    const steps = from100(stepOf(10, 'quote')).map(often);
    expect(fired([...steps, quote(15, 121), quote(30, 131)])).toEqual([
      '15 up by price 121, from 100@0',
      '30 up by price 131, from 120@15',
    ]);
  });

  test('rejected, the held one never was', () => {
    const steps = [...from100(extreme('max', 10, pairAdded)), quote(15, 150), quote(30, 101), quote(45, 92)];
    expect(fired(steps)).toEqual([]);
    expect(fired([...steps, quote(60, 90.9)])).toEqual(['60 down by price 90.9, from 101@30']);
  });

  test('the one that decides is accepted without being held, however far off', () => {
    const steps = [...down85, quote(15, 120), quote(30, 50)];
    expect(fired(steps)).toEqual(['30 down by price 50, from 100@0']);
    expect(counted(steps)).toEqual({ refused: 0, held: 1 });
    // From now on 50 is the last accepted price.
    expect(counted([...steps, quote(45, 100)]).held).toBe(2);
    expect(counted([...steps, quote(45, 54)]).held).toBe(1);
  });

  test('a refused one does not decide', () => {
    const stale: Step = { kind: 'sample', sample: { t: at(20), price: 100, kind: 'quote' }, now: at(99) };
    const steps = [...up115, quote(15, 120), quote(15, 120), quote(10, 100), stale];
    expect(counted(steps)).toEqual({ refused: 3, held: 1 });
    expect(fired([...steps, quote(30, 119)])).toEqual([heldAt15]);
  });

  test('the same time and price with a wider range decides', () => {
    expect(fired([...up115, quote(15, 120), running(15, 120, 119, 121, 0)])).toEqual([heldAt15]);
  });

  test('a re-start in between changes nothing', () => {
    expect(fired([...up115, quote(15, 120), { kind: 'restart' }, quote(30, 119)])).toEqual([heldAt15]);
  });

  test('the range of the held one is judged with it', () => {
    const steps = [...from100(target(125, 'up')), running(15, 120, 119, 130, 0)];
    expect(fired([...steps, quote(30, 119)])).toEqual(['15 up by high 130, from 100@0']);
    expect(fired([...steps, quote(30, 100)])).toEqual([]);
  });

  test('a range of the one that decides was seen in part by a held one that is confirmed only', () => {
    const to = (decider: Step) => [...from100(target(107, 'up')), quote(15, 85), decider];
    expect(fired(to(running(30, 101, 99, 108, 0)))).toEqual(['30 up by high 108, from 100@0']);
    const seen = [...from100(move(19, 'up', sinceStart)), quote(15, 120), running(30, 118, 110, 120, 0)];
    expect(fired(seen)).toEqual(['15 up by price 120, from 100@0']);
    // Its high of 120 was the held one's: only 118 is new.
    const high = [...from100(stepOf(10, 'quote')).map(often), quote(15, 119), running(30, 118, 110, 119, 0)];
    expect(fired(high)).toHaveLength(1);
  });

  test('an alarm armed while one is held arms at the last accepted price, and never judges the held one', () => {
    const steps = [quote(0, 100), quote(15, 120), add(20, target(115, 'up')), quote(30, 121)];
    expect(fired(steps)).toEqual(['30 up by price 121, from 120@15']);
  });
});

describe('a low or high of a running candle', () => {
  test.each<{ what: string; sample: Step; told: string[] }>([
    {
      what: 'far from the last price and from its own does not count',
      sample: running(15, 100, 80, 101, 0),
      told: [],
    },
    {
      what: 'exactly 10 % away counts',
      sample: running(15, 100, 90, 101, 0),
      told: ['15 down by low 90, from 100@0'],
    },
    {
      what: 'far from the last price only counts',
      sample: running(15, 91, 85, 101, 0),
      told: ['15 down by low 85, from 100@0'],
    },
    {
      what: 'far from its own price only counts',
      sample: running(15, 103, 90, 103, 0),
      told: ['15 down by low 90, from 100@0'],
    },
    {
      what: 'counts once the candle is closed',
      sample: wide(60, 100, 80, 101, 0),
      told: ['60 down by low 80, from 100@0'],
    },
  ])('$what', ({ sample, told: expected }) => {
    expect(fired([...from100(target(90, 'down')), sample])).toEqual(expected);
  });

  test('a high likewise', () => {
    expect(fired([...up115, running(15, 100, 99, 120, 0)])).toEqual([]);
    expect(fired([...up115, running(15, 109, 99, 119, 0)])).toEqual(['15 up by high 119, from 100@0']);
    expect(fired([...up115, running(15, 100, 99, 120, 0), wide(60, 100, 99, 120, 0)])).toEqual([
      '60 up by high 120, from 100@15',
    ]);
  });

  test('what does not count makes no wider range', () => {
    const again = running(15, 100, 80, 101, 0);
    expect(counted([quote(0, 100), again, again])).toEqual({ refused: 1, held: 0 });
  });

  test('the first sample of a pair is measured against nothing', () => {
    const steps = [running(15, 100, 80, 101, 0), add(15, extreme('min', 20, pairAdded)), quote(30, 99)];
    // Already true against the low of 80: it waits until it is false.
    expect(fired([...steps, quote(45, 95.9), quote(60, 96)])).toEqual(['60 up by price 96, from 80@15']);
  });
});

function often(step: Step): Step {
  if (step.kind !== 'add') return step;
  return { ...step, alarm: { ...step.alarm, mode: 'repeat', cooldownMs: 1_000 } };
}
