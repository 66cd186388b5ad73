import { describe, expect, test } from 'vitest';
import type { Alarm } from './alarm.ts';
import type { Condition } from './condition.ts';
import {
  fallFromMax,
  fromExtreme,
  lastMinutes,
  minute,
  move,
  pairAdded,
  type Scenario,
  scenario,
  second,
  sinceStart,
  start,
  step,
  target,
} from './testing/scenario.ts';

/** Armed at 99. */
function armed(condition: Condition, more: Partial<Alarm> = {}): Scenario {
  const s = scenario();
  s.at(0, 99);
  s.addAlarm(condition, more);
  return s;
}

const up = target(100, 'up');

describe('a paused alarm', () => {
  test('is not judged', () => {
    for (const condition of [up, step(1), move(1, 'any', sinceStart), fallFromMax(1, pairAdded)]) {
      const s = armed(condition);
      s.change({ paused: true });
      for (const [i, price] of [110, 90, 120, 80].entries()) s.at(15 * (i + 1), price, [70, 130]);
      expect(s.told()).toEqual([]);
      expect(s.view()).toMatchObject({ state: 'paused', reason: { code: 'paused' }, percentToGo: null });
    }
  });

  test('may be made paused', () => {
    const s = armed(up, { paused: true });
    expect(s.view().state).toBe('paused');
    s.at(15, 101);
    expect(s.told()).toEqual([]);
    s.at(30, 99);
    s.change({ paused: false });
    s.at(45, 101);
    expect(s.told()).toEqual(['45 up by price 101, level 100, from 99@30']);
  });

  test('becomes neither ready nor does it lose readiness by what comes meanwhile', () => {
    const s = armed(up);
    const before = s.engine.tracker('a1')?.memory;
    s.change({ paused: true });
    s.at(15, 110);
    expect(s.engine.tracker('a1')?.memory).toEqual(before);
  });
});

describe('resuming arms, at that moment, with the last accepted price', () => {
  test('what happened meanwhile is not told later', () => {
    const s = armed(up);
    s.change({ paused: true });
    s.at(15, 105);
    s.wait(5 * second);
    expect(s.change({ paused: false })).toEqual({ alreadyTrue: true, firing: null });
    expect(s.engine.tracker('a1')).toMatchObject({
      armAt: start + 20 * second,
      arming: { t: start + 15 * second, price: 105 },
      out: null,
    });
    s.at(30, 106);
    expect(s.told()).toEqual([]);
    s.at(45, 99);
    s.at(60, 100);
    expect(s.told()).toHaveLength(1);
  });

  test('a range from before it counts by its price only', () => {
    const s = armed(up);
    s.change({ paused: true });
    s.wait(10 * second);
    s.change({ paused: false });
    s.at(15, 99, [98, 105, 5]);
    expect(s.told()).toEqual([]);
  });

  test('the way back of an earlier firing is forgotten: false is enough', () => {
    const s = armed(up, { mode: 'repeat', cooldownMs: second, wayBack: 0.05 });
    s.at(15, 100);
    s.change({ paused: true });
    s.change({ paused: false });
    s.at(30, 99.9);
    s.at(45, 100);
    expect(s.firings).toHaveLength(2);
  });

  test('it ends a cooldown, and forgets what was missed', () => {
    const s = armed(target(100, 'any'), { mode: 'repeat', cooldownMs: 10 * minute, wayBack: 0 });
    s.at(15, 101);
    s.at(30, 99);
    s.change({ paused: true });
    s.change({ paused: false });
    expect(s.engine.tracker('a1')).toMatchObject({ coolUntil: null, missed: 0 });
    s.at(45, 101);
    expect(s.firings.map(({ proof }) => proof.missed)).toEqual([0, 0]);
  });

  test('it ends the minute after a re-arm', () => {
    const s = armed(up);
    s.at(15, 100);
    s.rearm();
    s.at(20, 99);
    s.change({ paused: true });
    expect(s.view().state).toBe('paused');
    s.change({ paused: false });
    s.at(30, 100);
    expect(s.firings).toHaveLength(2);
  });

  test('a new base, a new grid', () => {
    const s = scenario();
    s.at(0, 100);
    s.addAlarm(move(10, 'any', sinceStart), { id: 'move' });
    s.addAlarm(step(10, 'percent'), { id: 'step' });
    for (const id of ['move', 'step']) s.change({ paused: true }, id);
    s.at(15, 200);
    for (const id of ['move', 'step']) s.change({ paused: false }, id);
    s.at(30, 219);
    expect(s.told()).toEqual([]);
    s.at(45, 220);
    expect(s.told()).toEqual([
      '45 up by price 220, level 220, from 200@15',
      '45 up by price 220, level 220, from 200@15',
    ]);
  });

  test('without any price the next one arms it', () => {
    const s = scenario();
    s.addAlarm(up, { paused: true });
    s.change({ paused: false });
    s.at(15, 101);
    s.at(30, 102);
    expect(s.told()).toEqual([]);
    s.at(45, 99);
    s.at(60, 100);
    expect(s.told()).toHaveLength(1);
  });

  test('one that has fired rests on until it is re-armed', () => {
    const s = armed(up);
    s.at(15, 100);
    s.change({ paused: true });
    s.at(30, 99);
    expect(s.change({ paused: false })).toEqual({ alreadyTrue: false, firing: null });
    expect(s.view().state).toBe('fired');
    s.at(45, 100);
    expect(s.firings).toHaveLength(1);
    expect(s.rearm()).toBe(true);
  });

  test('one that was not paused is not disturbed', () => {
    const s = armed(up);
    s.wait(10 * second);
    expect(s.change({ paused: false })).toEqual({ alreadyTrue: false, firing: null });
    expect(s.engine.tracker('a1')?.armAt).toBe(start);
  });
});

describe('what is traded during a pause', () => {
  test('fills windows', () => {
    for (const condition of [move(10, 'down', fromExtreme(10)), fallFromMax(10, lastMinutes(10))]) {
      const s = scenario();
      s.at(0, 100);
      s.addAlarm(condition, {});
      s.change({ paused: true });
      s.at(15, 120);
      s.at(30, 110);
      s.change({ paused: false });
      s.at(45, 108);
      expect(s.told()).toEqual(['45 down by price 108, level 108, from 120@15']);
    }
  });

  test('true already at the end of it, a window restarts there', () => {
    const s = scenario();
    s.at(0, 100);
    s.addAlarm(move(10, 'up', fromExtreme(10)), {});
    s.change({ paused: true });
    s.at(15, 120);
    expect(s.change({ paused: false }).alreadyTrue).toBe(true);
    s.at(30, 131);
    expect(s.told()).toEqual([]);
    s.at(45, 132);
    expect(s.told()).toEqual(['45 up by price 132, level 132, from 120@15']);
  });

  test('moves the highest of the pair', () => {
    const s = scenario();
    s.at(0, 100);
    s.addAlarm(fallFromMax(10, pairAdded), {});
    s.at(15, 100);
    s.change({ paused: true });
    s.at(30, 200);
    s.change({ paused: false });
    s.at(45, 181);
    expect(s.told()).toEqual([]);
    s.at(60, 180);
    expect(s.told()).toEqual(['60 down by price 180, level 180, from 200@30']);
  });
});

test('that it is paused must be stored once, where a sample was the first to find it', () => {
  const s = armed(up, { expiresAt: start + 30 * second });
  expect(s.at(15, 99)).toMatchObject({ changed: [] });
  expect(s.at(30, 99)).toMatchObject({ changed: ['a1'] });
  expect(s.at(45, 99)).toMatchObject({ changed: [] });
});
