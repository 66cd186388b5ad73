import { describe, expect, test } from 'vitest';
import { cooldownAfter } from './cooldown.ts';
import {
  add,
  alarmArmed,
  enters,
  extreme,
  firedAt,
  fromExtreme,
  last,
  leaves,
  minutes,
  move,
  quote,
  run,
  type Settings,
  sinceStart,
  stepOf,
  target,
  wide,
} from './notation.ts';
import type { Step } from './reference.ts';

const repeat: Settings = { mode: 'repeat', cooldownMs: 60_000, wayBack: 0 };

/** Armed at the first price; the others follow every 15 s. */
function every15s(alarm: Step, prices: number[]): Step[] {
  const [first = Number.NaN, ...rest] = prices;
  return [quote(0, first), alarm, ...rest.map((price, i) => quote((i + 1) * 15, price))];
}

const missed = (steps: Step[]) => run(steps).firings.map((firing) => firing.missed);
const cooldowns = (steps: Step[]) => run(steps).firings.map(({ cooldownMs }) => cooldownMs);

describe('once', () => {
  test('rests after its firing and has no cooldown', () => {
    const steps = every15s(add(0, target(100, 'any')), [99, 100, 99, 101, 99, 101]);
    expect(firedAt(steps)).toEqual([15]);
    expect(cooldowns(steps)).toEqual([null]);
  });
});

describe('repeat', () => {
  test('since start repeats whatever its mode says', () => {
    const steps = every15s(
      add(0, move(5, 'up', sinceStart), { mode: 'once' }),
      [100, 105, 105, 105, 105, 111],
    );
    expect(firedAt(steps)).toEqual([15, 75]);
  });

  test('the cooldown counts from the firing, and the first sample at its end or later ends it', () => {
    const steps = [quote(0, 99), add(0, target(100, 'any'), repeat), quote(15, 101), quote(40, 99)];
    expect(firedAt([...steps, quote(74.999, 101)])).toEqual([15]);
    expect(firedAt([...steps, quote(75, 101)])).toEqual([15, 75]);
    expect(firedAt([...steps, quote(500, 101)])).toEqual([15, 500]);
  });

  test.each([
    { what: 'target', condition: target(100, 'any'), prices: [99, 101, 99, 101, 101, 99], missed: [0, 2] },
    {
      what: 'channel left',
      condition: leaves(90, 110),
      prices: [100, 111, 100, 111, 100, 89],
      missed: [0, 1],
    },
    {
      what: 'channel entered',
      condition: enters(90, 110),
      prices: [111, 100, 89, 95, 111, 95],
      missed: [0, 1],
    },
    {
      what: 'extreme',
      condition: extreme('max', 10, alarmArmed),
      prices: [100, 90, 100, 90, 100, 90],
      missed: [0, 1],
    },
  ])('$what: what comes true while cooling is counted, and told by the next firing', (one) => {
    const steps = every15s(add(0, one.condition, repeat), one.prices);
    expect(firedAt(steps)).toEqual([15, 75]);
    expect(missed(steps)).toEqual(one.missed);
  });

  test('the count starts again at each firing', () => {
    const prices = [99, 101, 99, 101, 99, 101, 99, 101, 101, 99];
    expect(missed(every15s(add(0, target(100, 'any'), repeat), prices))).toEqual([0, 3, 2]);
  });

  test('an edge that came true while cooling has lost readiness when the cooldown ends', () => {
    const alarm = add(0, target(100, 'up'), { ...repeat, wayBack: 0.01 });
    expect(firedAt(every15s(alarm, [99, 100, 99, 101, 101, 101, 101]))).toEqual([15]);
    expect(firedAt(every15s(alarm, [99, 100, 99, 101, 101, 101, 99, 100]))).toEqual([15, 105]);
  });

  test('a counted sample makes ready again by its last price only', () => {
    const alarm = add(0, target(100, 'up'), { ...repeat, wayBack: 0.01 });
    const steps = [quote(0, 99), alarm, quote(15, 100), quote(30, 99)];
    expect(firedAt([...steps, wide(45, 99.5, 98, 101, 30), quote(75, 100)])).toEqual([15]);
    const ready = [...steps, wide(45, 98.5, 98, 101, 30), quote(75, 100)];
    expect(firedAt(ready)).toEqual([15, 75]);
    expect(missed(ready)).toEqual([0, 1]);
  });

  test.each([
    { what: 'a window', condition: move(5, 'up', fromExtreme(20)), at: [15, 75] },
    { what: 'since start', condition: move(5, 'up', sinceStart), at: [15, 75] },
    { what: 'step', condition: stepOf(5, 'quote'), at: [15, 75] },
  ])('$what is not judged while cooling, and judged afresh at its end', ({ condition, at }) => {
    const steps = every15s(add(0, condition, repeat), [100, 106, 112, 118, 112]);
    expect(firedAt([...steps, quote(75, 115)])).toEqual(at);
    expect(missed([...steps, quote(75, 115)])).toEqual([0, 0]);
    expect(firedAt([...steps, quote(75, 107)])).toEqual([15]);
  });

  test('what a window sees while cooling counts for the firing after it', () => {
    const steps = every15s(add(0, move(5, 'up', fromExtreme(20)), repeat), [100, 106, 101, 103, 103]);
    expect(firedAt([...steps, quote(75, 106)])).toEqual([15]);
    expect(firedAt([...steps, quote(75, 106.05)])).toEqual([15, 75]);
  });

  test('an extreme over a window repeats', () => {
    const steps = every15s(add(0, extreme('max', 10, last(20)), repeat), [100, 90, 91, 92, 91, 90]);
    expect(firedAt(steps)).toEqual([15, 75]);
  });
});

