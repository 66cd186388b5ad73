import { describe, expect, test } from 'vitest';
import type { Sample } from '../sample.ts';
import { alarmOf, fromExtreme, fromStart, minute, move, scenario, start } from '../testing/scenario.ts';

/** A closed candle of history that ends so many seconds after the start. */
function candle(seconds: number, price: number, low = price, high = price): Sample {
  const t = start + seconds * 1_000;
  return { t, price, range: { low, high, from: t - minute }, kind: 'candle' };
}

describe('from the extreme', () => {
  test('up is measured from the lowest of the window, down from the highest', () => {
    const s = scenario();
    s.at(0, 100);
    s.add(move(5, 'up', fromExtreme(10)), 'up');
    s.add(move(10, 'down', fromExtreme(10)), 'down');
    s.at(60, 96);
    s.at(120, 100.7);
    s.at(180, 100.8); // 96 + 5 %
    s.at(240, 90.8);
    s.at(300, 90.72); // 100.8 − 10 %
    expect(s.told()).toEqual([
      '180 up by price 100.8, level 100.8, from 96@60',
      '300 down by price 90.72, level 90.72, from 100.8@180',
    ]);
  });

  test('a spike and back inside the window is seen', () => {
    const s = scenario();
    s.at(0, 100);
    s.at(60, 100);
    s.add(move(5, 'any', fromExtreme(10)));
    s.at(120, 100, [100, 105]);
    expect(s.told()).toEqual(['120 up by high 105, level 105, from 100@60']);
  });

  test.each([
    ['half a billionth short is a touch', 104.99999995, 1],
    ['two billionths short is not', 104.9999998, 0],
  ])('%s', (_what, price, firings) => {
    const s = scenario();
    s.at(0, 100);
    s.add(move(5, 'up', fromExtreme(10)));
    s.at(15, price);
    expect(s.firings).toHaveLength(firings);
  });

  test('the unwanted direction is silent', () => {
    const s = scenario();
    s.at(0, 100);
    s.add(move(5, 'up', fromExtreme(10)), 'up');
    s.add(move(5, 'down', fromExtreme(10)), 'down');
    s.at(15, 60);
    s.at(30, 90);
    expect(s.firings.map(({ alarmId, t }) => [alarmId, (t - start) / 1_000])).toEqual([
      ['down', 15],
      ['up', 30],
    ]);
  });

  test('a slow move over more than the window is silent', () => {
    const s = scenario();
    s.at(0, 100);
    s.add(move(5, 'up', fromExtreme(5)));
    for (let i = 1; i <= 60; i += 1) s.at(i * 60, 100 + i * 0.5);
    expect(s.told()).toEqual([]);
  });

  test.each([
    ['stands', 179, ['179 up by price 105, level 105, from 100@0']],
    ['no longer', 180, []],
  ])('the last price at or before one window ago %s at %d s', (_what, t, told) => {
    const s = scenario();
    s.at(0, 100);
    s.add(move(5, 'up', fromExtreme(2)));
    s.at(60, 104);
    s.at(t, 105);
    expect(s.told()).toEqual(told);
  });

  test('both true in one step: up where the price is not below the price before, else down', () => {
    const both = (price: number) => {
      const s = scenario();
      s.at(0, 100);
      s.add(move(5, 'any', fromExtreme(10)));
      s.at(15, 101);
      s.at(30, price, [94, 106]);
      return s.told();
    };
    expect(both(101)).toEqual(['30 up by high 106, level 105, from 100@0']);
    expect(both(100.9)).toEqual(['30 down by low 94, level 95.95, from 101@15']);
  });

  test('high and low are tested against what was known before, not against each other', () => {
    const s = scenario();
    s.at(0, 100);
    s.add(move(10, 'any', fromExtreme(10)));
    s.at(15, 100, [94, 106]); // 12 % apart, in an unknown order
    expect(s.told()).toEqual([]);
  });

  test('the last price is tested against its own low and high', () => {
    const s = scenario();
    s.at(0, 100);
    s.add(move(10, 'any', fromExtreme(10)));
    s.at(15, 104.5, [95, 104.5]);
    expect(s.told()).toEqual(['15 up by price 104.5, level 104.5, from 95@15']);
  });

  test('a range that began before the window is tested, but is no reference', () => {
    const s = scenario();
    s.at(0, 100);
    s.add(move(10, 'up', fromExtreme(1)));
    // Began 70 s ago: the low of 92 is no reference for the 103 of this sample, nor for the next.
    s.at(70, 103, [92, 104, 0]);
    s.at(85, 104);
    s.at(155, 104, [100, 114.3, 85]);
    expect(s.told()).toEqual([]);
    s.at(225, 104, [100, 114.4, 155]);
    expect(s.told()).toEqual(['225 up by high 114.4, level 114.4, from 104@155']);
  });
});

