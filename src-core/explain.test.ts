import { describe, expect, test } from 'vitest';
import type { AlarmState } from './alarm.ts';
import type { Condition } from './condition.ts';
import {
  alarmArmed,
  btc,
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
  sinceStart,
  start,
  target,
} from './testing/scenario.ts';

function armed(condition: Condition, ...prices: [number, ...number[]]): Scenario {
  const s = scenario(...prices);
  s.add(condition);
  return s;
}

function ringState(s: Scenario, acknowledged: number): AlarmState {
  const since = s.firings[acknowledged]?.t;
  return s.view('a1', since === undefined ? null : { kind: 'ringing', since }).state;
}

describe('state', () => {
  /** A scenario and the ring that its host keeps: the oldest firing that nobody has acknowledged. */
  function hosted(condition: Condition) {
    const s = armed(condition, 99);
    let acknowledged = 0;
    return {
      reach: () => s.quote(s.firings.length % 2 === 0 ? 106 : 112),
      stay: () => s.quote(99.5),
      acknowledge: () => {
        acknowledged = s.firings.length;
      },
      rearm: () => s.rearm(),
      minuteAndStay: () => s.quote(99.5, 61),
      minuteWithoutPrice: () => s.wait(61_000),
      restart: () => s.restart(),
      state: () => ringState(s, acknowledged),
    };
  }
  type Hosted = ReturnType<typeof hosted>;
  type Event = Exclude<keyof Hosted, 'state'>;

  const once = target(100, 'up');
  const repeat = move(5, 'any', sinceStart);
  const setups: Record<string, { condition: Condition; events: Event[] }> = {
    'once, armed': { condition: once, events: [] },
    'once, ringing': { condition: once, events: ['reach'] },
    'once, fired': { condition: once, events: ['reach', 'acknowledge'] },
    'once, re-armed': { condition: once, events: ['reach', 'acknowledge', 'rearm'] },
    'repeat, armed': { condition: repeat, events: [] },
    'repeat, ringing': { condition: repeat, events: ['reach'] },
    'repeat, cooling': { condition: repeat, events: ['reach', 'acknowledge'] },
  };

  const table: [setup: string, is: AlarmState, after: Record<Event, AlarmState>][] = [
    [
      'once, armed',
      'armed',
      {
        reach: 'ringing',
        stay: 'armed',
        acknowledge: 'armed',
        rearm: 'armed',
        minuteAndStay: 'armed',
        minuteWithoutPrice: 'armed',
        restart: 'armed',
      },
    ],
    [
      'once, ringing',
      'ringing',
      {
        reach: 'ringing',
        stay: 'ringing',
        acknowledge: 'fired',
        rearm: 'ringing',
        minuteAndStay: 'ringing',
        minuteWithoutPrice: 'ringing',
        restart: 'ringing',
      },
    ],
    [
      'once, fired',
      'fired',
      {
        reach: 'fired',
        stay: 'fired',
        acknowledge: 'fired',
        rearm: 'cooling',
        minuteAndStay: 'fired',
        minuteWithoutPrice: 'fired',
        restart: 'fired',
      },
    ],
    [
      'once, re-armed',
      'cooling',
      {
        reach: 'cooling',
        stay: 'cooling',
        acknowledge: 'cooling',
        rearm: 'cooling',
        minuteAndStay: 'armed',
        minuteWithoutPrice: 'armed',
        restart: 'cooling',
      },
    ],
    [
      'repeat, armed',
      'armed',
      {
        reach: 'ringing',
        stay: 'armed',
        acknowledge: 'armed',
        rearm: 'armed',
        minuteAndStay: 'armed',
        minuteWithoutPrice: 'armed',
        restart: 'armed',
      },
    ],
    [
      'repeat, ringing',
      'ringing',
      {
        reach: 'ringing',
        stay: 'ringing',
        acknowledge: 'cooling',
        rearm: 'ringing',
        minuteAndStay: 'ringing',
        minuteWithoutPrice: 'ringing',
        restart: 'ringing',
      },
    ],
    [
      'repeat, cooling',
      'cooling',
      {
        reach: 'cooling',
        stay: 'cooling',
        acknowledge: 'cooling',
        rearm: 'cooling',
        // 99.5 is 6 % below the new base of 106: judged afresh, it fires at the end of its cooldown.
        minuteAndStay: 'ringing',
        // A cooldown is ended by a sample, not by a clock.
        minuteWithoutPrice: 'cooling',
        restart: 'cooling',
      },
    ],
  ];

  const words: Record<Event, string> = {
    reach: 'a price at the level',
    stay: 'a price before the level',
    acknowledge: 'it is acknowledged',
    rearm: 'it is re-armed',
    minuteAndStay: 'a minute later a price before the level',
    minuteWithoutPrice: 'a minute without a price',
    restart: 'everything is stopped and started',
  };
  const rows = table.flatMap(([setup, is, after]) =>
    (Object.keys(after) as Event[]).map((event) => [setup, words[event], after[event], is, event] as const),
  );
  test.each(rows)('%s, then %s: %s', (setup, _words, expected, is, event) => {
    const { condition, events } = setups[setup] ?? { condition: once, events: [] };
    const alarm = hosted(condition);
    for (const earlier of events) alarm[earlier]();
    expect(alarm.state()).toBe(is);
    alarm[event]();
    expect(alarm.state()).toBe(expected);
  });
});

