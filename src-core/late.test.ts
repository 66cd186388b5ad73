import { describe, expect, test } from 'vitest';
import type { Alarm } from './alarm.ts';
import type { Condition } from './condition.ts';
import { isLate, lateAfterMs } from './late.ts';
import {
  alarmArmed,
  alarmOf,
  btc,
  channel,
  fallFromMax,
  fromExtreme,
  fromStart,
  lastMinutes,
  minute,
  move,
  pairAdded,
  riseFromMin,
  type Scenario,
  scenario,
  second,
  sinceStart,
  start,
  step,
  target,
} from './testing/scenario.ts';

test.each([
  [10 * minute, false],
  [10 * minute + 1, true],
  [0, false],
])('a firing judged %d ms after it came true is late: %j', (ms, expected) => {
  expect(isLate(start, start + ms)).toBe(expected);
  expect(lateAfterMs).toBe(10 * minute);
});

/** An alarm armed at the first price that fires on the second; then the others follow, each 15 s later. */
function after(condition: Condition, prices: readonly number[], more: Partial<Alarm> = {}): Scenario {
  const s = scenario();
  const [armedAt = 0, ...rest] = prices;
  s.at(0, armedAt);
  s.addAlarm(condition, more);
  for (const [i, price] of rest.entries()) s.at(15 * (i + 1), price);
  return s;
}

function holds(s: Scenario, n = 0): boolean {
  const firing = s.firings[n];
  const [alarm] = s.engine.alarmsOf(btc.id);
  if (firing === undefined || alarm === undefined) throw new Error('nothing fired');
  return s.engine.stillHolds(alarm, firing, s.samples);
}

