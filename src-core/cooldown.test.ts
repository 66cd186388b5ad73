import { describe, expect, test } from 'vitest';
import type { Alarm } from './alarm.ts';
import { cooldownAfter, longestCooldownMs, shortestCooldownMs, withFiring } from './cooldown.ts';
import {
  alarmOf,
  hour,
  minute,
  move,
  type Scenario,
  scenario,
  second,
  sinceStart,
  start,
  step,
  target,
} from './testing/scenario.ts';

const day = 24 * hour;

test('a cooldown lasts 1 second to 7 days', () => {
  expect([shortestCooldownMs, longestCooldownMs]).toEqual([second, 7 * day]);
});

describe('the storm guard', () => {
  const cooling = (cooldownMs: number): Alarm => ({ ...alarmOf(target(100, 'any')), cooldownMs });
  test.each([
    ['one firing', minute, 1, minute, null],
    ['three firings are no storm', minute, 3, minute, null],
    ['the fourth doubles', minute, 4, 2 * minute, 4],
    ['the fifth once more', minute, 5, 4 * minute, 5],
    ['the seventh', minute, 7, 16 * minute, 7],
    ['half an hour at most', minute, 8, 30 * minute, 8],
    ['however many', minute, 5_000, 30 * minute, 5_000],
    ['of a second', second, 4, 2 * second, 4],
    ['a longer cooldown stays what it is, and nothing made it longer', hour, 4, hour, null],
    ['half an hour likewise', 30 * minute, 9, 30 * minute, null],
    ['one just below half an hour', 29 * minute, 4, 30 * minute, 4],
  ])('%s', (_what, cooldownMs, firings, ms, storm) => {
    expect(cooldownAfter(cooling(cooldownMs), firings)).toEqual({ ms, storm });
  });

  test('counts firings of the hour that ends with this one', () => {
    expect(withFiring([0, 1, 60, hour], hour)).toEqual([1, 60, hour, hour]);
    expect(withFiring([], 5)).toEqual([5]);
  });
});

/** An alarm that repeats, armed at 99 (a target of 100) or 100. */
function repeating(condition: Parameters<typeof alarmOf>[0], cooldownMs: number, armedAt = 99): Scenario {
  const s = scenario();
  s.at(0, armedAt);
  s.addAlarm(condition, { mode: 'repeat', cooldownMs, wayBack: 0 });
  return s;
}

describe('a firing begins a cooldown, counted from the time of its sample', () => {
  test('ended by the first sample at or after the deadline', () => {
    const s = repeating(target(100, 'any'), minute);
    s.at(15, 101);
    s.at(74.999, 99);
    expect(s.firings).toHaveLength(1);
    s.at(75, 101);
    expect(s.firings.map(({ t }) => (t - start) / second)).toEqual([15, 75]);
  });

  test('from when it arrived does not count', () => {
    const s = repeating(target(100, 'any'), minute);
    s.wait(40 * second);
    s.at(15, 101); // 25 s late
    s.at(75, 99);
    expect(s.firings).toHaveLength(2);
  });

  test('no clock ends it: without a sample it goes on', () => {
    const s = repeating(target(100, 'any'), minute);
    s.at(15, 101);
    s.wait(2 * minute);
    expect(s.view()).toMatchObject({ state: 'cooling', reason: { code: 'cooling', leftMs: 0 } });
    s.quote(101);
    expect(s.view().state).toBe('armed');
  });

  test('its length is the alarm’s own', () => {
    for (const cooldownMs of [shortestCooldownMs, 5 * minute, longestCooldownMs]) {
      const s = repeating(target(100, 'any'), cooldownMs);
      s.at(15, 101);
      s.at(15 + cooldownMs / second - 0.001, 99);
      expect(s.firings).toHaveLength(1);
      s.at(15 + cooldownMs / second, 101);
      expect(s.firings).toHaveLength(2);
    }
  });

  test('another length counts from the next firing on', () => {
    const s = repeating(target(100, 'any'), minute);
    s.at(15, 101);
    s.change({ cooldownMs: 5 * minute });
    s.at(75, 99);
    expect(s.firings).toHaveLength(2);
    s.at(374, 101);
    expect(s.firings).toHaveLength(2);
    s.at(375, 99);
    expect(s.firings).toHaveLength(3);
  });

  test('once has none: it rests', () => {
    const s = scenario(99);
    s.addAlarm(target(100, 'any'), { mode: 'once', cooldownMs: second });
    s.quote(101);
    expect(s.engine.tracker('a1')).toMatchObject({ resting: true, coolUntil: null });
    expect(s.firings[0]?.proof.cooldown).toBeNull();
  });

  test('since start always repeats, whatever mode it was given', () => {
    const s = scenario();
    s.at(0, 100);
    s.addAlarm(move(5, 'any', sinceStart), { mode: 'once', cooldownMs: second });
    s.at(15, 105);
    s.at(30, 110.25);
    expect(s.firings).toHaveLength(2);
    expect(s.view().mode).toBe('repeat');
  });

  test('it says when it ends, and what came true meanwhile', () => {
    const s = repeating(target(100, 'any'), minute);
    s.at(15, 101);
    s.at(30, 99);
    s.at(45, 101);
    expect(s.view()).toMatchObject({
      state: 'cooling',
      reason: { code: 'cooling', until: start + 75 * second, leftMs: 30 * second, missed: 2 },
    });
  });
});

