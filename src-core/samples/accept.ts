import type { EpochMs } from '../pair.ts';
import type { Sample, TradedRange } from '../sample.ts';

/** Why a sample is not taken. Nothing of a refused sample is kept. */
export type Refusal =
  | 'not a price'
  | 'bad range'
  | 'older than the last'
  | 'seen already'
  | 'from the future'
  | 'too old'
  /** Far off, and the next one decides. */
  | 'confirming'
  /** Ten times off after a hole: the user decides. */
  | 'another coin';

/** Clocks differ by less; what lies farther ahead of `now`, in ms, was stamped by another clock. */
export const futureToleranceMs = 60_000;

function isPrice(value: number): boolean {
  return Number.isFinite(value) && value > 0;
}

function isSaneRange(range: TradedRange, sample: Sample): boolean {
  return (
    isPrice(range.low) &&
    isPrice(range.high) &&
    range.low <= range.high &&
    Number.isFinite(range.from) &&
    range.from <= sample.t
  );
}

/** The last price was traded too, so that it lies in the range; sources tell them at slightly different moments. */
export function withPriceInRange(sample: Sample): Sample {
  const { price, range } = sample;
  if (range === undefined || !isSaneRange(range, sample) || !isPrice(price)) return sample;
  if (price >= range.low && price <= range.high) return sample;
  const { low, high, from } = range;
  return { ...sample, range: { low: Math.min(low, price), high: Math.max(high, price), from } };
}

/**
 * Whether a sample is a cached answer, the same once more: it is not judged twice. Its range counts as it would be
 * kept, without what was seen before.
 */
export function isSeenAlready(sample: Sample, last: Sample): boolean {
  if (sample.t !== last.t || sample.price !== last.price) return false;
  if (sample.range === undefined) return true;
  const wider = sample.range.low < (last.range?.low ?? last.price);
  return !wider && sample.range.high <= (last.range?.high ?? last.price);
}

/**
 * Whether a sample is taken after one of time `lastT`; null means yes. `now` is source time in epoch ms, `staleMs`
 * the age from which a quote is too old to judge.
 */
export function refuse(sample: Sample, lastT: EpochMs | null, now: EpochMs, staleMs: number): Refusal | null {
  if (!isPrice(sample.price) || !Number.isFinite(sample.t)) return 'not a price';
  if (sample.range !== undefined && !isSaneRange(sample.range, sample)) return 'bad range';
  if (sample.t > now + futureToleranceMs) return 'from the future';
  if (lastT !== null && sample.t < lastT) return 'older than the last';
  if (sample.kind === 'quote' && now - sample.t > staleMs) return 'too old';
  return null;
}
