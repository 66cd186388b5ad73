import { describe, expect, test } from 'vitest';
import { add, fired, quote, run, type Settings, stepOf, wide } from './notation.ts';
import type { Step } from './reference.ts';

const often: Settings = { mode: 'repeat', cooldownMs: 1_000 };

function levels(steps: Step[]): (string | number)[] {
  return run(steps).firings.map(({ level }) => Number(level.toFixed(6)));
}

describe('step in quote units', () => {
  const armed = (price: number, every = 1) => [quote(0, price), add(0, stepOf(every, 'quote'), often)];

  test.each([
    { what: 'between two multiples', price: 100.5, up: 101, down: 100 },
    { what: 'at a multiple, without it', price: 100, up: 101, down: 99 },
    { what: 'within a billionth of a multiple is at it', price: 100 * (1 + 5e-10), up: 101, down: 99 },
    { what: 'two billionths above it is not', price: 100 * (1 + 2e-9), up: 101, down: 100 },
  ])('armed $what, the first levels are $down and $up', ({ price, up, down }) => {
    expect(levels([...armed(price), quote(15, up)])).toEqual([up]);
    expect(levels([...armed(price), quote(15, down)])).toEqual([down]);
    const between = [...armed(price), wide(15, price, down + 1e-6, up - 1e-6, 0)];
    expect(levels(between)).toEqual([]);
  });

  test('below the first multiple there is no level down', () => {
    expect(levels([...armed(0.5), quote(15, 0.001)])).toEqual([]);
    expect(levels([...armed(1.5), quote(15, 1), quote(30, 0.1), quote(45, 2)])).toEqual([1, 2]);
  });

  test('fires at the next level, however many were passed', () => {
    const steps = [...armed(100.5), quote(15, 103.5)];
    expect(levels(steps)).toEqual([101]);
    // 103 was the last passed.
    expect(levels([...steps, quote(30, 103.9), quote(45, 104)])).toEqual([101, 104]);
    expect(levels([...steps, quote(30, 102.1), quote(45, 102)])).toEqual([101, 102]);
  });

  test('a touch is enough', () => {
    expect(fired([...armed(100.5), quote(15, 101 * (1 - 5e-10))])).toHaveLength(1);
    expect(fired([...armed(100.5), quote(15, 101 * (1 - 2e-9))])).toHaveLength(0);
  });

  test('the way to the last price goes by the high that proves it', () => {
    // Up over 101, 102, 103, back over 103 and 102: 102 was the last passed.
    const steps = [...armed(100.5), wide(15, 101.5, 100.2, 103.5, 0)];
    expect(fired(steps)).toEqual(['15 up by high 103.5, from 100.5@0']);
    expect(levels([...steps, quote(30, 102.9), quote(45, 101.1)])).toEqual([101]);
    expect(levels([...steps, quote(30, 103)])).toEqual([101, 103]);
    expect(levels([...steps, quote(30, 101)])).toEqual([101, 101]);
  });

  test('a way that ends at a level has passed it', () => {
    const steps = [...armed(100.5), wide(15, 102, 100.2, 103, 0)];
    expect(levels([...steps, quote(30, 102.9), quote(45, 101.1)])).toEqual([101]);
    expect(levels([...steps, quote(30, 103)])).toEqual([101, 103]);
  });

  test('a way back beyond where it came from passes the levels there too', () => {
    const slow = [quote(0, 100.5), add(0, stepOf(1, 'quote'), { mode: 'repeat', cooldownMs: 60_000 })];
    // Up over 102 and 103, back over all of them down to 99, which is no second firing.
    const steps = [...slow, quote(15, 101), quote(30, 98), wide(75, 98.5, 98, 103, 30)];
    expect(fired(steps)[1]).toBe('75 up by high 103, from 101@15');
    expect(levels([...steps, quote(135, 99.9), quote(150, 98.1), quote(165, 100)])).toEqual([101, 102, 100]);
    expect(levels([...steps, quote(135, 98)])).toEqual([101, 102, 98]);
  });

  test('both at once: up if the price is not below the price before, else down', () => {
    expect(fired([...armed(100.5), wide(15, 100.5, 99.5, 101.5, 0)])).toEqual([
      '15 up by high 101.5, from 100.5@0',
    ]);
    expect(fired([...armed(100.5), wide(15, 100.4, 99.5, 101.5, 0)])).toEqual([
      '15 down by low 99.5, from 100.5@0',
    ]);
  });

  test('the reference is the level last passed and when, at first the arming price', () => {
    const steps = [...armed(100.5), quote(15, 102.3), quote(30, 101)];
    expect(fired(steps)).toEqual(['15 up by price 102.3, from 100.5@0', '30 down by price 101, from 102@15']);
  });

  test('while it swings about one level it is silent', () => {
    const swing = [101, 100.5, 101, 100.5, 101].map((price, i) => quote(15 * (i + 1), price));
    expect(levels([...armed(100.5), ...swing])).toEqual([101]);
  });

  test('while cooling nothing is judged, and the levels wait', () => {
    const slow = [quote(0, 100.5), add(0, stepOf(1, 'quote'), { mode: 'repeat', cooldownMs: 60_000 })];
    const steps = [...slow, quote(15, 101), quote(30, 104.5), quote(60, 99)];
    expect(levels(steps)).toEqual([101]);
    expect(levels([...steps, quote(75, 102)])).toEqual([101, 102]);
    expect(levels([...steps, quote(75, 101.5)])).toEqual([101]);
  });

  test('tiny units are exact enough', () => {
    const steps = [quote(0, 0.31), add(0, stepOf(0.1, 'quote'), often), quote(15, 0.4), quote(30, 0.3)];
    expect(levels(steps)).toEqual([0.4, 0.3]);
  });
});

describe('step in percent', () => {
  const armed = (price: number) => [quote(0, price), add(0, stepOf(10, 'percent'), often)];

  test('levels grow from the arming price, without it', () => {
    expect(levels([...armed(100), quote(15, 109.9), quote(30, 110)])).toEqual([110]);
    expect(levels([...armed(100), quote(15, 91), quote(30, 90.9)])).toEqual([90.909091]);
  });

  test('the next levels are the neighbours of the one last passed', () => {
    const steps = [...armed(100), quote(15, 125)];
    expect(levels([...steps, quote(30, 133.1)])).toEqual([110, 133.1]);
    expect(levels([...steps, quote(30, 110)])).toEqual([110, 110]);
    expect(levels([...steps, quote(30, 132), quote(45, 111)])).toEqual([110]);
  });

  test('back at the arming price it is a level as any other', () => {
    expect(levels([...armed(100), quote(15, 110), quote(30, 100), quote(45, 90)])).toEqual([
      110, 100, 90.909091,
    ]);
  });

  test('the reference of a later firing is the level, not the price', () => {
    const steps = [...armed(100), quote(15, 120), quote(30, 100)];
    expect(fired(steps)[0]).toBe('15 up by price 120, from 100@0');
    expect(run(steps).firings[1]?.reference.price).toBeCloseTo(110, 9);
  });
});
