import { describe, expect, test } from 'vitest';
import {
  alarmArmed,
  fallFromMax,
  lastMinutes,
  minute,
  pairAdded,
  riseFromMin,
  scenario,
  start,
} from '../testing/scenario.ts';

describe('since the pair was added', () => {
  test('max fires when the price has fallen its percent from the highest, min when it rose from the lowest', () => {
    const s = scenario();
    s.at(0, 100);
    s.add(fallFromMax(10, pairAdded), 'max');
    s.add(riseFromMin(10, pairAdded), 'min');
    s.at(15, 120); // the min fires: 110 was reached from below
    s.at(30, 108.01);
    s.at(45, 108); // 120 − 10 %
    expect(s.told()).toEqual([
      '15 up by price 120, level 110, from 100@0',
      '45 down by price 108, level 108, from 120@15',
    ]);
  });

  test.each([
    ['a touch within a billionth', 90.00000004, 1],
    ['two billionths short of it', 90.0000002, 0],
  ])('max 10 %% from 100: %s', (_what, price, firings) => {
    const s = scenario();
    s.at(0, 100);
    s.add(fallFromMax(10, pairAdded));
    s.at(15, price);
    expect(s.firings).toHaveLength(firings);
  });

  test('what was traded before the alarm counts too', () => {
    const s = scenario();
    s.at(0, 120);
    s.at(15, 115);
    s.add(fallFromMax(10, pairAdded));
    s.at(30, 108);
    expect(s.told()).toEqual(['30 down by price 108, level 108, from 120@0']);
  });

  test('history from before the pair was added does not count', () => {
    const s = scenario();
    s.at(0, 100);
    s.add(fallFromMax(10, pairAdded), 'a1', [{ t: start - minute, price: 200, kind: 'candle' }]);
    s.at(15, 91);
    expect(s.told()).toEqual([]);
    s.at(30, 90);
    expect(s.told()).toEqual(['30 down by price 90, level 90, from 100@0']);
  });

  test('a range that began before the pair was added counts by its price', () => {
    const s = scenario();
    s.at(10, 100, [80, 120, -50]);
    s.add(fallFromMax(10, pairAdded), 'max');
    s.add(riseFromMin(20, pairAdded), 'min');
    s.at(25, 97);
    expect(s.told()).toEqual([]);
    expect(s.engine.pairMemory('binance:BTCUSDT')).toMatchObject({
      highest: { price: 100 },
      lowest: { price: 97 },
    });
  });

  test('of equal highs the latest is named as the reference', () => {
    const s = scenario();
    s.at(0, 100);
    s.at(15, 100);
    s.add(fallFromMax(10, pairAdded));
    s.at(30, 90);
    expect(s.told()).toEqual(['30 down by price 90, level 90, from 100@15']);
  });
});

test('of equal highs since arming the latest is named as the reference', () => {
  const s = scenario();
  s.at(0, 100);
  s.add(fallFromMax(10, alarmArmed));
  s.at(15, 99);
  s.at(30, 100);
  s.at(45, 90);
  expect(s.told()).toEqual(['45 down by price 90, level 90, from 100@30']);
});

test('a firing ends readiness', () => {
  const s = scenario(100);
  s.add(fallFromMax(10, pairAdded));
  expect(s.engine.tracker('a1')?.memory).toMatchObject({ ready: true });
  s.quote(90);
  expect(s.engine.tracker('a1')?.memory).toMatchObject({ ready: false });
});

