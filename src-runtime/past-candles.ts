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

interface Asked {
  readonly stretch: Stretch;
  /** Local time. */
  readonly at: EpochMs;
  readonly intervalMs: number;
}

/** Whether what was asked for lately serves. Coarser candles, of a longer stretch, would not do. */
function isServed({ stretch, at, intervalMs }: Asked, by: Asked): boolean {
  const reaches = by.stretch.from <= stretch.from && by.stretch.to >= stretch.to - keptMs;
  return at - by.at < keptMs && reaches && by.intervalMs <= intervalMs;
}

type Candles = Omit<Past, 'complete'>;

/** Whether candles begin where a stretch does: those of a longer one may begin later than they were asked for. */
function reachesBack({ samples, intervalMs }: Candles, { from, to }: Stretch): boolean {
  const begins = samples[0]?.range?.from ?? to;
  return begins - from <= Math.max(slackMs, intervalMs);
}

/** Fetches candles of the past for replays; the last stretch is kept for a while. */
export function createPastCandles(desk: Desk) {
  const kept = new Map<PairId, Asked & { readonly candles: Promise<Candles | null> }>();

  /** What is stored is better than nothing, and is told as incomplete. */
  const own = (watched: WatchedPair, stretch: Stretch): Past => ({
    samples: desk.history.samplesOf(watched.pair.id, stretch.from),
    intervalMs: minuteMs,
    complete: false,
  });

  /** Null where the source refuses. */
  const fetch = async (
    watched: WatchedPair,
    stretch: Stretch,
    intervalMs: number,
  ): Promise<Candles | null> => {
    const { pair } = watched;
    const { feed } = sourceOf(desk, pair.source);
    const from = Math.floor(stretch.from / intervalMs) * intervalMs;
    const result = await feed.candles(pair, intervalMs, from, stretch.to, AbortSignal.timeout(minuteMs));
    if (!result.ok) return null;
    return { samples: result.value.map(sampleOfClosedCandle), intervalMs };
  };

  return async (watched: WatchedPair, stretch: Stretch): Promise<Past> => {
    const { id } = watched.pair;
    const intervalMs = intervalFor(sourceOf(desk, watched.pair.source).feed.capabilities, stretch);
    if (intervalMs === null) return own(watched, stretch);
    const now = desk.clock.now();
    const known = kept.get(id);
    const serves = known !== undefined && isServed({ stretch, at: now, intervalMs }, known);
    const asking = serves ? known.candles : fetch(watched, stretch, intervalMs);
    const isLasting = stretch.to > (known?.stretch.to ?? 0) - keptMs;
    // Kept while it is still on its way, so that who asks meanwhile asks the source nothing.
    if (!serves && isLasting) {
      kept.clear();
      kept.set(id, { stretch, at: now, intervalMs, candles: asking });
    }
    const candles = await asking;
    if (candles !== null) return { ...candles, complete: reachesBack(candles, stretch) };
    if (kept.get(id)?.candles === asking) kept.delete(id);
    return own(watched, stretch);
  };
}
