import { describe, expect, test } from 'vitest';
import type { Condition, ExtremeSince } from '../condition.ts';
import {
  alarmArmed,
  fallFromMax,
  lastMinutes,
  pairAdded,
  type RangeNote,
  riseFromMin,
  type Scenario,
  scenario,
} from '../testing/scenario.ts';

type Note = number | readonly [price: number, range: RangeNote];

/** An extreme of 10 % that repeats every second, armed at 100; the other prices follow every 15 s. */
function repeating(condition: Condition, wayBack: number, ...notes: readonly Note[]): Scenario {
  const s = scenario();
  s.at(0, 100);
  s.addAlarm(condition, { mode: 'repeat', cooldownMs: 1_000, wayBack });
  notes.forEach((note, i) => {
    if (typeof note === 'number') s.at((i + 1) * 15, note);
    else s.at((i + 1) * 15, note[0], note[1]);
  });
  return s;
}

function fired(...life: Parameters<typeof repeating>): string[] {
  return repeating(...life)
    .told()
    .map((one) => one.replace(/,.*/, ''));
}

const onePercent = 0.01;
const sinces: [string, ExtremeSince][] = [
  ['since the pair was added', pairAdded],
  ['since the alarm was armed', alarmArmed],
  ['over a window', lastMinutes(60)],
];

describe.each(sinces)('after a firing %s', (_name, since) => {
  // The highest is 100: it fires at 90, and is ready again once the drop is 9 % or less.
  test.each([
    ['the drop has shrunk to p − b', [90, 91, 90], 2],
    ['it has shrunk less', [90, 90.9, 90], 1],
    ['half a billionth short of it is a touch', [90, 90.99999996, 90], 2],
    ['two billionths short of it is not', [90, 90.9999998, 90], 1],
    ['falling on is no way back', [90, 80, 70, 75], 1],
    ['measured from a new highest', [90, 120, 109.1, 108], 2],
    ['a wick back is enough', [90, [90, [89, 91]], 90], 2],
    ['a wick less than that is not', [90, [90, [89, 90.9]], 90], 1],
  ] as [string, Note[], number][])('max is ready again: %s', (_what, notes, firings) => {
    expect(fired(fallFromMax(10, since), onePercent, ...notes)).toHaveLength(firings);
  });

  // The lowest is 100: it fires at 110, and is ready again once the rise is 9 % or less.
  test.each([
    ['the rise has shrunk to p − b', [110, 109, 110], 2],
    ['it has shrunk less', [110, 109.1, 110], 1],
    ['half a billionth short of it is a touch', [110, 109.00000004, 110], 2],
    ['two billionths short of it is not', [110, 109.0000003, 110], 1],
    ['rising on is no way back', [110, 120, 130, 125], 1],
    ['measured from a new lowest', [110, 80, 87.1, 88], 2],
    ['a wick back is enough', [110, [110, [109, 111]], 110], 2],
    ['a wick less than that is not', [110, [110, [109.1, 111]], 110], 1],
  ] as [string, Note[], number][])('min is ready again: %s', (_what, notes, firings) => {
    expect(fired(riseFromMin(10, since), onePercent, ...notes)).toHaveLength(firings);
  });

  test('the way back is half of the percentage at most', () => {
    expect(fired(fallFromMax(10, since), 0.1, 90, 95, 90)).toHaveLength(2);
    expect(fired(fallFromMax(10, since), 0.1, 90, 94.9, 90)).toHaveLength(1);
    expect(fired(riseFromMin(10, since), 0.1, 110, 105, 110)).toHaveLength(2);
    expect(fired(riseFromMin(10, since), 0.1, 110, 105.1, 110)).toHaveLength(1);
  });

  test('a wick back makes it ready for the last price of its own sample, not for its other end', () => {
    expect(fired(fallFromMax(10, since), onePercent, 90, [90.5, [85, 92]])).toHaveLength(1);
    expect(fired(fallFromMax(10, since), onePercent, 90, [89, [85, 92]])).toEqual([
      '15 down by price 90',
      '30 down by price 89',
    ]);
    expect(fired(riseFromMin(10, since), onePercent, 110, [109.5, [108, 115]])).toHaveLength(1);
    expect(fired(riseFromMin(10, since), onePercent, 110, [111, [108, 115]])).toHaveLength(2);
  });

  test('of a sample that fires only the last price makes it ready again', () => {
    expect(fired(fallFromMax(10, since), onePercent, [91, [89, 92]], 90)).toHaveLength(2);
    expect(fired(fallFromMax(10, since), onePercent, [90.9, [89, 92]], 90)).toHaveLength(1);
    expect(fired(riseFromMin(10, since), onePercent, [109, [108, 111]], 110)).toHaveLength(2);
    expect(fired(riseFromMin(10, since), onePercent, [109.1, [108, 111]], 110)).toHaveLength(1);
  });

  test('in a sample that fires the way back is measured from its own high or low too', () => {
    // Fell by its low, and its high of 120 is the highest now: 109 is 9.2 % below it.
    expect(fired(fallFromMax(10, since), onePercent, [109, [89, 120]], 108)).toHaveLength(1);
    expect(fired(fallFromMax(10, since), onePercent, [109.2, [89, 120]], 108)).toHaveLength(2);
  });
});

describe('without a way back', () => {
  test('a price at the level is true still: it does not fire again and again', () => {
    expect(fired(fallFromMax(10, pairAdded), 0, 90, 90, 90, 90)).toHaveLength(1);
    expect(fired(riseFromMin(10, pairAdded), 0, 110, 110, 110, 110)).toHaveLength(1);
  });

  test('any price that makes it false makes it ready', () => {
    expect(fired(fallFromMax(10, pairAdded), 0, 90, 90.001, 90)).toHaveLength(2);
    expect(fired(riseFromMin(10, pairAdded), 0, 110, 109.999, 110)).toHaveLength(2);
  });
});

test('before the first firing any price that makes it false makes it ready', () => {
  const s = scenario(100, 85);
  s.addAlarm(fallFromMax(10, pairAdded), { mode: 'repeat', cooldownMs: 1_000, wayBack: 0.05 });
  s.quote(90.001);
  s.quote(90);
  expect(s.firings).toHaveLength(1);
});

describe('over a window', () => {
  test('it becomes ready when the highest leaves, without any rise', () => {
    const s = repeating(fallFromMax(10, lastMinutes(2)), onePercent, 90, 90, 90, 90, 90, 90, 90);
    expect(s.firings).toHaveLength(1);
    expect(s.view().reason).toMatchObject({ code: 'way back', level: expect.closeTo(91, 9) });
    s.at(120, 90); // 100 stood at 0 s, and 90 follows at 15 s
    s.at(135, 90);
    expect(s.view().reason.code).not.toBe('way back');
    s.at(150, 81);
    expect(s.told()[1]).toBe('150 down by price 81, level 81, from 90@135');
  });
});

describe('the view of one that waits for its way back', () => {
  test.each([
    ['max', fallFromMax(10, pairAdded), 90, 91],
    ['min', riseFromMin(10, pairAdded), 110, 109],
  ])('names the price at which it is ready again: %s', (_what, condition, price, level) => {
    const { reason, percentToGo } = repeating(condition, onePercent, price, price).view();
    expect(reason).toEqual({ code: 'way back', level: expect.closeTo(level, 9) });
    expect(percentToGo).toBeNull();
  });
});
