import { describe, expect, test } from 'vitest';
import type { MoveOver } from '../../src-core/condition.ts';
import { add, candle, days, extreme, fired, hours, move, quote, rearm, run, wide } from './notation.ts';
import type { Step } from './reference.ts';
import { candleIntervalOf } from './stretches.ts';

const twoDays: MoveOver = { kind: 'window', ms: days(2), from: 'extreme' };
const tenDays: MoveOver = { kind: 'window', ms: days(10), from: 'extreme' };
const twoDaysAgo: MoveOver = { kind: 'window', ms: days(2), from: 'start' };
const over = (ms: number) => ({ kind: 'window', ms }) as const;
const hour = 3_600;
const day = 24 * hour;

describe('what a window is made of', () => {
  test.each([
    { window: '24 h', ms: days(1), interval: null },
    { window: 'a little more than 24 h', ms: days(1) + 1, interval: 60_000 },
    { window: '7 days', ms: days(7), interval: 60_000 },
    { window: 'a little more than 7 days', ms: days(7) + 1, interval: hours(1) },
    { window: '30 days', ms: days(30), interval: hours(1) },
  ])('$window: $interval', ({ ms, interval }) => {
    expect(candleIntervalOf(ms)).toBe(interval);
  });
});

describe('a window of days', () => {
  test('names the end of the minute in which its highest was traded', () => {
    const steps = [quote(0, 100), add(0, move(10, 'down', twoDays)), quote(70, 120), quote(90, 119)];
    expect(fired([...steps, quote(135, 108)])).toEqual(['135 down by price 108, from 120@120']);
  });

  test('of a longer one the end of the hour', () => {
    const steps = [quote(0, 100), add(0, move(10, 'down', tenDays)), quote(70, 120), quote(90, 119)];
    expect(fired([...steps, quote(hour + 10, 108)])).toEqual([
      `${hour + 10} down by price 108, from 120@${hour}`,
    ]);
  });

  test('the samples of the running stretch count one by one', () => {
    const steps = [quote(0, 100), add(0, move(10, 'down', twoDays)), quote(70, 120), quote(90, 119)];
    expect(fired([...steps, quote(119, 108)])).toEqual(['119 down by price 108, from 120@70']);
    // The end of the minute itself is in it.
    expect(fired([...steps, quote(120, 108)])).toEqual(['120 down by price 108, from 120@70']);
  });

  test('a stretch is over for both steps of the sample that comes after it', () => {
    const steps = [quote(0, 100), add(0, move(10, 'down', twoDays)), quote(70, 120), quote(90, 119)];
    expect(fired([...steps, wide(121, 110, 108, 111, 90)])).toEqual(['121 down by low 108, from 120@120']);
  });

  test('ranges of its samples count where they began in the stretch, else by the price', () => {
    const wick = (from: number) => [
      quote(0, 100),
      add(0, move(10, 'down', twoDays)),
      quote(50, 100),
      wide(90, 110, 99, 120, from),
    ];
    expect(fired([...wick(60), quote(130, 108)])).toEqual(['130 down by price 108, from 120@120']);
    expect(fired([...wick(55), quote(130, 108)])).toEqual([]);
    // While the minute runs the range counts as it came.
    expect(fired([...wick(55), quote(119, 108)])).toEqual(['119 down by price 108, from 120@90']);
  });

  test('one-minute candles lie whole in the hours', () => {
    const steps = [quote(0, 100), add(0, move(10, 'down', tenDays))];
    const minute = wide(120, 110, 99, 120, 60);
    expect(fired([...steps, minute, quote(hour + 10, 108)])).toEqual([
      `${hour + 10} down by price 108, from 120@${hour}`,
    ]);
  });

  test('a minute that the window begins in adds only its price', () => {
    const steps = [
      quote(0, 100),
      add(0, extreme('max', 10, over(days(2)))),
      wide(90, 110, 99, 120, 61),
      quote(91, 109),
    ];
    const later = (seconds: number, price: number) => [...steps, quote(day, 109), quote(seconds, price)];
    // It ends at 120, so it has left the window at two days and 120 s; its range from 60 on does so before.
    expect(fired(later(2 * day + 60, 108))).toEqual([`${2 * day + 60} down by price 108, from 120@120`]);
    expect(fired(later(2 * day + 61, 98.2))).toEqual([]);
    expect(fired(later(2 * day + 61, 98.1))).toHaveLength(1);
  });

  test('the price standing two days ago is that of a closed minute', () => {
    const steps = [
      quote(0, 90),
      add(0, move(10, 'up', twoDaysAgo)),
      quote(70, 95),
      quote(100, 100),
      quote(day, 105),
    ];
    // At two days and 100 s the minute from 60 to 120 was not over: the price before it stands.
    expect(fired([...steps, quote(2 * day + 119, 99.1)])).toEqual([
      `${2 * day + 119} up by price 99.1, from 90@0`,
    ]);
    expect(fired([...steps, quote(2 * day + 120, 109.9)])).toEqual([]);
    expect(fired([...steps, quote(2 * day + 120, 110)])).toEqual([
      `${2 * day + 120} up by price 110, from 100@120`,
    ]);
  });

  test('a hole of the window is bridged, a longer one empties it', () => {
    const steps = [quote(0, 100), add(0, move(10, 'up', twoDaysAgo))];
    expect(fired([...steps, quote(2 * day, 110)])).toHaveLength(1);
    expect(fired([...steps, quote(2 * day + 1, 110)])).toHaveLength(0);
  });

  test('after a firing only its last price and what follows counts, in candles too', () => {
    const steps = [
      quote(0, 100),
      add(0, move(10, 'up', twoDays), { mode: 'repeat', cooldownMs: 1_000 }),
      quote(70, 95),
      quote(80, 110),
      quote(90, 108),
    ];
    // The minute is over; its low of 95 lies before the cut.
    expect(fired([...steps, quote(130, 118)])).toEqual(['80 up by price 110, from 95@70']);
    expect(fired([...steps, quote(130, 118.8)])[1]).toBe('130 up by price 118.8, from 108@120');
  });

  test('of equal prices the latest is the reference: the end of the minute of the cut', () => {
    const steps = [
      quote(0, 100),
      add(0, move(10, 'up', twoDays), { mode: 'repeat', cooldownMs: 1_000 }),
      quote(70, 110),
      quote(130, 121),
    ];
    expect(run(steps).firings.map(({ reference }) => reference.price)).toEqual([100, 110]);
    expect(fired(steps)[1]).toBe('130 up by price 121, from 110@120');
  });

  test('a re-arm keeps the cut', () => {
    const steps = [
      quote(0, 100),
      add(0, move(10, 'up', twoDays)),
      quote(70, 110),
      rearm(75),
      quote(140, 112),
    ];
    expect(fired([...steps, quote(200, 120.9)])).toHaveLength(1);
    expect(fired([...steps, quote(200, 121)])).toHaveLength(2);
  });

  test('history fills it before arming', () => {
    const history = [candle(-day, 118, 110, 120), candle(-60, 110)];
    const steps: Step[] = [quote(5, 110), add(5, extreme('max', 10, over(days(2))))];
    expect(fired([...steps, quote(20, 108)], history)).toEqual([`20 down by price 108, from 120@${-day}`]);
    // An hourly candle is no one-minute candle: what it traded began before its last minute.
    const hourly = [candle(-day, 112, 110, 120, hour), candle(-60, 110)];
    expect(fired([...steps, quote(20, 100.9)], hourly)).toEqual([]);
    expect(fired([...steps, quote(20, 100.8)], hourly)).toHaveLength(1);
  });
});
