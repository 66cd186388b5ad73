import type { EpochMs, Price } from '../pair.ts';
import type { Candle, Sample } from '../sample.ts';

/** A candle while it is made. */
interface Growing {
  readonly openTime: EpochMs;
  readonly open: Price;
  high: Price;
  low: Price;
  close: Price;
}

/** The open time of the stretch `(openTime, openTime + intervalMs]` in which a moment lies. */
export function stretchOf(t: EpochMs, intervalMs: number): EpochMs {
  return (Math.ceil(t / intervalMs) - 1) * intervalMs;
}

function finished({ openTime, open, high, low, close }: Growing, intervalMs: number): Candle {
  return { openTime, intervalMs, open, high, low, close };
}

/**
 * The candles of `intervalMs` ms that samples make, one for each UTC-aligned stretch `(openTime, openTime + intervalMs]`
 * in which a sample lies; `samples` is sorted by time. The last stretch counts as over. A range that began before its
 * stretch counts by its price only.
 */
export function foldCandles(samples: Iterable<Sample>, intervalMs: number): Candle[] {
  const folded: Candle[] = [];
  let growing: Growing | null = null;
  for (const { t, price, range } of samples) {
    const openTime = stretchOf(t, intervalMs);
    if (growing === null || growing.openTime !== openTime) {
      if (growing !== null) folded.push(finished(growing, intervalMs));
      growing = { openTime, open: price, high: price, low: price, close: price };
    }
    const whole = range !== undefined && range.from >= openTime;
    growing.high = Math.max(growing.high, price, whole ? range.high : price);
    growing.low = Math.min(growing.low, price, whole ? range.low : price);
    growing.close = price;
  }
  if (growing !== null) folded.push(finished(growing, intervalMs));
  return folded;
}

/**
 * Longer candles out of shorter ones: the first open, the last close, the highest and lowest of all. `candles` is sorted
 * by time, and their length divides `intervalMs` (ms); two of one stretch may follow each other. What is missing in a
 * stretch is not made up.
 */
export function joinCandles(candles: Iterable<Candle>, intervalMs: number): Candle[] {
  const joined: Candle[] = [];
  let growing: Growing | null = null;
  for (const { openTime, open, high, low, close } of candles) {
    const start = Math.floor(openTime / intervalMs) * intervalMs;
    if (growing === null || growing.openTime !== start) {
      if (growing !== null) joined.push(finished(growing, intervalMs));
      growing = { openTime: start, open, high, low, close };
      continue;
    }
    growing.high = Math.max(growing.high, high);
    growing.low = Math.min(growing.low, low);
    growing.close = close;
  }
  if (growing !== null) joined.push(finished(growing, intervalMs));
  return joined;
}
