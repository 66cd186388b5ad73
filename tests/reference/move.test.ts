import { describe, expect, test } from 'vitest';
import { add, fired, fromExtreme, fromStart, move, quote, rearm, sinceStart, wide } from './notation.ts';

describe('move within a window', () => {
  test('up is measured from the lowest, down from the highest in it', () => {
    const steps = [quote(0, 100), quote(15, 90), quote(30, 95)];
    expect(fired([...steps, add(30, move(10, 'up', fromExtreme(5))), quote(45, 99)])).toEqual([
      '45 up by price 99, from 90@15',
    ]);
    expect(fired([...steps, add(30, move(15, 'down', fromExtreme(5))), quote(45, 85)])).toEqual([
      '45 down by price 85, from 100@0',
    ]);
  });

  test('the unwanted direction is silent', () => {
    expect(fired([quote(0, 100), add(0, move(5, 'up', fromExtreme(5))), quote(15, 80)])).toEqual([]);
  });

  test('a high is tested against the lowest before the sample, the last price against its own low', () => {
    const armed = [quote(0, 100), add(0, move(10, 'up', fromExtreme(5)))];
    expect(fired([...armed, wide(15, 98, 90, 109, 0)])).toEqual([]);
    expect(fired([...armed, wide(15, 99, 90, 109, 0)])).toEqual(['15 up by price 99, from 90@15']);
    expect(fired([...armed, wide(15, 99, 90, 110, 0)])).toEqual(['15 up by high 110, from 100@0']);
  });

  test('both at once: up if the price is not below the price before, else down', () => {
    const armed = [quote(0, 100), add(0, move(5, 'any', fromExtreme(5)))];
    expect(fired([...armed, wide(15, 100, 94, 106, 0)])).toEqual(['15 up by high 106, from 100@0']);
    expect(fired([...armed, wide(15, 99, 94, 106, 0)])).toEqual(['15 down by low 94, from 100@0']);
  });

  test('from start is silent without a price one window ago', () => {
    const steps = [quote(0, 100), add(0, move(10, 'up', fromStart(1))), quote(15, 130), quote(59, 130)];
    expect(fired(steps)).toEqual([]);
    expect(fired([...steps, quote(60, 130)])).toEqual(['60 up by price 130, from 100@0']);
  });

  test('from start ignores highs and lows between', () => {
    const steps = [
      quote(0, 100),
      add(0, move(10, 'up', fromStart(1))),
      quote(30, 90),
      quote(60, 109),
      quote(90, 98.9),
    ];
    expect(fired(steps)).toEqual([]);
    expect(fired([...steps, quote(91, 99)])).toEqual(['91 up by price 99, from 90@30']);
  });

  test('already true at arming the window restarts at the last price', () => {
    const steps = [quote(0, 100), quote(15, 112), add(20, move(10, 'up', fromExtreme(5))), quote(30, 123)];
    expect(fired(steps)).toEqual([]);
    expect(fired([...steps, quote(45, 123.2)])).toEqual(['45 up by price 123.2, from 112@15']);
  });

  test('already true only in the unwanted direction, the window does not restart', () => {
    const steps = [quote(0, 100), quote(15, 112), add(20, move(10, 'down', fromExtreme(5))), quote(30, 111)];
    expect(fired([...steps, quote(45, 100.8)])).toEqual(['45 down by price 100.8, from 112@15']);
    const low = [quote(0, 120), quote(10, 100), quote(15, 112), add(20, move(10, 'down', fromExtreme(5)))];
    expect(fired([...low, quote(30, 108)])).toEqual(['30 down by price 108, from 120@0']);
  });

  test('after a firing only its last price and what follows counts, also after a re-arm', () => {
    const steps = [
      quote(0, 100),
      add(0, move(10, 'up', fromExtreme(20))),
      // fires by the high of 115; the window restarts at 105, without the low of 95
      wide(15, 105, 95, 115, 0),
      rearm(20),
      quote(90, 115.4),
    ];
    expect(fired(steps)).toEqual(['15 up by high 115, from 100@0']);
    expect(fired([...steps, quote(105, 115.5)])).toEqual([
      '15 up by high 115, from 100@0',
      '105 up by price 115.5, from 105@15',
    ]);
  });

  test('what follows a firing while it rests counts after the re-arm', () => {
    const steps = [
      quote(0, 100),
      add(0, move(10, 'up', fromExtreme(20))),
      quote(15, 110),
      quote(30, 100),
      rearm(40),
      quote(90, 105),
      quote(120, 110),
    ];
    expect(fired(steps)).toEqual(['15 up by price 110, from 100@0', '120 up by price 110, from 100@30']);
  });

  test('already true at a re-arm restarts the window again', () => {
    const steps = [
      quote(0, 100),
      add(0, move(10, 'up', fromExtreme(20))),
      quote(15, 110),
      quote(30, 100),
      rearm(40),
      quote(90, 112),
      quote(120, 123),
    ];
    expect(fired(steps)).toHaveLength(1);
    expect(fired([...steps, quote(135, 123.2)])[1]).toBe('135 up by price 123.2, from 112@90');
  });

  test('from start after a firing waits one window for a price to stand', () => {
    const steps = [
      quote(0, 100),
      add(0, move(10, 'up', fromStart(2))),
      quote(120, 110),
      rearm(120),
      quote(200, 150),
      quote(239, 150),
    ];
    expect(fired(steps)).toEqual(['120 up by price 110, from 100@0']);
    expect(fired([...steps, quote(240, 150)])[1]).toBe('240 up by price 150, from 110@120');
  });

  test('of samples at the time of a firing only the firing one and later ones count', () => {
    const steps = [
      quote(0, 100),
      add(0, move(10, 'up', fromExtreme(20))),
      quote(15, 95),
      quote(15, 110),
      rearm(20),
      quote(30, 104),
      // 10 % above 95, not above 104
      quote(90, 104.6),
    ];
    expect(fired(steps)).toEqual(['15 up by price 110, from 95@15']);
  });
});

