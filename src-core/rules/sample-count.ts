import type { EpochMs } from '../pair.ts';
import type { Cut } from '../tracker.ts';

/** Counts samples of the same time, so that a cut can be found again among them. */
export interface SampleCount {
  readonly see: (t: EpochMs) => void;
  /** A cut at a price that was seen last, or earlier. */
  readonly cutAt: (at: Cut) => Cut;
}

export function countSamples(): SampleCount {
  let lastT: EpochMs = Number.NaN;
  let count = 0;
  return {
    see(t) {
      count = t === lastT ? count + 1 : 1;
      lastT = t;
    },
    cutAt: (at) => (at.nth === undefined && at.t === lastT ? { ...at, nth: count } : at),
  };
}