describe('storm guard', () => {
  const minute = 60_000;

  test('with 60 s: 60 s three times, then 2, 4, 8, 16, 30, 30 min', () => {
    const figures = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => cooldownAfter(minute, n) / minute);
    expect(figures).toEqual([1, 1, 1, 2, 4, 8, 16, 30, 30]);
  });

  test.each([
    { c: 1, figures: [1, 1, 1, 2, 4, 8] },
    { c: 60 * 20, figures: [1_200, 1_200, 1_200, 1_800, 1_800, 1_800] },
    { c: 60 * 30, figures: [1_800, 1_800, 1_800, 1_800, 1_800, 1_800] },
    { c: 3_600, figures: [3_600, 3_600, 3_600, 3_600, 3_600, 3_600] },
  ])('with $c s: $figures s', ({ c, figures }) => {
    expect(figures.map((_, i) => cooldownAfter(c * 1_000, i + 1) / 1_000)).toEqual(figures);
  });

  test('an alarm that always comes true slows down until an hour holds fewer firings', () => {
    const prices = Array.from({ length: 284 }, (_, i) => (i % 2 === 0 ? 99 : 101));
    const steps = every15s(add(0, target(100, 'any'), repeat), prices);
    expect(cooldowns(steps).map((ms) => (ms ?? 0) / minute)).toEqual([1, 1, 1, 2, 4, 8, 16, 30, 4, 4]);
    expect(firedAt(steps)).toEqual([15, 75, 135, 195, 315, 555, 1_035, 1_995, 3_795, 4_035]);
  });

  test('a firing exactly an hour ago is not in the last hour', () => {
    const at = (seconds: number) => [
      quote(0, 99),
      add(0, target(100, 'any'), { ...repeat, cooldownMs: 1_000 }),
      ...[10, 20, 30].map((t, i) => quote(t, i % 2 === 0 ? 101 : 99)),
      quote(seconds, 99),
    ];
    expect(cooldowns(at(3_609.999)).at(-1)).toBe(2_000);
    expect(cooldowns(at(3_610)).at(-1)).toBe(1_000);
  });

  test('samples that came true while cooling are no firings', () => {
    const prices = [99, 101, 99, 101, 99, 101, 99, 101, 99, 101];
    expect(cooldowns(every15s(add(0, target(100, 'any'), repeat), prices))).toEqual([
      minutes(1),
      minutes(1),
      minutes(1),
    ]);
  });
});
