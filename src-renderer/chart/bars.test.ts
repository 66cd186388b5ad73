import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChartCandle } from '../../src-shared/contract/chart.ts';
import { barAt, nextBar, sortedBars, summarize } from './bars.ts';
import { placesOf } from './places.ts';

const minute = 60_000;
const flat = (t: number, price = 10): ChartCandle => [t, price, price, price, price];
const timesOf = (bars: readonly { readonly t: number }[]) => bars.map((bar) => bar.t);

describe('bars', () => {
  it('come in order of time, once each, without what no chart can show', () => {
    const bars = sortedBars([
      flat(2 * minute, 3),
      flat(0, 1),
      flat(2 * minute, 4),
      flat(minute, Number.NaN),
      flat(3 * minute, -1),
      [4 * minute, 5, 4, 6, 5],
      flat(Number.NaN),
    ]);
    expect(bars.map((bar) => [bar.t, bar.close])).toEqual([
      [0, 1],
      [2 * minute, 4],
    ]);
  });

  it('are sorted and different whatever comes in', () => {
    const candle = fc.tuple(fc.integer({ min: 0, max: 30 }), fc.double({ min: -5, max: 100 }));
    fc.assert(
      fc.property(fc.array(candle), (list) => {
        const times = timesOf(sortedBars(list.map(([t, price]) => flat(t * minute, price))));
        expect(times).toEqual([...new Set(times)].toSorted((a, b) => a - b));
      }),
      { seed: 11, numRuns: 300 },
    );
  });

  it('go on with a live price: the last one grows, then the next one begins', () => {
    const last = { t: 0, open: 10, high: 11, low: 9, close: 10 };
    expect(nextBar(last, 30_000, 12, minute)).toEqual({ t: 0, open: 10, high: 12, low: 9, close: 12 });
    expect(nextBar(last, minute, 8, minute)).toEqual({ t: 0, open: 10, high: 11, low: 8, close: 8 });
    expect(nextBar(last, minute + 1, 8, minute)).toEqual({ t: minute, open: 8, high: 8, low: 8, close: 8 });
    expect(nextBar({ ...last, t: 5 * minute }, minute, 8, minute)).toBeNull();
    expect(nextBar(undefined, 90_000, 8, minute)?.t).toBe(minute);
    expect(nextBar(last, 30_000, Number.NaN, minute)).toBeNull();
  });

  it('are told in four numbers', () => {
    const bars = sortedBars([
      [0, 10, 15, 9, 11],
      [minute, 11, 12, 4, 6],
    ]);
    expect(summarize(bars)).toMatchObject({ low: 4, high: 15, first: { open: 10 }, last: { close: 6 } });
    expect(summarize([])).toBeNull();
  });

  it('are found by a time within them', () => {
    const bars = sortedBars([flat(0), flat(minute), flat(5 * minute)]);
    expect([-1, 0, minute + 5, 4 * minute, 9 * minute].map((t) => barAt(bars, t)?.t)).toEqual([
      undefined,
      0,
      minute,
      minute,
      5 * minute,
    ]);
  });
});

describe('places', () => {
  it('are empty where bars are missing, so that a hole is as wide as it was long', () => {
    const places = placesOf(sortedBars([flat(0), flat(minute), flat(60 * minute)]), minute);
    expect(places).toHaveLength(61);
    expect(places.filter((place) => place.bar === null)).toHaveLength(58);
    expect(places.flatMap((place, index) => (place.beforeHole ? [index] : []))).toEqual([1]);
  });

  it('bridge a few quiet bars without a word, and do not fill years', () => {
    expect(placesOf(sortedBars([flat(0), flat(4 * minute)]), minute)[0]?.beforeHole).toBe(false);
    const years = placesOf(sortedBars([flat(0), flat(3 * 365 * 1_440 * minute)]), minute);
    expect(years.length).toBeLessThan(3_000);
    const times = years.map((place) => place.second);
    expect(times).toEqual([...new Set(times)].toSorted((a, b) => a - b));
  });
});
