import { describe, expect, it, test } from 'vitest';
import type { AlarmView } from '../../src-core/alarm.ts';
import type { Condition } from '../../src-core/condition.ts';
import { btc, cannedAlarm, target } from '../testing/canned.ts';
import { bandOf, levelsOf, withLevel } from './levels.ts';

const channel: Condition = { kind: 'channel', low: 50, high: 60, when: 'leaves' };
const move = (direction: 'up' | 'down' | 'any'): Condition => ({
  kind: 'move',
  percent: 10,
  direction,
  over: { kind: 'window', ms: 900_000, from: 'extreme' },
});
const alarm = (condition: Condition, more: Partial<AlarmView> = {}) => cannedAlarm(btc, condition, more);
const pricesOf = (one: AlarmView) => levelsOf(one).map(({ price, part }) => [price, part]);

describe('the levels of an alarm', () => {
  it('are the prices somebody typed, which can be moved', () => {
    expect(pricesOf(alarm(target(60)))).toEqual([[60, 'price']]);
    expect(pricesOf(alarm(channel))).toEqual([
      [50, 'low'],
      [60, 'high'],
    ]);
  });

  it('or those that follow from prices, which cannot', () => {
    expect(pricesOf(alarm(move('any'), { upLevel: 66, downLevel: 54 }))).toEqual([
      [66, null],
      [54, null],
    ]);
    expect(pricesOf(alarm(move('up')))).toEqual([]);
  });

  it('are not shown once it is over, and rest while it is paused', () => {
    for (const state of ['fired', 'expired'] as const)
      expect(pricesOf(alarm(target(60), { state }))).toEqual([]);
    expect(levelsOf(alarm(target(60), { state: 'paused' }))[0]?.resting).toBe(true);
    expect(levelsOf(alarm(target(60)))[0]?.resting).toBe(false);
  });
});

describe('the band of a window alarm', () => {
  it('lies between the price it is measured from and the level', () => {
    expect(bandOf(alarm(move('up'), { upLevel: 66 }))).toMatchObject({
      ms: 900_000,
      low: expect.closeTo(60),
      high: 66,
    });
    const down = bandOf(alarm(move('down'), { downLevel: 54 }));
    expect([down?.low, down?.high]).toEqual([54, expect.closeTo(60)]);
    expect(bandOf(alarm(move('any'), { upLevel: 66, downLevel: 54 }))).toMatchObject({ low: 54, high: 66 });
  });

  it('is not there without a level, without a window, or when it is over', () => {
    expect(bandOf(alarm(move('up')))).toBeNull();
    expect(bandOf(alarm(target(60), { upLevel: 60 }))).toBeNull();
    expect(bandOf(alarm(move('up'), { upLevel: 66, state: 'fired' }))).toBeNull();
  });
});

describe('a level that is moved', () => {
  test.each([
    ['farther away', target(60, 'up'), 65, 55, target(65, 'up')],
    ['across the price, down', target(60, 'up'), 50, 55, target(50, 'down')],
    ['across the price, up', target(50, 'down'), 60, 55, target(60, 'up')],
    ['on the side it is on, the less likely direction stays', target(50, 'up'), 52, 55, target(52, 'up')],
    ['either way stays either way', target(60, 'any'), 50, 55, target(50, 'any')],
    ['no price known', target(60, 'up'), 50, null, target(50, 'up')],
  ] as const)('%s', (_, before, price, now, after) => {
    expect(withLevel(before, 'price', price, now)).toEqual(after);
  });

  test('the ends of a channel change places when they pass each other', () => {
    expect(withLevel(channel, 'low', 55, 57)).toMatchObject({ low: 55, high: 60 });
    expect(withLevel(channel, 'low', 70, 57)).toMatchObject({ low: 60, high: 70 });
    expect(withLevel(channel, 'high', 40, 57)).toMatchObject({ low: 40, high: 50 });
  });

  test('nowhere is no condition', () => {
    expect(withLevel(channel, 'low', 60, 57)).toBeNull();
    expect(withLevel(target(60), 'price', 0, 57)).toBeNull();
    expect(withLevel(target(60), 'price', Number.NaN, 57)).toBeNull();
    expect(withLevel(move('up'), null, 60, 57)).toBeNull();
  });
});
