import type { EpochMs } from '../pair.ts';
import type { PricePoint, Sample, TradedRange } from '../sample.ts';
import * as deque from '../windows/deque.ts';

/** No running candle in use is longer. Few rows are kept: those that were not outdone since. */
const reachMs = 7 * 24 * 3_600_000;

/** The highest and lowest prices seen lately, to tell what of a running candle was seen before. */
export interface Recent {
  readonly lows: deque.Deque;
  readonly highs: deque.Deque;
}

export function createRecent(): Recent {
  return { lows: deque.createDeque(), highs: deque.createDeque() };
}

function remember(rows: deque.Deque, t: EpochMs, price: number, sign: 1 | -1): void {
  while (rows.size > 0 && (deque.priceAt(rows, rows.size - 1) - price) * sign >= 0) deque.popBack(rows);
  deque.pushBack(rows, t, price, t);
  while (deque.timeAt(rows, 0) < t - reachMs) deque.popFront(rows);
}

/** What is kept of the past hours, to go on with after a restart. Plain data. */
export interface RecentMemory {
  readonly lows: readonly PricePoint[];
  readonly highs: readonly PricePoint[];
}

function pointsOf(rows: deque.Deque): PricePoint[] {
  return Array.from({ length: rows.size }, (_, index) => ({
    t: deque.timeAt(rows, index),
    price: deque.priceAt(rows, index),
  }));
}

export function memoryOf(recent: Recent): RecentMemory {
  return { lows: pointsOf(recent.lows), highs: pointsOf(recent.highs) };
}

/** What the engine needs of stored samples to tell, after a restart, what of a running candle was seen before. */
export function recentOf(samples: Iterable<Sample>): RecentMemory {
  const recent = createRecent();
  for (const sample of samples) rememberSample(recent, sample);
  return memoryOf(recent);
}

/** Goes on with what an earlier run has seen. */
export function restoreRecent({ lows, highs }: RecentMemory): Recent {
  const recent = createRecent();
  for (const { t, price } of lows) remember(recent.lows, t, price, 1);
  for (const { t, price } of highs) remember(recent.highs, t, price, -1);
  return recent;
}

/** Keeps what a taken sample has shown. */
export function rememberSample(recent: Recent, sample: Sample): void {
  remember(recent.lows, sample.t, Math.min(sample.price, sample.range?.low ?? sample.price), 1);
  remember(recent.highs, sample.t, Math.max(sample.price, sample.range?.high ?? sample.price), -1);
}

function extremeAfter(rows: deque.Deque, from: EpochMs): number | null {
  for (let index = 0; index < rows.size; index += 1) {
    if (deque.timeAt(rows, index) > from) return deque.priceAt(rows, index);
  }
  return null;
}

/**
 * The range of a sample without what was seen before: a range that began before the last sample (a candle still
 * running) keeps its high only if it is above everything seen since it began, else the high becomes the price; the low
 * likewise; then it starts at the last sample.
 */
export function unseenRange(sample: Sample, lastT: EpochMs | null, recent: Recent): TradedRange | null {
  const { range, price } = sample;
  if (range === undefined) return null;
  if (lastT === null || range.from >= lastT) return range;
  const seenHigh = extremeAfter(recent.highs, range.from);
  const seenLow = extremeAfter(recent.lows, range.from);
  return {
    high: seenHigh === null || range.high > seenHigh ? range.high : price,
    low: seenLow === null || range.low < seenLow ? range.low : price,
    from: lastT,
  };
}
