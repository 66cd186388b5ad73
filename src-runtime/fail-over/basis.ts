import type { EpochMs } from '../../src-core/pair.ts';
import type { PricePoint, Sample } from '../../src-core/sample.ts';

/** Prices of two sources are of the same minute if they lie this near to each other, in ms. */
const sameMinuteMs = 60_000;
/** The same coin in the same quote asset is not priced farther apart than this. */
const farthestApart = 0.05;

/** The last sample of the source at or before `t`, if it is of the same minute. */
function standingAt(samples: readonly Sample[], t: EpochMs): PricePoint | null {
  const last = samples.findLast((sample) => sample.t <= t);
  return last !== undefined && t - last.t <= sameMinuteMs ? last : null;
}

/**
 * Fallback ÷ source at the last minute both have; null where they have none in common.
 * @param source prices of the pair's own source, sorted by time
 * @param fallback prices of the fallback, sorted by time
 */
export function basisOf(source: readonly Sample[], fallback: readonly PricePoint[]): number | null {
  for (const point of fallback.toReversed()) {
    const own = standingAt(source, point.t);
    if (own !== null) return point.price / own.price;
  }
  return null;
}

/** Whether two prices can be of the same coin: a ticker alone is no proof. */
export function canBeSame(fallback: number, source: number): boolean {
  return Math.abs(fallback / source - 1) <= farthestApart;
}
