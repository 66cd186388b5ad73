import { describe, expect, test } from 'vitest';
import type { Condition } from '../../src-core/condition.ts';
import {
  add,
  alarmArmed,
  at,
  enters,
  extreme,
  fired,
  firedAt,
  fromExtreme,
  last,
  leaves,
  move,
  pairAdded,
  pause,
  quote,
  rearm,
  resume,
  served,
  sinceStart,
  stepOf,
  target,
} from './notation.ts';
import type { Step } from './reference.ts';

const from = (price: number, condition: Condition) => [quote(0, price), add(0, condition)];

describe('the first sample of an unknown basis', () => {
  test.each<{ what: string; armedAt: number; condition: Condition; price: number; told: string[] }>([
    {
      what: 'target up passed by 1 %',
      armedAt: 99,
      condition: target(100, 'up'),
      price: 101,
      told: ['15 up by price 101, from 99@0'],
    },
    { what: 'target up passed by less', armedAt: 99, condition: target(100, 'up'), price: 100.9, told: [] },
    {
      what: 'target down passed by 1 %',
      armedAt: 101,
      condition: target(100, 'down'),
      price: 99,
      told: ['15 down by price 99, from 101@0'],
    },
    {
      what: 'target down passed by less',
      armedAt: 101,
      condition: target(100, 'down'),
      price: 99.1,
      told: [],
    },
    {
      what: 'target any, armed exactly at it',
      armedAt: 100,
      condition: target(100, 'any'),
      price: 99,
      told: ['15 down by price 99, from 100@0'],
    },
    { what: 'a side that is not ready', armedAt: 101, condition: target(100, 'up'), price: 105, told: [] },
    {
      what: 'channel left by 1 %',
      armedAt: 95,
      condition: leaves(90, 100),
      price: 101,
      told: ['15 up by price 101, from 95@0'],
    },
    { what: 'channel left by less', armedAt: 95, condition: leaves(90, 100), price: 100.9, told: [] },
    {
      what: 'channel left downwards by 1 %',
      armedAt: 105,
      condition: leaves(100, 110),
      price: 99,
      told: ['15 down by price 99, from 105@0'],
    },
    {
      what: 'channel entered from above by 1 %',
      armedAt: 105,
      condition: enters(90, 100),
      price: 99,
      told: ['15 down by price 99, from 105@0'],
    },
    { what: 'channel entered by less', armedAt: 105, condition: enters(90, 100), price: 99.1, told: [] },
    {
      what: 'channel entered from below by 1 %',
      armedAt: 95,
      condition: enters(100, 110),
      price: 101,
      told: ['15 up by price 101, from 95@0'],
    },
    { what: 'extreme', armedAt: 100, condition: extreme('max', 5, pairAdded), price: 90, told: [] },
    { what: 'move', armedAt: 100, condition: move(5, 'any', fromExtreme(5)), price: 90, told: [] },
    { what: 'since start', armedAt: 100, condition: move(5, 'any', sinceStart), price: 90, told: [] },
    { what: 'step', armedAt: 100, condition: stepOf(1, 'quote'), price: 90, told: [] },
  ])('$what: fires $told', ({ armedAt, condition, price, told }) => {
    expect(fired([...from(armedAt, condition), served(15, price, null)])).toEqual(told);
  });

  test('counts by its price: what it traded before is in a measure that nobody knows', () => {
    const range = { low: 90, high: 110, from: at(0) };
    const via = { source: 'coingecko', basis: null } as const;
    const wick: Step = {
      kind: 'sample',
      sample: { t: at(15), price: 100, kind: 'quote', range, via },
      now: at(15),
    };
    expect(fired([...from(99, target(101, 'up')), wick])).toEqual([]);
  });

  test('at or before arming it does not fire', () => {
    expect(fired([quote(0, 99), add(20, target(100, 'up')), served(15, 105, null)])).toEqual([]);
  });

  test('the first sample of a pair is the first of nothing', () => {
    expect(firedAt([served(0, 99, null), add(0, target(100, 'up')), served(15, 100, null)])).toEqual([15]);
  });
});

