import type { EpochMs } from '../../src-core/pair.ts';
import type { Sample } from '../../src-core/sample.ts';
import { highestOf, lowestOf, seenSince } from './seen.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** "Up to 24 h: the samples. Longer: closed one-minute candles (to 7 days) or hourly ones (to 30)" */
export function candleIntervalOf(windowMs: number): number | null {
  if (windowMs <= day) return null;
  return windowMs <= 7 * day ? minute : hour;
}

/**
 * What a long window holds in place of `samples`: of each stretch that is over its closed candle, of the running one
 * its samples. A stretch is over once a sample later than its end was taken; `newest` is the latest taken. `cut` is the
 * index of the sample at whose price the window restarted, null where it never did.
 */
export function withClosedCandles(
  samples: readonly Sample[],
  interval: number,
  newest: EpochMs,
  cut: number | null,
): Sample[] {
  const held: Sample[] = [];
  const cutSample = cut === null ? undefined : samples[cut];
  for (const { end, from, until } of stretchesOf(samples, interval)) {
    // "Older ones are cut off": of the stretch that the cut is in counts the price of the cut, and what follows.
    const begin = Math.max(from, cut ?? 0);
    if (until <= begin) continue;
    const own = samples.slice(begin, until);
    const priced = own.map((sample) => (sample === cutSample ? onlyPriceOf(sample) : sample));
    if (end < newest) held.push(candleOf(priced, Math.max(end - interval, cutSample?.t ?? 0), end));
    else held.push(...own);
  }
  return held;
}

/** `samples` from index `from` up to `until` lie in the stretch that ends at `end`, UTC-aligned, its end included. */
interface Stretch {
  readonly end: EpochMs;
  readonly from: number;
  readonly until: number;
}

function stretchesOf(samples: readonly Sample[], interval: number): Stretch[] {
  const stretches: Stretch[] = [];
  samples.forEach(({ t }, index) => {
    const end = Math.ceil(t / interval) * interval;
    const last = stretches.at(-1);
    if (last?.end === end) stretches[stretches.length - 1] = { ...last, until: index + 1 };
    else stretches.push({ end, from: index, until: index + 1 });
  });
  return stretches;
}

/** "Only the last price of the firing sample … counts". */
function onlyPriceOf({ t, price, kind }: Sample): Sample {
  return { t, price, kind };
}

/** One closed candle of the samples of a stretch; "a range that began before" counts by its price only. */
function candleOf(samples: readonly Sample[], begin: EpochMs, end: EpochMs): Sample {
  const seen = samples.map((sample) => seenSince(begin, sample));
  const last = samples.at(-1);
  const high = highestOf(seen);
  const low = lowestOf(seen);
  if (last === undefined || high === null || low === null) throw new Error('a candle of nothing');
  const range = { low: low.price, high: high.price, from: begin };
  return { t: end, price: last.price, range, kind: 'candle' };
}
