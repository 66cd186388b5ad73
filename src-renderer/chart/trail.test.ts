import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AlarmView } from '../../src-core/alarm.ts';
import type { ExtremeSince } from '../../src-core/condition.ts';
import { btc, cannedAlarm, target } from '../testing/canned.ts';
import type { Bar } from './bars.ts';
import { keyStep, snapPrice } from './snap.ts';
import { trailOf } from './trail.ts';

const minute = 60_000;
const barsOf = (prices: readonly number[]): Bar[] =>
  prices.map((price, index) => ({ t: index * minute, open: price, high: price, low: price, close: price }));
const extreme = (since: ExtremeSince, more: Partial<AlarmView>, side: 'max' | 'min' = 'max') =>
  cannedAlarm(btc, { kind: 'extreme', extreme: side, percent: 10, since }, { createdAt: 0, ...more });
const pricesOf = (alarm: AlarmView, prices: readonly number[], addedAt = 0) =>
  trailOf(alarm, barsOf(prices), addedAt)?.points.map(({ price }) => price);

describe('the trailing level of an extreme', () => {
  it('follows the highest price up and never comes down', () => {
    const alarm = extreme({ kind: 'pair added' }, { downLevel: 108 });
    expect(pricesOf(alarm, [100, 110, 90, 120, 100])).toEqual([90, 99, 99, 108, 108]);
  });

  it('follows the lowest price down', () => {
    const alarm = extreme({ kind: 'pair added' }, { upLevel: 88 }, 'min');
    const found = pricesOf(alarm, [100, 90, 110, 80, 95]) ?? [];
    expect(found.map((price) => Math.round(price))).toEqual([110, 99, 99, 88, 88]);
  });

  it('lets go of what has left its window', () => {
    const alarm = extreme({ kind: 'window', ms: 2 * minute }, { downLevel: 90 });
    expect(pricesOf(alarm, [100, 120, 90, 95, 100])).toEqual([90, 108, 108, 85.5, 90]);
  });

  it('begins with the pair, or with the alarm and its last ring', () => {
    const added = extreme({ kind: 'pair added' }, { downLevel: 99 });
    expect(pricesOf(added, [200, 100, 110], minute)).toEqual([90, 99]);
    const armed = extreme({ kind: 'alarm armed' }, { downLevel: 99, lastFiredAt: 2 * minute });
    expect(pricesOf(armed, [200, 300, 100, 110])).toEqual([90, 99]);
  });

  it('is never beyond the level that the host tells', () => {
    const price = fc.double({ min: 1, max: 1_000, noNaN: true });
    fc.assert(
      fc.property(fc.array(price, { minLength: 1 }), price, (prices, level) => {
        const found = pricesOf(extreme({ kind: 'pair added' }, { downLevel: level }), prices) ?? [];
        expect(found.every((one) => one <= level)).toBe(true);
        expect(found.at(-1)).toBe(level);
      }),
      { seed: 2, numRuns: 200 },
    );
  });

  it('is not there of other alarms, without a level, or when it is over', () => {
    expect(pricesOf(cannedAlarm(btc, target(60), { upLevel: 60 }), [1])).toBeUndefined();
    expect(pricesOf(extreme({ kind: 'pair added' }, {}), [1])).toBeUndefined();
    expect(pricesOf(extreme({ kind: 'pair added' }, { downLevel: 1, state: 'fired' }), [1])).toBeUndefined();
  });
});

describe('a price that a pointer means', () => {
  it.each([
    [58_412.37, 12, 0.01, 58_420],
    [58_412.37, 0.4, 0.01, 58_412.5],
    [58_412.37, 0.0001, 0.01, 58_412.37],
    [0.0000123456, 2e-9, 1e-8, 0.00001235],
    [0.3, 0.05, null, 0.3],
    [3, 7, null, 3],
  ])('%d, %d a pixel, tick size %s, is %d', (price, perPixel, tickSize, snapped) => {
    expect(snapPrice(price, perPixel, tickSize)).toBe(snapped);
  });

  it.each([
    [58_412, 0.01, 100],
    [0.00001234, 1e-8, 2e-8],
    [142.07, 0.25, 0.5],
    [1, null, 0.001],
  ])('an arrow key moves %d by a round step', (price, tickSize, step) => {
    expect(keyStep(price, tickSize)).toBeCloseTo(step, 12);
  });
});