describe('move since start', () => {
  test('the base is the arming price, at the time of the sample that gave it', () => {
    const steps = [quote(0, 100), add(10, move(5, 'any', sinceStart)), quote(15, 104.9), quote(30, 95)];
    expect(fired(steps)).toEqual(['30 down by price 95, from 100@0']);
  });

  test('the last price of a firing sample is the new base, not its wick', () => {
    const steps = [
      quote(0, 100),
      add(0, move(5, 'up', sinceStart), { cooldownMs: 15_000 }),
      wide(15, 102, 99, 106, 0),
      quote(30, 107),
      quote(45, 107.1),
    ];
    expect(fired(steps)).toEqual(['15 up by high 106, from 100@0', '45 up by price 107.1, from 102@15']);
  });

  test('while cooling nothing is judged; the first sample at its end is judged in full', () => {
    const steps = [
      quote(0, 100),
      add(0, move(5, 'any', sinceStart)),
      quote(15, 105),
      quote(30, 90),
      quote(74.999, 120),
      wide(75, 105, 104, 111, 60),
    ];
    expect(fired(steps)).toEqual(['15 up by price 105, from 100@0']);
    const wick = [...steps.slice(0, 5), wide(75, 119, 118, 121, 60)];
    expect(fired(wick)).toEqual(['15 up by price 105, from 100@0', '75 up by high 121, from 105@15']);
  });

  test('it is a base, not a window: it never slides', () => {
    const day = 24 * 3600;
    const steps = [
      quote(0, 100),
      add(0, move(5, 'up', sinceStart)),
      quote(day, 104),
      quote(2 * day, 104.9),
      quote(3 * day, 105),
    ];
    expect(fired(steps)).toEqual([`${3 * day} up by price 105, from 100@0`]);
  });

  test('both at once: up if the price is not below the price before, else down', () => {
    const armed = [quote(0, 100), add(0, move(5, 'any', sinceStart)), quote(15, 102)];
    expect(fired([...armed, wide(30, 102, 90, 110, 15)])).toEqual(['30 up by high 110, from 100@0']);
    expect(fired([...armed, wide(30, 101, 90, 110, 15)])).toEqual(['30 down by low 90, from 100@0']);
  });
});
