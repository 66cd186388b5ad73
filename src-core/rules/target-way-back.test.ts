import { describe, expect, test } from 'vitest';
import type { WantedDirection } from '../condition.ts';
import { type RangeNote, type Scenario, scenario, target } from '../testing/scenario.ts';

type Note = number | readonly [price: number, range: RangeNote];

/** A target of 100 that repeats every second, armed at the first price; the others follow every 15 s. */
function repeating(direction: WantedDirection, wayBack: number, armedAt: number, ...notes: Note[]): Scenario {
  const s = scenario();
  s.at(0, armedAt);
  s.addAlarm(target(100, direction), { mode: 'repeat', cooldownMs: 1_000, wayBack });
  notes.forEach((note, i) => {
    if (typeof note === 'number') s.at((i + 1) * 15, note);
    else s.at((i + 1) * 15, note[0], note[1]);
  });
  return s;
}

/** When it fired, which way, and by what. */
function fired(...life: Parameters<typeof repeating>): string[] {
  return repeating(...life)
    .told()
    .map((one) => one.replace(/, level.*/, ''));
}

const onePercent = 0.01;

describe('after a firing the way back makes it ready again', () => {
  test.each([
    ['up, at T(1 − b)', 'up', [99, 100, 99, 100], ['15 up by price 100', '45 up by price 100']],
    ['up, not before it', 'up', [99, 100, 99.01, 100, 130], ['15 up by price 100']],
    ['up, half a billionth short of it is a touch', 'up', [99, 100, 99.00000004, 100], ['15', '45']],
    ['up, two billionths short of it is not', 'up', [99, 100, 99.0000002, 100], ['15']],
    ['down, at T(1 + b)', 'down', [101, 100, 101, 100], ['15 down by price 100', '45 down by price 100']],
    ['down, not before it', 'down', [101, 100, 100.99, 100, 70], ['15 down by price 100']],
    ['down, half a billionth short of it is a touch', 'down', [101, 100, 100.99999996, 100], ['15', '45']],
    ['down, two billionths short of it is not', 'down', [101, 100, 100.9999998, 100], ['15']],
    ['any, back on the side it came from', 'any', [99, 100, 99, 100], ['15 up', '45 up']],
    ['any, gone on to the other side', 'any', [99, 100, 101, 100], ['15 up', '45 down by price 100']],
    ['any, leapt from one side to the other', 'any', [99, 100, 99, 102, 98], ['15 up', '45 up', '60 down']],
    ['any, between the two ways back nothing is ready', 'any', [99, 100, 99.1, 100.9, 100, 99.5], ['15']],
  ] as const)('%s', (_what, direction, [armedAt, ...prices], expected) => {
    const told = fired(direction, onePercent, armedAt, ...prices);
    expect(told.map((one, i) => one.slice(0, expected[i]?.length))).toEqual(expected);
  });

  test('it is the alarm’s own: ten percent is farther', () => {
    expect(fired('up', 0.1, 99, 100, 90.1, 100)).toHaveLength(1);
    expect(fired('up', 0.1, 99, 100, 90, 100)).toHaveLength(2);
    expect(fired('down', 0.1, 101, 100, 109.9, 100)).toHaveLength(1);
    expect(fired('down', 0.1, 101, 100, 110, 100)).toHaveLength(2);
  });

  test('a wick is enough to be back, for the prices that follow', () => {
    expect(fired('up', onePercent, 99, 100, [99.9, [99, 99.95]], 100)).toHaveLength(2);
    expect(fired('down', onePercent, 101, 100, [100.1, [100.05, 101]], 100)).toHaveLength(2);
  });

  test('a low that is back makes it ready for the last price of its own sample, not for its high', () => {
    expect(fired('up', onePercent, 99, 100, [99.5, [98, 105]])).toHaveLength(1);
    expect(fired('up', onePercent, 99, 100, [100.5, [98, 105]])).toEqual([
      '15 up by price 100',
      '30 up by price 100.5',
    ]);
  });
});

test('before the first firing being false is enough, however near', () => {
  expect(fired('up', 0.1, 105, 99.99, 100)).toEqual(['30 up by price 100']);
  expect(fired('down', 0.1, 95, 100.01, 100)).toEqual(['30 down by price 100']);
});

