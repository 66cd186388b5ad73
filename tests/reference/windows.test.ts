import { describe, expect, test } from 'vitest';
import {
  add,
  candle,
  extreme,
  fired,
  fromExtreme,
  fromStart,
  last,
  move,
  pairAdded,
  quote,
  wide,
} from './notation.ts';

describe('windows', () => {
  test('a high that slid out of the window no longer counts', () => {
    // One minute; at 100 the price standing is that of 30.
    const steps = [
      quote(0, 100),
      add(0, extreme('max', 10, last(1))),
      quote(15, 120),
      quote(30, 109),
      quote(100, 108),
    ];
    expect(fired(steps)).toEqual([]);
  });

  test('the price standing one window ago counts', () => {
    // At 85 the window began at 25; the last sample at or before it is that of 15.
    const steps = [
      quote(0, 100),
      add(0, extreme('max', 10, last(1))),
      quote(15, 120),
      quote(30, 109),
      quote(85, 108),
    ];
    expect(fired(steps)).toEqual(['85 down by price 108, from 120@15']);
  });

  test('a sample exactly one window ago is the price standing', () => {
    const steps = [
      quote(0, 120),
      quote(30, 100),
      add(30, move(10, 'up', fromStart(1))),
      quote(60, 105),
      quote(90, 110),
    ];
    expect(fired(steps)).toEqual(['90 up by price 110, from 100@30']);
  });

  test('a hole of three minutes is bridged for a shorter window, a longer one empties it', () => {
    const armed = [quote(0, 120), add(0, extreme('max', 10, last(1)))];
    expect(fired([...armed, quote(180, 108)])).toEqual(['180 down by price 108, from 120@0']);
    expect(fired([...armed, quote(180.001, 108)])).toEqual([]);
  });

  test('a hole of one window is bridged for a longer window, a longer one empties it', () => {
    const armed = [quote(0, 120), add(0, move(10, 'down', fromStart(5)))];
    expect(fired([...armed, quote(300, 108)])).toEqual(['300 down by price 108, from 120@0']);
    expect(fired([...armed, quote(300.001, 108)])).toEqual([]);
  });

  test('after an emptying hole the window starts anew with the first sample', () => {
    const steps = [
      quote(0, 150),
      add(0, move(10, 'down', fromExtreme(1))),
      quote(200, 120),
      quote(215, 109),
      quote(230, 108),
    ];
    expect(fired(steps)).toEqual(['230 down by price 108, from 120@200']);
  });

  test('a range that began before the window adds only its price to it', () => {
    // Two minutes; at 150 the window began at 30.
    const range = (from: number) => [
      quote(0, 100),
      add(0, extreme('max', 10, last(2))),
      quote(20, 100),
      wide(60, 101, 100, 108, from),
      quote(150, 97),
    ];
    expect(fired(range(20))).toEqual([]);
    expect(fired(range(30))).toEqual(['150 down by price 97, from 108@60']);
  });

  test('its low and high are still tested, but are no reference', () => {
    // The sample of 150 covers three minutes, the window two.
    const armed = [quote(-30, 100), add(-30, move(10, 'any', fromExtreme(2)))];
    expect(fired([...armed, wide(150, 100, 90, 105, -30)])).toEqual(['150 down by low 90, from 100@-30']);
    expect(fired([...armed, wide(150, 98.9, 98, 109.9, -30)])).toEqual([]);
    // The same within the window: the last price has fallen by 10 % from its own high.
    const near = [quote(90, 100), add(90, move(10, 'any', fromExtreme(2)))];
    expect(fired([...near, wide(150, 98.9, 98, 109.9, 90)])).toEqual([
      '150 down by price 98.9, from 109.9@150',
    ]);
  });

  test('history fills a window before arming', () => {
    const history = [candle(-120, 100), candle(-60, 118, 100, 120), candle(0, 110)];
    const steps = [quote(5, 110), add(5, extreme('max', 10, last(10))), quote(20, 108)];
    expect(fired(steps, history)).toEqual(['20 down by price 108, from 120@-60']);
  });

  test('history counts neither as an arming price nor since the pair was added', () => {
    const history = [candle(-60, 200), candle(0, 200)];
    const steps = [add(0, extreme('max', 10, pairAdded)), quote(15, 100), quote(30, 91)];
    expect(fired(steps, history)).toEqual([]);
    expect(fired([...steps, quote(45, 90)], history)).toEqual(['45 down by price 90, from 100@15']);
  });

  test('an extreme over a window already true at arming keeps its window and waits until it is false', () => {
    const steps = [quote(0, 120), quote(15, 100), add(15, extreme('max', 10, last(5))), quote(30, 90)];
    expect(fired(steps)).toEqual([]);
    expect(fired([...steps, quote(45, 109), quote(60, 108)])).toEqual(['60 down by price 108, from 120@0']);
  });

  test('it becomes false by the highest leaving the window', () => {
    const steps = [
      quote(0, 120),
      quote(15, 100),
      add(15, extreme('max', 10, last(1))),
      quote(80, 100),
      quote(95, 90),
    ];
    expect(fired(steps)).toEqual(['95 down by price 90, from 100@80']);
  });
});
