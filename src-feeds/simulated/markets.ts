import type { PairId, Price } from '../../src-core/pair.ts';
import type { FeedSymbol } from '../feed.ts';

/** One made-up market. */
export interface Market {
  readonly base: string;
  readonly quote: string;
  readonly middle: Price;
  readonly tickSize: Price;
  /** Digits behind the point of `tickSize`. */
  readonly digits: number;
}

const markets: Readonly<Record<string, Market>> = {
  BTCUSDT: { base: 'BTC', quote: 'USDT', middle: 60_000, tickSize: 0.01, digits: 2 },
  ETHUSDT: { base: 'ETH', quote: 'USDT', middle: 3_000, tickSize: 0.01, digits: 2 },
  SOLUSDT: { base: 'SOL', quote: 'USDT', middle: 150, tickSize: 0.01, digits: 2 },
  ETHBTC: { base: 'ETH', quote: 'BTC', middle: 0.05, tickSize: 0.00001, digits: 5 },
  DOGEUSDT: { base: 'DOGE', quote: 'USDT', middle: 0.12, tickSize: 0.00001, digits: 5 },
  SHIBUSDT: { base: 'SHIB', quote: 'USDT', middle: 0.000018, tickSize: 0.00000001, digits: 8 },
  XRPUSDT: { base: 'XRP', quote: 'USDT', middle: 0.6, tickSize: 0.0001, digits: 4 },
  BNBUSDT: { base: 'BNB', quote: 'USDT', middle: 580, tickSize: 0.1, digits: 1 },
};

/** All of them, as a symbol list. */
export const symbols: readonly FeedSymbol[] = Object.entries(markets).map(
  ([key, { base, quote, tickSize }]) => ({
    key,
    base,
    quote,
    name: '',
    tickSize,
    trading: true,
  }),
);

/** `simulated:BTCUSDT` as the market's own name. */
export function keyOf(pairId: PairId): string {
  return pairId.slice(pairId.indexOf(':') + 1);
}

/** Null for a name that there is no market of. */
export function marketOf(key: string): Market | null {
  return Object.hasOwn(markets, key) ? (markets[key] ?? null) : null;
}
