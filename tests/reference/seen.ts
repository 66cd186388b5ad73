import type { EpochMs, Price } from '../../src-core/pair.ts';
import type { PricePoint, Sample } from '../../src-core/sample.ts';

/** What one sample adds to a highest or a lowest. */
export interface Seen {
  readonly t: EpochMs;
  readonly price: Price;
  readonly low: Price;
  readonly high: Price;
}

export function onlyPrice(point: PricePoint): Seen {
  return { t: point.t, price: point.price, low: point.price, high: point.price };
}

/** A range counts where it began at or after `begin`; else the sample adds only its price. */
export function seenSince(begin: EpochMs, sample: Sample): Seen {
  if (sample.range === undefined || sample.range.from < begin) return onlyPrice(sample);
  return { t: sample.t, price: sample.price, low: sample.range.low, high: sample.range.high };
}

/** The highest of all; reached several times, the latest of them. A range's high has the `t` of its sample. */
export function highestOf(seen: readonly Seen[]): PricePoint | null {
  let best: PricePoint | null = null;
  for (const one of seen) {
    for (const price of [one.price, one.high]) {
      if (best === null || price >= best.price) best = { t: one.t, price };
    }
  }
  return best;
}

/** The lowest of all; reached several times, the latest of them. */
export function lowestOf(seen: readonly Seen[]): PricePoint | null {
  let best: PricePoint | null = null;
  for (const one of seen) {
    for (const price of [one.price, one.low]) {
      if (best === null || price <= best.price) best = { t: one.t, price };
    }
  }
  return best;
}
