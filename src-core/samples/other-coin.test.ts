import { describe, expect, test } from 'vitest';
import type { Sample } from '../sample.ts';
import {
  alarmArmed,
  btc,
  fallFromMax,
  fromExtreme,
  minute,
  move,
  pairAdded,
  riseFromMin,
  type Scenario,
  scenarioHolding,
  second,
  sinceStart,
  start,
  step,
  target,
} from '../testing/scenario.ts';
import { isAnotherCoin } from './other-coin.ts';

const at = (ms: number, price: number, more: Partial<Sample> = {}): Sample => ({
  t: start + ms,
  price,
  kind: 'quote',
  ...more,
});
const hole = 5 * minute;
const from = (ms: number) => ({ range: { low: 1, high: 10_000, from: start + ms } });

test.each([
  ['ten times higher after a hole', at(hole + 1, 1_000), true],
  ['a little less than that', at(hole + 1, 999.9), false],
  ['more than that', at(hole + 1, 5_000), true],
  ['ten times lower', at(hole + 1, 10), true],
  ['a little more than that', at(hole + 1, 10.01), false],
  ['after exactly five minutes: no hole', at(hole, 1_000), false],
  ['a candle that reaches back over the hole', at(hole + 1, 1_000, from(hole)), false],
  ['a candle that does not', at(hole + minute, 1_000, from(hole + 1)), true],
  ['a closed candle likewise', at(hole + minute, 1_000, { ...from(hole + 1), kind: 'candle' }), true],
])('100 and then %s', (_what, sample, expected) => {
  expect(isAnotherCoin(sample, at(0, 100))).toBe(expected);
});

test('the first price of all is no other coin', () => {
  expect(isAnotherCoin(at(hole + 1, 1_000), null)).toBe(false);
});

/** 100 at the start, targets on both sides, and after an hour a thousand. */
function strange(): Scenario {
  const s = scenarioHolding(10);
  s.at(0, 100);
  s.add(target(110, 'up'));
  s.at(3_600, 1_000);
  return s;
}

describe('a price that may be of another coin', () => {
  test('is refused, before any holding, and the pair must be stored', () => {
    const s = scenarioHolding(10);
    s.at(0, 100);
    expect(s.at(3_600, 1_000)).toEqual({ accepted: false, refusal: 'another coin', memoryChanged: true });
    expect(s.engine.pairMemory(btc.id)).toMatchObject({
      last: { price: 100 },
      strange: { t: start + 3_600 * second, price: 1_000 },
      held: null,
    });
  });

  test('makes the pair blind, however fresh its prices are', () => {
    const s = strange();
    s.at(3_615, 1_001);
    expect(s.view()).toMatchObject({ state: 'blind', reason: { code: 'another coin', price: 1_000 } });
  });

  test('so that nothing is taken until the user decides, whatever the price', () => {
    const s = strange();
    for (const [t, price] of [
      [3_615, 1_000],
      [3_630, 100],
      [3_645, 111],
    ] as const) {
      expect(s.at(t, price)).toEqual({ accepted: false, refusal: 'another coin', memoryChanged: false });
    }
    const candle: Sample = { ...at(3_660_000, 111), kind: 'candle' };
    expect(s.take(candle)).toMatchObject({ refusal: 'another coin' });
    expect(s.told()).toEqual([]);
  });

  test('leaves one that was held to the first that is taken', () => {
    const held = () => {
      const s = scenarioHolding(10);
      s.at(0, 100);
      s.add(target(110, 'up'));
      s.at(3_600, 500);
      expect(s.at(3_615, 1_000)).toMatchObject({ refusal: 'another coin' });
      return s;
    };
    const same = held();
    same.engine.decide(btc.id, 'same');
    same.at(3_630, 1_000);
    expect(same.told()).toEqual(['3600 up by price 500, level 110, from 100@0']);
    const another = held();
    another.engine.decide(btc.id, 'another');
    expect(another.at(3_630, 1_000)).toMatchObject({ samples: [{ price: 1_000 }] });
  });

  test('waits over a restart', () => {
    const s = strange();
    s.restart();
    expect(s.view().state).toBe('blind');
    expect(s.at(3_615, 1_000)).toMatchObject({ refusal: 'another coin' });
  });
});

