import type { EpochMs, Pair } from '../src-core/pair.ts';
import { type Candle, type Sample, sampleOfClosedCandle } from '../src-core/sample.ts';
import type { FeedCapabilities } from '../src-feeds/feed.ts';
import { type Desk, isOwnSourceOut, nowOf, type Stretch, sourceOf, type WatchedPair } from './desk.ts';
import { createBugGuard } from './guard-against-bugs.ts';
import { noteHole } from './holes.ts';

/** So many polls without a sample are a hole worth asking candles for. */
const missedPolls = 3;
const shortestHoleMs = 45_000;
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** How long live samples wait for the candles before them. */
const patienceMs = 30_000;
/** How far back minutes are asked for; farther back longer candles do. */
const minutesReachMs = 7 * dayMs;

/** Brings a pair up to date after a hole: missing candles first, then what is live, judged once and in order. */
export interface CatchUp {
  /** Takes a live sample that must wait for candles; false where it may be judged at once. */
  readonly take: (watched: WatchedPair, sample: Sample) => boolean;
  /** Ends waiting; what is under way is abandoned. */
  readonly stop: () => void;
}

/** Which candles fill a stretch: the shortest as far back as they are to be had, longer ones before that. */
export function candlesFor(
  { candleIntervalsMs, candleReachMs }: FeedCapabilities,
  { from, to }: Stretch,
  now: EpochMs,
): (Stretch & { intervalMs: number })[] {
  const parts: (Stretch & { intervalMs: number })[] = [];
  let end = to;
  candleIntervalsMs.forEach((intervalMs, index) => {
    if (end <= from) return;
    const longer = candleIntervalsMs[index + 1];
    const reach = candleReachMs[intervalMs] ?? Number.POSITIVE_INFINITY;
    const wanted = intervalMs === minuteMs && longer !== undefined ? Math.min(reach, minutesReachMs) : reach;
    const start = Math.max(from, now - wanted);
    // Two kinds of candles meet where both begin.
    const step = start > from ? (longer ?? intervalMs) : intervalMs;
    const begin = start > from ? Math.ceil(start / step) * step : Math.floor(start / step) * step;
    if (begin < end) parts.unshift({ intervalMs, from: begin, to: end });
    end = Math.min(end, begin);
  });
  return parts;
}

/** A hole, and from when on candles are asked for: a minute that has been seen in part is wanted whole. */
interface Hole extends Stretch {
  readonly candlesFrom: EpochMs;
}

/** The pair whose prices are taken: that of a fallback while one serves. */
function servedPairOf({ pair, fallback }: WatchedPair): Pair {
  return fallback?.pair ?? pair;
}

function inOrder(candles: readonly Candle[], after: EpochMs, waiting: readonly Sample[]): Sample[] {
  // One that closed at the very time of the last price may show more of its minute.
  const past = candles.map(sampleOfClosedCandle).filter((sample) => sample.t >= after);
  // Where a candle closes at the very time of a quote, the candle is what came before it.
  return [...past, ...waiting].sort((a, b) => a.t - b.t);
}

export function createCatchUp(desk: Desk): CatchUp {
  const abort = new AbortController();
  const guarded = createBugGuard(() => desk.log);

  const holeOf = (watched: WatchedPair, sample: Sample): Hole | null => {
    const lastT = desk.engine.lastT(watched.pair.id);
    if (lastT === null) return null;
    const { intervalMs } = sourceOf(desk, servedPairOf(watched).source).poller;
    const from = Math.max(lastT, watched.resumedAt ?? lastT);
    const isLong = sample.t - from > Math.max(missedPolls * intervalMs, shortestHoleMs);
    const minute = watched.wantsCandleOf;
    const isOver = minute !== null && sample.t > minute + minuteMs;
    if (!isLong && !isOver) return null;
    // Nothing is judged before the user has decided, whatever candles say.
    if ((desk.engine.pairMemory(watched.pair.id)?.strange ?? null) !== null) return null;
    // A minute that was paused in part would show more than was to be seen.
    const candlesFrom = from > lastT ? Math.ceil(from / minuteMs) * minuteMs : Math.min(from, minute ?? from);
    return { from, to: sample.t, candlesFrom };
  };

  const fetch = async (
    watched: WatchedPair,
    { to: end, candlesFrom }: Hole,
  ): Promise<readonly Candle[] | null> => {
    if (isOwnSourceOut(desk, watched)) return null;
    const { pair } = watched;
    const { feed } = sourceOf(desk, pair.source);
    const parts = candlesFor(feed.capabilities, { from: candlesFrom, to: end }, nowOf(desk, pair));
    if (parts.length === 0) return null;
    const found: Candle[] = [];
    for (const { intervalMs, from, to } of parts) {
      const result = await feed.candles(pair, intervalMs, from, to, abort.signal);
      if (!result.ok) {
        const { kind, detail } = result.error;
        desk.log.warn({ event: 'catch-up.failed', pair: pair.id, kind, detail });
        return null;
      }
      found.push(...result.value);
    }
    return found;
  };

  /** Within 30 s, or null. */
  const fetchInTime = (watched: WatchedPair, hole: Hole): Promise<readonly Candle[] | null> => {
    const { promise, resolve } = Promise.withResolvers<readonly Candle[] | null>();
    const cancel = desk.clock.setTimer(() => resolve(null), patienceMs);
    void fetch(watched, hole)
      .catch((error: unknown) => {
        desk.log.error({ event: 'catch-up.bug', pair: watched.pair.id, err: error });
        return null;
      })
      .then((candles) => {
        cancel();
        resolve(candles);
      });
    return promise;
  };

  const finish = (watched: WatchedPair, hole: Hole, candles: readonly Candle[] | null) => {
    const waiting = watched.gap?.waiting ?? [];
    watched.gap = null;
    watched.wantsCandleOf = null;
    if (abort.signal.aborted || desk.pairs.get(watched.pair.id) !== watched) return;
    const gap: Stretch = { from: hole.from, to: hole.to };
    if (candles === null && gap.to - gap.from > shortestHoleMs) noteHole(desk, watched, gap);
    const samples = inOrder(candles ?? [], gap.from, waiting);
    const event = candles === null ? 'catch-up.not-seen' : 'catch-up.done';
    desk.log.info({ event, pair: watched.pair.id, ...gap, samples: samples.length });
    desk.judge.judge([{ watched, samples, gap }], nowOf(desk, servedPairOf(watched)));
  };

  return {
    take(watched, sample) {
      if (watched.gap !== null) {
        watched.gap.waiting.push(sample);
        return true;
      }
      const hole = holeOf(watched, sample);
      if (hole === null) return false;
      watched.gap = { from: hole.from, waiting: [sample] };
      void fetchInTime(watched, hole).then((candles) =>
        guarded('catch-up', () => finish(watched, hole, candles)),
      );
      return true;
    },
    stop: () => abort.abort(),
  };
}
