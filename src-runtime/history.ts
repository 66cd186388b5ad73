import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EpochMs, Pair, PairId, Price } from '../src-core/pair.ts';
import type { Candle, Sample } from '../src-core/sample.ts';
import type { Feed, FeedCapabilities } from '../src-feeds/feed.ts';
import { createFailures } from './failures.ts';
import { holesIn, type Stretch } from './line-of-time.ts';
import type { Log } from './log.ts';
import type { Outbox } from './outbox.ts';
import { pastBars } from './past-bars.ts';
import { pastCloses, pastSamples, withCandles } from './past-samples.ts';
import { hourMs, keptMs, minuteMs } from './storage/history-store.ts';
import type { Storage } from './storage/storage.ts';

/** How far back prices are known to the second, in ms. */
export const historyMs = keptMs.samples;

/** Whether the past could be filled: `live only` where the source has no candles. */
export type HistoryState = 'complete' | 'live only' | 'failed';

/** What was traded lately: samples, and candles where there are none. */
export interface History {
  /** Sorted by time: the samples of a day, minutes for a week, hours before that; candles only where no sample was taken. */
  readonly samplesOf: (pair: PairId, from: EpochMs) => readonly Sample[];
  /** The last price of each stretch of `everyMs` since `from`, sorted by time; much quicker than all samples. */
  readonly closesOf: (pair: PairId, from: EpochMs, everyMs: number) => [EpochMs, Price][];
  /** `samplesOf` for samples that are read already. */
  readonly withCandles: (pair: PairId, from: EpochMs, own: readonly Sample[]) => readonly Sample[];
  /** Candles of `barMs` (ms) out of all of that, the last one perhaps still running. */
  readonly barsOf: (pair: PairId, barMs: number, from: EpochMs) => readonly Candle[];
  /**
   * Fetches missing candles of the last `backMs` (a day at least, up to a year) before `now` (source time): minutes for a
   * week, hours before that. Asked once at a time for each pair. Where a source has only single prices they stand in for
   * candles; without `backMs` they are not asked for.
   */
  readonly fill: (pair: Pair, now: EpochMs, backMs?: number) => Promise<HistoryState>;
  readonly stop: () => Promise<void>;
}

/** Candles of one length that are missing. */
interface Missing {
  readonly intervalMs: number;
  readonly whole: Stretch;
  /** The source has no such candles; those of this length, made of single prices, stand in for them. */
  readonly pointsOfMs?: number;
}

/** A shorter stretch without prices is not worth a request. */
function shortestHole({ intervalMs, pointsOfMs = 0 }: Missing): number {
  return Math.max(intervalMs === minuteMs ? 3 * minuteMs : hourMs, 3 * pointsOfMs);
}

/** Of single prices nobody knows more than the last: a minute at which nothing else was traded. */
function closes(candles: readonly Candle[]): Candle[] {
  return candles.map(({ openTime, intervalMs, close }) => ({
    openTime: openTime + intervalMs - minuteMs,
    intervalMs: minuteMs,
    open: close,
    high: close,
    low: close,
    close,
  }));
}

/** One request for all: single prices come for a whole stretch at the price of one. */
function asOne(holes: readonly Stretch[]): Stretch[] {
  const [first, last] = [holes[0], holes.at(-1)];
  return first === undefined || last === undefined ? [] : [{ from: first.from, to: last.to }];
}

function isWithin(hole: Stretch, others: readonly Stretch[]): boolean {
  return others.some(({ from, to }) => from <= hole.from && hole.to <= to);
}

/** What is to be looked through for holes, the newest first: charts and most windows need no more than a day. */
function stretchesBack(now: EpochMs, backMs: number): Missing[] {
  const back = (intervalMs: number, ms: number) => Math.floor((now - ms) / intervalMs) * intervalMs;
  const until = (intervalMs: number, ms: number, to: number) => {
    const deepest = Math.min(backMs, ms);
    return { intervalMs, whole: { from: back(intervalMs, deepest), to: back(intervalMs, to) } };
  };
  return [
    // Only whole minutes that are over can be had as closed candles.
    { intervalMs: minuteMs, whole: { from: back(minuteMs, 0) - historyMs, to: back(minuteMs, 0) } },
    until(minuteMs, keptMs.minutes, historyMs),
    until(hourMs, keptMs.hours, keptMs.minutes),
  ].filter(({ whole }) => whole.from < whole.to);
}

/** Stretches with what the source has for them; those of which it has nothing are left out. */
function servedBy(
  { candleIntervalsMs, candleReachMs, pointCandles }: FeedCapabilities,
  stretches: readonly Missing[],
): Missing[] {
  const atMinutes = candleIntervalsMs.includes(minuteMs);
  if (!atMinutes && !pointCandles) return [];
  return stretches.flatMap((missing) => {
    const { intervalMs, whole } = missing;
    if (candleIntervalsMs.includes(intervalMs)) return [missing];
    if (atMinutes) return [];
    const backMs = (stretches[0]?.whole.to ?? whole.to) - whole.from;
    const pointsOfMs = candleIntervalsMs.find(
      (one) => (candleReachMs[one] ?? Number.POSITIVE_INFINITY) >= backMs,
    );
    return pointsOfMs === undefined ? [] : [{ ...missing, pointsOfMs }];
  });
}