describe('the user says that it is the same', () => {
  test('and the next sample is taken and judged as any other, without holding', () => {
    const s = strange();
    expect(s.engine.decide(btc.id, 'same')).toBe(true);
    expect(s.view().state).toBe('blind'); // its last price is an hour old
    expect(s.at(3_615, 1_000)).toMatchObject({ accepted: true, memoryChanged: true });
    expect(s.told()).toEqual(['3615 up by price 1000, level 110, from 100@0']);
    expect(s.engine.pairMemory(btc.id)).toMatchObject({ highest: { price: 1_000 }, lowest: { price: 100 } });
  });

  test('only the next one: those after it are held as ever', () => {
    const s = strange();
    s.engine.decide(btc.id, 'same');
    s.at(3_615, 1_000);
    expect(s.at(3_630, 1_200)).toMatchObject({ refusal: 'confirming' });
    expect(s.at(3_645, 1_001)).toMatchObject({ accepted: true });
    expect(s.at(7_300, 100)).toMatchObject({ refusal: 'another coin' });
  });

  test('a refused one is not the next one', () => {
    const s = strange();
    s.engine.decide(btc.id, 'same');
    s.at(3_600, 0);
    s.engine.takeSample(btc.id, at(-1, 1_000, { kind: 'candle' }), s.now());
    expect(s.at(3_615, 1_000)).toMatchObject({ accepted: true });
  });

  test('also over a restart', () => {
    const s = strange();
    s.engine.decide(btc.id, 'same');
    s.restart();
    expect(s.at(3_615, 1_000)).toMatchObject({ accepted: true });
  });
});

