import { describe, expect, test } from 'vitest';
import { add, alarmArmed, extreme, fired, pairAdded, quote, rearm, run, wide } from './notation.ts';

describe('extreme', () => {
  test('max fires at a touch of its percent below the highest since the pair was added', () => {
    const steps = [quote(0, 100), quote(15, 120), quote(30, 115), add(30, extreme('max', 10, pairAdded))];
    expect(fired([...steps, quote(45, 109)])).toEqual([]);
    expect(fired([...steps, quote(45, 108)])).toEqual(['45 down by price 108, from 120@15']);
    expect(run([...steps, quote(45, 108)]).firings[0]?.level).toBeCloseTo(108, 9);
  });

  test('min fires at a touch of its percent above the lowest', () => {
    const steps = [quote(0, 100), add(0, extreme('min', 10, pairAdded)), quote(15, 90), quote(30, 99)];
    expect(fired(steps)).toEqual(['30 up by price 99, from 90@15']);
  });

  test('of equal highs the latest is the reference', () => {
    const steps = [quote(0, 120), quote(15, 120), add(15, extreme('max', 10, pairAdded)), quote(30, 100)];
    expect(fired(steps)).toEqual(['30 down by price 100, from 120@15']);
  });

  test('of equal lows the latest is the reference', () => {
    const steps = [quote(0, 90), quote(15, 90), add(15, extreme('min', 10, pairAdded)), quote(30, 100)];
    expect(fired(steps)).toEqual(['30 up by price 100, from 90@15']);
  });

  test('already true at arming does not ring until it was false', () => {
    const steps = [quote(0, 120), quote(15, 100), add(15, extreme('max', 10, pairAdded)), quote(30, 90)];
    expect(fired(steps)).toEqual([]);
    expect(fired([...steps, quote(45, 109), quote(60, 108)])).toEqual(['60 down by price 108, from 120@0']);
  });

  test('since the alarm was armed the arming price is the first to count', () => {
    const steps = [quote(0, 120), quote(15, 100), add(15, extreme('max', 10, alarmArmed)), quote(30, 91)];
    expect(fired(steps)).toEqual([]);
    expect(fired([...steps, quote(45, 90)])).toEqual(['45 down by price 90, from 100@15']);
  });

  test('a low is tested against the highest before the sample, not against its own high', () => {
    const armed = [quote(0, 100), add(0, extreme('max', 10, alarmArmed))];
    expect(fired([...armed, wide(15, 105, 95, 110, 0)])).toEqual([]);
    expect(fired([...armed, wide(15, 105, 90, 110, 0)])).toEqual(['15 down by low 90, from 100@0']);
  });

  test('the last price is tested against the high of its own sample', () => {
    const steps = [quote(0, 100), add(0, extreme('max', 10, alarmArmed)), wide(15, 99, 98, 110, 0)];
    expect(fired(steps)).toEqual(['15 down by price 99, from 110@15']);
  });

  test('a high makes it ready for the last price of the same sample, not for its low', () => {
    const armed = [quote(0, 120), quote(15, 100), add(15, extreme('max', 10, pairAdded))];
    expect(fired([...armed, wide(30, 109, 90, 110, 15)])).toEqual([]);
    expect(fired([...armed, wide(30, 95, 90, 110, 15)])).toEqual(['30 down by price 95, from 120@0']);
  });

  test('a low makes a min ready for the last price of the same sample, not for its high', () => {
    const armed = [quote(0, 90), quote(15, 100), add(15, extreme('min', 10, pairAdded))];
    expect(fired([...armed, wide(30, 98.5, 98, 110, 15)])).toEqual([]);
    expect(fired([...armed, wide(30, 99, 98, 110, 15)])).toEqual(['30 up by price 99, from 90@0']);
  });

  test('a sample that comes after arming but is not later than it does not count since then', () => {
    const steps = [quote(0, 100), add(20, extreme('max', 10, alarmArmed)), quote(15, 120), quote(30, 100)];
    expect(fired(steps)).toEqual([]);
    expect(fired([...steps, quote(45, 90)])).toEqual(['45 down by price 90, from 100@30']);
  });

  test('a range that began before arming never counts since the alarm was armed', () => {
    const steps = [quote(0, 100), add(10, extreme('max', 10, alarmArmed)), wide(15, 100, 99, 120, 5)];
    expect(fired([...steps, quote(30, 91)])).toEqual([]);
    expect(fired([...steps, quote(30, 90)])).toEqual(['30 down by price 90, from 100@15']);
  });

  test('since the pair was added it counts from the next sample on', () => {
    const steps = [quote(0, 100), add(10, extreme('max', 10, pairAdded)), wide(15, 108, 99, 120, 5)];
    expect(fired(steps)).toEqual([]);
    expect(fired([...steps, quote(30, 108)])).toEqual(['30 down by price 108, from 120@15']);
  });

  test('a sample from before the pair was added does not count since then', () => {
    const steps = [quote(-15, 120), quote(0, 100), add(0, extreme('max', 10, pairAdded)), quote(15, 95)];
    expect(fired(steps)).toEqual([]);
    expect(fired([...steps, quote(30, 90)])).toEqual(['30 down by price 90, from 100@0']);
  });

  test('a range that began before the pair was added counts by its price', () => {
    const steps = [wide(15, 100, 99, 120, -5), add(15, extreme('max', 10, pairAdded)), quote(30, 95)];
    expect(fired(steps)).toEqual([]);
    expect(fired([...steps, quote(45, 90)])).toEqual(['45 down by price 90, from 100@15']);
  });

  test('after a re-arm that finds it already true it waits until it is false', () => {
    const steps = [
      quote(0, 100),
      add(0, extreme('max', 10, pairAdded)),
      quote(15, 90),
      rearm(20),
      quote(75, 89),
      quote(90, 85),
    ];
    expect(fired(steps)).toHaveLength(1);
    expect(fired([...steps, quote(105, 91), quote(120, 90)])).toHaveLength(2);
  });
});
