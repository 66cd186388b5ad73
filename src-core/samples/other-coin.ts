import type { Sample } from '../sample.ts';

/** A stretch without samples longer than this is a hole that another coin may have come out of, in ms. */
const holeMs = 5 * 60_000;
const factor = 10;

/** Whether a price comes out of a hole ten times higher or lower: a symbol may have been given to another coin. */
export function isAnotherCoin(sample: Sample, last: Sample | null): boolean {
  if (last === null) return false;
  const seenFrom = sample.range?.from ?? sample.t;
  if (seenFrom - last.t <= holeMs) return false;
  return sample.price >= last.price * factor || sample.price <= last.price / factor;
}
