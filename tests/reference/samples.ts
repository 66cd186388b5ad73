import type { EpochMs } from '../../src-core/pair.ts';
import type { Sample } from '../../src-core/sample.ts';

export type Refusal = 'not finite' | 'not positive' | 'older' | 'future' | 'stale' | 'cached';

const futureMs = 60_000;

/**
 * The sample as it is kept, its range narrowed where it was seen in part, or why it is refused.
 * `accepted` are the samples before, oldest first; a refused sample leaves no trace.
 */
export function accept(
  sample: Sample,
  accepted: readonly Sample[],
  now: EpochMs,
  staleMs: number,
): { kept: Sample } | { refusal: Refusal } {
  const { t, price } = sample;
  const flaw = flawOf(sample);
  if (flaw !== null) return { refusal: flaw };

  const last = accepted.at(-1);
  if (last !== undefined && t < last.t) return { refusal: 'older' };
  // "more than 60 s in the future"
  if (t - now > futureMs) return { refusal: 'future' };
  // "a quote older than `stale` on arrival. Candles are history and never stale."
  if (sample.kind === 'quote' && now - t > staleMs) return { refusal: 'stale' };

  const kept = narrowed(sample, accepted);
  // "same `t` and price and no wider range (a cached answer: not judged twice)"
  if (last !== undefined && t === last.t && price === last.price && !tellsMore(kept, last)) {
    return { refusal: 'cached' };
  }
  return { kept };
}

function flawOf({ t, price, range }: Sample): Refusal | null {
  const prices = range === undefined ? [price] : [price, range.low, range.high];
  const times = range === undefined ? [t] : [t, range.from];
  if ([...prices, ...times].some((n) => !Number.isFinite(n))) return 'not finite';
  if (prices.some((n) => n <= 0)) return 'not positive';
  return null;
}

/** Whether the range reaches beyond what the sample of the same `t` and price told already, as both are kept. */
function tellsMore(sample: Sample, last: Sample): boolean {
  if (sample.range === undefined) return false;
  const lastLow = last.range === undefined ? last.price : last.range.low;
  const lastHigh = last.range === undefined ? last.price : last.range.high;
  return sample.range.low < lastLow || sample.range.high > lastHigh;
}

/** "A range whose `from` is earlier than the `t` of the sample before has been seen in part." */
function narrowed(sample: Sample, accepted: readonly Sample[]): Sample {
  const last = accepted.at(-1);
  const { price, range } = sample;
  if (range === undefined || last === undefined || range.from >= last.t) return sample;

  // "keep `high` only if it is above every price and high seen since `from`": what was traded after `from`
  const since = accepted.filter((earlier) => earlier.t > range.from);
  const highs = since.map((earlier) => Math.max(earlier.price, earlier.range?.high ?? earlier.price));
  const lows = since.map((earlier) => Math.min(earlier.price, earlier.range?.low ?? earlier.price));
  return {
    ...sample,
    range: {
      // "else `high` becomes `price`; `low` likewise"
      high: highs.every((high) => range.high > high) ? range.high : price,
      low: lows.every((low) => range.low < low) ? range.low : price,
      // "then `from` becomes that `t`"
      from: last.t,
    },
  };
}
