import type { EpochMs, Pair, PairId, Percent, Price, SourceId } from '../src-core/pair.ts';
import type { Candle } from '../src-core/sample.ts';
import type { FailureCause } from '../src-shared/contract/causes.ts';

export type FeedErrorKind =
  | 'offline'
  | 'rate-limited'
  | 'blocked'
  | 'unknown-symbol'
  | 'bad-response'
  | 'server';

/** A failure as a value. `detail` is for the log: it holds no key, token or query string. */
export interface FeedError {
  readonly kind: FeedErrorKind;
  /** Why, as far as it is known: what people are told. */
  readonly cause: FailureCause;
  /** Whether the same request may go through later without anybody changing anything. */
  readonly retryable: boolean;
  /** How long the source asked us to wait, in ms (`Retry-After`). */
  readonly retryAfterMs?: number;
  readonly detail: string;
}

/**
 * What a feed answers. `serverDate` is the answer's `Date` header (whole seconds) as epoch ms, null where there was
 * none; the runtime learns the offset of the local clock from it.
 */
export type FeedResult<T> =
  | { readonly ok: true; readonly value: T; readonly serverDate: EpochMs | null }
  | { readonly ok: false; readonly error: FeedError; readonly serverDate: EpochMs | null };

/** The price that a source gives when asked, in the quote asset. */
export interface Quote {
  readonly pairId: PairId;
  readonly price: Price;
  /** The aggregator's own `last_updated_at`; null where the time of the answer counts (exchange quotes). */
  readonly t: EpochMs | null;
  readonly change24h: Percent | null;
  readonly high24h: Price | null;
  readonly low24h: Price | null;
}

export interface Quotes {
  readonly quotes: readonly Quote[];
  /** Pairs asked for that the answer does not hold, or holds without a usable price. */
  readonly missing: readonly PairId[];
}

/** One entry of a source's symbol list: a trading pair (Binance) or a coin (CoinGecko, `quote` null). */
export interface FeedSymbol {
  /** The source's own key: `BTCUSDT`, `bitcoin`. */
  readonly key: string;
  /** Ticker as the source writes it. */
  readonly base: string;
  readonly quote: string | null;
  readonly name: string;
  readonly tickSize: Price | null;
  readonly trading: boolean;
  /** Market rank, 1 is the largest; null or absent where the source does not tell it. */
  readonly rank?: number | null | undefined;
}

/** A pair that could be meant; `rank` is the market rank where the source tells it (1 is the largest). */
export interface FeedCandidate {
  readonly id: PairId;
  readonly label: string;
  readonly name: string;
  readonly source: SourceId;
  readonly rank: number | null;
}

export type ResolvedPair = Omit<Pair, 'addedAt'>;

/** What became of a name that a user typed. */
export type Resolution =
  | { readonly kind: 'found'; readonly pair: ResolvedPair }
  | { readonly kind: 'ambiguous'; readonly candidates: readonly FeedCandidate[] }
  | { readonly kind: 'not trading'; readonly label: string }
  | { readonly kind: 'unknown'; readonly closest: readonly FeedCandidate[] };

/** What the user asked for: a base and a quote asset (upper case), or a pair id of this source. */
export type PairQuery = { readonly base: string; readonly quote: string } | { readonly id: PairId };

export interface FeedCapabilities {
  /** Candle lengths in ms that `candles` serves, shortest first; empty where the source has none. */
  readonly candleIntervalsMs: readonly number[];
  /** How far back from now candles of a length reach, in ms; a length that is not named reaches back to the start. */
  readonly candleReachMs: Readonly<Record<number, number>>;
  /**
   * Whether candles may be made of single prices some time apart: their low and high are those of the prices that were
   * seen then, and a wick in between is in none of them.
   */
  readonly pointCandles: boolean;
  /** Whether `runningCandle` may be called. */
  readonly runningCandle: boolean;
}

/** The one-minute candle that is still running, and the one before it. */
export interface RunningCandle {
  /** With the values it has so far; null where this minute has not been traded yet. */
  readonly running: Candle | null;
  /** The newest closed one, null where there is none. It may be old: a market that stands still closes none. */
  readonly closed: Candle | null;
}

/** A request of a feed before it is made, with its arguments. */
export type FeedRequest =
  | { readonly kind: 'quotes'; readonly pairs: readonly Pair[] }
  | {
      readonly kind: 'candles';
      readonly pair: Pair;
      readonly intervalMs: number;
      readonly from: EpochMs;
      readonly to: EpochMs;
    }
  | { readonly kind: 'running candle'; readonly pair: Pair }
  | { readonly kind: 'symbols' }
  | { readonly kind: 'resolve'; readonly query: PairQuery };

/** A price source. Methods answer failures as values; they throw only on bugs. Every call obeys its `signal`. */
export interface Feed {
  readonly id: SourceId;
  /** How the source is called in front of people: `Binance`. */
  readonly name: string;
  readonly capabilities: FeedCapabilities;
  /** How often the source itself renews its prices at best, in ms (CoinGecko: 60,000); null for every request. */
  readonly ownIntervalMs: number | null;
  /** One request for all pairs. Unknown pairs come back as `missing`, never as an error of the whole batch. */
  readonly quotes: (pairs: readonly Pair[], signal: AbortSignal) => Promise<FeedResult<Quotes>>;
  /**
   * Closed candles with open time in `[from, to)` and close time at or before `to`, sorted, without duplicates; a
   * feed without candles answers an empty list. It makes as many requests as the source's page size asks for.
   */
  readonly candles: (
    pair: Pair,
    intervalMs: number,
    from: EpochMs,
    to: EpochMs,
    signal: AbortSignal,
  ) => Promise<FeedResult<readonly Candle[]>>;
  /**
   * The running one-minute candle and the last closed one, of the time of the answer, as exchange quotes are. Throws
   * where the capabilities deny it.
   */
  readonly runningCandle: (pair: Pair, signal: AbortSignal) => Promise<FeedResult<RunningCandle>>;
  /** The whole symbol list; large, so the runtime stores it and asks at most once a day. */
  readonly symbols: (signal: AbortSignal) => Promise<FeedResult<readonly FeedSymbol[]>>;
  /** Finds the pair that is meant, from the symbol list and, where ranks are needed, the source. */
  readonly resolve: (
    query: PairQuery,
    symbols: readonly FeedSymbol[],
    signal: AbortSignal,
  ) => Promise<FeedResult<Resolution>>;
  /**
   * What a request costs by the source's own count, 0 where it needs none. A list with a symbol that Binance turns out
   * not to know costs more than was told: `usedWeight` has it.
   */
  readonly weightOf: (request: FeedRequest) => number;
  /**
   * What the source says that our address has used in the running minute, in the same count, as of the last answer;
   * null where it does not say. Other programs at the address are in it.
   */
  readonly usedWeight: () => number | null;
}
