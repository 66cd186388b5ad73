import { expect, test } from 'vitest';
import { minute } from '../testing/scenario.ts';
import * as series from './series.ts';

/** A window of so many minutes; times are minutes too. */
function windowOf(minutes: number) {
  const window = series.createSeriesWindow(minutes * minute);
  const made = {
    window,
    put(t: number, price: number) {
      series.slideTo(window, t * minute);
      series.push(window, t * minute, price);
      return made;
    },
    standing(t: number) {
      series.slideTo(window, t * minute);
      const point = series.standingBefore(window, t * minute);
      return point === null ? 'none' : `${point.price}@${point.t / minute}`;
    },
    seenFrom: () => series.seenFrom(window) / minute,
  };
  return made;
}

test('an empty window has no standing price and has seen nothing', () => {
  const w = windowOf(10);
  expect([w.standing(0), w.seenFrom()]).toEqual(['none', Number.NaN]);
});

test('until a window has passed no price stands', () => {
  const w = windowOf(10).put(0, 100).put(5, 101);
  expect(w.standing(9.99)).toBe('none');
  expect(w.standing(10)).toBe('100@0');
});

test('the last price at or before one window ago stands', () => {
  const w = windowOf(10).put(0, 100).put(4, 101).put(8, 102).put(12, 103);
  expect(w.standing(13.99)).toBe('100@0');
  expect(w.standing(14)).toBe('101@4');
  expect(w.put(15, 104).standing(18.5)).toBe('102@8');
  expect(w.seenFrom()).toBe(8);
});

test.each([
  [10, 10, '90@0'],
  [10, 10.001, 'none'],
  [1, 3, '90@0'],
  [1, 3.001, 'none'],
  [2.5, 2.9, '90@0'],
])('in a window of %d min, after a hole of %d min: %s', (minutes, hole, expected) => {
  expect(windowOf(minutes).put(0, 90).standing(hole)).toBe(expected);
});

test('after a hole that empties it, it warms up again', () => {
  const w = windowOf(10).put(0, 90).put(5, 91).put(15.1, 92).put(20, 93);
  expect([w.standing(25), w.seenFrom()]).toEqual(['none', 15.1]);
  expect(w.put(25, 94).standing(25.1)).toBe('92@15.1');
});

test('restarted it waits a whole window for a price to stand', () => {
  const w = windowOf(10).put(0, 90).put(5, 91);
  series.restart(w.window, { t: 6 * minute, price: 97 });
  expect(w.put(7, 98).put(15, 99).standing(15.99)).toBe('none');
  expect(w.standing(16)).toBe('97@6');
});

test('ended at a moment without a sample, what is older than the standing price leaves', () => {
  const w = windowOf(10).put(0, 90).put(5, 91).put(8, 92);
  series.endAt(w.window, 16 * minute);
  expect(w.seenFrom()).toBe(5);
});