describe('a hole', () => {
  // Window of 10 min or 1 min; the price before the hole is 100, after it 110.
  test.each([
    [10, 600, 1],
    [10, 601, 0],
    [5, 300, 1],
    [5, 301, 0],
    [1, 180, 1],
    [1, 181, 0],
  ])(
    'with a window of %d min, a jump of 10 %% over a hole of %d s fires %d times',
    (minutes, hole, firings) => {
      for (const over of [fromExtreme(minutes), fromStart(minutes)]) {
        const s = scenario();
        s.at(0, 100);
        s.add(move(10, 'up', over));
        s.at(hole, 110);
        expect(s.firings).toHaveLength(firings);
      }
    },
  );

  test('that empties the window starts it anew, as the proof tells', () => {
    const s = scenario();
    s.at(0, 100);
    s.at(60, 100);
    s.add(move(10, 'up', fromExtreme(5)));
    s.at(400, 150);
    s.at(460, 165);
    expect(s.told()).toEqual(['460 up by price 165, level 165, from 150@400']);
    expect(s.firings[0]?.proof.windowSeenFrom).toBe(start + 400_000);
  });

  test('the sample that ends it does not claim to have seen the window', () => {
    const s = scenario();
    s.at(0, 100);
    s.add(move(10, 'up', fromExtreme(5)));
    s.at(600, 120, [100, 120, 540]);
    expect(s.told()).toEqual(['600 up by price 120, level 110, from 100@600']);
    const { windowSeenFrom = null } = s.firings[0]?.proof ?? {};
    expect(windowSeenFrom ?? start + 540_000).toBeGreaterThanOrEqual(start + 540_000);
  });
});

describe('arming', () => {
  test('already true in a wanted direction, the window restarts at the arming price', () => {
    const s = scenario();
    s.at(0, 100);
    s.at(60, 112);
    expect(s.add(move(10, 'up', fromExtreme(10)))).toBe(true);
    s.at(75, 113);
    s.at(90, 123);
    expect(s.told()).toEqual([]);
    s.at(105, 123.2); // 112 + 10 %
    expect(s.told()).toEqual(['105 up by price 123.2, level 123.2, from 112@60']);
  });

  test('already true in the unwanted direction changes nothing', () => {
    const s = scenario();
    s.at(0, 100);
    s.at(60, 112);
    expect(s.add(move(10, 'down', fromExtreme(10)))).toBe(false);
    s.at(75, 100.8);
    expect(s.told()).toEqual(['75 down by price 100.8, level 100.8, from 112@60']);
  });

  test('the window is filled with what was seen before', () => {
    const s = scenario();
    s.at(0, 100);
    s.add(move(10, 'up', fromExtreme(10)), 'a1', [candle(-120, 98, 95, 99), candle(-60, 97), candle(0, 100)]);
    s.at(15, 104.5); // 95 + 10 %
    expect(s.told()).toEqual(['15 up by price 104.5, level 104.5, from 95@-120']);
    expect(s.firings[0]?.proof.windowSeenFrom).toBe(start - 120_000);
  });

  test('nothing of the history is judged', () => {
    const s = scenario();
    s.at(0, 100);
    s.add(move(10, 'any', fromExtreme(10)), 'a1', [candle(-120, 50), candle(-60, 200), candle(0, 195)]);
    expect(s.told()).toEqual([]);
  });

  test('without any history the arming price is the window', () => {
    const s = scenario();
    s.at(0, 100);
    s.add(move(10, 'up', fromExtreme(10)), 'a1', []);
    s.at(15, 110);
    expect(s.told()).toEqual(['15 up by price 110, level 110, from 100@0']);
  });
});

