import type { EpochMs, PairId } from '../src-core/pair.ts';
import { type Sample, sampleOfClosedCandle } from '../src-core/sample.ts';
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
/** Trying several percentages in a row asks the source once. */
const keptMs = 10 * 60_000;

function intervalFor(intervals: readonly number[], { from, to }: Stretch): number | null {
  const fits = intervals.find((one) => (to - from) / one <= mostMinutes);
  return fits ?? intervals.at(-1) ?? null;
}

/** Fetches candles of the past for replays; the last stretch of each pair is kept for a while. */
export function createPastCandles(desk: Desk) {
  const kept = new Map<PairId, { readonly stretch: Stretch; readonly at: EpochMs; readonly past: Past }>();

  const own = (watched: WatchedPair, stretch: Stretch): Past => ({
    samples: desk.history.samplesOf(watched.pair.id, stretch.from),
    intervalMs: minuteMs,
    complete: false,
  });

  const fetch = async (watched: WatchedPair, stretch: Stretch): Promise<Past> => {
    const { pair } = watched;
    const { feed } = sourceOf(desk, pair.source);
    const intervalMs = intervalFor(feed.capabilities.candleIntervalsMs, stretch);
    if (intervalMs === null) return own(watched, stretch);
    const from = Math.floor(stretch.from / intervalMs) * intervalMs;
    const result = await feed.candles(pair, intervalMs, from, stretch.to, AbortSignal.timeout(minuteMs));
    // What is stored is better than nothing, and is told as incomplete.
    if (!result.ok) return own(watched, stretch);
    return { samples: result.value.map(sampleOfClosedCandle), intervalMs, complete: true };
  };

  return async (watched: WatchedPair, stretch: Stretch): Promise<Past> => {
    const { id } = watched.pair;
    const known = kept.get(id);
    const now = desk.clock.now();
    if (known !== undefined && now - known.at < keptMs && known.stretch.from <= stretch.from)
      return known.past;
    const past = await fetch(watched, stretch);
    if (past.complete) kept.set(id, { stretch, at: now, past });
    return past;
  };
}
