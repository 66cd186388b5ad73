import type { EpochMs, Price } from '../pair.ts';
import type { Candle, Sample, TradedRange } from '../sample.ts';

/** A candle in the making, of the samples of one stretch `(openTime, openTime + intervalMs]`. */
export interface Fold {
  readonly openTime: EpochMs;
  readonly intervalMs: number;
  open: Price;
  high: Price;
  low: Price;
  close: Price;
}

/** The open time of the stretch that a sample of time `t` belongs to: a closing time belongs to what it closes. */
export function stretchOf(t: EpochMs, intervalMs: number): EpochMs {
  return (Math.ceil(t / intervalMs) - 1) * intervalMs;
}

export function createFold(t: EpochMs, intervalMs: number): Fold {
  return {
    openTime: stretchOf(t, intervalMs),
    intervalMs,
    open: Number.NaN,
    high: Number.NEGATIVE_INFINITY,
    low: Number.POSITIVE_INFINITY,
    close: Number.NaN,
  };
}

/** A range that began before the stretch counts by its price only: part of it belongs to the stretch before. */
export function foldIn(fold: Fold, price: Price, range: TradedRange | null): void {
  const within = range !== null && range.from >= fold.openTime ? range : null;
  if (Number.isNaN(fold.open)) fold.open = price;
  fold.high = Math.max(fold.high, price, within?.high ?? price);
  fold.low = Math.min(fold.low, price, within?.low ?? price);
  fold.close = price;
}

/** The closed candle as a sample. */
export function foldedSample({ openTime, intervalMs, low, high, close }: Fold): Sample {
  return {
    t: openTime + intervalMs,
    price: close,
    range: { low, high, from: openTime },
    kind: 'candle',
  };
}

/**
 * Closed candles of `intervalMs` made of samples sorted by time, aligned to UTC. The last stretch is closed too; leave
 * out samples of one that still runs. Stretches without samples have no candle.
 */
export function foldCandles(samples: Iterable<Sample>, intervalMs: number): Candle[] {
  const candles: Candle[] = [];
  let fold: Fold | null = null;
  for (const { t, price, range } of samples) {
    if (fold !== null && t > fold.openTime + intervalMs) {
      candles.push({ ...fold });
      fold = null;
    }
    fold ??= createFold(t, intervalMs);
    foldIn(fold, price, range ?? null);
  }
  if (fold !== null) candles.push({ ...fold });
  return candles;
}

/**
 * Longer candles out of shorter ones: the first open, the last close, the highest and lowest of all. `candles` is sorted
 * by time, and their length divides `intervalMs` (ms); two of one stretch may follow each other. What is missing in a
 * stretch is not made up.
 */
export function joinCandles(candles: Iterable<Candle>, intervalMs: number): Candle[] {
  const joined: Candle[] = [];
  let fold: Fold | null = null;
  for (const { openTime: t, open, high, low, close } of candles) {
    const openTime = Math.floor(t / intervalMs) * intervalMs;
    if (fold !== null && fold.openTime !== openTime) {
      joined.push({ ...fold });
      fold = null;
    }
    fold ??= { openTime, intervalMs, open, high, low, close };
    fold.high = Math.max(fold.high, high);
    fold.low = Math.min(fold.low, low);
    fold.close = close;
  }
  if (fold !== null) joined.push({ ...fold });
  return joined;
}
