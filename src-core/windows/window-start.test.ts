import { describe, expect, test } from 'vitest';
import { hour, minute, second } from '../testing/scenario.ts';
import { createWindowStart } from './window-start.ts';

const day = 24 * hour;
const origin = 20_000 * day;

/** A window whose times are seconds after a round day. */
function windowOf(ms: number) {
  const window = createWindowStart(ms);
  const at = (seconds: number) => origin + seconds * second;
  const made = {
    window,
    put(seconds: number, price: number) {
      window.slideTo(at(seconds));
      window.push(at(seconds), price);
      return made;
    },
    /** `price@t` standing one window before. */
    standing(seconds: number) {
      window.slideTo(at(seconds));
      const point = window.point(at(seconds));
      expect(window.price(at(seconds))).toBe(point?.price ?? Number.NaN);
      return point === null ? 'none' : `${point.price}@${(point.t - origin) / second}`;
    },
    seenFrom: () => (window.seenFrom() - origin) / second,
    newestT: () => (window.newestT() - origin) / second,
  };
  return made;
}

test('of a day the price standing is that of a sample', () => {
  const w = windowOf(day).put(5, 100).put(20, 101);
  expect(w.standing(86_400 + 4)).toBe('none');
  expect(w.standing(86_400 + 5)).toBe('100@5');
  expect(w.standing(86_400 + 20)).toBe('101@20');
});

describe('of more than a day', () => {
  test('it is the close of a candle of a minute, at its end', () => {
    const w = windowOf(2 * day)
      .put(5, 100)
      .put(20, 101)
      .put(61, 102)
      .put(day / second, 103);
    const twoDays = 2 * 86_400;
    expect(w.standing(twoDays + 59.999)).toBe('none');
    expect(w.standing(twoDays + 60)).toBe('101@60');
    expect(w.standing(twoDays + 120)).toBe('102@120');
  });

  test('it is the close of a candle of an hour where the window is longer than a week', () => {
    const w = windowOf(8 * day)
      .put(5, 100)
      .put(3_000, 101);
    for (let n = 1; n <= 8; n += 1) w.put(n * 86_400, 100 + n);
    expect(w.standing(8 * 86_400 + 3_599.999)).toBe('none');
    expect(w.standing(8 * 86_400 + 3_600)).toBe('101@3600');
  });

  test('a hole as long as the window is bridged, to the first sample after it', () => {
    const twoDays = 2 * 86_400;
    const w = windowOf(2 * day)
      .put(5, 100)
      .put(60 + twoDays, 101);
    expect(w.standing(60 + twoDays + 59.999)).toBe('100@60');
    const longer = windowOf(2 * day)
      .put(5, 100)
      .put(60.001 + twoDays, 101);
    expect(longer.standing(60 + twoDays + 30)).toBe('none');
  });

  test('it has seen from its first sample on, and then from the end of its first candle', () => {
    const w = windowOf(2 * day).put(5, 100);
    expect([w.seenFrom(), w.newestT()]).toEqual([5, 5]);
    w.put(70, 101);
    expect([w.seenFrom(), w.newestT()]).toEqual([60, 70]);
    w.window.slideTo(origin + 121 * second);
    expect(w.newestT()).toBe(120);
  });

  test('restarted, that price stands a window later', () => {
    const w = windowOf(2 * day)
      .put(5, 100)
      .put(70, 101);
    w.window.slideTo(origin + 90 * second);
    w.window.restart({ t: origin + 90 * second, price: 105 });
    expect([w.seenFrom(), w.newestT()]).toEqual([90, 90]);
    w.put(100, 106).put(86_400, 107);
    expect(w.standing(2 * 86_400 + 89.999)).toBe('none');
    expect(w.standing(2 * 86_400 + 90)).toBe('105@90');
    expect(w.standing(2 * 86_400 + 120)).toBe('106@120');
  });

  test('arming moves its end', () => {
    const w = windowOf(2 * day)
      .put(5, 100)
      .put(70, 101)
      .put(86_400, 102);
    const armedAt = origin + 2 * day + 2 * minute;
    w.window.endAt(armedAt);
    expect(w.window.point(armedAt)).toEqual({ t: origin + 2 * minute, price: 101 });
  });

  test('nothing stands at first', () => {
    const w = windowOf(2 * day);
    expect([w.standing(0), w.seenFrom(), w.newestT()]).toEqual(['none', Number.NaN, Number.NaN]);
  });
});
