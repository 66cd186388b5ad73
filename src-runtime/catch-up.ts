import type { EpochMs } from '../src-core/pair.ts';
import { type Candle, type Sample, sampleOfClosedCandle } from '../src-core/sample.ts';
import { type Desk, nowOf, type Stretch, sourceOf, type WatchedPair } from './desk.ts';
import { createBugGuard } from './guard-against-bugs.ts';
import { noteHole } from './holes.ts';

/** So many polls without a sample are a hole worth asking candles for. */
const missedPolls = 3;
const shortestHoleMs = 45_000;
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** How long live samples wait for the candles before them. */
const patienceMs = 30_000;
/** How far back candles of the shortest interval are asked for; farther back longer ones do. */
const shortReachMs = 7 * dayMs;

/** Brings a pair up to date after a hole: missing candles first, then what is live, judged once and in order. */
export interface CatchUp {
  /** Takes a live sample that must wait for candles; false where it may be judged at once. */
  readonly take: (watched: WatchedPair, sample: Sample) => boolean;
  /** Ends waiting; what is under way is abandoned. */
  readonly stop: () => void;
}

/** Which candles fill a stretch: hours for what is long ago, the shortest interval for the rest. */
export function candlesFor(
  intervals: readonly number[],
  { from, to }: Stretch,
): (Stretch & { intervalMs: number })[] {
  const [shortest] = intervals;
  if (shortest === undefined) return [];
  const down = (t: EpochMs, intervalMs: number) => Math.floor(t / intervalMs) * intervalMs;
  const reach = shortest === minuteMs ? shortReachMs : dayMs;
  const longer = intervals.find((one) => one > shortest);
  if (longer === undefined || to - from <= reach)
    return [{ intervalMs: shortest, from: down(from, shortest), to }];
  const seam = down(to - reach, longer);
  return [
    { intervalMs: longer, from: down(from, longer), to: seam },
    { intervalMs: shortest, from: seam, to },
  ];
}

function inOrder(candles: readonly Candle[], after: EpochMs, waiting: readonly Sample[]): Sample[] {
  const past = candles.map(sampleOfClosedCandle).filter((sample) => sample.t > after);
  // Where a candle closes at the very time of a quote, the candle is what came before it.
  return [...past, ...waiting].sort((a, b) => a.t - b.t);
}

export function createCatchUp(desk: Desk): CatchUp {
  const abort = new AbortController();
  const guarded = createBugGuard(() => desk.log);

  const holeOf = (watched: WatchedPair, sample: Sample): Stretch | null => {
    const lastT = desk.engine.lastT(watched.pair.id);
    if (lastT === null) return null;
    const { intervalMs } = sourceOf(desk, watched.pair.source).poller;
    const isLong = sample.t - lastT > Math.max(missedPolls * intervalMs, shortestHoleMs);
    const wanted = watched.wantsCandleOf !== null && sample.t > watched.wantsCandleOf + minuteMs;
    return isLong || wanted ? { from: lastT, to: sample.t } : null;
  };

  const fetch = async ({ pair }: WatchedPair, hole: Stretch): Promise<readonly Candle[] | null> => {
    const { feed } = sourceOf(desk, pair.source);
    const parts = candlesFor(feed.capabilities.candleIntervalsMs, hole);
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
  const fetchInTime = (watched: WatchedPair, hole: Stretch): Promise<readonly Candle[] | null> => {
    const { promise, resolve } = Promise.withResolvers<readonly Candle[] | null>();
    const cancel = desk.clock.setTimer(() => resolve(null), patienceMs);
    fetch(watched, hole)
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

  const finish = (watched: WatchedPair, hole: Stretch, candles: readonly Candle[] | null) => {
    const waiting = watched.gap?.waiting ?? [];
    watched.gap = null;
    watched.wantsCandleOf = null;
    if (abort.signal.aborted || desk.pairs.get(watched.pair.id) !== watched) return;
    if (candles === null && hole.to - hole.from > shortestHoleMs) noteHole(desk, watched, hole);
    const samples = inOrder(candles ?? [], hole.from, waiting);
    const event = candles === null ? 'catch-up.not-seen' : 'catch-up.done';
    desk.log.info({ event, pair: watched.pair.id, from: hole.from, to: hole.to, samples: samples.length });
    desk.judge.judge([{ watched, samples, gap: hole }], nowOf(desk, watched.pair));
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