describe('since the alarm was armed', () => {
  test('higher prices from before do not count, the arming price does', () => {
    const s = scenario();
    s.at(0, 200);
    s.at(15, 100);
    s.add(fallFromMax(10, alarmArmed));
    s.at(30, 90.1);
    expect(s.told()).toEqual([]);
    s.at(45, 90);
    expect(s.told()).toEqual(['45 down by price 90, level 90, from 100@15']);
  });

  test('it is never true already: the arming price is its own highest and lowest', () => {
    const s = scenario(200, 100);
    expect(s.add(fallFromMax(10, alarmArmed), 'max')).toBe(false);
    expect(s.add(riseFromMin(10, alarmArmed), 'min')).toBe(false);
  });

  test('a high counts from the sample on that showed it', () => {
    const s = scenario();
    s.at(0, 100);
    s.add(fallFromMax(10, alarmArmed));
    s.at(15, 110, [100, 120]);
    s.at(30, 108);
    expect(s.told()).toEqual(['30 down by price 108, level 108, from 120@15']);
  });

  test('a range that began before arming counts by its price', () => {
    const s = scenario();
    s.at(0, 100);
    s.wait(10_000);
    s.add(fallFromMax(10, alarmArmed));
    s.at(15, 100, [85, 120, 0]);
    s.at(30, 100, [91, 101]);
    expect(s.told()).toEqual([]);
    s.at(45, 90.9); // from the high of 101, not of 120
    expect(s.told()).toEqual(['45 down by price 90.9, level 90.9, from 101@30']);
  });

  test('a price that was no new high before the firing may be one after the re-arm', () => {
    const s = scenario();
    s.at(0, 100);
    s.add(fallFromMax(10, alarmArmed));
    s.at(15, 98);
    s.at(30, 90);
    s.rearm();
    s.at(120, 98);
    s.at(135, 88.2);
    expect(s.told()[1]).toBe('135 down by price 88.2, level 88.2, from 98@120');
  });

  test('after a re-arm the price of that moment is the first to count', () => {
    const s = scenario();
    s.at(0, 100);
    s.add(fallFromMax(10, alarmArmed));
    s.at(15, 90);
    s.at(30, 95);
    s.rearm(); // armed at 90
    s.at(60, 50);
    s.at(91, 46);
    s.at(105, 45);
    expect(s.told()).toEqual([
      '15 down by price 90, level 90, from 100@0',
      '105 down by price 45, level 45, from 50@60',
    ]);
  });
});

describe('readiness', () => {
  test('already true at arming it does not ring, and becomes ready once it is false', () => {
    const s = scenario();
    s.at(0, 100);
    s.at(15, 85);
    expect(s.add(fallFromMax(10, pairAdded))).toBe(true);
    s.at(30, 80);
    s.at(45, 90); // a touch of the level is true still
    s.at(60, 85);
    expect(s.told()).toEqual([]);
    s.at(75, 90.1);
    s.at(90, 90);
    expect(s.told()).toEqual(['90 down by price 90, level 90, from 100@0']);
  });

  test('a min that is already true waits too', () => {
    const s = scenario();
    s.at(0, 100);
    s.at(15, 115);
    expect(s.add(riseFromMin(10, pairAdded))).toBe(true);
    s.at(30, 120);
    s.at(45, 109);
    s.at(60, 110);
    expect(s.told()).toEqual(['60 up by price 110, level 110, from 100@0']);
  });

  test('a high makes a max ready for the last price of its sample, not for its low', () => {
    const ready = (price: number) => {
      const s = scenario();
      s.at(0, 100);
      s.at(15, 85);
      s.add(fallFromMax(10, pairAdded));
      s.at(30, price, [80, 95]);
      return s.told();
    };
    expect(ready(92)).toEqual([]);
    expect(ready(88)).toEqual(['30 down by price 88, level 90, from 100@0']);
  });

  test('a low makes a min ready for the last price of its sample, not for its high', () => {
    const ready = (price: number) => {
      const s = scenario();
      s.at(0, 100);
      s.at(15, 115);
      s.add(riseFromMin(10, pairAdded));
      s.at(30, price, [105, 120]);
      return s.told();
    };
    expect(ready(108)).toEqual([]);
    expect(ready(112)).toEqual(['30 up by price 112, level 110, from 100@0']);
  });

  test('a new high alone can make it true: a wick up and back is a fall', () => {
    const s = scenario();
    s.at(0, 100);
    s.add(fallFromMax(10, pairAdded));
    s.at(15, 100, [100, 112]);
    expect(s.told()).toEqual(['15 down by price 100, level 100.8, from 112@15']);
  });
});

describe('low and high of one sample', () => {
  test('the low is tested against the highest before, not against its own high', () => {
    const s = scenario();
    s.at(0, 100);
    s.add(fallFromMax(10, pairAdded));
    // 92 is more than 10 % below 110, but may have come before it.
    s.at(15, 105, [92, 110]);
    expect(s.told()).toEqual([]);
  });

  test('the high is tested against the lowest before, not against its own low', () => {
    const s = scenario();
    s.at(0, 100);
    s.add(riseFromMin(10, alarmArmed));
    s.at(15, 95, [92, 105]);
    expect(s.told()).toEqual([]);
  });

  test('the last price is tested against its own high or low', () => {
    const s = scenario();
    s.at(0, 100);
    s.add(fallFromMax(10, pairAdded), 'max');
    s.add(riseFromMin(10, alarmArmed), 'min');
    s.at(15, 98, [98, 109]);
    s.at(30, 100, [90, 100]);
    expect(s.told()).toEqual([
      '15 down by price 98, level 98.1, from 109@15',
      '30 up by price 100, level 99, from 90@30',
    ]);
  });

  test('a low that reaches the level of before fires by the low', () => {
    const s = scenario();
    s.at(0, 100);
    s.add(fallFromMax(10, alarmArmed), 'max');
    s.at(15, 99, [89, 100]);
    expect(s.told()).toEqual(['15 down by low 89, level 90, from 100@0']);
  });
});

