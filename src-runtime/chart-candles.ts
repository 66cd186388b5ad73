import type { EpochMs } from '../src-core/pair.ts';
import type { Candle } from '../src-core/sample.ts';
import { joinCandles } from '../src-core/windows/fold.ts';
import type { FeedCapabilities } from '../src-feeds/feed.ts';
import { type ChartRange, chartRanges } from '../src-shared/contract/chart.ts';
import { type Desk, nowOf, sourceOf, type WatchedPair } from './desk.ts';
import { historyMs, type HistoryState } from './history.ts';

/** What a chart shows of the past. */
export interface ChartPast {
  readonly from: EpochMs;
  readonly candles: readonly Candle[];
  readonly history: HistoryState;
}

/** Long candles that a source told, closed ones, up to a time. */
interface Kept {
  readonly candles: readonly Candle[];
  readonly upTo: EpochMs;
}

const patienceMs = 60_000;

/** The longest candles that bars can be made of and that reach back so far; null where there are none. */
function lengthFor(
  { candleIntervalsMs, candleReachMs }: FeedCapabilities,
  barMs: number,
  spanMs: number,
): number | null {
  const fits = candleIntervalsMs.filter(
    (one) => barMs % one === 0 && (candleReachMs[one] ?? Number.POSITIVE_INFINITY) >= spanMs,
  );
  return fits.at(-1) ?? null;
}

/**
 * The candles of charts. A day and less come from what is stored, with its holes filled; so does everything of a source
 * that has single prices only. Longer ranges are fetched in candles as long as their bars, which is one request, and kept
 * while the pair is watched: whoever looks again pays for the bars that have closed since then.
 */
export function createChartCandles(desk: Desk) {
  const kept = new WeakMap<WatchedPair, Map<ChartRange, Kept>>();
  const underWay = new WeakMap<WatchedPair, Map<ChartRange, Promise<ChartPast>>>();

  /** What is kept with what has closed since; null where the source refuses. */
  const longCandles = async (
    watched: WatchedPair,
    range: ChartRange,
    from: EpochMs,
    lengthMs: number,
  ): Promise<Kept | null> => {
    const { pair } = watched;
    const { barMs } = chartRanges[range];
    const upTo = Math.floor(nowOf(desk, pair) / barMs) * barMs;
    const known = kept.get(watched)?.get(range) ?? { candles: [], upTo: from };
    if (known.upTo >= upTo) return known;
    const { feed } = sourceOf(desk, pair.source);
    const result = await feed.candles(pair, lengthMs, known.upTo, upTo, AbortSignal.timeout(patienceMs));
    if (!result.ok) return null;
    const fresh = joinCandles(result.value, barMs);
    const candles = [...known.candles.filter(({ openTime }) => openTime >= from), ...fresh];
    const now = { candles, upTo };
    const ranges = kept.get(watched) ?? new Map<ChartRange, Kept>();
    kept.set(watched, ranges.set(range, now));
    return now;
  };

  const look = async (watched: WatchedPair, range: ChartRange): Promise<ChartPast> => {
    const { pair } = watched;
    const { spanMs, barMs } = chartRanges[range];
    const { capabilities } = sourceOf(desk, pair.source).feed;
    const inStore = capabilities.pointCandles;
    const back = inStore ? Math.max(spanMs, historyMs) : undefined;
    const history = await desk.history.fill(pair, nowOf(desk, pair), back);
    const from = Math.floor((nowOf(desk, pair) - spanMs) / barMs) * barMs;
    const lengthMs = lengthFor(capabilities, barMs, spanMs);
    const own = (since: EpochMs) => desk.history.barsOf(pair.id, barMs, since);
    if (spanMs <= historyMs || inStore || lengthMs === null) return { from, candles: own(from), history };
    const long = await longCandles(watched, range, from, lengthMs);
    if (long === null) return { from, candles: own(from), history: 'failed' };
    return { from, candles: [...long.candles, ...own(long.upTo)], history };
  };

  return (watched: WatchedPair, range: ChartRange): Promise<ChartPast> => {
    const ranges = underWay.get(watched) ?? new Map<ChartRange, Promise<ChartPast>>();
    underWay.set(watched, ranges);
    const running = ranges.get(range);
    if (running !== undefined) return running;
    const looking = look(watched, range).finally(() => ranges.delete(range));
    ranges.set(range, looking);
    return looking;
  };
}