describe('in the sample that fires only the last price makes it ready again', () => {
  test('a wick through the target that is back at the way back is ready', () => {
    expect(fired('up', onePercent, 99.5, [99, [98, 101]], 100)).toEqual([
      '15 up by high 101',
      '30 up by price 100',
    ]);
    expect(fired('down', onePercent, 100.5, [101, [99, 102]], 100)).toEqual([
      '15 down by low 99',
      '30 down by price 100',
    ]);
  });

  test('its low does not, wherever the price is', () => {
    expect(fired('up', onePercent, 99.5, [99.5, [98, 101]], 100)).toHaveLength(1);
    expect(fired('down', onePercent, 100.5, [100.5, [99, 102]], 100)).toHaveLength(1);
  });

  test('any: leapt past the other way back it is ready for the way down', () => {
    expect(fired('any', onePercent, 99, 101, 100)).toEqual(['15 up by price 101', '30 down by price 100']);
    expect(fired('any', onePercent, 99, 100.9, 100)).toEqual(['15 up by price 100.9']);
  });
});

describe('without a way back', () => {
  test('a price at the target is ready for the first price beyond it, as at arming', () => {
    expect(fired('up', 0, 99, 100, 100, 100)).toHaveLength(1);
    expect(fired('up', 0, 99, 100, 100.1)).toEqual(['15 up by price 100', '30 up by price 100.1']);
    expect(fired('down', 0, 101, 100, 100, 99.9)).toEqual(['15 down by price 100', '45 down by price 99.9']);
  });

  test('a price beyond it is not ready until one is back at it', () => {
    expect(fired('up', 0, 99, 100.1, 100.2, 100.1)).toHaveLength(1);
    expect(fired('up', 0, 99, 100.1, 100, 100.1)).toHaveLength(2);
  });

  test('once on the other side a touch is enough', () => {
    expect(fired('up', 0, 99, 100, 99.9, 100)).toHaveLength(2);
    expect(fired('down', 0, 101, 100, 100.1, 100)).toHaveLength(2);
  });

  test('any fires on every crossing', () => {
    expect(fired('any', 0, 99, 100.1, 99.9, 100.1, 100.2)).toEqual([
      '15 up by price 100.1',
      '30 down by price 99.9',
      '45 up by price 100.1',
    ]);
  });

  test('of a low on the other side and a high at the target the low counts, in whichever order they came', () => {
    expect(fired('up', 0, 99, 100.5, [100, [99, 100]])).toEqual([
      '15 up by price 100.5',
      '30 up by price 100',
    ]);
    expect(fired('down', 0, 101, 99.5, [100, [100, 101]])).toEqual([
      '15 down by price 99.5',
      '30 down by price 100',
    ]);
  });
});

describe('a low and a high that are both back make it ready both ways', () => {
  // Fired at 15 s; the sample at 30 s has its low and its high at the ways back.
  test.each([
    ['above the target it fires up', [100.1, 100.2, [99, 101]], '30 up by price 100.2'],
    ['below it down', [100.1, 99.9, [99, 101]], '30 down by price 99.9'],
    ['at it, up where the price rose', [99.9, 100, [99, 101]], '30 up by price 100'],
    ['at it, up where the price is the same', [100, 100, [99, 101]], '30 up by price 100'],
    ['at it, down where the price fell', [100.1, 100, [99, 101]], '30 down by price 100'],
  ] as const)('%s', (_what, [first, price, range], expected) => {
    const armedAt = first >= 100 ? 99.5 : 100.5;
    expect(fired('any', onePercent, armedAt, first, [price, range])[1]).toBe(expected);
  });
});

describe('the view of one that waits for its way back', () => {
  test.each([
    ['up', 'up', 99, 100, 99],
    ['down', 'down', 101, 100, 101],
    ['any, the nearer one', 'any', 99, 100.1, 101],
    ['any, the nearer one below', 'any', 101, 99.9, 99],
  ] as const)('names the price at which it is ready again: %s', (_what, direction, armedAt, price, level) => {
    const s = repeating(direction, onePercent, armedAt, price);
    s.quote(price);
    const { reason, percentToGo } = s.view();
    expect(reason).toEqual({ code: 'way back', level: expect.closeTo(level, 9) });
    expect(percentToGo).toBeNull();
  });

  test('once it is ready it says how far it is to go', () => {
    expect(repeating('up', onePercent, 99, 100, 99).view().reason).toEqual({
      code: 'to go',
      percent: expect.closeTo((1 / 99) * 100, 9),
    });
  });
});
