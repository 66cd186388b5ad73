import { describe, expect, test } from 'vitest';
import type { Alarm } from './alarm.ts';
import {
  alarmOf,
  btc,
  channel,
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

/** Armed at 99 for 100, up. */
function armed(more: Partial<Alarm> = {}): Scenario {
  const s = scenario();
  s.at(0, 99);
  s.addAlarm(target(100, 'up'), more);
  return s;
}

describe('another condition arms the alarm afresh', () => {
  test('with the last accepted price, at the time of the edit', () => {
    const s = armed();
    s.at(15, 98);
    s.wait(5 * second);
    expect(s.change({ condition: target(110, 'any') })).toEqual({ alreadyTrue: false, firing: null });
    expect(s.engine.tracker('a1')).toMatchObject({
      armAt: start + 20 * second,
      arming: { t: start + 15 * second, price: 98 },
      memory: { up: 'touch', down: 'no', fired: false },
    });
    s.at(30, 101);
    s.at(45, 110);
    expect(s.told()).toEqual(['45 up by price 110, level 110, from 101@30']);
  });

  test('where the past was forgotten, the next price arms it, and nothing up to the edit is judged', () => {
    const s = armed();
    s.at(15, 100);
    s.at(400, 9);
    s.engine.decide('binance:BTCUSDT', 'another');
    s.wait(10 * second);
    s.change({ condition: target(10, 'up') }); // armed at 410 s
    s.at(401, 9);
    s.at(405, 11);
    s.at(411, 9);
    expect(s.firings).toHaveLength(1);
    s.at(415, 10);
    expect(s.told()[1]).toBe('415 up by price 10, level 10, from 9@411');
  });

  test('true already it does not ring, and says so', () => {
    const s = armed();
    expect(s.change({ condition: target(90, 'up') }).alreadyTrue).toBe(true);
    s.at(15, 95);
    expect(s.told()).toEqual([]);
    s.at(30, 89);
    s.at(45, 90);
    expect(s.told()).toHaveLength(1);
  });

  test('samples up to the edit are never judged, and a range from before it by its price only', () => {
    const s = armed();
    s.wait(20 * second);
    s.change({ condition: target(100, 'any') });
    s.at(30, 99, [98, 105, 10]);
    expect(s.told()).toEqual([]);
    s.at(45, 99, [98, 105.1, 30]);
    expect(s.told()).toHaveLength(1);
    const twice = armed();
    twice.wait(20 * second);
    twice.change({ condition: target(100, 'any') });
    twice.at(20, 101);
    expect(twice.told()).toEqual([]);
  });

  test('a small change of it is another condition', () => {
    for (const condition of [target(100.01, 'up'), target(100, 'any'), channel(50, 100, 'leaves')]) {
      const s = armed();
      s.wait(second);
      s.change({ condition });
      expect(s.engine.tracker('a1')?.armAt).toBe(start + second);
    }
  });

  test('it wakes one that has fired', () => {
    const s = armed();
    s.at(15, 100);
    s.change({ condition: target(105, 'up') });
    expect(s.view().state).toBe('armed');
    s.at(30, 105);
    expect(s.firings.map(({ id }) => id)).toEqual(['a1#1', 'a1#2']);
  });

  test('it ends a cooldown, and what was missed is forgotten', () => {
    const s = armed({ mode: 'repeat', cooldownMs: 10 * minute, wayBack: 0 });
    for (const [t, price] of [
      [15, 101],
      [30, 99],
      [45, 101],
    ] as const)
      s.at(t, price);
    s.change({ condition: target(105, 'up') });
    expect(s.engine.tracker('a1')).toMatchObject({ coolUntil: null, missed: 0, firedCount: 1 });
    s.at(60, 105);
    expect(s.firings).toHaveLength(2);
  });

  test('it ends the minute after a re-arm', () => {
    const s = armed();
    s.at(15, 100);
    s.rearm();
    s.change({ condition: target(105, 'up') });
    s.at(30, 105);
    expect(s.firings).toHaveLength(2);
  });

  test('its window is filled with what was traded before, and what an earlier firing used up counts again', () => {
    const s = scenario();
    s.at(0, 100);
    s.add(move(10, 'up', fromExtreme(60)));
    s.at(15, 110);
    s.change({ condition: move(12, 'up', fromExtreme(60)) });
    s.at(30, 112);
    expect(s.told()[1]).toBe('30 up by price 112, level 112, from 100@0');
  });

  test('a percentage step counts from the price of the edit', () => {
    const s = scenario();
    s.at(0, 100);
    s.addAlarm(step(10, 'percent'), {});
    s.at(15, 105);
    s.change({ condition: step(20, 'percent') });
    s.at(30, 125);
    expect(s.told()).toEqual([]);
    s.at(45, 126);
    expect(s.told()).toHaveLength(1);
  });

  test('without any price the next one arms it, unjudged', () => {
    const s = scenario();
    s.add(target(100, 'up'));
    s.wait(second);
    expect(s.change({ condition: target(90, 'up') })).toEqual({ alreadyTrue: false, firing: null });
    s.at(15, 95);
    s.at(30, 96);
    expect(s.told()).toEqual([]);
    s.at(45, 89);
    s.at(60, 90);
    expect(s.told()).toHaveLength(1);
  });

  test('it stays where it was among the alarms of its pair', () => {
    const s = scenario(99);
    for (const id of ['a', 'b', 'c']) s.add(target(100, 'up'), id);
    s.change({ condition: target(101, 'up') }, 'b');
    s.quote(101);
    expect(s.firings.map(({ alarmId }) => alarmId)).toEqual(['a', 'b', 'c']);
    expect(s.engine.alarmsOf(btc.id).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    s.engine.removeAlarm('b');
    expect(s.engine.alarmsOf(btc.id).map(({ id }) => id)).toEqual(['a', 'c']);
  });
});

describe('no arming', () => {
  /** What is changed must not be noticed by a range that began before the change: after an arming it would not count. */
  test.each([
    ['the note', { note: 'sell half' }],
    ['the urgency', { urgency: 'silent' }],
    ['the mode', { mode: 'repeat' }],
    ['the cooldown', { cooldownMs: minute }],
    ['the way back', { wayBack: 0.05 }],
    ['an expiry that is still to come', { expiresAt: start + 10 * minute }],
    ['nothing at all', {}],
  ] as [string, Partial<Alarm>][])('%s is changed without arming', (_what, more) => {
    const s = armed();
    s.wait(20 * second);
    const before = s.engine.tracker('a1');
    expect(s.change(more)).toEqual({ alreadyTrue: false, firing: null });
    expect(s.engine.tracker('a1')).toEqual(before);
    s.at(30, 99, [98, 101, 10]);
    expect(s.told()).toEqual(['30 up by high 101, level 100, from 99@0']);
  });

  test('the same condition with its fields in another order is the same', () => {
    const s = armed();
    s.wait(20 * second);
    s.change({ condition: { direction: 'up', price: 100, kind: 'target' } });
    expect(s.engine.tracker('a1')?.armAt).toBe(start);
    const inWindow = scenario(100);
    inWindow.add(move(5, 'any', fromExtreme(10)));
    inWindow.wait(second);
    const over = { from: 'extreme', ms: 10 * minute, kind: 'window' } as const;
    inWindow.change({ condition: { over, direction: 'any', percent: 5, kind: 'move' } });
    expect(inWindow.engine.tracker('a1')?.armAt).toBe(start + 15 * second);
  });

  test('one that waits to become ready waits on', () => {
    const s = scenario(105);
    s.add(target(100, 'up'));
    s.change({ note: 'x', urgency: 'normal', mode: 'repeat', wayBack: 0 });
    s.quote(106);
    expect(s.view().reason).toMatchObject({ code: 'already true' });
  });

  test('one that has fired rests on, also where it is to repeat from now on', () => {
    const s = armed();
    s.at(15, 100);
    s.change({ mode: 'repeat' });
    s.at(30, 90);
    s.at(45, 100);
    expect(s.firings).toHaveLength(1);
    expect(s.view().state).toBe('fired');
    s.rearm();
    s.at(120, 90);
    s.at(135, 100);
    expect(s.view()).toMatchObject({ firedCount: 2, state: 'cooling' });
  });

  test('once instead of repeat: it cools to its end, fires once more and rests', () => {
    const s = armed({ mode: 'repeat', cooldownMs: minute, wayBack: 0 });
    s.at(15, 101);
    s.change({ mode: 'once' });
    expect(s.view().state).toBe('cooling');
    s.at(30, 99);
    s.at(75, 101);
    s.at(90, 99);
    s.at(150, 101);
    expect(s.firings).toHaveLength(2);
    expect(s.view().state).toBe('fired');
  });

  test('another way back holds at once', () => {
    const s = armed({ mode: 'repeat', cooldownMs: second, wayBack: 0.05 });
    s.at(15, 100);
    s.at(30, 99); // 5 % would be 95
    s.change({ wayBack: 0.01 });
    expect(s.view().reason).toMatchObject({ code: 'way back', level: 99 });
    s.at(45, 99);
    s.at(60, 100);
    expect(s.firings).toHaveLength(2);
  });

  test.each([
    ['an extreme', fallFromMax(10, pairAdded), [90, 90.5], [90.5, 90]],
    ['a channel', channel(50, 95, 'enters'), [95, 95.4], [95.4, 95]],
  ] as const)('another way back holds at once: %s', (_what, condition, before, after) => {
    const s = scenario(100);
    s.addAlarm(condition, { mode: 'repeat', cooldownMs: second, wayBack: 0.05 });
    for (const price of before) s.quote(price);
    s.change({ wayBack: 0.004 });
    for (const price of after) s.quote(price);
    expect(s.firings).toHaveLength(2);
  });

  test('the next firing carries the note and urgency of now', () => {
    const s = armed({ note: 'old', urgency: 'loud' });
    s.change({ note: 'new', urgency: 'normal' });
    s.at(15, 100);
    expect(s.firings).toMatchObject([{ note: 'new', urgency: 'normal' }]);
    expect(s.view()).toMatchObject({ note: 'new', urgency: 'normal' });
    expect(s.engine.alarmsOf(btc.id)).toMatchObject([{ note: 'new', urgency: 'normal' }]);
  });

  test('a window goes on as it is', () => {
    const s = scenario();
    s.at(0, 100);
    s.add(fallFromMax(10, lastMinutes(60)));
    s.change({ note: 'x' });
    s.at(15, 90);
    expect(s.told()).toEqual(['15 down by price 90, level 90, from 100@0']);
  });

  test('a base goes on as it is', () => {
    const s = scenario();
    s.at(0, 100);
    s.add(move(5, 'any', sinceStart));
    s.at(15, 103);
    s.change({ note: 'x' });
    s.at(30, 105);
    expect(s.told()).toEqual(['30 up by price 105, level 105, from 100@0']);
  });
});

test('what an edit leaves needs no storing by the next sample', () => {
  for (const more of [
    { condition: target(120, 'up') },
    { paused: true },
    { note: 'x' },
  ] as Partial<Alarm>[]) {
    const s = armed();
    s.change(more);
    expect(s.at(15, 98)).toMatchObject({ changed: [] });
  }
  const resumed = armed({ paused: true });
  resumed.change({ paused: false });
  expect(resumed.at(15, 98)).toMatchObject({ changed: [] });
});

test('an alarm or a pair that is not there is an error of the caller', () => {
  const s = armed();
  expect(() => s.engine.changeAlarm(alarmOf(target(1, 'up'), 'nobody'), s.now())).toThrow('nobody');
  const elsewhere = { ...alarmOf(target(1, 'up')), pairId: 'binance:NOPE' };
  expect(() => s.engine.changeAlarm(elsewhere, s.now())).toThrow('binance:NOPE');
});

test('an alarm cannot move to another pair', () => {
  const s = armed();
  s.engine.addPair({ ...btc, id: 'binance:ETHUSDT' }, minute);
  const moved = { ...alarmOf(target(100, 'up')), pairId: 'binance:ETHUSDT' };
  expect(() => s.engine.changeAlarm(moved, s.now())).toThrow(btc.id);
  s.at(15, 100);
  expect(s.firings).toHaveLength(1);
});
