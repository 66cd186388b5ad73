import { describe, expect, test } from 'vitest';
import {
  add,
  edit,
  fired,
  firedAt,
  fromExtreme,
  move,
  quote,
  rearm,
  run,
  type Settings,
  target,
  wide,
} from './notation.ts';
import type { Step } from './reference.ts';

const up = target(100, 'up');
const armed = (settings: Settings = {}) => [quote(0, 99), add(0, up, settings)];
const often: Settings = { mode: 'repeat', cooldownMs: 1_000 };
const missed = (steps: Step[]) => run(steps).firings.map((firing) => firing.missed);

describe('an edit of the condition', () => {
  test('arms afresh at the last accepted price', () => {
    const steps = [...armed(), quote(15, 99.5), edit(20, target(99, 'down'))];
    expect(fired([...steps, quote(30, 99)])).toEqual(['30 down by price 99, from 99.5@15']);
    const already = [...armed(), edit(20, target(98, 'up'))];
    expect(fired([...already, quote(30, 99), quote(45, 97), quote(60, 98)])).toHaveLength(1);
  });

  test('samples at or before it are not judged, and a range from before it counts by its last price', () => {
    const steps = [...armed(), edit(20, target(98, 'down'))];
    expect(fired([...steps, quote(20, 97)])).toEqual([]);
    expect(fired([...steps, wide(30, 99, 90, 99, 10)])).toEqual([]);
    expect(fired([...steps, wide(30, 98, 90, 99, 10)])).toEqual(['30 down by price 98, from 99@0']);
  });

  test('makes a fired alarm active again, without waiting', () => {
    const steps = [...armed(), quote(15, 100), edit(20, target(105, 'up'))];
    expect(firedAt([...steps, quote(30, 105)])).toEqual([15, 30]);
    expect(run([...steps, quote(30, 105)]).firings[1]?.n).toBe(2);
  });

  test('does not wait for a re-arm that was under way', () => {
    const steps = [...armed(), quote(15, 100), rearm(20), edit(25, target(105, 'up'))];
    expect(firedAt([...steps, quote(30, 105)])).toEqual([15, 30]);
  });

  test('ends a cooldown, and what was counted in it', () => {
    const steps = [...armed({ mode: 'repeat' }), quote(15, 100), quote(30, 99), quote(45, 101)];
    const edited = [...steps, edit(50, target(105, 'up'), { mode: 'repeat' }), quote(60, 105)];
    expect(firedAt(edited)).toEqual([15, 60]);
    expect(missed(edited)).toEqual([0, 0]);
  });

  test('firings before it still count for the storm guard', () => {
    const steps = [
      ...armed(often),
      quote(10, 101),
      quote(20, 99),
      quote(30, 101),
      quote(40, 99),
      quote(50, 101),
    ];
    const edited = [...steps, edit(55, target(105, 'up'), often), quote(60, 105)];
    expect(run(edited).firings.map(({ cooldownMs }) => cooldownMs)).toEqual([1_000, 1_000, 1_000, 2_000]);
  });

  test('the first firing since then asks for no way back', () => {
    const back: Settings = { ...often, wayBack: 0.05 };
    const steps = [...armed(back), quote(15, 100), edit(20, target(99, 'up'), back)];
    expect(firedAt([...steps, quote(30, 98.9), quote(45, 99)])).toEqual([15, 45]);
  });

  test('a window that an earlier condition had used up is whole again', () => {
    const steps = [quote(0, 100), add(0, move(10, 'up', fromExtreme(20))), quote(15, 110), quote(20, 104)];
    const other = edit(25, move(8, 'up', fromExtreme(20)));
    expect(fired([...steps, other, quote(30, 108)])[1]).toBe('30 up by price 108, from 100@0');
    expect(fired([...steps, rearm(25), quote(90, 108)])).toHaveLength(1);
  });

  test('without a known price the next sample arms', () => {
    const steps = [add(0, up), edit(5, target(105, 'up')), quote(15, 104)];
    expect(fired([...steps, quote(30, 105)])).toEqual(['30 up by price 105, from 104@15']);
  });

  test('the same condition again is none', () => {
    const steps = [...armed(), wide(15, 99.5, 99, 99.6, 0), edit(20, { ...up })];
    expect(fired([...steps, wide(30, 99, 98, 100, 15)])).toEqual(['30 up by high 100, from 99.5@15']);
  });
});

describe('what is changed without arming', () => {
  // Had it been armed at 20, the range from 15 on would count by its last price only.
  const wick = wide(30, 99, 98, 100, 15);

  test.each<{ what: string; settings: Settings }>([
    { what: 'a note', settings: { note: 'look' } },
    { what: 'the urgency', settings: { urgency: 'silent' } },
    { what: 'the mode', settings: { mode: 'repeat' } },
    { what: 'the cooldown', settings: { cooldownMs: 5_000 } },
    { what: 'the way back', settings: { wayBack: 0.1 } },
    { what: 'an expiry that lies ahead', settings: { expires: 500 } },
  ])('$what', ({ settings }) => {
    expect(firedAt([...armed(), quote(15, 99), edit(20, up, settings), wick])).toEqual([30]);
    expect(firedAt([...armed(), quote(15, 99), edit(20, target(99.9, 'up'), settings), wick])).toEqual([]);
  });

  test('once to repeat: one that rests goes on resting, and repeats from its re-arm on', () => {
    const steps = [...armed(), quote(15, 100), edit(20, up, often), quote(30, 99), quote(45, 100)];
    expect(firedAt(steps)).toEqual([15]);
    const again = [...steps, rearm(50), quote(105, 99), quote(120, 100), quote(135, 99), quote(150, 100)];
    expect(firedAt(again)).toEqual([15, 120, 150]);
  });

  test('repeat to once: the next firing is the last, and a cooldown under way goes on', () => {
    const steps = [...armed({ mode: 'repeat' }), quote(15, 100), edit(20, up), quote(30, 99)];
    expect(firedAt([...steps, quote(74, 100)])).toEqual([15]);
    expect(missed([...steps, quote(60, 100), quote(75, 99), quote(90, 100)])).toEqual([0, 1]);
    const on = [...steps, quote(75, 100), quote(150, 99), quote(165, 100)];
    expect(firedAt(on)).toEqual([15, 75]);
  });

  test('a cooldown under way keeps its end; the next has the new length', () => {
    const steps = [...armed({ mode: 'repeat' }), quote(15, 100), edit(20, up, often), quote(30, 99)];
    expect(firedAt([...steps, quote(45, 100), quote(60, 99), quote(75, 100)])).toEqual([15, 75]);
    expect(run([...steps, quote(75, 100)]).firings[1]?.cooldownMs).toBe(1_000);
  });

  test('the way back in force is the one of now', () => {
    const steps = [...armed({ ...often, wayBack: 0.05 }), quote(15, 100), quote(30, 99), quote(45, 99.5)];
    expect(firedAt([...steps, quote(60, 100)])).toEqual([15]);
    const smaller = edit(50, up, { ...often, wayBack: 0.005 });
    expect(firedAt([...steps, smaller, quote(60, 100)])).toEqual([15]);
    expect(firedAt([...steps, smaller, quote(60, 99.5), quote(75, 100)])).toEqual([15, 75]);
  });
});
