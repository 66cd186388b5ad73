import { describe, expect, test } from 'vitest';
import { add, at, fired, quote, rearm, run, target, wide } from './notation.ts';

describe('arming', () => {
  test('without a known price the next sample arms and is not judged', () => {
    const steps = [add(0, target(100, 'up')), wide(15, 101, 99, 102, 5), quote(30, 102)];
    expect(fired(steps)).toEqual([]);
    expect(fired([...steps, quote(45, 99), quote(60, 100)])).toEqual(['60 up by price 100, from 99@45']);
  });

  test('without a known price it arms at the time of that sample, or of the command if that is later', () => {
    const earlier = [add(30, target(100, 'up')), quote(15, 99), quote(25, 101)];
    expect(fired(earlier)).toEqual([]);
    expect(fired([...earlier, quote(31, 101)])).toEqual(['31 up by price 101, from 101@25']);
    const later = [add(0, target(100, 'up')), quote(15, 99), quote(15, 101)];
    expect(fired(later)).toEqual([]);
    expect(fired([...later, quote(16, 101)])).toEqual(['16 up by price 101, from 101@15']);
  });

  test('samples at or before the arming time are never judged', () => {
    const steps = [quote(0, 99), add(20, target(100, 'up')), quote(15, 101), quote(20, 101)];
    expect(fired(steps)).toEqual([]);
    expect(fired([...steps, quote(21, 101)])).toEqual(['21 up by price 101, from 101@20']);
  });

  test('a range that began before arming counts by its last price only', () => {
    const armed = [quote(0, 99), add(10, target(100, 'up'))];
    expect(fired([...armed, wide(15, 99, 98, 105, 0)])).toEqual([]);
    expect(fired([...armed, wide(15, 99, 98, 105, 10)])).toEqual(['15 up by high 105, from 99@0']);
    expect(fired([...armed, wide(15, 101, 98, 105, 0)])).toEqual(['15 up by price 101, from 99@0']);
  });

  test('a range narrowed to a sample after arming counts', () => {
    const steps = [quote(0, 99), add(10, target(100, 'up')), quote(12, 99), wide(15, 99, 98, 105, 0)];
    expect(fired(steps)).toEqual(['15 up by high 105, from 99@12']);
  });

  test('a re-arm arms 60 s later, at the last price until then', () => {
    const steps = [
      quote(0, 99),
      add(0, target(100, 'up')),
      quote(15, 100),
      rearm(20),
      quote(40, 99),
      quote(60, 101),
      // 80 is the arming time itself
      quote(80, 98),
    ];
    expect(fired(steps)).toHaveLength(1);
    expect(fired([...steps, quote(81, 100)])).toEqual([
      '15 up by price 100, from 99@0',
      '81 up by price 100, from 98@80',
    ]);
  });

  test('a second re-arm while cooling starts the 60 s again', () => {
    const steps = [
      quote(0, 99),
      add(0, target(100, 'up')),
      quote(15, 100),
      rearm(20),
      rearm(70),
      quote(75, 99),
      quote(100, 101),
      quote(129, 99),
      quote(131, 100),
    ];
    expect(fired(steps)).toEqual(['15 up by price 100, from 99@0', '131 up by price 100, from 99@129']);
  });

  test('a re-arm of an alarm that has not fired changes nothing', () => {
    const steps = [quote(0, 99), add(0, target(100, 'up')), rearm(5), quote(15, 100)];
    expect(fired(steps)).toEqual(['15 up by price 100, from 99@0']);
  });

  test('a fired alarm rests until it is re-armed', () => {
    const steps = [quote(0, 99), add(0, target(100, 'up')), quote(15, 100), quote(30, 90), quote(45, 110)];
    expect(fired(steps)).toHaveLength(1);
  });

  test('firings are counted on over a re-arm', () => {
    const steps = [quote(0, 99), add(0, target(100, 'any')), quote(15, 101), rearm(20), quote(90, 99)];
    expect(run(steps).firings.map(({ n, t, direction }) => [n, t, direction])).toEqual([
      [1, at(15), 'up'],
      [2, at(90), 'down'],
    ]);
  });
});
