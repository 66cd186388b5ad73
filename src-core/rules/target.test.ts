import { describe, expect, test } from 'vitest';
import { type RangeNote, scenario, start, target } from '../testing/scenario.ts';

type Note = number | readonly [price: number, range: RangeNote];

/** What fires when an alarm is armed at the first price and the others follow every 15 s. */
function fired(condition: ReturnType<typeof target>, armedAt: number, ...notes: Note[]): string[] {
  const s = scenario();
  s.at(0, armedAt);
  s.add(condition);
  notes.forEach((note, i) => {
    if (typeof note === 'number') s.at((i + 1) * 15, note);
    else s.at((i + 1) * 15, note[0], note[1]);
  });
  return s.told();
}

describe('which prices reach a target of 100', () => {
  test.each([
    ['up, a touch from below', 'up', 99, [100], ['15 up by price 100, level 100, from 99@0']],
    ['up, leapt over', 'up', 99, [130], ['15 up by price 130, level 100, from 99@0']],
    [
      'up, half a billionth short is a touch',
      'up',
      99,
      [99.99999995],
      ['15 up by price 99.99999995, level 100, from 99@0'],
    ],
    ['up, two billionths short is not', 'up', 99, [99.9999998], []],
    ['up, falling is silent', 'up', 99, [98, 50], []],
    ['down, a touch from above', 'down', 101, [100], ['15 down by price 100, level 100, from 101@0']],
    ['down, leapt over', 'down', 101, [3], ['15 down by price 3, level 100, from 101@0']],
    [
      'down, half a billionth above is a touch',
      'down',
      101,
      [100.00000005],
      ['15 down by price 100.00000005, level 100, from 101@0'],
    ],
    ['down, two billionths above is not', 'down', 101, [100.0000002], []],
    ['down, rising is silent', 'down', 101, [102, 200], []],
    ['any, from below', 'any', 99, [100], ['15 up by price 100, level 100, from 99@0']],
    ['any, from above', 'any', 101, [100], ['15 down by price 100, level 100, from 101@0']],
    ['any armed below is not ready for down', 'any', 99, [98, 60], []],
    ['any armed above is not ready for up', 'any', 101, [102, 180], []],
  ] as const)('%s', (_what, direction, armedAt, prices, expected) => {
    expect(fired(target(100, direction), armedAt, ...prices)).toEqual(expected);
  });
});

describe('already true at arming', () => {
  test('up above its target does not ring, and becomes ready once the price is below it', () => {
    expect(fired(target(100, 'up'), 105, 106, 101, 100, 110)).toEqual([]);
    expect(fired(target(100, 'up'), 105, 99.9, 100)).toEqual(['30 up by price 100, level 100, from 99.9@15']);
  });

  test('a touch from above is not below yet: it makes nothing ready', () => {
    expect(fired(target(100, 'up'), 105, 99.99999995, 105)).toEqual([]);
    expect(fired(target(100, 'down'), 95, 100.00000005, 95)).toEqual([]);
  });

  test('down below its target does not ring, and becomes ready once the price is above it', () => {
    expect(fired(target(100, 'down'), 95, 94, 100, 90)).toEqual([]);
    expect(fired(target(100, 'down'), 95, 100.1, 100)).toEqual([
      '30 down by price 100, level 100, from 100.1@15',
    ]);
  });

  test.each([
    ['up', 99, false],
    ['up', 100, false],
    ['up', 101, true],
    ['down', 99, true],
    ['down', 100, false],
    ['down', 101, false],
    ['any', 99, false],
    ['any', 100, false],
    ['any', 101, false],
  ] as const)('%s 100 armed at %d: already true is %j', (direction, armedAt, expected) => {
    const s = scenario(armedAt);
    expect(s.add(target(100, direction))).toBe(expected);
  });
});

