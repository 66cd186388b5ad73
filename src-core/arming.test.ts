import { describe, expect, test } from 'vitest';
import { rearmDelayMs } from './rearm.ts';
import {
  alarmOf,
  btc,
  fromExtreme,
  minute,
  move,
  scenario,
  sinceStart,
  start,
  target,
} from './testing/scenario.ts';

describe('the arming price', () => {
  test('is the last accepted price, however old', () => {
    const s = scenario();
    s.at(0, 99);
    s.wait(10 * minute);
    s.add(target(100, 'up'));
    s.at(601, 101);
    expect(s.told()).toEqual(['601 up by price 101, level 100, from 99@0']);
  });

  test('a refused price is never it', () => {
    const s = scenario();
    s.at(0, 99);
    s.engine.takeSample(btc.id, { t: start + 15_000, price: Number.NaN, kind: 'quote' }, s.now());
    s.add(target(100, 'up'));
    expect(s.engine.tracker('a1')?.arming).toEqual({ t: start, price: 99 });
  });

  test('where no price is known it is the next one, which is not judged', () => {
    const s = scenario();
    expect(s.add(target(100, 'up'))).toBe(false);
    s.at(15, 101, [99, 102, 0]);
    s.at(30, 102);
    expect(s.told()).toEqual([]);
    expect(s.engine.tracker('a1')).toMatchObject({
      armAt: start + 15_000,
      arming: { t: start + 15_000, price: 101 },
      memory: { up: 'no' },
    });
    s.at(45, 99);
    s.at(60, 100);
    expect(s.told()).toEqual(['60 up by price 100, level 100, from 99@45']);
  });

  test('asked for at the next sample, that one arms and is not judged', () => {
    const s = scenario();
    s.at(0, 99);
    s.engine.addAlarm(alarmOf(target(100, 'up')), { armAt: null });
    s.at(15, 105);
    s.at(30, 106);
    expect(s.told()).toEqual([]);
    s.at(45, 99);
    s.at(60, 100);
    expect(s.told()).toHaveLength(1);
  });

  test('where the next price comes with a time before arming, arming is later all the same', () => {
    const s = scenario();
    s.wait(20_000);
    s.add(target(100, 'up'));
    s.at(10, 99);
    s.at(20, 101);
    expect(s.told()).toEqual([]);
    expect(s.engine.tracker('a1')?.armAt).toBe(start + 20_000);
    s.at(21, 101);
    expect(s.told()).toEqual(['21 up by price 101, level 100, from 101@20']);
  });
});

describe('samples around arming', () => {
  test('with t up to arming they are never judged', () => {
    const s = scenario();
    s.at(0, 99);
    s.wait(15_000);
    s.add(target(100, 'up'));
    s.at(10, 105);
    s.at(15, 101);
    expect(s.told()).toEqual([]);
    s.at(15.001, 101);
    expect(s.told()).toEqual(['15.001 up by price 101, level 100, from 101@15']);
  });

  test('a source whose clock is ahead does not get its last sample judged', () => {
    const s = scenario();
    s.engine.takeSample(btc.id, { t: start + 30_000, price: 99, kind: 'quote' }, start);
    s.add(target(100, 'up'));
    expect(s.engine.tracker('a1')?.armAt).toBe(start + 30_000);
    s.engine.takeSample(btc.id, { t: start + 30_000, price: 101, kind: 'quote' }, start);
    expect(s.told()).toEqual([]);
  });

  test.each([
    ['before arming counts by its last price only', 9.999, []],
    ['with arming counts', 10, ['15 up by high 101, level 100, from 99@0']],
    ['after arming counts', 12, ['15 up by high 101, level 100, from 99@0']],
  ])('a range that began %s', (_what, from, told) => {
    const s = scenario();
    s.at(0, 99);
    s.wait(10_000);
    s.add(target(100, 'up'));
    s.at(15, 98, [97, 101, from]);
    expect(s.told()).toEqual(told);
  });

  test('a range that began before arming still lets its last price fire', () => {
    const s = scenario();
    s.at(0, 99);
    s.wait(10_000);
    s.add(target(100, 'up'));
    s.at(15, 100.5, [97, 130, 0]);
    expect(s.told()).toEqual(['15 up by price 100.5, level 100, from 99@0']);
  });
});

