import { describe, expect, test } from 'vitest';
import type { WantedDirection } from '../../src-core/condition.ts';
import { add, at, fired, quote, run, target, wide } from './notation.ts';

describe('target', () => {
  test('up fires at a touch from below, down at a touch from above', () => {
    expect(fired([quote(0, 99), add(0, target(100, 'up')), quote(15, 100)])).toHaveLength(1);
    expect(fired([quote(0, 101), add(0, target(100, 'down')), quote(15, 100)])).toHaveLength(1);
    expect(fired([quote(0, 99), add(0, target(100, 'down')), quote(15, 98)])).toHaveLength(0);
  });

  test('already true at arming does not ring until the price was beyond it on the other side', () => {
    const steps = [quote(0, 101), add(0, target(100, 'up')), quote(15, 102), quote(30, 100), quote(45, 103)];
    expect(fired(steps)).toEqual([]);
    expect(fired([...steps, quote(60, 99.9), quote(75, 100)])).toEqual(['75 up by price 100, from 99.9@60']);
  });

  test('any armed below fires on the way up, armed above on the way down', () => {
    expect(fired([quote(0, 99), add(0, target(100, 'any')), quote(9, 90), quote(15, 100)])).toEqual([
      '15 up by price 100, from 90@9',
    ]);
    expect(fired([quote(0, 101), add(0, target(100, 'any')), quote(15, 100)])).toEqual([
      '15 down by price 100, from 101@0',
    ]);
  });

  test('armed exactly at it the first price beyond it fires, a touch does not', () => {
    const armed = (direction: WantedDirection) => [
      quote(0, 100),
      add(0, target(100, direction)),
      quote(15, 100),
    ];
    expect(fired(armed('up'))).toEqual([]);
    expect(fired([...armed('up'), quote(30, 101)])).toEqual(['30 up by price 101, from 100@15']);
    expect(fired([...armed('down'), quote(30, 99)])).toEqual(['30 down by price 99, from 100@15']);
    expect(fired([...armed('any'), quote(30, 101)])).toEqual(['30 up by price 101, from 100@15']);
    expect(fired([...armed('any'), quote(30, 99)])).toEqual(['30 down by price 99, from 100@15']);
  });

  test('armed exactly at it a touch is enough again once the price has been below', () => {
    const steps = [quote(0, 100), add(0, target(100, 'up')), quote(15, 99), quote(30, 100)];
    expect(fired(steps)).toEqual(['30 up by price 100, from 99@15']);
  });

  test('a wick that touches it fires by the high, with the sample before as reference', () => {
    const steps = [quote(0, 99), add(0, target(100, 'up')), wide(15, 98, 97, 100, 0)];
    expect(run(steps).firings).toEqual([
      {
        alarmId: 'a',
        n: 1,
        t: at(15),
        direction: 'up',
        level: 100,
        by: 'high',
        provingPrice: 100,
        reference: { t: at(0), price: 99 },
        lastPrice: 98,
        missed: 0,
        cooldownMs: null,
      },
    ]);
  });

  test('a low makes it ready for the last price of the same sample, not for its high', () => {
    const armed = [quote(0, 101), add(0, target(100, 'up'))];
    expect(fired([...armed, wide(15, 99.5, 99, 105, 0)])).toEqual([]);
    expect(fired([...armed, wide(15, 100, 99, 105, 0)])).toEqual(['15 up by price 100, from 101@0']);
    expect(fired([...armed, wide(15, 99.5, 99, 105, 0), quote(30, 100)])).toHaveLength(1);
  });

  test('a high makes a down target ready for the last price of the same sample, not for its low', () => {
    const armed = [quote(0, 99), add(0, target(100, 'down'))];
    expect(fired([...armed, wide(15, 100.5, 95, 101, 0)])).toEqual([]);
    expect(fired([...armed, wide(15, 100, 95, 101, 0)])).toEqual(['15 down by price 100, from 99@0']);
  });

  test('armed exactly at it a low below makes a touch enough for the last price of the same sample', () => {
    const steps = [quote(0, 100), add(0, target(100, 'up')), wide(15, 100, 99, 100, 0)];
    expect(fired(steps)).toEqual(['15 up by price 100, from 100@0']);
  });

  test('up and down in one step: up if the price is not below the price before, else down', () => {
    const armed = [quote(0, 100), add(0, target(100, 'any'))];
    expect(fired([...armed, wide(15, 100, 98, 103, 0)])).toEqual(['15 up by high 103, from 100@0']);
    expect(fired([...armed, wide(15, 99.9, 98, 103, 0)])).toEqual(['15 down by low 98, from 100@0']);
  });
});