describe('during it an edge condition', () => {
  test('that comes true loses readiness and is counted, without a firing', () => {
    const s = scenario();
    s.at(0, 99);
    s.addAlarm(target(100, 'up'), { mode: 'repeat', cooldownMs: minute, wayBack: 0.01 });
    s.at(15, 100);
    s.at(30, 99);
    s.at(45, 100); // counted, and no longer ready
    s.at(75, 100);
    s.at(90, 101);
    expect(s.firings).toHaveLength(1);
    expect(s.engine.tracker('a1')).toMatchObject({ missed: 1, memory: { up: 'no' } });
    s.at(105, 99);
    s.at(120, 100);
    expect(s.firings).toHaveLength(2);
  });

  test('becomes ready on its way back, and fires after it', () => {
    const s = scenario();
    s.at(0, 99);
    s.addAlarm(target(100, 'up'), { mode: 'repeat', cooldownMs: minute, wayBack: 0.01 });
    s.at(15, 100);
    s.at(30, 99);
    s.at(75, 100);
    expect(s.firings.map(({ proof }) => proof.missed)).toEqual([0, 0]);
  });

  test('is counted once a sample, by its low, its high or its price', () => {
    const s = repeating(target(100, 'any'), 10 * minute);
    s.at(15, 101);
    s.at(30, 101, [99, 102]);
    s.at(45, 99);
    expect(s.view().reason).toMatchObject({ missed: 2 });
  });

  test('what was missed is told by the next firing, and then forgotten', () => {
    const s = repeating(target(100, 'any'), minute);
    s.at(15, 101);
    for (const t of [30, 45, 60]) s.at(t, t % 30 === 0 ? 99 : 101);
    s.at(75, 101);
    s.at(135, 99);
    expect(s.firings.map(({ proof }) => proof.missed)).toEqual([0, 3, 0]);
  });

  test('that is merely judged without coming true must be stored only where something changed', () => {
    const s = scenario();
    s.at(0, 99);
    s.addAlarm(target(100, 'up'), { mode: 'repeat', cooldownMs: 10 * minute, wayBack: 0.01 });
    const stored = [100, 100.5, 99, 98, 100, 101].map((price) => {
      const taken = s.quote(price);
      return taken.accepted && taken.changed.includes('a1');
    });
    // Fires, nothing, ready again, nothing, counted, nothing.
    expect(stored).toEqual([true, false, true, false, true, false]);
  });
});