describe('reason', () => {
  test('how far it is to go', () => {
    expect(armed(target(110, 'up'), 100).view().reason).toEqual({ code: 'to go', percent: 10 });
  });

  test('no price yet', () => {
    const s = scenario();
    s.add(target(110, 'up'));
    expect(s.view()).toMatchObject({
      state: 'armed',
      reason: { code: 'no price yet' },
      percentToGo: null,
      progress: 0,
      upLevel: null,
      downLevel: null,
    });
  });

  test.each([
    ['an up target', target(100, 'up'), 105, 100],
    ['a down target', target(100, 'down'), 95, 100],
    ['a fall from the highest', fallFromMax(10, pairAdded), 85, 108],
    ['a rise from the lowest', riseFromMin(10, pairAdded), 130, 110],
  ])('already true: %s', (_what, condition, price, level) => {
    const { view } = armed(condition, 120, 100, price);
    expect(view().reason).toMatchObject({ code: 'already true' });
    expect((view().reason as { level: number }).level).toBeCloseTo(level);
    expect(view()).toMatchObject({ state: 'armed', percentToGo: null, progress: 0 });
  });

  test('already true gives way to how far it is to go, once it is false', () => {
    const s = armed(target(100, 'up'), 105);
    s.quote(80);
    expect(s.view().reason).toEqual({ code: 'to go', percent: 25 });
  });

  test('warming up: a move from the start, until a price stands', () => {
    const s = scenario();
    s.at(0, 100);
    s.add(move(5, 'any', fromStart(60)));
    s.at(12 * 60, 101);
    expect(s.view()).toMatchObject({
      reason: { code: 'warming up', seenMs: 12 * minute, windowMs: 60 * minute },
      percentToGo: null,
    });
    s.at(60 * 60, 100);
    expect(s.view().reason).toMatchObject({ code: 'to go', percent: 5 });
  });

  test.each([
    ['move', move(10, 'up', fromExtreme(60)), 10],
    ['extreme', fallFromMax(20, lastMinutes(60)), 20],
  ])('seen in part: %s over a window that is not full', (_what, condition, percent) => {
    const s = scenario();
    s.at(0, 100);
    s.add(condition);
    for (let m = 4; m <= 12; m += 4) s.at(m * 60, 100);
    const seen = { code: 'seen in part', seenMs: 12 * minute, windowMs: 60 * minute };
    expect(s.view().reason).toMatchObject(seen);
    expect((s.view().reason as { percent: number }).percent).toBeCloseTo(percent);
    for (let m = 16; m <= 60; m += 4) s.at(m * 60, 100);
    expect(s.view().reason.code).toBe('to go');
  });

  test('after a hole that empties the window, it is seen in part again', () => {
    const s = scenario();
    for (let m = 0; m <= 10; m += 1) s.at(m * 60, 100);
    s.add(move(10, 'up', fromExtreme(5)));
    expect(s.view().reason.code).toBe('to go');
    s.at(16 * 60, 100);
    expect(s.view().reason).toMatchObject({ code: 'seen in part', seenMs: 0, windowMs: 5 * minute });
  });

  test('stale price: older than stale, not exactly as old', () => {
    const s = armed(target(110, 'up'), 100);
    s.wait(60_000);
    expect(s.view().reason).toEqual({ code: 'to go', percent: 10 });
    s.wait(1);
    expect(s.view().reason).toEqual({ code: 'stale price', ageMs: 60_001 });
    s.quote(100);
    expect(s.view().reason).toEqual({ code: 'to go', percent: 10 });
  });

  test('cooling: until when', () => {
    const repeat = armed(move(5, 'any', sinceStart), 100);
    repeat.quote(105);
    expect(repeat.view().reason).toMatchObject({ code: 'cooling', until: repeat.now() + 60_000 });
    const rearmed = armed(target(110, 'up'), 100);
    rearmed.quote(110);
    rearmed.quote(100);
    rearmed.rearm();
    expect(rearmed.view().reason).toMatchObject({ code: 'cooling', until: rearmed.now() + 60_000 });
    rearmed.wait(59_999);
    expect(rearmed.view().reason.code).toBe('cooling');
    rearmed.wait(1);
    expect(rearmed.view().state).toBe('armed');
  });

  test('re-armed and due, but without a sample since: it does not say that there is no price', () => {
    const s = armed(target(110, 'up'), 100);
    s.quote(110);
    s.quote(100);
    s.rearm();
    s.quote(100, 55);
    s.wait(6_000);
    expect(s.view().state).toBe('armed');
    expect(s.view().reason.code).not.toBe('no price yet');
  });

  test('fired: when', () => {
    const s = armed(target(110, 'up'), 100);
    s.quote(110);
    const t = s.now();
    s.quote(90);
    expect(s.view()).toMatchObject({ state: 'fired', reason: { code: 'fired', t }, lastFiredAt: t });
  });

  test('ringing: since when, before everything else', () => {
    const s = armed(target(110, 'up'), 100);
    s.quote(110);
    const t = s.now();
    s.wait(10 * minute);
    expect(s.view('a1', { kind: 'ringing', since: t }).reason).toEqual({ code: 'ringing', t });
    s.rearm();
    expect(s.view('a1', { kind: 'ringing', since: t }).reason).toEqual({ code: 'ringing', t });
  });

  test('fired and cooling come before a stale price', () => {
    const s = armed(target(110, 'up'), 100);
    s.quote(110);
    s.wait(2 * minute);
    expect(s.view().reason.code).toBe('fired');
    s.rearm();
    expect(s.view().reason.code).toBe('cooling');
  });
});

