import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EpochMs, Pair, PairId } from '../src-core/pair.ts';
import { type Candle, type Sample, sampleOfClosedCandle } from '../src-core/sample.ts';
import type { Feed } from '../src-feeds/feed.ts';
import { createFailures } from './failures.ts';
import type { Log } from './log.ts';
import { candleMs } from './storage/packing.ts';
import type { Storage } from './storage/storage.ts';

/** How far back samples and candles are kept, in ms. */
export const historyMs = 24 * 3_600_000;
/** A shorter stretch without samples is not worth a request. */
const holeMs = 3 * candleMs;

/** Whether the last 24 hours could be filled: `live only` where the source has no candles. */
export type HistoryState = 'complete' | 'live only' | 'failed';

/** What was traded lately: samples, and the source's candles where there are none. */
export interface History {
  /** Sorted by time; candles only where no sample was taken. */
  readonly samplesOf: (pair: PairId, from: EpochMs) => Sample[];
  /** Fetches missing candles of the last 24 hours before `now` (source time); asked once at a time for each pair. */
  readonly fill: (pair: Pair, now: EpochMs, reachMs?: number) => Promise<HistoryState>;
  readonly stop: () => Promise<void>;
}

export interface Stretch {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** Stretches of `whole` longer than `shortest` in which no time of `times` lies; `times` is sorted. */
export function holesIn(whole: Stretch, times: readonly EpochMs[], shortest: number): Stretch[] {
  const holes: Stretch[] = [];
  let from = whole.from;
  for (const t of [...times, whole.to]) {
    if (t <= from) continue;
    const to = Math.min(t, whole.to);
    if (to - from > shortest) holes.push({ from, to });
    from = t;
  }
  return holes;
}

/** Candles and samples in one line of time: a candle counts only where no sample lies in its minute. */
export function merge(samples: readonly Sample[], candles: readonly Candle[]): Sample[] {
  const merged: Sample[] = [];
  let next = 0;
  for (const candle of candles) {
    const asSample = sampleOfClosedCandle(candle);
    while (next < samples.length && (samples[next]?.t ?? 0) <= candle.openTime) {
      const sample = samples[next];
      if (sample !== undefined) merged.push(sample);
      next += 1;
    }
    const following = samples[next];
    if (following === undefined || following.t > asSample.t) merged.push(asSample);
  }
  return [...merged, ...samples.slice(next)];
}

/** @param onFilled told when candles of a pair were added */
export function createHistory(
  storage: Storage,
  feedOf: (pair: Pair) => Feed,
  log: Log,
  onFilled: (pair: PairId) => void = () => {},
): History {
  const abort = new AbortController();
  const underWay = new Map<PairId, Promise<HistoryState>>();
  /** Holes that the source could not fill either; an exchange that stood still has no candles. */
  const emptyHoles = new Map<PairId, Stretch[]>();
  const told = createFailures();

  const samplesOf = (pair: PairId, from: EpochMs): Sample[] =>
    merge(storage.history.samplesOf(pair, from), storage.history.candlesOf(pair, from));

  /** Holes that were not asked for in vain before. */
  const worthAsking = (pair: PairId, holes: readonly Stretch[]): Stretch[] => {
    const known = emptyHoles.get(pair) ?? [];
    return holes.filter((hole) => !known.some((empty) => empty.from <= hole.from && hole.to <= empty.to));
  };

  const missing = (pair: PairId, now: EpochMs): Stretch[] => {
    // Only whole minutes that are over can be had as closed candles.
    const to = Math.floor(now / candleMs) * candleMs;
    const times = storage.history.timesOf(pair, to - historyMs);
    return holesIn({ from: to - historyMs, to }, times, holeMs);
  };

  const fetchHoles = async (pair: Pair, holes: readonly Stretch[]): Promise<HistoryState> => {
    let filled = false;
    for (const hole of holes) {
      const from = Math.floor(hole.from / candleMs) * candleMs;
      const result = await feedOf(pair).candles(pair, candleMs, from, hole.to, abort.signal);
      if (abort.signal.aborted) return 'failed';
      if (!result.ok) {
        const { kind, detail } = result.error;
        if (told.isNews(pair.id, kind)) log.warn({ event: 'history.failed', pair: pair.id, kind, detail });
        return 'failed';
      }
      storage.write('process', () => storage.history.addCandles(pair.id, result.value));
      filled ||= result.value.length > 0;
    }
    if (filled) onFilled(pair.id);
    return 'complete';
  };

  const fillNow = async (pair: Pair, now: EpochMs): Promise<HistoryState> => {
    if (!feedOf(pair).capabilities.candleIntervalsMs.includes(candleMs)) return 'live only';
    // A tick with many pairs asks for all of them at once; it ends before the reading begins.
    await nextTurn();
    const holes = worthAsking(pair.id, missing(pair.id, now));
    const outcome = await fetchHoles(pair, holes);
    if (outcome === 'complete') {
      emptyHoles.set(pair.id, missing(pair.id, now));
      told.over(pair.id);
    }
    return outcome;
  };

  return {
    samplesOf,
    fill(pair, now) {
      const running = underWay.get(pair.id);
      if (running !== undefined) return running;
      const filling = fillNow(pair, now)
        .catch((error: unknown): HistoryState => {
          if (told.isNews(pair.id, error)) log.error({ event: 'history.failed', pair: pair.id, err: error });
          return 'failed';
        })
        .finally(() => underWay.delete(pair.id));
      underWay.set(pair.id, filling);
      return filling;
    },
    async stop() {
      abort.abort();
      await Promise.allSettled(underWay.values());
    },
  };
}
