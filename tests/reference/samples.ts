import type { EpochMs } from '../../src-core/pair.ts';
import type { Sample } from '../../src-core/sample.ts';

const futureMs = 60_000;

/** Why a sample is refused whatever came before it. */
export function flawOf(sample: Sample, now: EpochMs, staleMs: number): string | null {
  const { t, price, range } = sample;
  const prices = range === undefined ? [price] : [price, range.low, range.high];
  const times = range === undefined ? [t] : [t, range.from];
  if ([...prices, ...times].some((n) => !Number.isFinite(n))) return 'not finite';
  if (prices.some((n) => n <= 0)) return 'not positive';
  if (range !== undefined && (range.low > range.high || range.from > t)) return 'no range';
  // "more than 60 s in the future"
  if (t - now > futureMs) return 'future';
  // "a quote older than `stale` on arrival. Candles are history and never stale."
  if (sample.kind === 'quote' && now - t > staleMs) return 'stale';
  return null;
}

/** The sample as it is kept after those `before`, oldest first. */
export function asKept(sample: Sample, before: readonly Sample[], confirmPercent: number): Sample {
  return narrowed(clipped(sample, before, confirmPercent), before);
}

/** "Same `t` and price and no wider range (a cached answer: not judged twice)", both as they are kept. */
export function isCached(kept: Sample, last: Sample): boolean {
  return kept.t === last.t && kept.price === last.price && !tellsMore(kept, last);
}

/** Whether a price is "more than 10 %" from another. */
export function isFar(price: number, from: number, confirmPercent: number): boolean {
  return Math.abs(price - from) / from > confirmPercent / 100;
}

function tellsMore(sample: Sample, last: Sample): boolean {
  if (sample.range === undefined) return false;
  const lastLow = last.range === undefined ? last.price : last.range.low;
  const lastHigh = last.range === undefined ? last.price : last.range.high;
  return sample.range.low < lastLow || sample.range.high > lastHigh;
}

/**
 * "A low or high of a running candle more than 10 % from the last accepted price and from its own price counts when
 * the runtime has fetched that candle closed": not now.
 */
function clipped(sample: Sample, before: readonly Sample[], confirmPercent: number): Sample {
  const last = before.at(-1);
  const { price, range } = sample;
  if (sample.kind === 'candle' || range === undefined || last === undefined) return sample;
  const isBad = (x: number) => isFar(x, last.price, confirmPercent) && isFar(x, price, confirmPercent);
  const low = isBad(range.low) ? price : range.low;
  const high = isBad(range.high) ? price : range.high;
  return { ...sample, range: { ...range, low, high } };
}

/** "A range whose `from` is earlier than the `t` of the sample before has been seen in part." */
function narrowed(sample: Sample, before: readonly Sample[]): Sample {
  const last = before.at(-1);
  const { price, range } = sample;
  if (range === undefined || last === undefined || range.from >= last.t) return sample;

  // "keep `high` only if it is above every price and high seen since `from`": what was traded after `from`
  const since = before.filter((earlier) => earlier.t > range.from);
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
