import type { Bar } from './bars.ts';

/** One place on the time axis: a bar, or a stretch nobody saw (`bar` null). Seconds, as the library counts. */
export interface Place {
  readonly second: number;
  readonly bar: Bar | null;
  /** A hole follows: where a line goes from here was not seen. */
  readonly beforeHole: boolean;
}

/** Sources skip a bar without trades; only more than this is a hole worth showing. */
const bridgedBars = 5;
/** A stretch longer than this is not drawn to scale: a pair that was away for years is still one chart. */
const longestHole = 2_000;

/**
 * Bars with an empty place for each one that is missing: the library spaces places evenly whatever their times are, so
 * that a hole would look like a moment. `bars` is sorted.
 */
export function placesOf(bars: readonly Bar[], barMs: number): Place[] {
  const places: Place[] = [];
  bars.forEach((bar, index) => {
    const next = bars[index + 1];
    const missing = next === undefined ? 0 : Math.round((next.t - bar.t) / barMs) - 1;
    places.push({ second: bar.t / 1_000, bar, beforeHole: missing >= bridgedBars });
    for (let count = 1; count <= Math.min(missing, longestHole); count += 1) {
      places.push({ second: (bar.t + count * barMs) / 1_000, bar: null, beforeHole: false });
    }
  });
  return places;
}
