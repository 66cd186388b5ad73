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
 * Closed candles by their last sample, for each interval. A stretch that is over stays as it is: made anew at each look, a
 * day of quotes would take hours.
 */
export type MadeCandles = Map<number, Map<Sample, Sample>>;

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
  made: MadeCandles,
): Sample[] {
  const held: Sample[] = [];
  // "Older ones are cut off": a stretch that the cut is in, or a later one, is not older.
  const first = cut ?? 0;
  for (const stretch of stretchesOf(samples, interval)) {
    const { end, from, until } = stretch;
    if (until <= first) continue;
    if (end < newest) held.push(madeOnce(made, interval, samples, stretch));
    else held.push(...samples.slice(cut === null ? from : Math.max(from, cut + 1), until));
  }
  const cutSample = cut === null ? undefined : samples[cut];
  return cutSample === undefined ? held : [cutSample, ...held];
}

/** `samples` from index `from` up to `until` lie in the stretch that ends at `end`, UTC-aligned, its end included. */
interface Stretch {
  readonly end: EpochMs;
  readonly from: number;
  until: number;
}

function stretchesOf(samples: readonly Sample[], interval: number): Stretch[] {
  const stretches: Stretch[] = [];
  samples.forEach(({ t }, index) => {
    const end = Math.ceil(t / interval) * interval;
    const last = stretches.at(-1);
    if (last?.end === end) last.until = index + 1;
    else stretches.push({ end, from: index, until: index + 1 });
  });
  return stretches;
}

function madeOnce(
  made: MadeCandles,
  interval: number,
  samples: readonly Sample[],
  { end, from, until }: Stretch,
): Sample {
  const last = samples[until - 1];
  if (last === undefined) throw new Error('a stretch of nothing');
  const known = made.get(interval) ?? new Map<Sample, Sample>();
  made.set(interval, known);
  const candle = known.get(last) ?? candleOf(samples.slice(from, until), end - interval, end);
  known.set(last, candle);
  return candle;
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
