/** Windows of any length against a slow recomputation of what they hold, and what a long one holds in plain cases. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PricePoint } from '../sample.ts';
import { hour, minute, second } from '../testing/scenario.ts';
import { plainWindow, type Row } from '../testing/plain-window.ts';
import { createWindowExtremes } from './window-extremes.ts';
import { createWindowStart } from './window-start.ts';

const day = 24 * hour;
/** A round beginning of stretches. */
const origin = 20_000 * day;

interface Move {
  readonly gapMs: number;
  readonly price: number;
  /** How far its range reaches below and above, and how long before its sample it began; null: no range. */
  readonly range: { readonly below: number; readonly above: number; readonly ms: number } | null;
  readonly restarts: boolean;
}

const gap = fc.oneof(
  { arbitrary: fc.integer({ min: 1, max: 90 * second }), weight: 6 },
  { arbitrary: fc.constantFrom(15 * second, 30 * second, minute, 2 * minute, hour), weight: 6 },
  { arbitrary: fc.integer({ min: minute, max: 3 * hour }), weight: 4 },
  { arbitrary: fc.constantFrom(6 * hour, day - minute, day, day + 1, 25 * hour, 8 * day), weight: 3 },
  { arbitrary: fc.integer({ min: hour, max: 9 * day }), weight: 2 },
);

const moves = fc.array(
  fc.record({
    gapMs: gap,
    price: fc.integer({ min: 90, max: 110 }),
    range: fc.option(
      fc.record({
        below: fc.integer({ min: 0, max: 20 }),
        above: fc.integer({ min: 0, max: 20 }),
        ms: fc.oneof(fc.integer({ min: 0, max: 2 * minute }), fc.constantFrom(minute, hour, 26 * hour)),
      }),
    ),
    restarts: fc.oneof(
      { arbitrary: fc.constant(false), weight: 12 },
      { arbitrary: fc.constant(true), weight: 1 },
    ),
  }),
  { minLength: 1, maxLength: 60 },
);

const windows = fc.constantFrom(
  minute,
  day,
  day + 1,
  25 * hour,
  2 * day,
  7 * day,
  7 * day + 1,
  8 * day,
  30 * day,
);

/** Lives through samples as a rule does, and hands out each moment before a sample is taken in. */
function live(
  list: readonly Move[],
  windowMs: number,
  look: (rows: Row[], t: number, cut: PricePoint | null) => void,
  take: { slideTo(t: number): void; push(row: Row): void; restart(at: PricePoint): void },
): void {
  let rows: Row[] = [];
  let cut: PricePoint | null = null;
  let t = origin;
  for (const { gapMs, price, range, restarts } of list) {
    t += gapMs;
    take.slideTo(t);
    look(rows, t, cut);
    if (restarts) {
      cut = { t, price };
      rows = [];
      take.restart(cut);
      continue;
    }
    const whole = range && { low: price - range.below, high: price + range.above, from: t - range.ms };
    // A rule pushes a range only where it lies inside the window and after the cut.
    const pushed = whole !== null && whole.from >= Math.max(t - windowMs, cut?.t ?? 0) ? whole : null;
    const row = { t, price, range: pushed };
    rows.push(row);
    take.push(row);
  }
}

const settings = { numRuns: 2_000, seed: 20_261_121 };

describe('whatever the samples, their holes and where it was restarted', () => {
  test('a window holds the lowest and highest of what a slow look finds in it', () => {
    fc.assert(
      fc.property(moves, windows, (list, windowMs) => {
        const window = createWindowExtremes(windowMs, 'both');
        live(
          list,
          windowMs,
          (rows, t, cut) => {
            const { lowest, highest } = plainWindow(rows, windowMs, t, cut);
            expect([window.lowest()?.price ?? null, window.highest()?.price ?? null]).toEqual([
              lowest,
              highest,
            ]);
          },
          { ...window, push: ({ t, price, range }) => window.push(t, price, range) },
        );
      }),
      settings,
    );
  }, 60_000);

  test('the price standing one window ago is what a slow look finds', () => {
    fc.assert(
      fc.property(moves, windows, (list, windowMs) => {
        const window = createWindowStart(windowMs);
        live(
          list,
          windowMs,
          (rows, t, cut) => {
            const { standing } = plainWindow(rows, windowMs, t, cut);
            expect(window.point(t)).toEqual(standing);
            expect(window.price(t)).toBe(standing?.price ?? Number.NaN);
          },
          { ...window, push: ({ t, price }) => window.push(t, price) },
        );
      }),
      settings,
    );
  }, 60_000);
});

/** A window of two days (candles of a minute) or ten (of an hour); times are seconds after a round day. */
function long(days: number, keep: 'lows' | 'highs' | 'both' = 'both') {
  const window = createWindowExtremes(days * day, keep);
  const at = (seconds: number) => origin + seconds * second;
  const made = {
    window,
    put(seconds: number, price: number, range?: [low: number, high: number, from: number]) {
      window.slideTo(at(seconds));
      const whole = range && { low: range[0], high: range[1], from: at(range[2]) };
      window.push(at(seconds), price, whole ?? null);
      return made;
    },
    slide(seconds: number) {
      window.slideTo(at(seconds));
      return made;
    },
    restart(seconds: number, price: number) {
      window.slideTo(at(seconds));
      window.restart({ t: at(seconds), price });
      return made;
    },
    told() {
      return [window.lowest(), window.highest()]
        .map((point) => (point === null ? 'none' : `${point.price}@${(point.t - origin) / second}`))
        .join(' ');
    },
    seenFrom: () => (window.seenFrom() - origin) / second,
    newestT: () => (window.newestT() - origin) / second,
  };
  return made;
}