describe('over a window', () => {
  test('a high that is older than the window no longer counts', () => {
    const s = scenario();
    s.at(0, 120);
    s.at(60, 100);
    s.at(120, 100);
    s.add(fallFromMax(10, lastMinutes(5)));
    for (let t = 180; t <= 360; t += 60) s.at(t, 109);
    // At 360 s the window begins at 60 s: 120 is gone.
    s.at(420, 98.1);
    expect(s.told()).toEqual(['420 down by price 98.1, level 98.1, from 109@360']);
  });

  test('what was seen before arming fills it, and can make it true already', () => {
    const s = scenario(100, 85);
    expect(s.add(fallFromMax(10, lastMinutes(5)))).toBe(true);
    expect(s.add(fallFromMax(20, lastMinutes(5)), 'a2')).toBe(false);
  });

  test('it becomes false when the highest leaves the window, and is ready again', () => {
    const s = scenario();
    s.at(0, 100);
    s.at(60, 85);
    s.add(fallFromMax(10, lastMinutes(2)));
    s.at(120, 85);
    s.at(180, 85); // the window begins at 60 s: 85 stands
    s.at(240, 76.6);
    expect(s.told()).toEqual([]);
    s.at(250, 76.5);
    expect(s.told()).toEqual(['250 down by price 76.5, level 76.5, from 85@180']);
  });

  test('judged at once, on a part of a window, and the proof says how much of it', () => {
    const s = scenario();
    s.at(0, 100);
    s.add(fallFromMax(10, lastMinutes(60)));
    s.at(60, 90);
    expect(s.firings[0]?.proof.windowSeenFrom).toBe(start);
  });

  test('once the window is full, the proof names its beginning', () => {
    const s = scenario();
    for (let t = 0; t <= 300; t += 30) s.at(t, 100);
    s.add(fallFromMax(10, lastMinutes(2)));
    s.at(330, 90);
    expect(s.firings[0]?.proof.windowSeenFrom).toBe(start + 210_000);
  });

  test('after a hole that empties it the first sample has nothing to fall from', () => {
    const s = scenario();
    s.at(0, 100);
    s.add(fallFromMax(10, lastMinutes(5)));
    s.at(301, 50);
    s.at(316, 45.1);
    expect(s.told()).toEqual([]);
    s.at(331, 45);
    expect(s.told()).toEqual(['331 down by price 45, level 45, from 50@301']);
    expect(s.firings[0]?.proof.windowSeenFrom).toBe(start + 301_000);
  });

  test('the sample that ends such a hole does not claim to have seen the window', () => {
    const s = scenario();
    s.at(0, 100);
    s.add(fallFromMax(10, lastMinutes(5)));
    // A candle of a minute after a hole of 9 minutes; only it is known.
    s.at(600, 88, [88, 100, 540]);
    expect(s.told()).toEqual(['600 down by price 88, level 90, from 100@600']);
    const { windowSeenFrom = null } = s.firings[0]?.proof ?? {};
    expect(windowSeenFrom ?? start + 540_000).toBeGreaterThanOrEqual(start + 540_000);
  });

  test('a range that began before the window is tested, but never a reference', () => {
    const s = scenario();
    s.at(0, 100);
    s.at(10, 100);
    s.add(fallFromMax(10, lastMinutes(1)));
    // The candle began 65 s ago, 5 s before the window: 130 is no reference.
    s.at(75, 100, [95, 130, 10]);
    s.at(90, 95);
    expect(s.told()).toEqual([]);
    // 70 s again; what stands one minute ago is the 95 of the sample before.
    s.at(160, 95, [85.5, 95, 90]);
    expect(s.told()).toEqual(['160 down by low 85.5, level 85.5, from 95@90']);
  });
});
