import type { EpochMs, Price } from '../../src-core/pair.ts';

export type Point = readonly [t: EpochMs, price: Price];
/** One place on the time axis: a minute with its last price, or a minute nobody saw. */
export interface Place {
  readonly second: number;
  readonly price: Price | null;
  /** A hole follows: where the line goes from here was not seen. */
  readonly beforeHole: boolean;
}

const minuteMs = 60_000;
export const dayMs = 24 * 60 * minuteMs;
/** Sources skip a minute without trades; only more than this is a hole worth showing. */
const bridgedMinutes = 5;

/**
 * Prices as one place per minute, from the first to the last. The chart library spaces places evenly whatever their times are, and in
 * production it checks nothing: an unsorted or doubled time would draw nonsense without a word.
 */
export function minuteLine(points: readonly Point[], now: EpochMs): Place[] {
  const prices = lastOfMinutes(points, now);
  const minutes = [...prices.keys()].toSorted((a, b) => a - b);
  const first = minutes[0];
  const last = minutes.at(-1);
  if (first === undefined || last === undefined) return [];
  const line: Place[] = [];
  let next = last;
  for (let minute = last; minute >= first; minute--) {
    const price = prices.get(minute)?.price ?? null;
    line.push({ second: minute * 60, price, beforeHole: price !== null && next - minute > bridgedMinutes });
    if (price !== null) next = minute;
  }
  line.reverse();
  return line;
}

/** The last price of each minute of the last 24 hours. */
function lastOfMinutes(points: readonly Point[], now: EpochMs): Map<number, { t: EpochMs; price: Price }> {
  const prices = new Map<number, { t: EpochMs; price: Price }>();
  for (const [t, price] of points) {
    const usable = Number.isFinite(price) && price > 0 && t >= now - dayMs && t <= now + minuteMs;
    if (!usable) continue;
    const minute = Math.floor(t / minuteMs);
    const known = prices.get(minute);
    if (!known || t >= known.t) prices.set(minute, { t, price });
  }
  return prices;
}

export interface LineSummary {
  readonly first: Point;
  readonly last: Point;
  readonly low: Price;
  readonly high: Price;
}

/** The line in four numbers, for those who cannot see it; null where there is none. */
export function summarize(line: readonly Place[]): LineSummary | null {
  const seen = line.flatMap((place): Point[] =>
    place.price === null ? [] : [[place.second * 1_000, place.price]],
  );
  const first = seen[0];
  const last = seen.at(-1);
  if (!first || !last) return null;
  const prices = seen.map(([, price]) => price);
  return {
    first,
    last,
    low: prices.reduce((a, b) => Math.min(a, b)),
    high: prices.reduce((a, b) => Math.max(a, b)),
  };
}