describe('a firing still holds at the newest price', () => {
  test.each([
    ['a target, beyond it', target(100, 'up'), [99, 101, 102], true],
    ['a target, at it', target(100, 'up'), [99, 101, 100], true],
    ['a target, half a billionth back', target(100, 'up'), [99, 101, 99.99999995], true],
    ['a target, back across it', target(100, 'up'), [99, 101, 99.9999998], false],
    ['a target downwards, beyond it', target(100, 'down'), [101, 99, 98], true],
    ['a target downwards, half a billionth back', target(100, 'down'), [101, 99, 100.00000005], true],
    ['a target downwards, back across it', target(100, 'down'), [101, 99, 100.0000002], false],
    ['any target goes by the way it fired', target(100, 'any'), [99, 101, 98], false],
    ['a channel that was left, out still', channel(100, 200, 'leaves'), [150, 210, 205], true],
    ['out on the other side', channel(100, 200, 'leaves'), [150, 210, 90], true],
    ['back in', channel(100, 200, 'leaves'), [150, 210, 190], false],
    ['back at its end', channel(100, 200, 'leaves'), [150, 210, 200], false],
    ['a channel that was entered, in still', channel(100, 200, 'enters'), [210, 190, 150], true],
    ['at its end', channel(100, 200, 'enters'), [210, 190, 200], true],
    ['out again', channel(100, 200, 'enters'), [210, 190, 201], false],
    ['leapt over, it is not in', channel(100, 200, 'enters'), [210, 90], false],
    ['a step, beyond its level', step(10), [104, 110, 125], true],
    ['a step, at its level', step(10), [104, 111, 110], true],
    ['a step, back across its level', step(10), [104, 111, 109], false],
    ['a step downwards', step(10), [104, 99, 95], true],
    ['a step downwards, back', step(10), [104, 99, 101], false],
    ['a move since start, beyond its level', move(10, 'any', sinceStart), [100, 112, 110], true],
    ['a move since start, back', move(10, 'any', sinceStart), [100, 112, 109], false],
    ['a fall since the pair was added, true still', fallFromMax(10, pairAdded), [100, 90, 89], true],
    ['at its level', fallFromMax(10, pairAdded), [100, 85, 90], true],
    ['no longer', fallFromMax(10, pairAdded), [100, 85, 90.1], false],
    ['true again from a new highest', fallFromMax(10, pairAdded), [100, 85, 120, 108], true],
    ['a rise since the pair was added', riseFromMin(10, pairAdded), [100, 115, 110], true],
    ['no longer', riseFromMin(10, pairAdded), [100, 115, 109.9], false],
    ['a fall since it was armed, true still', fallFromMax(10, alarmArmed), [100, 85, 90], true],
    ['no longer', fallFromMax(10, alarmArmed), [100, 85, 90.1], false],
    ['true again from a new highest', fallFromMax(10, alarmArmed), [100, 85, 120, 108], true],
    ['a rise since it was armed', riseFromMin(10, alarmArmed), [100, 115, 110], true],
    ['from a new lowest', riseFromMin(10, alarmArmed), [100, 115, 80, 88], true],
    ['no longer', riseFromMin(10, alarmArmed), [100, 115, 109], false],
    ['a fall over a window', fallFromMax(10, lastMinutes(10)), [100, 85, 90], true],
    ['no longer', fallFromMax(10, lastMinutes(10)), [100, 85, 90.1], false],
    ['a move from the extreme', move(10, 'up', fromExtreme(10)), [100, 115, 110], true],
    ['no longer', move(10, 'up', fromExtreme(10)), [100, 115, 109.9], false],
    ['downwards', move(10, 'down', fromExtreme(10)), [100, 85, 90], true],
    ['any, up', move(10, 'any', fromExtreme(10)), [100, 115, 112], true],
    ['any, up, and by now it is down', move(10, 'any', fromExtreme(10)), [100, 115, 103], false],
    ['any, down, and by now it is up', move(10, 'any', fromExtreme(10)), [100, 85, 94], false],
    ['any, down, and by now it is both', move(10, 'any', fromExtreme(10)), [100, 90, 120, 132, 118], true],
  ] as [string, Condition, number[], boolean][])('%s', (_what, condition, prices, expected) => {
    expect(holds(after(condition, prices))).toBe(expected);
  });

  test('a wick proves a high or a low that followed', () => {
    const s = after(fallFromMax(10, alarmArmed), [100, 85]);
    s.at(30, 90, [85, 101]);
    expect(holds(s)).toBe(true);
    const rise = after(riseFromMin(10, alarmArmed), [100, 115]);
    rise.at(30, 109, [99, 115]);
    expect(holds(rise)).toBe(true);
  });

  test('what was before the highest that it fell from does not count', () => {
    const s = scenario();
    s.at(0, 200);
    s.at(15, 100);
    s.add(fallFromMax(10, alarmArmed));
    s.at(30, 90);
    s.at(45, 91);
    expect(holds(s)).toBe(false);
  });

  test('a window is the one of now: what it fell from may have left', () => {
    const s = scenario();
    s.at(0, 100);
    s.add(fallFromMax(10, lastMinutes(2)));
    s.at(15, 88);
    s.at(120, 88);
    expect(holds(s)).toBe(true);
    s.at(136, 88);
    expect(holds(s)).toBe(false);
  });

  test('a move from the start is measured from what stands a window ago by now', () => {
    const s = scenario();
    s.at(0, 100);
    s.add(move(10, 'up', fromStart(2)));
    s.at(60, 105);
    s.at(120, 110);
    expect(holds(s)).toBe(true);
    s.at(180, 115.4);
    expect(holds(s)).toBe(false);
    s.at(181, 115.5);
    expect(holds(s)).toBe(true);
  });

  test('what an earlier firing had used up does not prove a later one', () => {
    const s = scenario();
    s.at(0, 80);
    s.addAlarm(move(10, 'up', fromExtreme(60)), { mode: 'repeat', cooldownMs: second });
    s.at(15, 100, [70, 100]);
    s.at(30, 110);
    expect(s.firings).toHaveLength(2);
    s.at(45, 105, [105, 112, 10]); // far above 70 and 80, not above 100 + 10 %
    expect([holds(s, 0), holds(s, 1)]).toEqual([true, false]);
    s.at(60, 110);
    expect([holds(s, 0), holds(s, 1)]).toEqual([true, true]);
  });

  test('it goes by the condition that fired, not by what the alarm is now', () => {
    const s = after(target(100, 'up'), [99, 101]);
    s.change({ condition: target(50, 'down') });
    expect(holds(s)).toBe(true);
  });

  test('a paused, expired or resting alarm is no matter', () => {
    const s = after(move(10, 'up', fromExtreme(10)), [100, 115]);
    s.change({ paused: true, expiresAt: start });
    expect(holds(s)).toBe(true);
  });
});

test('without a pair or without a price nothing holds', () => {
  const s = after(target(100, 'up'), [99, 101]);
  const [firing] = s.firings;
  if (firing === undefined) throw new Error('nothing fired');
  s.engine.removePair(btc.id);
  expect(s.engine.stillHolds(alarmOf(target(100, 'up')), firing, s.samples)).toBe(false);
  s.engine.addPair(btc, minute);
  expect(s.engine.stillHolds(alarmOf(target(100, 'up')), firing, s.samples)).toBe(false);
});

test('asking changes nothing', () => {
  const s = after(move(10, 'up', fromExtreme(10)), [100, 115], { mode: 'repeat', cooldownMs: second });
  const before = s.engine.tracker('a1');
  holds(s);
  expect(s.engine.tracker('a1')).toEqual(before);
});
