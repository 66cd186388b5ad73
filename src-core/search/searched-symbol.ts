import type { SourceId } from '../pair.ts';

/** One entry of a source's list as search takes it: a trading pair, or a coin (`quote` null). */
export interface SearchedSymbol {
  readonly source: SourceId;
  /** The source's own key: `BTCUSDT`, `bitcoin`. */
  readonly key: string;
  readonly base: string;
  readonly quote: string | null;
  readonly name: string;
  /** Market rank, 1 is the largest; null where nobody tells it. */
  readonly rank: number | null;
}

/** What is meant by a text: the entry, and what it is priced in as far as that was typed (lower case). */
export interface SearchHit {
  readonly symbol: SearchedSymbol;
  /** The name of the base asset: the entry's own, or that of the coin that is surely meant by its ticker; or empty. */
  readonly name: string;
  readonly rank: number | null;
  readonly quote: string | null;
  /** Another coin of the same list has the same ticker: only a person can tell which is meant. */
  readonly shared: boolean;
}