describe('during it an anchored condition is not judged', () => {
  test('and at its end it is judged afresh, against what it is by then', () => {
    const s = scenario();
    s.at(0, 100);
    s.addAlarm(move(5, 'up', { kind: 'window', ms: 10 * minute, from: 'extreme' }), {
      mode: 'repeat',
      cooldownMs: minute,
    });
    s.at(15, 105);
    s.at(30, 95);
    s.at(45, 110); // a move of more than 5 %, while it cools
    s.at(75, 99.74);
    expect(s.firings).toHaveLength(1);
    s.at(90, 99.75); // 95 + 5 %: what came while it cooled is in the window
    expect(s.told()[1]).toBe('90 up by price 99.75, level 99.75, from 95@30');
    expect(s.firings[1]?.proof.missed).toBe(0);
  });

  test('what is still true at its end fires', () => {
    for (const condition of [step(5), move(5, 'any', sinceStart)]) {
      const s = repeating(condition, minute, 100);
      s.at(15, 105);
      s.at(30, 130);
      expect(s.firings).toHaveLength(1);
      s.at(75, 130);
      expect(s.firings.map(({ t }) => (t - start) / second)).toEqual([15, 75]);
    }
  });
});

describe('many firings', () => {
  /** Crosses the target every 15 s for so many minutes. */
  function storm(minutes: number): Scenario {
    const s = repeating(target(100, 'any'), minute);
    for (let t = 15, up = true; t <= minutes * 60; t += 15, up = !up) s.at(t, up ? 101 : 99);
    return s;
  }

  test('of an hour make the cooldown longer, and the proof says so', () => {
    const s = storm(70);
    const gaps = s.firings.map(({ t, proof }) => [(t - start) / second, proof.cooldown]);
    expect(gaps).toEqual([
      [15, { ms: minute, storm: null }],
      [75, { ms: minute, storm: null }],
      [135, { ms: minute, storm: null }],
      [195, { ms: 2 * minute, storm: 4 }],
      [315, { ms: 4 * minute, storm: 5 }],
      [555, { ms: 8 * minute, storm: 6 }],
      [1_035, { ms: 16 * minute, storm: 7 }],
      [1_995, { ms: 30 * minute, storm: 8 }],
      // By then the first four are an hour old.
      [3_795, { ms: 4 * minute, storm: 5 }],
      [4_035, { ms: 4 * minute, storm: 5 }],
    ]);
  });

  test('are counted on over a restart', () => {
    const s = repeating(target(100, 'any'), minute);
    for (const [i, t] of [15, 75, 135].entries()) s.at(t, i % 2 === 0 ? 101 : 99);
    s.restart();
    s.at(195, 99);
    expect(s.firings.at(-1)?.proof.cooldown).toEqual({ ms: 2 * minute, storm: 4 });
  });

  test('are counted on over a change of the condition, a pause and a mode', () => {
    const s = scenario();
    s.at(0, 99);
    s.addAlarm(target(100, 'any'), { mode: 'once', cooldownMs: minute, wayBack: 0 });
    s.at(15, 101);
    s.change({ condition: target(110, 'any'), mode: 'repeat' });
    s.at(30, 111);
    s.change({ paused: true });
    s.change({ paused: false });
    s.at(45, 109);
    s.change({ condition: target(120, 'any') });
    s.at(60, 121);
    expect(s.firings.map(({ proof }) => proof.cooldown?.storm ?? null)).toEqual([null, null, null, 4]);
    expect(s.firings.map(({ id }) => id)).toEqual(['a1#1', 'a1#2', 'a1#3', 'a1#4']);
  });

  test('never pause an alarm by themselves', () => {
    const s = storm(300);
    expect(s.engine.alarmsOf('binance:BTCUSDT')[0]?.paused).toBe(false);
    expect(s.firings.length).toBeGreaterThan(12);
  });
});