describe('armed exactly at the target', () => {
  test.each([
    ['up, the first price above fires', 'up', [100.1], ['15 up by price 100.1, level 100, from 100@0']],
    ['up, the same price again does not', 'up', [100, 100], []],
    ['up, half a billionth above is still at it', 'up', [100.00000005], []],
    ['up, staying and then rising fires', 'up', [100, 101], ['30 up by price 101, level 100, from 100@15']],
    ['up, once below a touch is enough', 'up', [99, 100], ['30 up by price 100, level 100, from 99@15']],
    ['down, the first price below fires', 'down', [99.9], ['15 down by price 99.9, level 100, from 100@0']],
    [
      'down, a price above only makes a touch enough',
      'down',
      [101, 100],
      ['30 down by price 100, level 100, from 101@15'],
    ],
    ['any, up', 'any', [101], ['15 up by price 101, level 100, from 100@0']],
    ['any, down', 'any', [99], ['15 down by price 99, level 100, from 100@0']],
  ] as const)('%s', (_what, direction, prices, expected) => {
    expect(fired(target(100, direction), 100, ...prices)).toEqual(expected);
  });

  test('armed within a billionth of it counts as armed at it', () => {
    expect(fired(target(100, 'up'), 99.99999995, 100)).toEqual([]);
    expect(fired(target(100, 'up'), 100.00000005, 100.2)).toEqual([
      '15 up by price 100.2, level 100, from 100.00000005@0',
    ]);
  });

  test('a high beyond it fires, a high that only touches does not', () => {
    expect(fired(target(100, 'up'), 100, [100, [99.5, 100.5]])).toEqual([
      '15 up by high 100.5, level 100, from 100@0',
    ]);
    expect(fired(target(100, 'up'), 100, [100, [100, 100]])).toEqual([]);
  });
});

describe('low and high', () => {
  test('a wick that touches the target between two prices fires', () => {
    expect(fired(target(100, 'up'), 99, [99, [98, 100]])).toEqual([
      '15 up by high 100, level 100, from 99@0',
    ]);
    expect(fired(target(100, 'down'), 101, [101, [100, 102]])).toEqual([
      '15 down by low 100, level 100, from 101@0',
    ]);
  });

  test('where both the high and the price reach it, the high is the proof', () => {
    expect(fired(target(100, 'up'), 99, [101, [99, 105]])).toEqual([
      '15 up by high 105, level 100, from 99@0',
    ]);
  });

  test('neither sees the other: a low that makes it ready does not let the high of its sample fire', () => {
    // Their order is unknown: 105 may have come before 95.
    expect(fired(target(100, 'up'), 103, [99, [95, 105]])).toEqual([]);
    expect(fired(target(100, 'down'), 97, [101, [95, 105]])).toEqual([]);
  });

  test('a low makes an up target ready for the last price of its sample, a high a down target', () => {
    expect(fired(target(100, 'up'), 103, [102, [95, 105]])).toEqual([
      '15 up by price 102, level 100, from 103@0',
    ]);
    expect(fired(target(100, 'down'), 97, [98, [95, 105]])).toEqual([
      '15 down by price 98, level 100, from 97@0',
    ]);
  });

  test('a low makes an up target ready for the next sample', () => {
    expect(fired(target(100, 'up'), 103, [99, [95, 104]], 100)).toEqual([
      '30 up by price 100, level 100, from 99@15',
    ]);
  });

  test('a low that only touches makes nothing ready', () => {
    expect(fired(target(100, 'up'), 103, [102, [100, 105]])).toEqual([]);
  });

  // Armed exactly at it, `any` is ready both ways.
  test.each([
    ['up where the price rose', 100.5, '15 up by high 105, level 100, from 100@0'],
    ['up where the price is the same', 100, '15 up by high 105, level 100, from 100@0'],
    ['down where the price fell', 99.5, '15 down by low 95, level 100, from 100@0'],
  ])('up and down in one step: %s', (_what, price, expected) => {
    expect(fired(target(100, 'any'), 100, [price, [95, 105]])).toEqual([expected]);
  });
});

test('a firing ends readiness, both ways', () => {
  for (const direction of ['up', 'down', 'any'] as const) {
    const s = scenario();
    s.at(0, 100);
    s.add(target(100, direction));
    s.at(15, direction === 'down' ? 99.9 : 100.1);
    expect(s.firings).toHaveLength(1);
    expect(s.engine.tracker('a1')?.memory).toEqual({ kind: 'target', up: 'no', down: 'no', fired: true });
  }
});

test('one firing a sample, and then it rests', () => {
  expect(fired(target(100, 'any'), 99, 101, 99, 101, [100, [90, 110]])).toHaveLength(1);
});

test('the proof of a target names the price before as reference, and no window', () => {
  const s = scenario();
  s.at(0, 99);
  s.add(target(100, 'up'));
  s.at(15, 99.5, [98, 101]);
  const before = { t: start, price: 99 };
  expect(s.firings[0]?.proof).toEqual({
    condition: target(100, 'up'),
    direction: 'up',
    level: 100,
    reference: before,
    proving: { price: 101, by: 'high' },
    before,
    after: { t: start + 15_000, price: 99.5 },
    source: 'binance',
    windowSeenFrom: null,
    range: { low: 98, high: 101, from: start },
    via: null,
    missed: 0,
    cooldown: null,
  });
});