describe('once', () => {
  test('it fires and rests until it is re-armed', () => {
    const s = scenario();
    s.at(0, 99);
    s.add(target(100, 'any'));
    s.at(15, 101);
    s.at(30, 99);
    s.at(45, 101);
    expect(s.told()).toHaveLength(1);
    expect(s.view().state).toBe('fired');
  });

  test('a re-arm arms a minute later, at the last price until then', () => {
    expect(rearmDelayMs).toBe(60_000);
    const s = scenario();
    s.at(0, 99);
    s.add(target(100, 'up'));
    s.at(15, 101);
    s.at(30, 98);
    expect(s.rearm()).toBe(true);
    s.at(45, 101); // not judged: cooling until 90 s
    s.at(75, 97);
    s.at(90, 96); // t ≤ arming: its price is the arming price
    expect(s.told()).toHaveLength(1);
    s.at(105, 101);
    expect(s.told()[1]).toBe('105 up by price 101, level 100, from 96@90');
    expect(s.engine.tracker('a1')?.arming).toEqual({ t: start + 90_000, price: 96 });
  });

  test('already true when the re-arm arms, it does not ring', () => {
    const s = scenario();
    s.at(0, 99);
    s.add(target(100, 'up'));
    s.at(15, 101);
    s.rearm();
    s.at(90, 102);
    expect(s.told()).toHaveLength(1);
    s.at(105, 99);
    s.at(120, 100);
    expect(s.told()).toHaveLength(2);
  });

  test('what a range showed before the re-arm armed does not count', () => {
    const fired = (from: number) => {
      const s = scenario();
      s.at(0, 99);
      s.add(target(100, 'up'));
      s.at(15, 101);
      s.at(30, 98);
      s.rearm(); // arms at 90 s
      s.at(105, 98, [97, 105, from]);
      return s.firings.length;
    };
    expect([fired(89.999), fired(90)]).toEqual([1, 2]);
  });

  test('pressed twice while cooling, the moment moves', () => {
    const s = scenario();
    s.at(0, 99);
    s.add(target(100, 'up'));
    s.at(15, 101);
    expect(s.rearm()).toBe(true);
    s.at(60, 99);
    expect(s.rearm()).toBe(true);
    expect(s.view().reason).toMatchObject({ code: 'cooling', until: start + 120_000 });
    s.at(90, 101); // the first moment would have been 75 s
    s.at(105, 99);
    expect(s.told()).toHaveLength(1);
    s.at(121, 101);
    expect(s.told()).toHaveLength(2);
  });

  test('an alarm that is active cannot be re-armed, and is not disturbed', () => {
    const s = scenario();
    s.at(0, 99);
    s.add(target(100, 'up'));
    expect(s.rearm()).toBe(false);
    expect(s.rearm('nobody')).toBe(false);
    s.at(15, 100);
    expect(s.told()).toHaveLength(1);
    s.rearm();
    s.at(90, 99);
    expect(s.rearm()).toBe(false);
  });

  test('an alarm that still waits for its first price cannot be re-armed', () => {
    const s = scenario();
    s.add(target(100, 'up'));
    expect(s.rearm()).toBe(false);
    s.at(15, 99);
    s.at(30, 100);
    expect(s.told()).toHaveLength(1);
  });

  test('firings are numbered on over a re-arm', () => {
    const s = scenario();
    s.at(0, 99);
    s.add(target(100, 'up'));
    s.at(15, 101);
    s.at(30, 99);
    s.rearm();
    s.at(91, 99);
    s.at(105, 101);
    expect(s.firings.map(({ id }) => id)).toEqual(['a1#1', 'a1#2']);
    expect(s.view()).toMatchObject({ firedCount: 2, lastFiredAt: start + 105_000 });
  });
});

describe('what a pair knows is no business of the alarm’s age', () => {
  test('alarms of one pair are judged apart: one may rest while another fires', () => {
    const s = scenario();
    s.at(0, 99);
    s.add(target(100, 'up'), 'a1');
    s.at(15, 101);
    s.add(target(102, 'up'), 'a2');
    s.add(move(2, 'any', sinceStart), 'a3');
    s.add(move(2, 'any', fromExtreme(10)), 'a4');
    s.at(30, 103.02);
    expect(s.firings.map(({ id, proof }) => [id, proof.reference.price])).toEqual([
      ['a1#1', 99],
      ['a2#1', 101],
      ['a3#1', 101],
      ['a4#1', 101],
    ]);
  });
});