describe('the user says that it is another', () => {
  test('and the pair forgets its prices', () => {
    const s = strange();
    expect(s.engine.decide(btc.id, 'another')).toBe(true);
    expect(s.engine.pairMemory(btc.id)).toEqual({
      last: null,
      highest: null,
      lowest: null,
      recent: { lows: [], highs: [] },
      held: null,
      strange: null,
      trusted: false,
      unbased: false,
      windowsFrom: null,
      sameTime: 0,
    });
    expect(s.engine.lastT(btc.id)).toBeNull();
  });

  test('the next sample arms every alarm afresh, unjudged', () => {
    const s = scenarioHolding(10);
    s.at(0, 100);
    const conditions = [
      target(110, 'up'),
      step(50),
      move(10, 'any', sinceStart),
      move(10, 'any', fromExtreme(10)),
      riseFromMin(10, pairAdded),
      fallFromMax(10, alarmArmed),
    ];
    for (const [i, condition] of conditions.entries()) s.add(condition, `a${i}`);
    s.at(3_600, 1_000);
    s.engine.decide(btc.id, 'another');
    expect(s.at(3_615, 1_000)).toMatchObject({ firings: [], changed: ['a0', 'a1', 'a2', 'a3', 'a4', 'a5'] });
    for (const i of conditions.keys()) {
      expect(s.engine.tracker(`a${i}`)).toMatchObject({
        armAt: start + 3_615 * second,
        arming: { t: start + 3_615 * second, price: 1_000 },
      });
    }
    s.at(3_630, 1_060);
    expect(s.told()).toEqual(['3630 up by price 1060, level 1050, from 1000@3615']);
    s.at(3_645, 1_100);
    // The first of another coin is the lowest of all, the base, and what its window begins with.
    expect(s.firings.slice(1).map(({ alarmId, proof }) => [alarmId, proof.reference.price])).toEqual([
      ['a2', 1_000],
      ['a3', 1_000],
      ['a4', 1_000],
    ]);
  });

  test('what has fired rests on, and counts on', () => {
    const s = scenarioHolding(10);
    s.at(0, 100);
    s.add(target(105, 'any'));
    s.at(15, 106);
    s.at(3_600, 1_060);
    s.engine.decide(btc.id, 'another');
    s.at(3_615, 1_060);
    s.at(3_630, 1_061);
    expect(s.view()).toMatchObject({ state: 'fired', firedCount: 1, lastFiredAt: start + 15 * second });
    s.rearm();
    s.change({ condition: target(1_070, 'up') });
    s.at(3_645, 1_071);
    expect(s.firings.map(({ id }) => id)).toEqual(['a1#1', 'a1#2']);
  });

  test('a cooldown is over, but the storm is not forgotten', () => {
    const s = scenarioHolding(10);
    s.at(0, 100);
    s.addAlarm(step(1), { mode: 'repeat', cooldownMs: second });
    for (const [t, price] of [
      [15, 101],
      [30, 102],
      [45, 103],
    ] as const)
      s.at(t, price);
    s.at(400, 1_030);
    s.engine.decide(btc.id, 'another');
    s.at(415, 1_030);
    expect(s.engine.tracker('a1')).toMatchObject({ coolUntil: null });
    s.at(430, 1_031);
    expect(s.firings.at(-1)?.proof.cooldown).toEqual({ ms: 2 * second, storm: 4 });
  });

  test('what was re-armed is armed at its minute, with the last price by then', () => {
    const s = scenarioHolding(10);
    s.at(0, 100);
    s.add(target(105, 'any'));
    s.at(15, 106);
    s.at(3_600, 1_060);
    s.rearm(); // arms at 3,660 s
    s.engine.decide(btc.id, 'another');
    expect(s.view().reason).toMatchObject({ code: 'blind' });
    s.at(3_615, 104);
    expect(s.view()).toMatchObject({ state: 'cooling', reason: { until: start + 3_660 * second } });
    s.at(3_630, 106);
    s.at(3_645, 104);
    expect(s.firings).toHaveLength(1);
    s.at(3_661, 105);
    expect(s.told()[1]).toBe('3661 up by price 105, level 105, from 104@3645');
  });

  test('what was re-armed before its first price, and is due by then, is armed by it', () => {
    const s = scenarioHolding(10);
    s.at(0, 100);
    s.add(target(105, 'any'));
    s.at(15, 106);
    s.at(3_600, 1_060);
    s.rearm();
    s.engine.decide(btc.id, 'another');
    s.at(3_661, 106);
    s.at(3_676, 107);
    expect(s.firings).toHaveLength(1);
    s.at(3_691, 105);
    expect(s.firings).toHaveLength(2);
  });

  test('re-armed after the decision it waits its minute too', () => {
    const s = scenarioHolding(10);
    s.at(0, 100);
    s.add(target(105, 'any'));
    s.at(15, 106);
    s.at(3_600, 1_060);
    s.engine.decide(btc.id, 'another');
    s.rearm();
    s.at(3_615, 104);
    s.at(3_630, 106);
    expect(s.firings).toHaveLength(1);
    expect(s.rearm()).toBe(true); // moves the moment
  });

  test('edited before its first price it waits for that only, and cannot be re-armed', () => {
    const s = scenarioHolding(10);
    s.at(0, 100);
    s.add(target(105, 'any'));
    s.at(15, 106);
    s.at(3_600, 1_060);
    s.engine.decide(btc.id, 'another');
    s.change({ condition: target(1_061, 'up') });
    expect(s.rearm()).toBe(false);
    s.at(3_615, 1_060);
    s.at(3_630, 1_061);
    expect(s.firings).toHaveLength(2);
  });

  test('one that has fired and repeats waits for no re-arm, only for a price', () => {
    const s = scenarioHolding(10);
    s.at(0, 100);
    s.addAlarm(step(5), { mode: 'repeat', cooldownMs: second });
    s.at(15, 106);
    s.at(3_600, 1_060);
    s.engine.decide(btc.id, 'another');
    expect(s.rearm()).toBe(false);
    s.at(3_615, 1_060);
    s.at(3_630, 1_065);
    expect(s.firings).toHaveLength(2);
  });

  test('a paused one stays paused', () => {
    const s = strange();
    s.change({ paused: true });
    s.engine.decide(btc.id, 'another');
    s.at(3_615, 90);
    s.at(3_630, 112);
    expect(s.told()).toEqual([]);
    expect(s.view().state).toBe('paused');
  });

  test('it is shown as armed without a price meanwhile', () => {
    const s = strange();
    s.engine.decide(btc.id, 'another');
    expect(s.view()).toMatchObject({ upLevel: null, percentToGo: null });
  });

  test('also over a restart', () => {
    const s = strange();
    s.engine.decide(btc.id, 'another');
    s.samples.length = 0;
    s.restart();
    s.at(3_615, 1_000);
    s.at(3_630, 1_001);
    expect(s.told()).toEqual([]);
    s.at(3_645, 109);
    s.at(3_660, 109);
    s.at(3_675, 110);
    expect(s.told()).toHaveLength(1);
  });
});

test.each(['same', 'another'] as const)('where nothing is to decide, %s changes nothing', (is) => {
  const s = scenarioHolding(10);
  s.at(0, 100);
  s.add(target(110, 'up'));
  const before = s.engine.pairMemory(btc.id);
  expect(s.engine.decide(btc.id, is)).toBe(false);
  expect(s.engine.pairMemory(btc.id)).toEqual(before);
  expect(s.at(15, 120)).toMatchObject({ refusal: 'confirming' });
});

test('a pair that is not watched is an error of the caller', () => {
  expect(() => scenarioHolding(10).engine.decide('binance:NOPE', 'same')).toThrow('binance:NOPE');
});
