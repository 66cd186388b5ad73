import type { EpochMs, Price, SourceId } from './pair.ts';

/** What was traded after `from`, up to the sample's `t`. */
export interface TradedRange {
  readonly low: Price;
  readonly high: Price;
  readonly from: EpochMs;
}

/** A fallback that serves a pair while its own source is out. */
export interface Via {
  readonly source: SourceId;
  /** What the fallback's prices were divided by; null while it is unknown. */
  readonly basis: number | null;
  /** The price as the fallback gave it. */
  readonly by?: Price | undefined;
}

/** One price of one pair as the engine takes it, from a quote or a candle. */
export interface Sample {
  /**
   * Source time. Closed candle: open time + interval; running candle and exchange quote: the time of the
   * answer; aggregator: its `last_updated_at`.
   */
  readonly t: EpochMs;
  readonly price: Price;
  /** The range traded since the sample before, so that a wick is not missed; absent where it is not known. */
  readonly range?: TradedRange | undefined;
  /** Candles are history and never stale; quotes are. */
  readonly kind: 'quote' | 'candle';
  /** Where it came from, if not from the pair's own source. */
  readonly via?: Via | undefined;
}

/** A price and when it was seen. */
export interface PricePoint {
  readonly t: EpochMs;
  readonly price: Price;
}

/** Open, high, low, close of a stretch of time, as a source tells it. Prices in the quote asset. */
export interface Candle {
  readonly openTime: EpochMs;
  readonly intervalMs: number;
  readonly open: Price;
  readonly high: Price;
  readonly low: Price;
  readonly close: Price;
}

/** A closed candle as a sample: its `t` is open time + interval, its range starts at the open time. */
export function sampleOfClosedCandle(candle: Candle): Sample {
  return {
    t: candle.openTime + candle.intervalMs,
    price: candle.close,
    range: { low: candle.low, high: candle.high, from: candle.openTime },
    kind: 'candle',
  };
}
