import type { EpochMs, PairId } from '../src-core/pair.ts';
import type { Candle } from '../src-core/sample.ts';
import { foldCandles, joinCandles } from '../src-core/windows/fold.ts';
import { candlesBetween, type PastSources } from './past-samples.ts';
import { hourMs, minuteMs } from './storage/history-store.ts';

const always = Number.MAX_SAFE_INTEGER;

/**
 * What a source told with what we saw ourselves: both know prices of a stretch that the other has not. Where the source
 * told a whole one it opens and closes it, but for our newest, which goes on.
 */
function blended(told: readonly Candle[], own: readonly Candle[]): Candle[] {
  const byTime = new Map(told.map((candle) => [candle.openTime, candle]));
  own.forEach((seen, index) => {
    const known = byTime.get(seen.openTime);
    byTime.set(
      seen.openTime,
      known === undefined
        ? seen
        : {
            ...known,
            low: Math.min(known.low, seen.low),
            high: Math.max(known.high, seen.high),
            close: index === own.length - 1 ? seen.close : known.close,
          },
    );
  });
  return [...byTime.values()].sort((a, b) => a.openTime - b.openTime);
}

/**
 * Candles of `barMs` with an open time of `from` or later, sorted, one for each stretch that anything is known of, out of
 * everything that is stored or waits for the disk; the last one may still be running. Minutes divide `barMs`; where it is
 * shorter than an hour, nothing older than the stored minutes is found.
 */
export function pastBars(sources: PastSources, pair: PairId, barMs: number, from: EpochMs): Candle[] {
  const aligned = Math.floor(from / barMs) * barMs;
  const samples = [...sources.store.samplesOf(pair, aligned), ...sources.waiting.samplesOf(pair, aligned)];
  // A price at the very beginning belongs to the bar before.
  const own = foldCandles(samples, minuteMs).filter(({ openTime }) => openTime >= aligned);
  if (barMs < hourMs) {
    return joinCandles(blended(candlesBetween(sources, pair, minuteMs, aligned, always), own), barMs);
  }
  const first = own[0]?.openTime ?? always;
  const lately = Math.floor(first / hourMs) * hourMs;
  const minutes =
    first === always ? [] : blended(candlesBetween(sources, pair, minuteMs, lately, always), own);
  const hours = blended(candlesBetween(sources, pair, hourMs, aligned, always), joinCandles(minutes, hourMs));
  return joinCandles(hours, barMs).filter(({ openTime }) => openTime >= aligned);
}
