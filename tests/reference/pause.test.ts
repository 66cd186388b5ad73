import { describe, expect, test } from 'vitest';
import {
  add,
  alarmArmed,
  edit,
  extreme,
  fired,
  firedAt,
  fromExtreme,
  move,
  pause,
  quote,
  resume,
  type Settings,
  sinceStart,
  stepOf,
  target,
  wide,
} from './notation.ts';
import type { Step } from './reference.ts';

const up = target(100, 'up');
const armed = (settings: Settings = {}) => [quote(0, 99), add(0, up, settings)];

describe('pause and resume', () => {
  test('a paused alarm is not judged; resumed it is armed at that moment with the last price', () => {
    const steps = [...armed(), pause(5), quote(15, 101), quote(30, 99), quote(45, 102)];
    expect(fired(steps)).toEqual([]);
    expect(fired([...steps, resume(50), quote(60, 103)])).toEqual([]);
    expect(firedAt([...steps, resume(50), quote(60, 99), quote(75, 100)])).toEqual([75]);
  });

  test('its windows go on while it is paused', () => {
    const steps = [
      quote(0, 100),
      add(0, move(10, 'up', fromExtreme(20))),
      pause(5),
      quote(15, 95),
      resume(20),
    ];
    expect(fired([...steps, quote(30, 104.5)])).toEqual(['30 up by price 104.5, from 95@15']);
  });

  test('nothing becomes ready while it is paused', () => {
    const steps = [
      quote(0, 100),
      add(0, extreme('max', 10, alarmArmed)),
      pause(5),
      quote(15, 120),
      resume(20),
    ];
    expect(fired([...steps, quote(30, 108.5)])).toEqual([]);
    expect(fired([...steps, quote(30, 108)])).toEqual(['30 down by price 108, from 120@15']);
  });

  test('a new alarm may be paused from the beginning', () => {
    const steps = [...armed({ paused: true }), quote(15, 101), quote(30, 99)];
    expect(fired(steps)).toEqual([]);
    expect(firedAt([...steps, resume(35), quote(45, 100)])).toEqual([45]);
  });

  test('paused before there was a price, it is armed by the resume and not by a price before it', () => {
    const steps = [add(0, up, { paused: true }), quote(15, 99), quote(30, 101), resume(35)];
    expect(firedAt([...steps, quote(45, 102), quote(60, 99), quote(75, 100)])).toEqual([75]);
  });

  test('a resume of one that is not paused, or a second pause, does nothing', () => {
    const wick = wide(30, 99, 98, 100, 15);
    expect(firedAt([...armed(), quote(15, 99), resume(20), wick])).toEqual([30]);
    expect(firedAt([...armed(), pause(5), quote(15, 99), resume(16), pause(17), pause(18), wick])).toEqual(
      [],
    );
  });

  test('a resume leaves a fired alarm at rest', () => {
    const steps = [...armed(), quote(15, 100), pause(20), quote(30, 99)];
    expect(firedAt([...steps, resume(35), quote(45, 100)])).toEqual([15]);
  });

  test('a resume ends a cooldown', () => {
    const steps = [...armed({ mode: 'repeat' }), quote(15, 100), pause(20), quote(30, 99), resume(35)];
    expect(firedAt([...steps, quote(45, 100)])).toEqual([15, 45]);
  });

  test('a resume keeps what the window has used up', () => {
    const steps = [
      quote(0, 100),
      add(0, move(10, 'up', fromExtreme(20)), { mode: 'repeat' }),
      quote(15, 110),
      quote(20, 104),
    ];
    expect(fired([...steps, pause(25), resume(26), quote(30, 110)])).toHaveLength(1);
    expect(fired([...steps, pause(25), resume(26), quote(30, 114.4)])).toHaveLength(2);
  });

  test('an edited condition of a paused alarm waits for the resume', () => {
    const steps = [...armed(), pause(5), edit(10, target(98, 'down'), { paused: true }), quote(15, 97)];
    expect(fired(steps)).toEqual([]);
    expect(firedAt([...steps, resume(20), quote(30, 99), quote(45, 98)])).toEqual([45]);
  });

  test('since start and steps begin anew', () => {
    const rising = [quote(0, 100), quote(15, 109)];
    const base = [rising[0], add(0, move(10, 'up', sinceStart)), pause(5), rising[1], resume(20)] as Step[];
    expect(fired([...base, quote(30, 110), quote(45, 119.9)])).toEqual(['45 up by price 119.9, from 109@15']);
    const step = [rising[0], add(0, stepOf(10, 'quote')), pause(5), rising[1], resume(20)] as Step[];
    expect(fired([...step, quote(30, 110)])).toEqual(['30 up by price 110, from 109@15']);
  });
});