describe('a long window', () => {
  test('holds the samples of the running stretch one by one', () => {
    const w = long(2).put(5, 100).put(20, 95, [93, 100, 5]).put(40, 97);
    expect([w.told(), w.seenFrom(), w.newestT()]).toEqual(['93@20 100@20', 5, 40]);
  });

  test('holds a closed candle of a stretch that is over', () => {
    const w = long(2).put(5, 100).put(20, 95, [93, 101, 5]).put(40, 97).slide(61);
    expect(w.told()).toBe('93@60 101@60');
  });

  test('a sample at the end of a stretch belongs to it, and does not end it', () => {
    const w = long(2).put(5, 100).put(60, 90);
    expect(w.told()).toBe('90@60 100@5');
    w.slide(60.001);
    expect(w.told()).toBe('90@60 100@60');
  });

  test('of an hour, where it is longer than a week', () => {
    const week = long(7).put(5, 100).slide(61);
    expect(week.told()).toBe('100@60 100@60');
    const longer = long(10).put(5, 100).slide(61);
    expect(longer.told()).toBe('100@5 100@5');
    longer.slide(3_600.001);
    expect(longer.told()).toBe('100@3600 100@3600');
  });

  test('a range that began before its stretch leaves it with the stretch', () => {
    const w = long(2).put(5, 100).put(65, 100, [90, 110, 50]);
    expect(w.told()).toBe('90@65 110@65');
    w.slide(121);
    expect(w.told()).toBe('100@120 100@120');
  });

  test('a candle whose stretch began before the window counts by its price only', () => {
    const w = long(2).put(5, 100).put(30, 95, [80, 120, 5]).put(50, 97).put(90, 98);
    const twoDays = 2 * 86_400;
    w.put(twoDays - 30, 99);
    expect(w.told().split(' ')[0]).toBe('80@60');
    w.slide(twoDays + 1); // the stretch began at 0 s
    expect(w.told()).toBe(`97@60 99@${twoDays}`);
  });

  test('keeps only what it is asked for', () => {
    expect(long(2, 'lows').put(5, 100).put(20, 90).told()).toBe('90@20 none');
    expect(long(2, 'highs').put(5, 100).put(20, 90).told()).toBe('none 100@5');
  });

  test('has seen from its first sample on, also once that is part of a candle', () => {
    const w = long(10).put(600, 100).put(1_200, 101);
    expect(w.seenFrom()).toBe(600);
    w.put(3_605, 102);
    expect(w.seenFrom()).toBe(600);
    w.put(7_205, 102);
    expect(w.seenFrom()).toBe(600);
  });

  test('after a hole that empties it, it has seen from the sample that ended the hole', () => {
    const later = 3 * 86_400 + 10;
    const w = long(2).put(5, 100).put(later, 90);
    expect([w.told(), w.seenFrom()]).toEqual([`90@${later} 90@${later}`, later]);
    w.put(later + 60, 91);
    expect(w.seenFrom()).toBe(later);
  });

  test('arming moves its end', () => {
    const w = long(2).put(5, 100).put(65, 90).put(86_400, 95);
    w.window.endAt(origin + 2 * day + 60 * second);
    expect(w.told()).toBe('90@120 100@60');
    w.window.endAt(origin + 2 * day + 120 * second);
    expect(w.told()).toBe('90@120 95@86400');
  });

  test('arming long after leaves only the price that stands', () => {
    const w = long(2).put(5, 100).put(20, 95, [93, 110, 5]).put(40, 97);
    w.window.endAt(origin + 2 * day + 30 * second);
    expect(w.told()).toBe('95@20 97@40');
    w.window.endAt(origin + 10 * day);
    expect(w.told()).toBe('97@40 97@40');
  });

  test('a range as long as the window leaves it with its beginning', () => {
    const w = long(10)
      .put(0, 100)
      .put(10 * 86_400, 100, [80, 120, 0]);
    expect(w.told()).toBe(`80@${10 * 86_400} 120@${10 * 86_400}`);
    w.slide(10 * 86_400 + 0.001);
    expect(w.told()).toBe(`100@${10 * 86_400} 100@${10 * 86_400}`);
  });

  test('nothing is in it at first', () => {
    expect([long(2).told(), long(2).seenFrom(), long(2).newestT()]).toEqual([
      'none none',
      Number.NaN,
      Number.NaN,
    ]);
  });

  describe('restarted', () => {
    test('holds that price, and has seen from there', () => {
      const w = long(2).put(5, 120).put(70, 80).restart(90, 100);
      expect([w.told(), w.seenFrom(), w.newestT()]).toEqual(['100@90 100@90', 90, 90]);
    });

    test('keeps that price once its stretch is over', () => {
      const w = long(10).restart(600, 100).put(1_800, 103).put(3_500, 104).slide(3_700);
      expect([w.told(), w.seenFrom()]).toEqual(['100@600 104@3600', 600]);
    });

    test('the rest of its stretch counts by the last price only once it is over: part of it lies before', () => {
      const w = long(10).restart(600, 100).put(1_800, 80, [70, 90, 1_000]).put(3_500, 104);
      expect(w.told()).toBe('70@1800 104@3500');
      w.slide(3_700);
      expect(w.told()).toBe('100@600 104@3600');
    });

    test('exactly at the end of a stretch, the next one counts whole', () => {
      const w = long(10).put(5, 50).restart(3_600, 100).put(5_000, 80, [70, 90, 4_000]).slide(7_300);
      expect(w.told()).toBe('70@7200 100@3600');
    });
  });
});
