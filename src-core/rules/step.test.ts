import { describe, expect, test } from 'vitest';
import { minute, type RangeNote, type Scenario, scenario, second, start, step } from '../testing/scenario.ts';

type Note = number | readonly [price: number, range: RangeNote];

/** A step that repeats every second, armed at the first price; the others follow every 15 s. */
function stepping(condition: ReturnType<typeof step>, armedAt: number, ...notes: readonly Note[]): Scenario {
  const s = scenario();
  s.at(0, armedAt);
  s.addAlarm(condition, { mode: 'repeat', cooldownMs: 1_000 });
  notes.forEach((note, i) => {
    if (typeof note === 'number') s.at((i + 1) * 15, note);
    else s.at((i + 1) * 15, note[0], note[1]);
  });
  return s;
}

/** `up 101 by price`: level and proof. */
function fired(...life: Parameters<typeof stepping>): string[] {
  return stepping(...life).firings.map(
    ({ proof }) => `${proof.direction} ${Number(proof.level.toPrecision(9))} by ${proof.proving.by}`,
  );
}

/** The next levels up and down as the view tells them. */
function next(s: Scenario): (number | null)[] {
  const { upLevel, downLevel } = s.view();
  return [upLevel, downLevel].map((level) => (level === null ? null : Number(level.toPrecision(9))));
}

describe('the first two levels', () => {
  test.each([
    ['between two multiples', step(10), 104, [110, 100]],
    ['exactly at a multiple it is neither', step(10), 100, [110, 90]],
    ['within a billionth of a multiple it counts as at it', step(10), 100.00000005, [110, 90]],
    ['within a billionth below likewise', step(10), 99.99999995, [110, 90]],
    ['two billionths above it is the level below', step(10), 100.0000002, [110, 100]],
    ['two billionths below it is the level above', step(10), 99.9999998, [100, 90]],
    ['between nothing and the first multiple there is none below', step(10), 4, [10, null]],
    ['at the first multiple there is none below: zero is no level', step(10), 10, [20, null]],
    ['just above the first multiple', step(10), 10.1, [20, 10]],
    ['of fractions that rounding gets wrong', step(0.1), 0.3, [0.4, 0.2]],
    ['of more such fractions', step(0.1), 0.7, [0.8, 0.6]],
    ['of a tiny price', step(1e-9), 5.5e-9, [6e-9, 5e-9]],
    ['of a huge price', step(1_000), 123_456_789, [123_457_000, 123_456_000]],
    ['of percent the arming price is level zero', step(10, 'percent'), 100, [110, 90.9090909]],
    ['of percent of a tiny price', step(10, 'percent'), 1e-8, [1.1e-8, 9.09090909e-9]],
    ['of a small percentage', step(0.1, 'percent'), 100, [100.1, 99.9000999]],
    ['of more than the price itself', step(200, 'percent'), 100, [300, 33.3333333]],
  ] as const)('%s', (_what, condition, armedAt, expected) => {
    expect(next(stepping(condition, armedAt))).toEqual(expected);
  });

  test('it is never true already', () => {
    const s = scenario(100);
    expect(s.add(step(10))).toBe(false);
    s.quote(100);
    expect(s.told()).toEqual([]);
  });
});

describe('the next level', () => {
  test.each([
    ['up, a touch is enough', step(10), 104, [110], ['up 110 by price']],
    ['down, a touch is enough', step(10), 104, [100], ['down 100 by price']],
    ['half a billionth short is a touch', step(10), 104, [109.99999995], ['up 110 by price']],
    ['two billionths short is not', step(10), 104, [109.9999998], []],
    ['half a billionth short from above', step(10), 104, [100.00000005], ['down 100 by price']],
    ['two billionths short from above is not', step(10), 104, [100.0000002], []],
    ['within two levels it is silent', step(10), 104, [109, 101, 105], []],
    ['one level after another', step(10), 100, [110, 120, 130], ['up 110', 'up 120', 'up 130']],
    ['the level last passed does not fire again', step(10), 100, [110, 111, 109, 110], ['up 110 by price']],
    [
      'down again to the level before',
      step(10),
      100,
      [110, 105, 100],
      ['up 110 by price', 'down 100 by price'],
    ],
    ['percent, up', step(10, 'percent'), 100, [110, 121], ['up 110 by price', 'up 121 by price']],
    ['percent, up and back', step(10, 'percent'), 100, [110, 100], ['up 110 by price', 'down 100 by price']],
    ['percent, down', step(10, 'percent'), 100, [90.9], ['down 90.9090909 by price']],
    [
      'percent, the grid stays where it was armed',
      step(10, 'percent'),
      100,
      [115, 121],
      ['up 110', 'up 121'],
    ],
    ['armed exactly at a level, it is not the next one', step(10), 100, [100.1, 100, 99.9, 90], ['down 90']],
    ['below the first multiple nothing is left to fall to', step(10), 12, [9, 4, 0.5], ['down 10 by price']],
    ['and from there up past it to the second', step(10), 12, [9, 10, 15, 20], ['down 10', 'up 20']],
  ] as [string, ReturnType<typeof step>, number, number[], string[]][])(
    '%s',
    (_what, condition, armedAt, prices, expected) => {
      const told = fired(condition, armedAt, ...prices);
      expect(told.map((one, i) => one.slice(0, expected[i]?.length))).toEqual(expected);
    },
  );
});