/** @param onFilled told when candles of a pair were added */
export function createHistory(
  storage: Storage,
  feedOf: (pair: Pair) => Feed,
  log: Log,
  outbox: Pick<Outbox, 'prices' | 'save'>,
  onFilled: (pair: PairId) => void = () => {},
): History {
  const abort = new AbortController();
  const underWay = new Map<PairId, { readonly backMs: number; readonly filling: Promise<HistoryState> }>();
  /** Holes that the source could not fill either; an exchange that stood still has no candles. */
  const emptyHoles = new Map<string, Stretch[]>();
  const told = createFailures();
  const past = { store: storage.history, waiting: outbox.prices };

  const timesOf = (pair: PairId, { intervalMs, whole }: Missing): EpochMs[] => {
    const { history } = storage;
    const waiting = outbox.prices
      .candlesOf(pair, intervalMs, whole.from)
      .map((one) => one.openTime + intervalMs);
    if (intervalMs === hourMs) {
      return [...history.candleTimesOf(pair, hourMs, whole.from - hourMs, whole.to), ...waiting].sort(byTime);
    }
    const samples = outbox.prices.samplesOf(pair, whole.from).map(({ t }) => t);
    return [...history.timesOf(pair, whole.from), ...samples, ...waiting].sort(byTime);
  };

  const holesOf = (pair: PairId, missing: Missing): Stretch[] =>
    holesIn(missing.whole, timesOf(pair, missing), shortestHole(missing));

  /** Fetches what is missing of one length. Holes that were asked for in vain before are left out. */
  const fillStretch = async (pair: Pair, missing: Missing): Promise<boolean> => {
    const { intervalMs, whole, pointsOfMs } = missing;
    const key = `${intervalMs} ${pair.id}`;
    const known = emptyHoles.get(key) ?? [];
    const worthAsking = holesOf(pair.id, missing).filter((hole) => !isWithin(hole, known));
    let filled = false;
    for (const hole of pointsOfMs === undefined ? worthAsking : asOne(worthAsking)) {
      const askedMs = pointsOfMs ?? intervalMs;
      const from = Math.floor(hole.from / askedMs) * askedMs;
      const result = await feedOf(pair).candles(pair, askedMs, from, hole.to, abort.signal);
      if (abort.signal.aborted) return false;
      if (!result.ok) {
        const { kind, detail } = result.error;
        if (told.isNews(pair.id, kind)) log.warn({ event: 'history.failed', pair: pair.id, kind, detail });
        return false;
      }
      const candles = pointsOfMs === undefined ? result.value : closes(result.value);
      if (!outbox.prices.addCandles(pair.id, intervalMs, candles)) return false;
      outbox.save('process');
      filled ||= result.value.length > 0;
    }
    if (filled) onFilled(pair.id);
    // Of what reaches farther than was looked through now, no more is known than before.
    const farther = known.filter((hole) => !isWithin(hole, [whole]) && hole.to > whole.to - keptMs.hours);
    emptyHoles.set(key, [
      ...farther,
      ...holesOf(pair.id, missing).filter((hole) => !isWithin(hole, farther)),
    ]);
    return true;
  };

  const fillNow = async (pair: Pair, now: EpochMs, backMs: number): Promise<HistoryState> => {
    const stretches = servedBy(feedOf(pair).capabilities, stretchesBack(now, backMs || historyMs));
    const [first] = stretches;
    // Where single prices stand in for candles, requests are few, and no more are spent than windows need.
    if (first === undefined || (first.pointsOfMs !== undefined && backMs === 0)) return 'live only';
    // A tick with many pairs asks for all of them at once; it ends before the reading begins.
    await nextTurn();
    for (const missing of stretches) {
      if (!(await fillStretch(pair, missing))) return 'failed';
    }
    told.over(pair.id);
    return 'complete';
  };

  const fill = (pair: Pair, now: EpochMs, backMs = 0): Promise<HistoryState> => {
    const running = underWay.get(pair.id);
    if (running !== undefined && running.backMs >= backMs) return running.filling;
    const filling = (running?.filling ?? Promise.resolve())
      .then(() => fillNow(pair, now, backMs))
      .catch((error: unknown): HistoryState => {
        if (told.isNews(pair.id, error)) log.error({ event: 'history.failed', pair: pair.id, err: error });
        return 'failed';
      })
      .finally(() => {
        if (underWay.get(pair.id)?.filling === filling) underWay.delete(pair.id);
      });
    underWay.set(pair.id, { backMs, filling });
    return filling;
  };

  return {
    samplesOf: (pair, from) => pastSamples(past, pair, from),
    closesOf: (pair, from, everyMs) => pastCloses(past, pair, from, everyMs),
    withCandles: (pair, from, own) => withCandles(past, pair, from, own),
    barsOf: (pair, barMs, from) => pastBars(past, pair, barMs, from),
    fill,
    async stop() {
      abort.abort();
      await Promise.allSettled([...underWay.values()].map(({ filling }) => filling));
    },
  };
}

function byTime(a: EpochMs, b: EpochMs): number {
  return a - b;
}