describe('what has not fired is armed afresh with the price of that sample', () => {
  test.each<{ what: string; condition: Condition; to: number; prices: number[]; told: string[] }>([
    {
      what: 'a target is already true, and waits until it is false',
      condition: target(101, 'up'),
      to: 101.5,
      prices: [103, 100.9, 101],
      told: ['60 up by price 101, from 100.9@45'],
    },
    {
      what: 'a window restarts there',
      condition: move(5, 'up', fromExtreme(20)),
      to: 104,
      prices: [109.1, 109.2],
      told: ['45 up by price 109.2, from 104@15'],
    },
    {
      what: 'an extreme over a window restarts there',
      condition: extreme('min', 5, last(20)),
      to: 104,
      prices: [109.1, 109.2],
      told: ['45 up by price 109.2, from 104@15'],
    },
    {
      what: 'an extreme since the alarm was armed starts there',
      condition: extreme('min', 5, alarmArmed),
      to: 104,
      prices: [109.1, 109.2],
      told: ['45 up by price 109.2, from 104@15'],
    },
    {
      what: 'an extreme since the pair was added goes on: already true, it waits until it is false',
      condition: extreme('min', 5, pairAdded),
      to: 106,
      prices: [109, 104, 105],
      told: ['60 up by price 105, from 100@0'],
    },
    {
      what: 'since start has a new base',
      condition: move(5, 'up', sinceStart),
      to: 104,
      prices: [109.1, 109.2],
      told: ['45 up by price 109.2, from 104@15'],
    },
    {
      what: 'steps are counted from there',
      condition: stepOf(10, 'quote'),
      to: 112,
      prices: [110.1, 110],
      told: ['45 down by price 110, from 112@15'],
    },
  ])('$what', ({ condition, to, prices, told }) => {
    const steps = [...from(100, condition), served(15, to, null)];
    expect(fired([...steps, ...prices.map((price, i) => served(30 + 15 * i, price, null))])).toEqual(told);
  });

  test('an extreme counts from the next sample on', () => {
    const steps = [
      ...from(100, extreme('max', 10, alarmArmed)),
      served(15, 100, null),
      served(30, 120, null),
    ];
    expect(fired([...steps, served(45, 108, null)])).toEqual(['45 down by price 108, from 120@30']);
  });

  test('a command that came after its time holds', () => {
    const steps = [quote(0, 99), add(20, target(100, 'up')), served(15, 98, null), served(18, 100, null)];
    expect(fired(steps)).toEqual([]);
    expect(fired([...steps, served(19, 99, null), served(21, 100, null)])).toEqual([
      '21 up by price 100, from 99@19',
    ]);
  });

  test('one that fires is not: it rests', () => {
    const steps = [...from(99, target(100, 'up')), served(15, 101, null), served(30, 99, null)];
    expect(firedAt([...steps, served(45, 101, null)])).toEqual([15]);
  });

  test('one that rests goes on resting, but its window restarts', () => {
    const steps = [...from(100, move(5, 'up', fromExtreme(20))), quote(15, 105), served(30, 90, null)];
    expect(firedAt([...steps, served(45, 100, null)])).toEqual([15]);
    const again = [...steps, rearm(31), served(60, 93, null), served(105, 94.4, null)];
    expect(firedAt(again)).toEqual([15]);
    expect(firedAt([...again, served(120, 94.5, null)])).toEqual([15, 120]);
  });

  test('a window restarts at the later of this sample and a firing', () => {
    const often = { mode: 'repeat', cooldownMs: 1_000 } as const;
    const alarm = add(0, move(5, 'up', fromExtreme(20)), often);
    const firing = [quote(0, 100), alarm, quote(15, 105), quote(30, 95), served(45, 104, null)];
    expect(firedAt([...firing, served(60, 109, null)])).toEqual([15]);
    expect(firedAt([...firing, served(60, 109.2, null)])).toEqual([15, 60]);
    const before = [quote(0, 90), alarm, served(15, 100, null), served(30, 105, null)];
    expect(firedAt([...before, served(45, 110, null)])).toEqual([30]);
    expect(firedAt([...before, served(45, 110.25, null)])).toEqual([30, 45]);
  });

  test('the window of an alarm that is added later does not reach back before it', () => {
    const steps = [quote(0, 100), served(15, 110, null), add(16, move(5, 'any', fromExtreme(20)))];
    expect(fired([...steps, served(30, 112, null)])).toEqual([]);
    expect(fired([...steps, served(30, 115.5, null)])).toEqual(['30 up by price 115.5, from 110@15']);
  });

  test('one that cools does not fire, and goes on cooling', () => {
    const slow = { mode: 'repeat', cooldownMs: 60_000, wayBack: 0 } as const;
    const steps = [quote(0, 99), add(0, target(100, 'any'), slow), quote(15, 101), served(30, 90, null)];
    expect(firedAt([...steps, served(45, 101, null), served(60, 90, null)])).toEqual([15]);
    expect(firedAt([...steps, served(75, 100, null)])).toEqual([15, 75]);
  });

  test('a paused one and an expired one do not fire', () => {
    const steps = [...from(99, target(100, 'up')), pause(5), served(15, 105, null)];
    expect(fired(steps)).toEqual([]);
    expect(fired([...steps, resume(20), served(30, 99, null), served(45, 100, null)])).toHaveLength(1);
    const expired = [quote(0, 99), add(0, target(100, 'up'), { expires: 15 }), served(15, 105, null)];
    expect(fired(expired)).toEqual([]);
  });

  test('one that is re-armed later arms at its own time', () => {
    const steps = [...from(99, target(100, 'up')), quote(15, 100), rearm(20), served(30, 105, null)];
    expect(firedAt([...steps, served(75, 99, null), served(90, 100, null)])).toEqual([15, 90]);
  });

  test('one that is re-armed at that very moment arms by the last price of that moment', () => {
    const steps = [...from(80, stepOf(0.5, 'percent')), quote(15, 81), rearm(15)];
    const moment = [served(75, 85, null), served(75, 90, null)];
    expect(firedAt([...steps, ...moment, served(76, 90.1, null)])).toEqual([15]);
    expect(firedAt([...steps, ...moment, served(76, 90.45, null)])).toEqual([15, 76]);
  });
});

describe('fail-over otherwise', () => {
  const steps = from(99, target(100, 'up'));

  test('with a known basis it is judged as any sample', () => {
    expect(fired([...steps, served(15, 100, 1.01)])).toEqual(['15 up by price 100, from 99@0']);
  });

  test('only the first of an unknown basis is special', () => {
    const served99 = [...steps, served(15, 99.5, null)];
    expect(fired([...served99, served(30, 100, null)])).toEqual(['30 up by price 100, from 99.5@15']);
  });

  test('back at the first source it is judged as any sample', () => {
    expect(fired([...steps, served(15, 99.5, null), quote(30, 100)])).toHaveLength(1);
  });

  test('a basis that is no longer known, or another fallback, is a first again', () => {
    expect(fired([...steps, served(15, 99.5, 1.01), served(30, 100, null)])).toEqual([]);
    const other = [...steps, served(15, 99.5, null), served(30, 100, null, 'simulated')];
    expect(fired(other)).toEqual([]);
  });
});