describe('several levels at once are one firing', () => {
  test('of the nearest, and the last one passed is where it goes on from', () => {
    const s = stepping(step(10), 100, 135);
    expect(s.told()).toEqual(['15 up by price 135, level 110, from 100@0']);
    expect(next(s)).toEqual([140, 120]);
    s.quote(120);
    expect(s.told()[1]).toBe('30 down by price 120, level 120, from 130@15');
  });

  test('downwards likewise', () => {
    const s = stepping(step(10), 100, 65);
    expect(s.told()).toEqual(['15 down by price 65, level 90, from 100@0']);
    expect(next(s)).toEqual([80, 60]);
  });

  test('landing exactly on a level has passed it', () => {
    expect(next(stepping(step(10), 100, 130))).toEqual([140, 120]);
    expect(next(stepping(step(10), 100, 70))).toEqual([80, 60]);
  });
});

describe('a wick', () => {
  test.each([
    ['up and back below nothing', [103.5, [100, 103.5]], 'up 101 by high', [104, 102]],
    ['up and back past two levels', [101.5, [100, 103.5]], 'up 101 by high', [103, 101]],
    ['up and back exactly to a level: it is passed', [102, [100, 103.5]], 'up 101 by high', [103, 101]],
    ['up and back below the level it touched', [100.9, [100, 101]], 'up 101 by high', [102, 100]],
    ['down and back past two levels', [98.5, [96.5, 100]], 'down 99 by low', [99, 97]],
    ['down and back exactly to a level: it is passed', [98, [96.5, 100]], 'down 99 by low', [99, 97]],
    ['up and down, up where the price rose', [100.2, [98.5, 101.5]], 'up 101 by high', [102, 100]],
    ['up and down, down where it fell', [99.8, [98.5, 101.5]], 'down 99 by low', [100, 98]],
  ] as const)('%s', (_what, note, told, levels) => {
    const s = stepping(step(1), 100, note);
    expect(s.firings.map(({ proof }) => `${proof.direction} ${proof.level} by ${proof.proving.by}`)).toEqual([
      told,
    ]);
    expect(next(s)).toEqual(levels);
  });

  test('of a percentage', () => {
    const s = stepping(step(10, 'percent'), 100, [112, [100, 140]]);
    expect(fired(step(10, 'percent'), 100, [112, [100, 140]])).toEqual(['up 110 by high']);
    // 133.1 was the highest level reached; on the way back to 112 it passed 133.1 and 121.
    expect(next(s)).toEqual([133.1, 110]);
  });

  test('is one step, tested against what was known before it', () => {
    expect(fired(step(1), 100.5, [100.5, [100.2, 100.8]])).toEqual([]);
  });
});

describe('while it cools', () => {
  test('nothing is judged, and at its end it is judged afresh', () => {
    const s = scenario();
    s.at(0, 100);
    s.addAlarm(step(10), { mode: 'repeat', cooldownMs: minute });
    s.at(15, 110);
    s.at(30, 135);
    s.at(74, 100);
    s.at(75, 118);
    expect(s.firings).toHaveLength(1);
    s.at(90, 121);
    expect(s.told()[1]).toBe('90 up by price 121, level 120, from 110@15');
  });

  test('a price beyond several levels at its end fires once, at the first of them', () => {
    const s = scenario();
    s.at(0, 100);
    s.addAlarm(step(10), { mode: 'repeat', cooldownMs: minute });
    s.at(15, 110);
    s.at(30, 145);
    s.at(75, 145);
    expect(s.told()[1]).toBe('75 up by price 145, level 120, from 110@15');
    expect(next(s)).toEqual([150, 130]);
  });
});

test('resting and armed again, the new arming price begins the grid of a percentage', () => {
  const s = scenario();
  s.at(0, 100);
  s.add(step(10, 'percent'));
  s.at(15, 111);
  s.at(30, 200);
  expect(s.firings).toHaveLength(1);
  s.rearm();
  s.at(95, 219);
  expect(s.firings).toHaveLength(1);
  s.at(110, 220);
  expect(s.told()[1]).toBe('110 up by price 220, level 220, from 200@30');
});

test('the reference is the level last passed and when it was', () => {
  const s = stepping(step(10), 104, [104, [104, 111]], 120);
  expect(s.told()).toEqual([
    '15 up by high 111, level 110, from 104@0',
    '30 up by price 120, level 120, from 110@15',
  ]);
  expect(s.firings[1]?.proof.windowSeenFrom).toBeNull();
});

test('what must be stored again: each firing', () => {
  const s = scenario(104);
  s.addAlarm(step(10), { mode: 'repeat', cooldownMs: 1_000 });
  const stored = [105, 110, 111, 112, 120].map((price) => {
    const taken = s.quote(price);
    return taken.accepted && taken.changed.includes('a1');
  });
  // The third sample ends the cooldown.
  expect(stored).toEqual([false, true, true, false, true]);
});

test('progress runs from the arming price to the nearer level', () => {
  const s = stepping(step(10), 100, 107.5);
  expect(s.view()).toMatchObject({ progress: 0.75, percentToGo: expect.closeTo((2.5 / 107.5) * 100, 9) });
});

describe('steps that are hardly any', () => {
  test.each([
    ['a billionth of a billionth of the price', step(1e-14), 100_000, 100_001],
    ['so many that numbers cannot count them', step(1e-15), 1e15, 2e15],
    ['less than a touch is wide', step(1e-6), 100_000, 100_001],
    ['of a percentage that vanishes', step(1e-13, 'percent'), 100, 101],
    ['of a percentage that is no factor at all', step(1e-15, 'percent'), 100, 101],
  ])(
    'do not hang: %s',
    (_what, condition, armedAt, price) => {
      const s = stepping(condition, armedAt, price, armedAt);
      expect(s.samples).toHaveLength(3);
    },
    2_000,
  );

  test('a step of a millionth percent still counts', () => {
    const s = stepping(step(1e-6, 'percent'), 100, 100.000001, 100.000002);
    expect(s.firings).toHaveLength(2);
    expect(s.firings[1]?.t).toBe(start + 30 * second);
  });
});
