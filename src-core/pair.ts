/** Milliseconds since 1970-01-01 UTC, in the source's time unless a name says otherwise. */
export type EpochMs = number;
/** A price in the quote asset: finite and above zero. */
export type Price = number;
/** Percent as people write it: 5 means 5 %. */
export type Percent = number;

/** The sources this version knows; an id is the part of a pair id before the colon. */
export const sourceIds = ['binance', 'coingecko', 'simulated'] as const;
export type SourceId = (typeof sourceIds)[number];

/** The source's own stable key: `binance:BTCUSDT`, `coingecko:bitcoin/usd`. Never a bare ticker. */
export type PairId = string;

/** A base asset priced in a quote asset, at a source. */
export interface Pair {
  readonly id: PairId;
  readonly source: SourceId;
  /** Ticker of the base asset, upper case: `BTC`. */
  readonly base: string;
  /** Ticker of the quote asset, upper case: `USDT`. */
  readonly quote: string;
  /** Name of the base asset where the source tells one (`Bitcoin`), else empty. */
  readonly name: string;
  /** Smallest price step in the quote asset, null where the source does not tell. */
  readonly tickSize: Price | null;
  readonly addedAt: EpochMs;
}

/** How a pair is shown: `BTC/USDT`. */
export function pairLabel(pair: Pick<Pair, 'base' | 'quote'>): string {
  return `${pair.base}/${pair.quote}`;
}
