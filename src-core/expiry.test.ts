import { describe, expect, test } from 'vitest';
import type { Alarm } from './alarm.ts';
import { minute, type Scenario, scenario, second, start, target } from './testing/scenario.ts';

/** A target of 100, up, armed at 99 and expiring a minute after the start. */
function expiring(more: Partial<Alarm> = {}): Scenario {
  const s = scenario();
  s.at(0, 99);
  s.addAlarm(target(100, 'up'), { expiresAt: start + minute, ...more });
  return s;
}

describe('an alarm expires by the time of its samples', () => {
  test.each([
    ['just before', 59.999, 1],
    ['at', 60, 0],
    ['after', 61, 0],
  ])('a sample %s its end is judged or not', (_what, t, firings) => {
    const s = expiring();
    s.at(t, 101);
    expect(s.firings).toHaveLength(firings);
    expect(s.view().state).toBe(firings === 1 ? 'fired' : 'expired');
  });

  test('a candle that lies before its end is judged, however late it comes', () => {
    const s = expiring();
    s.wait(10 * minute);
    s.take({ t: start + 50 * second, price: 101, kind: 'candle' });
    expect(s.firings).toHaveLength(1);
  });

  test('a range that ends after it is not judged, whenever it began', () => {
    const s = expiring();
    s.at(61, 99, [98, 105, 30]);
    expect(s.told()).toEqual([]);
  });

  test('null is never', () => {
    const s = expiring({ expiresAt: null });
    s.at(10_000_000, 101);
    expect(s.firings).toHaveLength(1);
  });

  test('what it shows: the time, and no way to go', () => {
    const s = expiring();
    s.at(60, 99);
    expect(s.view()).toMatchObject({
      state: 'expired',
      reason: { code: 'expired', t: start + minute },
      percentToGo: null,
      upLevel: null,
      progress: 0,
    });
  });

  test('the clock alone does not end it while prices come', () => {
    const s = expiring();
    s.at(50, 99);
    s.wait(20 * second);
    expect(s.view().state).toBe('armed');
  });

  test('while the pair is blind the clock does', () => {
    const s = expiring();
    s.wait(5 * minute);
    expect(s.view().state).toBe('armed');
    s.wait(1);
    expect(s.view().state).toBe('expired');
    const later = expiring({ expiresAt: start + 6 * minute });
    later.wait(5 * minute + 1);
    expect(later.view().state).toBe('blind');
    later.wait(minute - 2);
    expect(later.view().state).toBe('blind');
    later.wait(1);
    expect(later.view().state).toBe('expired');
  });

  test('without any price the clock does', () => {
    const s = scenario();
    s.addAlarm(target(100, 'up'), { expiresAt: start + minute });
    s.wait(minute - 1);
    expect(s.view().state).toBe('armed');
    s.wait(1);
    expect(s.view().state).toBe('expired');
  });

  test('paused comes before expired, expired before fired', () => {
    const s = expiring();
    s.at(15, 100);
    expect(s.view().state).toBe('fired');
    s.at(60, 100);
    expect(s.view().state).toBe('expired');
    s.change({ paused: true });
    expect(s.view().state).toBe('paused');
  });
});

