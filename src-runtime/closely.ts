import type { EpochMs, PairId, Percent, SourceId } from '../src-core/pair.ts';
import type { Sample } from '../src-core/sample.ts';
import { foldCandles } from '../src-core/windows/fold.ts';
import type { RunningCandle } from '../src-feeds/feed.ts';
import { type Desk, nowOf, sourceOf, type WatchedPair } from './desk.ts';
import { createBugGuard } from './guard-against-bugs.ts';

/** Asks for the range of the running minute where a level is near, so that a wick between two polls is not missed. */
export interface CloseWatch {
  /** Called after each tick of a source; never delays it. */
  readonly afterTick: (source: SourceId) => void;
  readonly stop: () => void;
}

/** One request each, so only the nearest few. */
const mostPairs = 10;
const minuteMs = 60_000;
/** A level within so many usual minutes is near. */
const reachMinutes = 5;
const leastReachPercent: Percent = 0.1;
const reachWhereUnknown: Percent = 0.3;
const usualFor = 10 * minuteMs;
const usualOverMs = 60 * minuteMs;

/** The average range of a minute in percent; null where too little is known. */
export function usualMinute(samples: readonly Sample[]): Percent | null {
  const minutes = foldCandles(samples, minuteMs);
  if (minutes.length < 10) return null;
  const ranges = minutes.map(({ high, low, close }, index) => {
    // The way from one minute to the next belongs to it: quotes are few within a minute.
    const before = minutes[index - 1]?.close ?? close;
    return ((Math.max(high, before) - Math.min(low, before)) / close) * 100;
  });
  return ranges.reduce((sum, one) => sum + one, 0) / ranges.length;
}

/** What both candles show, as one sample of the time of the answer; null where nothing was traded. */
export function sampleOfRunning({ running, closed }: RunningCandle, t: EpochMs): Sample | null {
  if (running === null) return null;
  const joins = closed !== null && closed.openTime + closed.intervalMs === running.openTime;
  const low = joins ? Math.min(running.low, closed.low) : running.low;
  const high = joins ? Math.max(running.high, closed.high) : running.high;
  const from = joins ? closed.openTime : running.openTime;
  return { t, price: running.close, range: { low, high, from }, kind: 'quote' };
}

export function createCloseWatch(desk: Desk): CloseWatch {
  const abort = new AbortController();
  const guarded = createBugGuard(() => desk.log);
  const usual = new Map<PairId, { readonly at: EpochMs; readonly reach: Percent }>();
  const running = new Set<SourceId>();

  const reachOf = ({ pair }: WatchedPair, now: EpochMs): Percent => {
    const known = usual.get(pair.id);
    if (known !== undefined && now - known.at < usualFor) return known.reach;
    const minute = usualMinute(desk.history.samplesOf(pair.id, now - usualOverMs));
    const reach = minute === null ? reachWhereUnknown : Math.max(leastReachPercent, minute * reachMinutes);
    usual.set(pair.id, { at: now, reach });
    return reach;
  };

  const near = (source: SourceId): WatchedPair[] =>
    [...desk.pairs.values()]
      .filter(({ pair, gap, fallback }) => pair.source === source && gap === null && fallback === null)
      .map((watched) => ({ watched, distance: desk.engine.nearestLevel(watched.pair.id) }))
      .filter(
        ({ watched, distance }) =>
          distance !== null && distance <= reachOf(watched, nowOf(desk, watched.pair)),
      )
      .sort((a, b) => (a.distance ?? 0) - (b.distance ?? 0))
      .slice(0, mostPairs)
      .map(({ watched }) => watched);

  const mark = (source: SourceId, watched: readonly WatchedPair[]) => {
    for (const one of desk.pairs.values()) {
      const closely = watched.includes(one);
      if (one.pair.source !== source || one.closely === closely) continue;
      one.closely = closely;
      desk.publisher.touchPair(one.pair.id);
    }
  };

  const look = async (watched: WatchedPair) => {
    const { feed } = sourceOf(desk, watched.pair.source);
    const result = await feed.runningCandle(watched.pair, abort.signal);
    // What is failing shows at the next tick; a budget that is used up leaves the quotes alone.
    if (!result.ok || abort.signal.aborted) return;
    if (desk.pairs.get(watched.pair.id) !== watched || watched.gap !== null || watched.fallback !== null)
      return;
    const now = nowOf(desk, watched.pair);
    const sample = sampleOfRunning(result.value, now);
    if (sample !== null) desk.judge.judge([{ watched, samples: [sample] }], now);
  };

  return {
    afterTick(source) {
      if (running.has(source) || !sourceOf(desk, source).feed.capabilities.runningCandle) return;
      const watched = near(source);
      mark(source, watched);
      if (watched.length === 0) return;
      running.add(source);
      void Promise.allSettled(watched.map(look)).then((results) => {
        running.delete(source);
        guarded('closely', () => {
          const failed = results.find((one) => one.status === 'rejected');
          if (failed !== undefined) throw failed.reason;
        });
      });
    },
    stop: () => abort.abort(),
  };
}
