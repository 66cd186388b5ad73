import { describe, expect, test } from 'vitest';
import type { Alarm } from './alarm.ts';
import type { Condition } from './condition.ts';
import {
  alarmArmed,
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

/** Prices 100 at the start and 120 a minute later, and an alarm that is to ring now. */
function ringing(condition: Condition, more: Partial<Alarm> = {}): Scenario {
  const s = scenario();
  s.at(0, 100);
  s.at(60, 120);
  s.addAlarm(condition, more, true);
  return s;
}

describe('asked to ring now, what is true already rings', () => {
  test.each([
    ['a target below', target(110, 'up'), '60 up by price 120, level 110, from 120@60'],
    ['a target above', target(130, 'down'), '60 down by price 120, level 130, from 120@60'],
    ['a channel left upwards', channel(90, 110, 'leaves'), '60 up by price 120, level 110, from 120@60'],
    ['a channel left downwards', channel(130, 140, 'leaves'), '60 down by price 120, level 130, from 120@60'],
    ['a channel entered', channel(90, 130, 'enters'), '60 up by price 120, level 90, from 120@60'],
    ['a rise from the lowest', riseFromMin(10, pairAdded), '60 up by price 120, level 110, from 100@0'],
    ['a rise in a window', riseFromMin(10, lastMinutes(10)), '60 up by price 120, level 110, from 100@0'],
    [
      'a move from the extreme',
      move(10, 'any', fromExtreme(10)),
      '60 up by price 120, level 110, from 100@0',
    ],
    ['a move from the start', move(10, 'up', fromStart(1)), '60 up by price 120, level 110, from 100@0'],
  ])('%s', (_what, condition, told) => {
    const s = ringing(condition);
    expect(s.told()).toEqual([told]);
    expect(s.view()).toMatchObject({ state: 'fired', firedCount: 1, lastFiredAt: start + minute });
  });

  test('it is answered with the arming', () => {
    const s = scenario(120);
    const armed = s.addAlarm(target(110, 'up'), {}, true);
    expect(armed).toMatchObject({ alreadyTrue: true, firing: { id: 'a1#1', alarmId: 'a1', pairId: btc.id } });
  });

  test.each([
    ['a target ahead', target(130, 'up')],
    ['a target that it stands at', target(120, 'any')],
    ['a channel around it', channel(90, 130, 'leaves')],
    ['a fall since it was armed', fallFromMax(10, alarmArmed)],
    ['a step', step(10)],
    ['a move since start', move(5, 'any', sinceStart)],
    ['a move that is not far enough', move(25, 'any', fromExtreme(10))],
    ['a move the other way', move(10, 'down', fromExtreme(10))],
    ['a move from the start that has not seen its window', move(5, 'any', fromStart(10))],
  ])('what is not true does not: %s', (_what, condition) => {
    const s = ringing(condition);
    expect(s.told()).toEqual([]);
    expect(s.view().state).toBe('armed');
  });

  test('not asked, it only says so', () => {
    const s = scenario(120);
    expect(s.addAlarm(target(110, 'up'), {})).toEqual({ alreadyTrue: true, firing: null });
  });

  test('without a price there is nothing to prove it', () => {
    const s = scenario();
    expect(s.addAlarm(target(110, 'up'), {}, true)).toEqual({ alreadyTrue: false, firing: null });
  });

  test('a stale price never fires', () => {
    const aged = (ms: number) => {
      const s = scenario(120);
      s.wait(ms);
      return s.addAlarm(target(110, 'up'), {}, true);
    };
    expect(aged(60_000).firing).not.toBeNull();
    expect(aged(60_001)).toEqual({ alreadyTrue: true, firing: null });
  });

  test.each([
    ['paused', { paused: true }],
    ['expired', { expiresAt: start + minute }],
    ['expired by now, though not yet at the last price', { expiresAt: start + minute + second }],
  ])('an alarm that is %s does not ring', (_what, more) => {
    const s = scenario();
    s.at(60, 120);
    s.wait(second);
    expect(s.addAlarm(target(110, 'up'), more, true)).toEqual({ alreadyTrue: true, firing: null });
  });
});

describe('having rung now', () => {
  test('it repeats after its cooldown and its way back, as after any firing', () => {
    const s = ringing(target(110, 'up'), { mode: 'repeat', cooldownMs: minute, wayBack: 0.1 });
    expect(s.firings[0]?.proof.cooldown).toEqual({ ms: minute, storm: null });
    expect(s.view()).toMatchObject({ state: 'cooling', reason: { until: start + 2 * minute } });
    s.at(120, 105); // 10 % would be 99
    s.at(135, 111);
    expect(s.firings).toHaveLength(1);
    s.at(150, 99);
    s.at(165, 110);
    expect(s.firings.map(({ id }) => id)).toEqual(['a1#1', 'a1#2']);
  });

  test.each([
    ['an extreme', riseFromMin(10, pairAdded), [109.5, 110], [109, 110]],
    ['a channel', channel(90, 110, 'leaves'), [109.5, 111], [108.9, 111]],
  ] as const)('%s waits for its way back too', (_what, condition, tooNear, back) => {
    const s = ringing(condition, { mode: 'repeat', cooldownMs: second, wayBack: 0.01 });
    for (const price of tooNear) s.quote(price);
    expect(s.firings).toHaveLength(1);
    for (const price of back) s.quote(price);
    expect(s.firings).toHaveLength(2);
  });

  test('a move is used up: its window restarts at the price that rang', () => {
    const s = ringing(move(10, 'any', fromExtreme(10)), { mode: 'repeat', cooldownMs: second });
    s.at(75, 131.9);
    expect(s.firings).toHaveLength(1);
    s.at(90, 132);
    expect(s.told()[1]).toBe('90 up by price 132, level 132, from 120@60');
  });

  test('the proof names from when the window was seen, before it restarted', () => {
    for (const condition of [move(10, 'any', fromExtreme(10)), riseFromMin(10, lastMinutes(10))]) {
      expect(ringing(condition).firings[0]?.proof).toMatchObject({
        windowSeenFrom: start,
        reference: { t: start, price: 100 },
        range: null,
        via: null,
        missed: 0,
      });
    }
    expect(ringing(target(110, 'up')).firings[0]?.proof.windowSeenFrom).toBeNull();
  });

  test('the next sample has nothing to store', () => {
    const s = ringing(target(110, 'up'));
    expect(s.quote(121)).toMatchObject({ changed: [], firings: [] });
  });

  test('it rests on over a restart', () => {
    const s = ringing(target(110, 'up'));
    s.restart();
    s.quote(105);
    s.quote(111);
    expect(s.firings).toHaveLength(1);
    expect(s.view().state).toBe('fired');
  });
});

test('an edit and a resume may ring now too', () => {
  const s = scenario(120);
  s.add(target(130, 'up'));
  const edited = s.engine.changeAlarm(alarmWith({ condition: target(110, 'up') }), s.now(), {
    ringNow: true,
  });
  expect(edited.firing?.id).toBe('a1#1');
  const paused = scenario(120);
  paused.addAlarm(target(110, 'up'), { paused: true });
  const resumed = paused.engine.changeAlarm(alarmWith({ condition: target(110, 'up') }), paused.now(), {
    ringNow: true,
  });
  expect(resumed.firing?.id).toBe('a1#1');
});

function alarmWith(more: Partial<Alarm>): Alarm {
  const s = scenario(1);
  s.addAlarm(target(1, 'up'), {});
  const [alarm] = s.engine.alarmsOf(btc.id);
  if (alarm === undefined) throw new Error('no alarm');
  return { ...alarm, ...more };
}
