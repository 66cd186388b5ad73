import type { EpochMs, PairId } from '../src-core/pair.ts';
import { type Sample, sampleOfClosedCandle } from '../src-core/sample.ts';
import type { FeedCapabilities } from '../src-feeds/feed.ts';
import { type Desk, type Stretch, sourceOf, type WatchedPair } from './desk.ts';

/** What is known of a stretch of the past. */
export interface Past {
  readonly samples: readonly Sample[];
  readonly intervalMs: number;
  /** Whether the source gave all of it. */
  readonly complete: boolean;
}

const minuteMs = 60_000;
/** Minutes of longer stretches would be too many requests. */
const mostMinutes = 40 * 1_440;
/** Trying several percentages in a row asks the source once; of one pair only, for a month of minutes is large. */
const keptMs = 10 * 60_000;

/** What is missing at the beginning may be this much: a quiet market has no candle of each minute. */
const slackMs = 60 * minuteMs;

/** The shortest candles that reach back so far, and are not too many. */
function intervalFor(
  { candleIntervalsMs, candleReachMs }: FeedCapabilities,
  { from, to }: Stretch,
): number | null {
  const fits = candleIntervalsMs.find(
    (one) =>
      (to - from) / one <= mostMinutes && to - from <= (candleReachMs[one] ?? Number.POSITIVE_INFINITY),
  );
  return fits ?? candleIntervalsMs.at(-1) ?? null;
}

/** Fetches candles of the past for replays; the last stretch is kept for a while. */
export function createPastCandles(desk: Desk) {
  let kept: {
    readonly id: PairId;
    readonly stretch: Stretch;
    readonly at: EpochMs;
    readonly past: Past;
  } | null = null;

  /** What is stored is better than nothing, and is told as incomplete. */
  const own = (watched: WatchedPair, stretch: Stretch): Past => ({
    samples: desk.history.samplesOf(watched.pair.id, stretch.from),
    intervalMs: minuteMs,
    complete: false,
  });

  /** Null where the source refuses. */
  const fetch = async (watched: WatchedPair, stretch: Stretch, intervalMs: number): Promise<Past | null> => {
    const { pair } = watched;
    const { feed } = sourceOf(desk, pair.source);
    const from = Math.floor(stretch.from / intervalMs) * intervalMs;
    const result = await feed.candles(pair, intervalMs, from, stretch.to, AbortSignal.timeout(minuteMs));
    if (!result.ok) return null;
    const samples = result.value.map(sampleOfClosedCandle);
    const begins = samples[0]?.range?.from ?? stretch.to;
    return { samples, intervalMs, complete: begins - from <= Math.max(slackMs, intervalMs) };
  };

  return async (watched: WatchedPair, stretch: Stretch): Promise<Past> => {
    const { id } = watched.pair;
    const intervalMs = intervalFor(sourceOf(desk, watched.pair.source).feed.capabilities, stretch);
    if (intervalMs === null) return own(watched, stretch);
    const known = kept?.id === id ? kept : null;
    const now = desk.clock.now();
    const isFresh = known !== null && now - known.at < keptMs && known.stretch.from <= stretch.from;
    // Coarser ones, of a longer stretch, would not do.
    if (isFresh && known.past.intervalMs <= intervalMs) return known.past;
    const past = await fetch(watched, stretch, intervalMs);
    if (past !== null) kept = { id, stretch, at: now, past };
    return past ?? own(watched, stretch);
  };
}
