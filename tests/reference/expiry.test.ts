import { describe, expect, test } from 'vitest';
import {
  add,
  at,
  edit,
  fired,
  firedAt,
  fromExtreme,
  move,
  quote,
  type Settings,
  target,
  wide,
} from './notation.ts';
import type { Step } from './reference.ts';

const up = target(100, 'up');
const armed = (settings: Settings = {}) => [quote(0, 99), add(0, up, settings)];

describe('expiry', () => {
  test('a sample at or after it is not judged, one before it is', () => {
    const steps = [...armed({ expires: 30 })];
    expect(firedAt([...steps, quote(29.999, 100)])).toEqual([29.999]);
    expect(firedAt([...steps, quote(30, 100)])).toEqual([]);
    expect(firedAt([...steps, quote(300, 100)])).toEqual([]);
  });

  test('it counts by the time of the sample, not by the time of its arrival', () => {
    const late: Step = { kind: 'sample', sample: { t: at(29), price: 100, kind: 'candle' }, now: at(9_000) };
    expect(firedAt([...armed({ expires: 30 }), late])).toEqual([29]);
  });

  test('moved into the future after it passed, it arms at that moment', () => {
    const steps = [...armed({ expires: 30 }), quote(30, 101), edit(40, up, { expires: 500 })];
    expect(firedAt([...steps, quote(45, 102), quote(60, 99), quote(75, 100)])).toEqual([75]);
    const never = [...armed({ expires: 30 }), quote(30, 99), edit(40, up), quote(45, 100)];
    expect(firedAt(never)).toEqual([45]);
  });

  test('moved into the future after it passed, though no sample had shown it', () => {
    const wick = wide(60, 99, 98, 100, 34);
    const moved = (seconds: number) => [...armed({ expires: 30 }), edit(seconds, up, { expires: 500 }), wick];
    // Armed at 35, the range from 34 on counts by its last price only; armed at 0 it counts.
    expect(firedAt(moved(35))).toEqual([]);
    expect(firedAt(moved(30))).toEqual([60]);
    expect(firedAt(moved(29))).toEqual([60]);
  });

  test('moved to a time that has passed too, it stays expired', () => {
    const steps = [...armed({ expires: 30 }), quote(30, 99), edit(40, up, { expires: 40 }), quote(45, 100)];
    expect(firedAt(steps)).toEqual([]);
  });

  test('moved into the future, one that had fired rests on until it is re-armed', () => {
    const steps = [...armed({ expires: 30 }), quote(15, 100), quote(30, 99), edit(40, up), quote(45, 100)];
    expect(firedAt(steps)).toEqual([15]);
  });

  test('its windows go on while it is expired', () => {
    const condition = move(10, 'up', fromExtreme(20));
    const steps = [quote(0, 100), add(0, condition, { expires: 10 }), quote(15, 95), edit(20, condition)];
    expect(fired([...steps, quote(30, 104.5)])).toEqual(['30 up by price 104.5, from 95@15']);
  });
});
