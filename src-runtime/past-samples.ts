import type { EpochMs, PairId, Price } from '../src-core/pair.ts';
import type { Candle, Sample } from '../src-core/sample.ts';
import { holesBetween, merge } from './line-of-time.ts';
import type { WaitingPrices } from './waiting-prices.ts';
import { type HistoryStore, hourMs, keptMs, minuteMs } from './storage/history-store.ts';

/** Where past prices are read: from the disk, and from what waits for it. */
export interface PastSources {
  readonly store: Pick<HistoryStore, 'samplesOf' | 'candlesOf'>;
  readonly waiting: Pick<WaitingPrices, 'samplesOf' | 'candlesOf'>;
}

/** Two sorted lists as one; of two candles of one stretch that of the first list counts. */
function joined(first: readonly Candle[], second: readonly Candle[]): Candle[] {
  if (second.length === 0) return [...first];
  const byTime = new Map([...second, ...first].map((candle) => [candle.openTime, candle]));
  return [...byTime.values()].sort((a, b) => a.openTime - b.openTime);
}

/** Stored candles and those that wait, with an open time in `[from, to)`, `from` rounded down. */
export function candlesBetween(
  { store, waiting }: PastSources,
  pair: PairId,
  intervalMs: number,
  from: EpochMs,
  to: EpochMs,
): Candle[] {
  const aligned = Math.floor(from / intervalMs) * intervalMs;
  const others = waiting.candlesOf(pair, intervalMs, aligned).filter(({ openTime }) => openTime < to);
  return joined(store.candlesOf(pair, intervalMs, aligned, to), others);
}

/** Fills the holes of a line of samples with minutes, and what lies farther back with hours. */
export function withCandles(
  sources: PastSources,
  pair: PairId,
  from: EpochMs,
  own: readonly Sample[],
): readonly Sample[] {
  const whole = { from, to: Number.MAX_SAFE_INTEGER };
  const holes = holesBetween(whole, own.length, (index) => own[index]?.t ?? 0, minuteMs);
  const minutes = holes.flatMap((hole) => candlesBetween(sources, pair, minuteMs, hole.from, hole.to));
  const fine = minutes.length === 0 ? own : merge(own, minutes);
  const first = fine[0]?.t ?? Number.MAX_SAFE_INTEGER;
  // Hours are kept where minutes are no more.
  if (from > (fine.at(-1)?.t ?? from) - keptMs.minutes) return fine;
  const hours = candlesBetween(sources, pair, hourMs, from, first);
  return hours.length === 0 ? fine : merge(fine, hours);
}

/** Samples since `from`, sorted by time; candles where there are none. */
export function pastSamples(sources: PastSources, pair: PairId, from: EpochMs): readonly Sample[] {
  const own = [...sources.store.samplesOf(pair, from), ...sources.waiting.samplesOf(pair, from)];
  return withCandles(sources, pair, from, own);
}

/**
 * The last price of each stretch of `everyMs` since `from`, sorted by time, made of closed minutes and of the samples
 * since: a day of a pair without reading all of its samples.
 */
export function pastCloses(
  sources: PastSources,
  pair: PairId,
  from: EpochMs,
  everyMs: number,
): [EpochMs, Price][] {
  const minutes = candlesBetween(sources, pair, minuteMs, from, Number.MAX_SAFE_INTEGER);
  const seen = minutes.map(({ openTime, close }): [EpochMs, Price] => [openTime + minuteMs, close]);
  const since = seen.at(-1)?.[0] ?? from;
  const samples = [...sources.store.samplesOf(pair, since), ...sources.waiting.samplesOf(pair, since)];
  for (const { t, price } of samples) if (t > since) seen.push([t, price]);
  const last = new Map<number, [EpochMs, Price]>();
  for (const point of seen) last.set(Math.ceil(point[0] / everyMs), point);
  return [...last.values()];
}
