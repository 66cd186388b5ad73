import { describe, expect, test } from 'vitest';
import type { Condition } from '../../src-core/condition.ts';
import {
  add,
  another,
  extreme,
  fired,
  firedAt,
  fromExtreme,
  fromStart,
  move,
  pairAdded,
  quote,
  rearm,
  resume,
  pause,
  run,
  same,
  target,
  told,
  wide,
} from './notation.ts';
import type { Step } from './reference.ts';

const counted = (steps: Step[], confirmPercent = 10) => {
  const { refused, held } = run(steps, [], confirmPercent);
  return { refused, held };
};

const from = (price: number, condition: Condition) => [quote(0, price), add(0, condition)];

describe('another coin?', () => {
  test.each([
    {
      seconds: 301,
      price: 1_000,
      refused: 1,
      held: 0,
      what: 'ten times higher after more than five minutes',
    },
    { seconds: 301, price: 10, refused: 1, held: 0, what: 'ten times lower after more than five minutes' },
    { seconds: 301, price: 999.9, refused: 0, held: 1, what: 'a little less' },
    { seconds: 301, price: 10.01, refused: 0, held: 1, what: 'a little more than a tenth' },
    { seconds: 300, price: 1_000, refused: 0, held: 1, what: 'after five minutes' },
  ])('$what: $refused refused, $held held', ({ seconds, price, refused, held }) => {
    expect(counted([quote(0, 100), quote(seconds, price)])).toEqual({ refused, held });
  });

  test('a range that reaches back to the last sample leaves no hole', () => {
    const steps = from(100, target(500, 'up'));
    expect(fired([...steps, wide(400, 1_000, 90, 1_000, 100)])).toHaveLength(1);
    expect(fired([...steps, wide(700, 1_000, 90, 1_000, 301)])).toHaveLength(0);
  });

  test('a closed candle is asked about too', () => {
    expect(counted([quote(0, 100), wide(400, 1_000, 1_000, 1_000, 340)])).toEqual({ refused: 1, held: 0 });
  });

  test('until the user decides everything is refused', () => {
    const steps = [quote(0, 100), quote(301, 1_000), quote(316, 1_000), quote(331, 100)];
    expect(counted(steps)).toEqual({ refused: 3, held: 0 });
  });

  test('a decision that was not asked for does nothing', () => {
    const steps = from(100, extreme('max', 10, pairAdded));
    expect(fired([...steps, another(10), quote(15, 90)])).toHaveLength(1);
    expect(counted([...steps, same(10), quote(15, 80)])).toEqual({ refused: 0, held: 1 });
  });

  test('a held price waits for the decision too', () => {
    const steps = [...from(100, target(115, 'up')), quote(15, 120), quote(316, 1_000), same(320)];
    expect(run(steps, [], 10)).toEqual({ firings: [], refused: 1, held: 1 });
    expect(run([...steps, quote(331, 1_000)], [], 10).firings.map(told)).toEqual([
      '15 up by price 120, from 100@0',
    ]);
  });
});

describe('the same coin', () => {
  const steps = [...from(100, target(500, 'up')), quote(301, 1_000), same(310)];

  test('the next sample is taken and judged as any other, without being held', () => {
    expect(fired([...steps, quote(316, 1_000)])).toEqual(['316 up by price 1000, from 100@0']);
    expect(counted([...steps, quote(316, 1_000)])).toEqual({ refused: 1, held: 0 });
  });

  test('a refused one is not the next', () => {
    expect(counted([...steps, quote(-1, 1_000), quote(316, 1_000)])).toEqual({ refused: 2, held: 0 });
  });

  test('the one after it is judged by the rules again', () => {
    expect(counted([...steps, quote(316, 1_000), quote(331, 100)])).toEqual({ refused: 1, held: 1 });
    expect(counted([...steps, quote(316, 1_000), quote(700, 100)])).toEqual({ refused: 2, held: 0 });
  });
});

describe('another coin', () => {
  const after = (condition: Condition, ...then: Step[]) =>
    fired([...from(5_000, condition), quote(301, 100), another(310), ...then]);

  test('the next sample arms, unjudged', () => {
    expect(after(target(150, 'down'), quote(316, 100), quote(331, 140))).toEqual([]);
    const ready = [quote(316, 100), quote(331, 160), quote(346, 150)];
    expect(after(target(150, 'down'), ...ready)).toEqual(['346 down by price 150, from 160@331']);
  });

  test('the highest since the pair was added is forgotten', () => {
    const steps = [quote(316, 100), quote(331, 91)];
    expect(after(extreme('max', 10, pairAdded), ...steps)).toEqual([]);
    expect(after(extreme('max', 10, pairAdded), ...steps, quote(346, 90))).toEqual([
      '346 down by price 90, from 100@316',
    ]);
  });

  test.each([
    { what: 'from extreme', condition: move(10, 'down', fromExtreme(20)), count: 1 },
    { what: 'from start', condition: move(10, 'down', fromStart(5)), count: 0 },
  ])('windows are empty: $what', ({ condition, count }) => {
    expect(after(condition, quote(316, 100), quote(331, 91))).toEqual([]);
    expect(after(condition, quote(316, 100), quote(331, 90))).toHaveLength(count);
  });

  test('windows are empty of history too', () => {
    const history = [{ t: Date.UTC(2023, 10, 14, 23, 59), price: 9_000, kind: 'candle' as const }];
    const steps = [...from(5_000, move(10, 'down', fromExtreme(20))), quote(301, 100), another(310)];
    expect(fired([...steps, quote(316, 100), quote(331, 91)], history)).toEqual([]);
  });

  test('one that rests goes on resting; re-armed it arms at the new price', () => {
    const steps = [...from(5_000, target(5_001, 'up')), quote(15, 5_002), quote(330, 100), another(340)];
    expect(firedAt([...steps, quote(345, 100), quote(360, 6_000)])).toEqual([15]);
    const again = [...steps, rearm(341), quote(345, 100), quote(402, 100), quote(420, 6_000)];
    expect(firedAt(again)).toEqual([15, 420]);
  });

  test('a cooldown is over', () => {
    const slow = { mode: 'repeat', cooldownMs: 3_600_000 } as const;
    const steps = [quote(0, 5_000), add(0, target(5_001, 'any'), slow), quote(15, 5_002), quote(330, 100)];
    expect(firedAt([...steps, another(340), quote(345, 100), quote(360, 6_000)])).toEqual([15, 360]);
  });

  test('a paused one stays paused, and is armed when it is resumed', () => {
    const steps = [...from(5_000, target(150, 'up')), pause(5), quote(301, 100), another(310)];
    expect(fired([...steps, quote(316, 100), quote(331, 160)])).toEqual([]);
    expect(firedAt([...steps, quote(316, 100), resume(320), quote(331, 160)])).toEqual([331]);
    // Resumed before any price of the new coin, the next arms it.
    expect(firedAt([...steps, resume(312), quote(316, 100), quote(331, 160)])).toEqual([331]);
  });
});
