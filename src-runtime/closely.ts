import type { EpochMs, PairId, Percent, SourceId } from '../src-core/pair.ts';
import { type PricePoint, type Sample, sampleOfClosedCandle } from '../src-core/sample.ts';
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

/**
 * What the candles show, in order: the minute that has just closed, of which the end may not have been seen, and the
 * running one at the time of the answer. Nothing where nothing was traded.
 * @param last the last price that was taken; what closed before it is told as of that time
 */
export function samplesOfRunning(
  { running, closed }: RunningCandle,
  t: EpochMs,
  last: PricePoint | null,
): Sample[] {
  if (running === null) return [];
  const { low, high, openTime: from, close } = running;
  const now: Sample = { t, price: close, range: { low, high, from }, kind: 'quote' };
  if (closed === null || last === null || closed.openTime + closed.intervalMs !== from) return [now];
  const over = sampleOfClosedCandle(closed);
  return [over.t > last.t ? over : { ...over, t: last.t, price: last.price }, now];
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
    const last = desk.engine.pairMemory(watched.pair.id)?.last ?? null;
    const samples = samplesOfRunning(result.value, now, last);
    if (samples.length > 0) desk.judge.judge([{ watched, samples }], now);
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