describe('after a firing', () => {
  test('only its last price and what follows counts: a high or low of its sample is used up', () => {
    const s = scenario();
    s.at(0, 100);
    s.add(move(10, 'up', fromExtreme(20)));
    s.at(15, 105, [95, 115]);
    s.rearm(); // armed at 75 s
    s.at(90, 115.4); // more than 10 % above 95 and 100
    expect(s.told()).toEqual(['15 up by high 115, level 110, from 100@0']);
    s.at(105, 115.5); // 105 + 10 %
    expect(s.told()[1]).toBe('105 up by price 115.5, level 115.5, from 105@15');
  });

  test('a candle of the history that began before the cut adds only its price', () => {
    const s = scenario();
    s.at(0, 100);
    const condition = move(10, 'up', fromExtreme(20));
    s.add(condition);
    s.at(15, 110);
    s.rearm();
    const stored = s.engine.tracker('a1');
    s.engine.removeAlarm('a1');
    const history = [...s.samples, candle(60, 112, 101, 113)];
    s.engine.addAlarm(alarmOf(condition), { armAt: null, stored, history });
    s.at(80, 108);
    s.at(95, 111.2); // 101 + 10 %
    expect(s.told()).toHaveLength(1);
    s.at(110, 118.8); // 108 + 10 %
    expect(s.told()[1]).toBe('110 up by price 118.8, level 118.8, from 108@80');
  });

  test('the cut outlives a re-arm and a restart', () => {
    const s = scenario();
    s.at(0, 100);
    s.add(move(10, 'up', fromExtreme(20)));
    s.at(15, 105, [100, 111]);
    s.restart();
    s.at(30, 106);
    s.rearm(); // armed at 90 s, when 106 is not 10 % above 100 either
    s.restart();
    s.at(95, 110.5); // 10 % above 100, which is used up
    s.restart();
    expect(s.told()).toHaveLength(1);
    s.at(110, 115.5);
    expect(s.told()[1]).toBe('110 up by price 115.5, level 115.5, from 105@15');
  });

  test('a price that meant nothing before the firing is judged against what the window is now', () => {
    const s = scenario();
    s.at(0, 100);
    s.add(move(10, 'any', fromExtreme(20)));
    s.at(15, 105);
    s.at(30, 104);
    s.at(45, 130);
    s.rearm();
    s.at(120, 104);
    expect(s.told()).toEqual([
      '45 up by price 130, level 110, from 100@0',
      '120 down by price 104, level 117, from 130@45',
    ]);
  });

  test('prices at rest fill the window on', () => {
    const s = scenario();
    s.at(0, 100);
    s.add(move(10, 'up', fromExtreme(20)));
    s.at(15, 110);
    s.at(30, 100);
    s.rearm();
    s.at(90, 105);
    s.at(105, 110);
    expect(s.told()[1]).toBe('105 up by price 110, level 110, from 100@30');
  });
});

describe('from the start', () => {
  test('is silent until a window has been seen, however far the price moves', () => {
    const s = scenario();
    s.at(0, 100);
    s.add(move(10, 'any', fromStart(2)));
    s.at(60, 200);
    s.at(119.999, 50);
    expect(s.told()).toEqual([]);
    s.at(120, 90);
    expect(s.told()).toEqual(['120 down by price 90, level 90, from 100@0']);
    expect(s.firings[0]?.proof.windowSeenFrom).toBe(start);
  });

  test('is measured against the price one window ago, whatever was between', () => {
    const s = scenario();
    s.at(0, 100);
    s.add(move(10, 'any', fromStart(2)));
    s.at(60, 130);
    s.at(120, 109);
    s.at(150, 91);
    expect(s.told()).toEqual([]);
    s.at(180, 117);
    expect(s.told()).toEqual(['180 down by price 117, level 117, from 130@60']);
  });

  test('its lows and highs are tested, but are no reference', () => {
    const s = scenario();
    s.at(0, 100);
    s.add(move(10, 'any', fromStart(2)));
    s.at(60, 100, [60, 140]);
    s.at(120, 100, [95, 110]);
    expect(s.told()).toEqual(['120 up by high 110, level 110, from 100@0']);
  });

  test('after a firing it waits one window for a price to stand', () => {
    const s = scenario();
    s.at(0, 100);
    s.add(move(10, 'up', fromStart(2)));
    s.at(120, 110);
    s.rearm();
    s.at(200, 150);
    s.at(239, 150);
    expect(s.told()).toHaveLength(1);
    s.at(240, 150);
    expect(s.told()[1]).toBe('240 up by price 150, level 121, from 110@120');
  });

  test('after a hole that empties it, it is silent for a window', () => {
    const s = scenario();
    s.at(0, 100);
    s.at(60, 100);
    s.add(move(10, 'up', fromStart(4)));
    s.at(301, 200);
    s.at(400, 300);
    expect(s.told()).toEqual([]);
    s.at(541, 220);
    expect(s.told()).toEqual(['541 up by price 220, level 220, from 200@301']);
  });

  test('filled with history it is judged at once', () => {
    const s = scenario();
    s.at(0, 100);
    const history = [-180, -120, -60].map((t) => candle(t, 100));
    s.add(move(10, 'up', fromStart(2)), 'a1', [...history, candle(0, 100)]);
    s.at(15, 110);
    expect(s.told()).toEqual(['15 up by price 110, level 110, from 100@-120']);
  });
});
