import { describe, expect, test } from 'vitest';
import type { Sample } from '../../src-core/sample.ts';
import type { Step } from './reference.ts';
import { add, at, extreme, fired, pairAdded, quote, run, target, wide } from './notation.ts';

describe('samples', () => {
  test('a price that is not finite or not positive is refused', () => {
    const steps = [quote(0, Number.NaN), quote(1, Infinity), quote(2, 0), quote(3, -1), wide(4, 5, 0, 6, 1)];
    expect(run(steps).refused).toBe(5);
    expect(
      run([wide(0, 5, 4, Infinity, -1), wide(1, 5, Number.NaN, 6, 0), wide(2, 5, 4, 6, NaN)]).refused,
    ).toBe(3);
  });

  test('a range that is upside down, or begins after its sample, is refused', () => {
    expect(run([wide(5, 5, 6, 4, 1), wide(5, 5, 4, 6, 5.001), wide(5, 5, 4, 6, 5)]).refused).toBe(2);
  });

  test('a sample older than the last one is refused, one of the same time and another price is judged', () => {
    const steps = [quote(0, 99), add(0, target(100, 'up')), quote(20, 98), quote(10, 101), quote(20, 100)];
    expect(run(steps).refused).toBe(1);
    expect(fired(steps)).toEqual(['20 up by price 100, from 98@20']);
  });

  test('the same time and price again is refused', () => {
    expect(run([quote(0, 99), quote(15, 99), quote(15, 99)]).refused).toBe(1);
  });

  test('the same time and price again with no wider range is refused, with a wider one it is judged', () => {
    const steps = [
      quote(0, 97),
      add(0, target(100, 'up')),
      wide(15, 98, 97, 99, 0),
      wide(15, 98, 97, 99, 0),
      wide(15, 98, 97.5, 98.5, 0),
      wide(15, 98, 97, 100, 0),
    ];
    expect(run(steps).refused).toBe(2);
    expect(fired(steps)).toEqual(['15 up by high 100, from 98@15']);
  });

  test.each([
    { what: 'its price alone', low: 98, high: 98, refused: 1 },
    { what: 'a lower low', low: 97, high: 98, refused: 0 },
    { what: 'a higher high', low: 98, high: 99, refused: 0 },
  ])('the same time and price again with a range of $what: $refused refused', ({ low, high, refused }) => {
    expect(run([quote(15, 98), wide(15, 98, low, high, 0)]).refused).toBe(refused);
  });

  test('a sample more than 60 s in the future is refused, one of exactly 60 s is not', () => {
    const sample: Sample = { t: at(100), price: 1, kind: 'quote' };
    expect(run([{ kind: 'sample', sample, now: at(40) }]).refused).toBe(0);
    expect(run([{ kind: 'sample', sample, now: at(40) - 1 }]).refused).toBe(1);
  });

  test('a quote older than stale is refused on arrival, one exactly that old is not, a candle never', () => {
    const sample: Sample = { t: at(100), price: 1, kind: 'quote' };
    expect(run([{ kind: 'sample', sample, now: at(160) }]).refused).toBe(0);
    expect(run([{ kind: 'sample', sample, now: at(160) + 1 }]).refused).toBe(1);
    expect(run([{ kind: 'sample', sample: { ...sample, kind: 'candle' }, now: at(9_999) }]).refused).toBe(0);
  });

  test('a refused sample leaves no trace', () => {
    const steps = [
      quote(0, 100),
      add(0, extreme('max', 10, pairAdded)),
      { ...quote(15, 200), now: at(-100) } as Step,
      quote(20, 99),
    ];
    expect(run(steps)).toEqual({ firings: [], refused: 1, held: 0 });
  });

  test('a high of a running candle that was seen before does not count again', () => {
    // The candle began at 0 and touched 103 before 20; the alarm is armed at 30.
    const steps = [
      quote(0, 99),
      wide(20, 99, 98, 103, 0),
      quote(25, 99),
      add(25, target(102, 'up')),
      wide(40, 100, 98, 103, 0),
    ];
    expect(fired(steps)).toEqual([]);
  });

  test('a new high of a running candle counts as traded after the sample before', () => {
    const steps = [
      quote(0, 99),
      wide(20, 99, 98, 101, 0),
      add(20, target(102, 'up')),
      wide(40, 100, 98, 103, 0),
    ];
    expect(fired(steps)).toEqual(['40 up by high 103, from 99@20']);
  });

  test('a high equal to the price of a sample since from was seen before', () => {
    const steps = [
      quote(0, 99),
      quote(20, 103),
      quote(30, 99),
      add(30, target(102, 'up')),
      wide(40, 99, 98, 103, 10),
    ];
    expect(fired(steps)).toEqual([]);
  });

  test('a low equal to one seen before does not count again, a lower one does', () => {
    const steps = [quote(0, 99), wide(20, 99, 95, 100, 0), add(20, target(95, 'down'))];
    expect(fired([...steps, wide(40, 99, 95, 100, 0)])).toEqual([]);
    expect(fired([...steps, wide(40, 99, 94, 100, 0)])).toEqual(['40 down by low 94, from 99@20']);
  });

  test('the sample at from itself is not since from: its price may be passed again', () => {
    const steps = [
      quote(0, 99),
      quote(20, 103),
      quote(30, 99),
      add(30, target(102, 'up')),
      wide(40, 99, 98, 103, 20),
    ];
    expect(fired(steps)).toEqual(['40 up by high 103, from 99@30']);
  });
});

describe('touching a level', () => {
  test('one part in a billion short of it is a touch, two are not', () => {
    const armed = [quote(0, 99), add(0, target(100, 'up'))];
    expect(fired([...armed, quote(15, 100 * (1 - 5e-10))])).toHaveLength(1);
    expect(fired([...armed, quote(15, 100 * (1 - 2e-9))])).toHaveLength(0);
    const above = [quote(0, 101), add(0, target(100, 'down'))];
    expect(fired([...above, quote(15, 100 * (1 + 5e-10))])).toHaveLength(1);
    expect(fired([...above, quote(15, 100 * (1 + 2e-9))])).toHaveLength(0);
  });

  test('a price within a billionth below the target is not beyond it on the other side', () => {
    const armed = [quote(0, 101), add(0, target(100, 'up'))];
    expect(fired([...armed, quote(15, 100 * (1 - 5e-10)), quote(30, 101)])).toEqual([]);
    expect(fired([...armed, quote(15, 100 * (1 - 2e-9)), quote(30, 101)])).toHaveLength(1);
  });

  test('armed within a billionth of the target is armed exactly at it', () => {
    const steps = [quote(0, 100 * (1 + 5e-10)), add(0, target(100, 'up')), quote(15, 100 * (1 - 5e-10))];
    expect(fired(steps)).toEqual([]);
    expect(fired([...steps, quote(30, 100.01)])).toHaveLength(1);
  });
});
