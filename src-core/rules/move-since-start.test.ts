import { describe, expect, test } from 'vitest';
import { alarmOf, hour, move, scenario, sinceStart, start } from '../testing/scenario.ts';

test('fires when the price has moved its percent from the price at arming, either way', () => {
  const rise = scenario();
  rise.at(0, 100);
  rise.add(move(5, 'any', sinceStart));
  rise.at(15, 104.9);
  rise.at(30, 105);
  expect(rise.told()).toEqual(['30 up by price 105, level 105, from 100@0']);
  const fall = scenario();
  fall.at(0, 100);
  fall.add(move(5, 'any', sinceStart));
  fall.at(15, 95.1);
  fall.at(30, 95);
  expect(fall.told()).toEqual(['30 down by price 95, level 95, from 100@0']);
});

test.each([
  ['up', 80, 106, ['30 up by price 106, level 105, from 100@0']],
  ['down', 120, 94, ['30 down by price 94, level 95, from 100@0']],
] as const)(
  '%s is silent in the other direction, which does not move its base',
  (direction, other, wanted, told) => {
    const s = scenario();
    s.at(0, 100);
    s.add(move(5, direction, sinceStart));
    s.at(15, other);
    s.at(30, wanted);
    expect(s.told()).toEqual(told);
  },
);

test('a touch within a billionth is enough', () => {
  const s = scenario();
  s.at(0, 100);
  s.add(move(5, 'up', sinceStart));
  s.at(15, 104.9999998);
  expect(s.told()).toEqual([]);
  s.at(30, 104.99999995);
  expect(s.firings).toHaveLength(1);
});

test('both true in one step: up where the price is not below the price before, else down', () => {
  const both = (price: number) => {
    const s = scenario();
    s.at(0, 100);
    s.add(move(5, 'any', sinceStart));
    s.at(15, 101);
    s.at(30, price, [94, 106]);
    return s.told();
  };
  expect(both(101)).toEqual(['30 up by high 106, level 105, from 100@0']);
  expect(both(100.9)).toEqual(['30 down by low 94, level 95, from 100@0']);
});

test('the base never slides, however long it takes', () => {
  const s = scenario();
  s.at(0, 100);
  s.add(move(5, 'up', sinceStart));
  for (let h = 1; h <= 96; h += 1) s.at((h * hour) / 1_000, 104);
  s.at((97 * hour) / 1_000, 105);
  expect(s.told()).toEqual([`${97 * 3_600} up by price 105, level 105, from 100@0`]);
});

test('the last price of the firing sample is the new base, not the wick that fired', () => {
  const s = scenario();
  s.at(0, 100);
  s.add(move(5, 'up', sinceStart));
  s.at(15, 102, [99, 106]);
  s.at(75, 107);
  s.at(90, 107.1);
  expect(s.told()).toEqual([
    '15 up by high 106, level 105, from 100@0',
    '90 up by price 107.1, level 107.1, from 102@15',
  ]);
});

test('its proof knows no window', () => {
  const s = scenario();
  s.at(0, 100);
  s.add(move(5, 'up', sinceStart));
  s.at(15, 103);
  s.at(30, 110);
  expect(s.firings[0]?.proof).toMatchObject({
    reference: { t: start, price: 100 },
    before: { t: start + 15_000, price: 103 },
    after: { t: start + 30_000, price: 110 },
    windowSeenFrom: null,
  });
});

describe('it repeats', () => {
  test('it counts its firings, and never rests', () => {
    const s = scenario();
    s.at(0, 100);
    s.add(move(5, 'any', sinceStart));
    s.at(60, 105);
    s.at(120, 110.25);
    s.at(180, 104.7375);
    expect(s.firings.map(({ id }) => id)).toEqual(['a1#1', 'a1#2', 'a1#3']);
    expect(s.told().at(-1)).toBe('180 down by price 104.7375, level 104.7375, from 110.25@120');
  });

  test('for 60 s from the firing nothing is judged, and nothing is caught up on', () => {
    const s = scenario();
    s.at(0, 100);
    s.add(move(5, 'any', sinceStart));
    s.at(15, 105);
    s.at(30, 50);
    s.at(74.999, 300);
    s.at(75, 105);
    s.at(90, 110);
    expect(s.told()).toEqual(['15 up by price 105, level 105, from 100@0']);
  });

  test('the first sample at the deadline is judged afresh, by its range too', () => {
    const s = scenario();
    s.at(0, 100);
    s.add(move(5, 'any', sinceStart));
    s.at(15, 105);
    s.at(60, 105);
    s.at(75, 106, [105, 111]);
    expect(s.told()[1]).toBe('75 up by high 111, level 110.25, from 105@15');
  });

  test('the cooldown counts from the time of the sample, not from when it arrived', () => {
    const s = scenario();
    s.at(0, 100);
    s.add(move(5, 'any', sinceStart));
    s.wait(45_000);
    s.at(15, 105); // arrives half a minute late
    s.wait(20_000);
    s.at(75, 111);
    expect(s.told()).toHaveLength(2);
  });

  test('the cooldown is the alarm’s own', () => {
    const s = scenario();
    s.at(0, 100);
    s.engine.addAlarm(
      { ...alarmOf(move(5, 'any', sinceStart), 'short'), cooldownMs: 1_000 },
      { armAt: start },
    );
    s.at(10, 105);
    s.at(10.999, 120);
    s.at(11, 110.25);
    expect(s.told()).toEqual([
      '10 up by price 105, level 105, from 100@0',
      '11 up by price 110.25, level 110.25, from 105@10',
    ]);
  });

  test('it cannot be re-armed, because it is active', () => {
    const s = scenario();
    s.at(0, 100);
    s.add(move(5, 'any', sinceStart));
    expect(s.rearm()).toBe(false);
    s.at(15, 105);
    expect(s.rearm()).toBe(false);
  });
});
