/** Values that are hard to judge: few different prices, so that touches and ties are frequent; holes of every length. */
import fc from 'fast-check';

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** What a life is made of: samples by the seconds, or by the hours for windows longer than a day. */
export type Pace = 'seconds' | 'hours';

export const times = <T>(value: T, weight: number) => ({ arbitrary: fc.constant(value), weight });

export const oneIn = (n: number) => fc.oneof(times(false, n - 1), times(true, 1));

/** Around 100 in whole steps, so that 5 % or 10 % of one is often exactly another. */
export const wholePrice = fc.oneof(
  { arbitrary: fc.integer({ min: 95, max: 105 }), weight: 6 },
  { arbitrary: fc.integer({ min: 80, max: 125 }), weight: 4 },
  { arbitrary: fc.constantFrom(81, 90, 90.25, 95, 99, 100, 100, 105, 110, 110.25, 121), weight: 4 },
);

/** Now and then just inside or outside the tolerance of a touch. */
export const nudge = fc.oneof(times(0, 14), {
  arbitrary: fc.constantFrom(5e-10, -5e-10, 2e-9, -2e-9, 1e-8, -1e-8),
  weight: 1,
});

const gapOfSeconds = fc.oneof(
  { arbitrary: fc.constantFrom(second, 5 * second, 15 * second, 20 * second), weight: 10 },
  { arbitrary: fc.constantFrom(30 * second, minute - 1, minute, minute + 1), weight: 8 },
  { arbitrary: fc.constantFrom(2 * minute, 3 * minute - 1, 3 * minute, 3 * minute + 1), weight: 5 },
  { arbitrary: fc.constantFrom(5 * minute, 5 * minute + 1, 10 * minute, 20 * minute, hour), weight: 2 },
  { arbitrary: fc.integer({ min: 1, max: 4 * minute }), weight: 4 },
  times(25 * hour, 1),
  times(0, 3),
);

const gapOfHours = fc.oneof(
  { arbitrary: fc.constantFrom(15 * second, 30 * second, minute, 10 * minute), weight: 6 },
  { arbitrary: fc.constantFrom(20 * minute, 30 * minute, hour - 1, hour, hour + 1), weight: 10 },
  { arbitrary: fc.constantFrom(2 * hour, 6 * hour, 12 * hour, day), weight: 6 },
  { arbitrary: fc.integer({ min: 1, max: 4 * hour }), weight: 4 },
  { arbitrary: fc.constantFrom(25 * hour, 7 * day, 8 * day), weight: 1 },
  times(0, 2),
);

export function randomGap(pace: Pace): fc.Arbitrary<number> {
  return pace === 'seconds' ? gapOfSeconds : gapOfHours;
}

const windowOfMinutes = fc.oneof(
  { arbitrary: fc.constantFrom(minute, 2 * minute, 3 * minute, 5 * minute), weight: 6 },
  { arbitrary: fc.constantFrom(10 * minute, 20 * minute), weight: 3 },
  { arbitrary: fc.constantFrom(hour, day), weight: 1 },
);

const windowOfDays = fc.oneof(
  { arbitrary: fc.constantFrom(hour, day), weight: 2 },
  { arbitrary: fc.constantFrom(day + 1, 25 * hour, 2 * day, 7 * day), weight: 5 },
  { arbitrary: fc.constantFrom(7 * day + 1, 8 * day, 30 * day), weight: 5 },
);

export function randomWindow(pace: Pace): fc.Arbitrary<number> {
  return pace === 'seconds' ? windowOfMinutes : windowOfDays;
}