describe('levels', () => {
  test.each([
    ['a target up', target(110, 'up'), 110, null],
    ['a target down', target(90, 'down'), null, 90],
    ['any target above', target(110, 'any'), 110, null],
    ['any target below', target(90, 'any'), null, 90],
    ['any target armed exactly at it', target(100, 'any'), 100, 100],
    ['a fall from the highest', fallFromMax(10, pairAdded), null, 108],
    ['a fall since armed', fallFromMax(10, alarmArmed), null, 90],
    ['a rise from the lowest', riseFromMin(10, pairAdded), 104.5, null],
    ['a rise in a window', riseFromMin(10, lastMinutes(10)), 104.5, null],
    ['a move up', move(20, 'up', fromExtreme(10)), 114, null],
    ['a move down', move(20, 'down', fromExtreme(10)), null, 96],
    ['any move', move(25, 'any', fromExtreme(10)), 118.75, 90],
    ['since start', move(5, 'any', sinceStart), 105, 95],
    ['since start up', move(5, 'up', sinceStart), 105, null],
    ['from start, not seen whole', move(5, 'any', fromStart(10)), null, null],
  ])('%s', (_what, condition, up, down) => {
    const { upLevel, downLevel } = armed(condition, 120, 95, 100).view();
    const rounded = [upLevel, downLevel].map((level) => (level === null ? null : Number(level.toFixed(9))));
    expect(rounded).toEqual([up, down]);
  });

  test('they move with a window', () => {
    const s = armed(move(10, 'up', fromExtreme(2)), 100);
    s.quote(90);
    expect(s.view().upLevel).toBeCloseTo(99);
    for (let i = 0; i < 8; i += 1) s.quote(95);
    expect(s.view().upLevel).toBeCloseTo(99);
    s.quote(95);
    expect(s.view().upLevel).toBeCloseTo(104.5);
  });

  test('they tell where it fires: one step before it does not, there it does', () => {
    for (const condition of [
      move(3, 'up', fromExtreme(10)),
      move(3, 'up', sinceStart),
      riseFromMin(3, alarmArmed),
      target(104, 'up'),
    ]) {
      const s = armed(condition, 100, 99, 101);
      const level = s.view().upLevel ?? Number.NaN;
      s.quote(level * (1 - 1e-6));
      expect(s.told()).toEqual([]);
      s.quote(level);
      expect(s.told()).toHaveLength(1);
    }
  });
});