describe('a later expiry of an expired alarm arms it', () => {
  test.each([
    ['a later time', start + 10 * minute],
    ['never', null],
  ])('%s', (_what, expiresAt) => {
    const s = expiring();
    s.at(75, 105);
    s.wait(5 * second);
    expect(s.change({ expiresAt })).toEqual({ alreadyTrue: true, firing: null });
    expect(s.engine.tracker('a1')).toMatchObject({
      armAt: start + 80 * second,
      arming: { t: start + 75 * second, price: 105 },
      out: null,
    });
    s.at(90, 106);
    expect(s.told()).toEqual([]);
    s.at(105, 99);
    s.at(120, 100);
    expect(s.told()).toHaveLength(1);
  });

  test('also where only the clock has told that it expired', () => {
    const s = expiring();
    s.wait(10 * minute);
    s.change({ expiresAt: null });
    expect(s.engine.tracker('a1')?.armAt).toBe(start + 10 * minute);
  });

  test('a time that is over already does not', () => {
    const s = expiring();
    s.at(75, 99);
    s.wait(minute);
    s.change({ expiresAt: start + 2 * minute });
    expect(s.view().state).toBe('armed'); // the last price lies before it
    expect(s.engine.tracker('a1')).toMatchObject({ armAt: start, out: 'expired' });
    s.quote(101);
    expect(s.told()).toEqual([]);
    expect(s.view().state).toBe('expired');
  });

  test('of one that has not expired it changes nothing else', () => {
    const s = expiring();
    s.at(30, 98);
    const before = s.engine.tracker('a1');
    s.change({ expiresAt: start + 2 * minute });
    expect(s.engine.tracker('a1')).toEqual(before);
    s.at(119, 100);
    expect(s.firings).toHaveLength(1);
  });

  test('of one that is paused it waits for the resume', () => {
    const s = expiring({ paused: true });
    s.at(75, 98);
    s.change({ expiresAt: null });
    expect(s.view().state).toBe('paused');
    s.at(90, 101);
    s.at(105, 98);
    s.change({ paused: false });
    s.at(120, 100);
    expect(s.told()).toHaveLength(1);
  });

  test('of one that has fired it shows it as fired again', () => {
    const s = expiring();
    s.at(15, 100);
    s.at(75, 99);
    s.change({ expiresAt: null });
    expect(s.view().state).toBe('fired');
    s.at(90, 100);
    expect(s.firings).toHaveLength(1);
  });
});

describe('an earlier expiry', () => {
  test('holds from the next sample on', () => {
    const s = expiring();
    s.at(30, 98);
    s.change({ expiresAt: start + 20 * second });
    expect(s.view().state).toBe('expired');
    s.at(45, 101);
    expect(s.told()).toEqual([]);
  });

  test('resumed after its time, an alarm is expired', () => {
    const s = expiring({ paused: true });
    s.at(75, 98);
    s.change({ paused: false });
    expect(s.view().state).toBe('expired');
    s.at(90, 101);
    expect(s.told()).toEqual([]);
    s.change({ expiresAt: null });
    s.at(105, 98);
    s.at(120, 100);
    expect(s.told()).toHaveLength(1);
  });
});

describe('a command after the time, and a sample from before it', () => {
  test('a note does not disturb what is judged still', () => {
    const s = scenario();
    s.at(0, 99);
    s.addAlarm(target(100, 'up'), {
      mode: 'repeat',
      cooldownMs: second,
      wayBack: 0.05,
      expiresAt: start + minute,
    });
    s.at(15, 100);
    s.wait(50 * second);
    s.change({ note: 'x' });
    s.at(50, 99.9); // less than the way back: armed afresh it would be enough
    s.at(55, 100);
    expect(s.firings).toHaveLength(1);
  });

  test('an alarm made after its time does not judge what came before it was made', () => {
    const s = scenario();
    s.at(0, 99);
    s.wait(70 * second);
    s.addAlarm(target(100, 'up'), { expiresAt: start + minute });
    s.at(50, 101);
    expect(s.told()).toEqual([]);
  });

  test('nor does one that was resumed after it', () => {
    const s = expiring({ paused: true });
    s.wait(70 * second);
    s.change({ paused: false });
    s.at(50, 101);
    expect(s.told()).toEqual([]);
  });

  test('nor one that was re-armed', () => {
    const s = expiring({ expiresAt: start + 90 * second });
    s.at(15, 100);
    s.wait(60 * second);
    s.rearm(); // arms at 135 s
    s.at(70, 99);
    s.at(80, 100);
    expect(s.firings).toHaveLength(1);
  });
});
