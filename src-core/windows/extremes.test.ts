import { describe, expect, test } from 'vitest';
import type { TradedRange } from '../sample.ts';
import { minute } from '../testing/scenario.ts';
import * as extremes from './extremes.ts';

/** A window of so many minutes; times are minutes too. */
function windowOf(minutes: number, keep: 'lows' | 'highs' | 'both' = 'both') {
  const window = extremes.createExtremesWindow(minutes * minute, keep);
  const made = {
    window,
    put(t: number, price: number, range?: [low: number, high: number, from: number]) {
      extremes.slideTo(window, t * minute);
      const traded: TradedRange | null =
        range === undefined ? null : { low: range[0], high: range[1], from: range[2] * minute };
      extremes.push(window, t * minute, price, traded);
      return made;
    },
    slideTo(t: number) {
      extremes.slideTo(window, t * minute);
      return made;
    },
    /** `lowest@t highest@t`. */
    told() {
      const told = [extremes.lowest(window), extremes.highest(window)].map((point) =>
        point === null ? 'none' : `${point.price}@${point.t / minute}`,
      );
      return told.join(' ');
    },
    seenFrom: () => window.seenFrom / minute,
  };
  return made;
}

test('an empty window has no lowest, no highest, and has seen nothing', () => {
  const w = windowOf(10);
  expect([w.told(), w.seenFrom()]).toEqual(['none none', Number.NaN]);
});

test('lowest and highest of what was put in', () => {
  expect(windowOf(10).put(0, 100).put(1, 95).put(2, 104).put(3, 99).told()).toBe('95@1 104@2');
});

test.each([
  ['lows', '90@2 none'],
  ['highs', 'none 104@2'],
] as const)(
  'a window that keeps %s only answers nothing else, and still knows from when it was seen',
  (keep, told) => {
    const w = windowOf(10, keep).put(0, 100).put(1, 95).put(2, 100, [90, 104, 1]).put(8, 100);
    expect([w.told(), w.seenFrom()]).toEqual([told, 0]);
    w.slideTo(12.5);
    expect([w.told(), w.seenFrom()]).toEqual([told.replace(/\d+@2/, '100@8'), 0]);
    w.slideTo(30);
    expect([w.told(), w.seenFrom()]).toEqual(['none none', Number.NaN]);
  },
);

test('of equal prices the latest is told', () => {
  expect(windowOf(10).put(0, 100).put(1, 100).told()).toBe('100@1 100@1');
  expect(windowOf(10).put(0, 100).put(1, 102, [98, 105, 0]).put(2, 105).told()).toBe('98@1 105@2');
  expect(windowOf(10).put(0, 105).put(1, 102, [98, 105, 0]).told()).toBe('98@1 105@1');
});

describe('the price standing one window ago', () => {
  test('stays until its successor is a window old', () => {
    const w = windowOf(10).put(0, 90).put(4, 100).put(8, 101);
    expect(w.slideTo(10).told()).toBe('90@0 101@8');
    expect(w.put(12, 101).slideTo(13.99).told()).toBe('90@0 101@12');
    expect(w.slideTo(14).told()).toBe('100@4 101@12');
  });

  test('leaves its range behind: only its price stands', () => {
    const w = windowOf(10).put(0, 100).put(4, 100, [80, 120, 3]).put(8, 101);
    expect(w.slideTo(13).told()).toBe('80@4 120@4');
    expect(w.slideTo(14).told()).toBe('100@4 101@8');
  });
});

test('a range of one instant stands no longer than others do', () => {
  const w = windowOf(10).put(0, 100).put(4, 100, [80, 120, 4]).put(8, 101);
  expect(w.slideTo(13.99).told()).toBe('80@4 120@4');
  expect(w.slideTo(14).told()).toBe('100@4 101@8');
});

test('a range counts while it lies inside whole: from the window’s first moment on', () => {
  const w = windowOf(10).put(0, 100).put(4, 100, [80, 120, 2]);
  expect(w.slideTo(12).told()).toBe('80@4 120@4');
  expect(w.slideTo(12.01).told()).toBe('100@4 100@4');
});

test('a range that began earlier leaves first, and a later one behind it stays', () => {
  const w = windowOf(10).put(1, 100, [80, 120, 0]).put(4, 100, [85, 115, 3]);
  expect(w.slideTo(10.5).told()).toBe('85@4 115@4');
  expect(w.slideTo(13.5).told()).toBe('100@4 100@4');
});

test('a range that began before those of candles fetched earlier is found again in its place', () => {
  // The candles from 1 and 2 came as history; the running range since 0 came after them.
  const w = windowOf(10).put(2, 100, [95, 105, 1]).put(3, 100, [97, 103, 2]).put(3.5, 100, [90, 110, 0]);
  expect(w.slideTo(10).told()).toBe('90@3.5 110@3.5');
  expect(w.slideTo(10.5).told()).toBe('95@2 105@2');
  expect(w.slideTo(11.5).told()).toBe('97@3 103@3');
  expect(w.slideTo(12.5).told()).toBe('100@3.5 100@3.5');
});

describe('a hole', () => {
  // [window, minutes of hole after the price of 90, bridged]
  test.each([
    [10, 10, true],
    [10, 10.001, false],
    [2, 2.5, true],
    [1, 3, true],
    [1, 3.001, false],
    [3, 3.001, false],
    [4, 4, true],
    [60, 59, true],
  ])('in a window of %d min a hole of %d min is bridged: %j', (minutes, hole, bridged) => {
    const w = windowOf(minutes).put(0, 90).slideTo(hole);
    expect(w.told()).toBe(bridged ? '90@0 90@0' : 'none none');
    expect(Number.isNaN(w.seenFrom())).toBe(!bridged);
  });

  test('that is too long empties the window; it is seen anew from the next sample', () => {
    const w = windowOf(10).put(0, 90).put(5, 95).put(15.5, 100);
    expect([w.told(), w.seenFrom()]).toEqual(['100@15.5 100@15.5', 15.5]);
  });

  test('that is bridged does not interrupt what was seen', () => {
    const w = windowOf(10).put(0, 90).put(9, 95).put(19, 100);
    expect([w.told(), w.seenFrom()]).toEqual(['95@9 100@19', 0]);
  });

  test('in a window shorter than the hole leaves the standing price alone in it', () => {
    const w = windowOf(1).put(0, 90, [80, 99, -1]).put(0.5, 95).slideTo(3.5);
    expect(w.told()).toBe('95@0.5 95@0.5');
    expect(w.put(3.5, 100).told()).toBe('95@0.5 100@3.5');
  });
});

test('restarted it knows one price, seen from there', () => {
  const w = windowOf(10).put(0, 90, [80, 120, -1]).put(5, 95);
  extremes.restart(w.window, { t: 6 * minute, price: 97 });
  expect([w.told(), w.seenFrom()]).toEqual(['97@6 97@6', 6]);
  expect(w.put(7, 96).slideTo(16).told()).toBe('96@7 97@6');
});

test('ended at a moment without a sample, the newest price stands however old it is', () => {
  const w = windowOf(10).put(0, 90).put(5, 95);
  extremes.endAt(w.window, 14 * minute);
  expect(w.told()).toBe('90@0 95@5');
  extremes.endAt(w.window, 60 * minute);
  expect(w.told()).toBe('95@5 95@5');
});