describe('percent to go', () => {
  test('is counted in percent of the last price', () => {
    const s = armed(target(110, 'up'), 100);
    expect(s.view().percentToGo).toBeCloseTo(10);
    s.quote(88);
    expect(s.view().percentToGo).toBeCloseTo(25);
  });

  test('leads to the nearer of two levels', () => {
    const s = armed(move(5, 'any', sinceStart), 100);
    s.quote(103);
    expect(s.view().percentToGo).toBeCloseTo((2 / 103) * 100);
    s.quote(96);
    expect(s.view().percentToGo).toBeCloseTo((1 / 96) * 100);
  });

  test('is not counted for an alarm that rests', () => {
    const s = armed(target(110, 'up'), 100);
    s.quote(110);
    expect(s.view()).toMatchObject({ percentToGo: null, progress: 0 });
    const inWindow = armed(move(5, 'any', fromExtreme(10)), 100);
    inWindow.quote(105);
    inWindow.quote(103);
    expect(inWindow.view()).toMatchObject({ state: 'fired', percentToGo: null, progress: 0 });
  });

  test('is none while cooling: nothing is judged then, and nothing is near', () => {
    const s = armed(move(5, 'any', sinceStart), 100);
    s.quote(105);
    s.quote(150);
    expect(s.view()).toMatchObject({ state: 'cooling', percentToGo: null, progress: 0 });
  });
});

describe('progress', () => {
  test('of a target runs from the arming price to it', () => {
    const s = armed(target(110, 'up'), 100);
    expect(s.view().progress).toBe(0);
    for (const [price, progress] of [
      [105, 0.5],
      [109, 0.9],
      [95, 0],
      [102.5, 0.25],
    ] as const) {
      s.quote(price);
      expect(s.view().progress).toBeCloseTo(progress);
    }
  });

  test('of a target armed exactly at it is nothing', () => {
    expect(armed(target(100, 'any'), 100).view().progress).toBe(0);
  });

  test('of a percentage runs from nothing to all of it', () => {
    const s = armed(fallFromMax(10, alarmArmed), 100);
    expect(s.view().progress).toBeCloseTo(0);
    s.quote(95); // 5.26 % of 95 to go
    expect(s.view().progress).toBeCloseTo(1 - 5.263157 / 10, 5);
    s.quote(90.001);
    expect(s.view().progress).toBeGreaterThan(0.99);
    expect(s.view().progress).toBeLessThanOrEqual(1);
  });
});

test('a view carries the alarm itself', () => {
  const s = armed(move(5, 'any', sinceStart), 100);
  expect(s.view()).toMatchObject({
    id: 'a1',
    pairId: btc.id,
    condition: move(5, 'any', sinceStart),
    mode: 'repeat',
    firedCount: 0,
    lastFiredAt: null,
    createdAt: start,
  });
  s.quote(105);
  expect(s.view()).toMatchObject({ firedCount: 1, lastFiredAt: s.now() });
  expect(armed(target(1, 'up'), 100).view().mode).toBe('once');
});
