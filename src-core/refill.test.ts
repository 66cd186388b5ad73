import { describe, expect, test } from 'vitest';
import type { Sample } from './sample.ts';
import {
  btc,
  fallFromMax,
  fromExtreme,
  fromStart,
  lastMinutes,
  minute,
  move,
  riseFromMin,
  type Scenario,
  scenario,
  second,
  start,
  target,
} from './testing/scenario.ts';

/** A closed minute that ends so many seconds after the start. */
function candle(seconds: number, price: number, low = price, high = price): Sample {
  const t = start + seconds * second;
  return { t, price, range: { low, high, from: t - minute }, kind: 'candle' };
}

function inOrder(...samples: Sample[]): Sample[] {
  return samples.toSorted((a, b) => a.t - b.t);
}

describe('windows made anew of more complete history', () => {
  test.each([
    ['a move from the extreme', move(10, 'up', fromExtreme(60))],
    ['an extreme', riseFromMin(10, lastMinutes(60))],
  ])('count what came too late to be judged: %s', (_what, condition) => {
    const s = scenario();
    s.at(0, 100);
    s.add(condition);
    s.at(600, 102);
    s.engine.refill(btc.id, inOrder(...s.samples, candle(300, 96, 95, 97)));
    expect(s.told()).toEqual([]);
    s.at(615, 104.4);
    expect(s.told()).toEqual([]);
    s.at(630, 104.5);
    expect(s.told()).toEqual(['630 up by price 104.5, level 104.5, from 95@300']);
  });

  test('bridge a hole that had emptied them', () => {
    const s = scenario();
    s.at(0, 100);
    s.add(move(10, 'up', fromStart(5)));
    s.at(400, 101);
    s.engine.refill(btc.id, inOrder(...s.samples, candle(120, 99), candle(240, 99.5), candle(360, 100)));
    s.at(430, 108.9);
    s.at(445, 109.4);
    expect(s.told()).toEqual(['430 up by price 108.9, level 108.9, from 99@120']);
  });

  test('keep where they restarted', () => {
    const s = scenario();
    s.at(0, 90);
    s.addAlarm(move(10, 'up', fromExtreme(60)), { mode: 'repeat', cooldownMs: second });
    s.at(600, 100);
    s.engine.refill(btc.id, inOrder(...s.samples, candle(300, 80), candle(630, 101, 70, 102)));
    s.at(660, 109.9);
    expect(s.firings).toHaveLength(1);
    s.at(675, 110);
    expect(s.told()[1]).toBe('675 up by price 110, level 110, from 100@600');
  });
});

describe('nothing else changes', () => {
  test('readiness, what rests, what cools', () => {
    const lives: [Parameters<Scenario['addAlarm']>[0], number[]][] = [
      [fallFromMax(10, lastMinutes(60)), [100, 89, 89.5]],
      [move(10, 'up', fromExtreme(60)), [100, 110]],
      [target(100, 'up'), [99, 101, 102]],
    ];
    for (const [condition, prices] of lives) {
      for (const mode of ['once', 'repeat'] as const) {
        const s = scenario(...prices.slice(0, 1));
        s.addAlarm(condition, { mode });
        for (const price of prices.slice(1)) s.quote(price);
        const before = s.engine.tracker('a1');
        s.engine.refill(btc.id, s.samples);
        expect(s.engine.tracker('a1')).toEqual(before);
        expect(s.quote(prices.at(-1) ?? 0)).toMatchObject({ firings: [] });
      }
    }
  });

  test('the same history changes no firing', () => {
    const lived = (refills: boolean) => {
      const s = scenario(100);
      s.addAlarm(move(3, 'any', fromExtreme(5)), { mode: 'repeat', cooldownMs: second, id: 'a1' });
      s.addAlarm(fallFromMax(3, lastMinutes(5)), { mode: 'repeat', cooldownMs: second, id: 'a2' });
      for (let i = 0; i < 60; i += 1) {
        s.ranged(100 + ((i * 37) % 11), 99 + ((i * 37) % 11), 102 + ((i * 37) % 11), 20);
        if (refills) s.engine.refill(btc.id, s.samples);
      }
      return s.told();
    };
    expect(lived(true)).toEqual(lived(false));
    expect(lived(true).length).toBeGreaterThan(5);
  });

  test('history that can be read only once serves all alarms', () => {
    const s = scenario();
    s.at(0, 100);
    s.add(move(10, 'up', fromExtreme(60)), 'a1');
    s.add(move(10, 'up', fromExtreme(60)), 'a2');
    s.at(600, 100);
    s.engine.refill(btc.id, inOrder(...s.samples, candle(300, 90)).values());
    s.at(615, 99);
    expect(s.firings.map(({ alarmId }) => alarmId)).toEqual(['a1', 'a2']);
  });

  test('a pair that is not watched is an error of the caller', () => {
    expect(() => scenario().engine.refill('binance:NOPE', [])).toThrow('binance:NOPE');
  });
});
