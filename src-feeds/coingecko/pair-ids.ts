import type { PairId } from '../../src-core/pair.ts';

/**
 * Currencies that a coin is priced in directly: the state-issued ones of `/simple/supported_vs_currencies` (official
 * OpenAPI file of 2026-06-22). The crypto ones of that list are left out: such a price goes through the coin's own id,
 * so that both sides of a ratio come from one answer and dollars never pass for dollar coins.
 */
const currencies = new Set(
  (
    'usd aed ars aud bdt bhd bmd brl cad chf clp cny czk dkk eur gbp gel hkd huf idr ils inr jpy krw kwd lkr mmk ' +
    'mxn myr ngn nok nzd php pkr pln rub sar sek sgd thb try twd uah vef vnd zar'
  ).split(' '),
);

/**
 * Which coin a well-known quote ticker means. Dozens of bridged and copied coins carry these tickers, so they are
 * never looked up in the list (ids: `/coins/list` of 2024-12-29).
 */
const coinOfQuote: Readonly<Record<string, string>> = {
  USDT: 'tether',
  USDC: 'usd-coin',
  BTC: 'bitcoin',
  ETH: 'ethereum',
  BNB: 'binancecoin',
  DAI: 'dai',
  FDUSD: 'first-digital-usd',
  TUSD: 'true-usd',
  BUSD: 'binance-usd',
  USDP: 'paxos-standard',
  PYUSD: 'paypal-usd',
  USDE: 'ethena-usde',
  EURC: 'euro-coin',
  SOL: 'solana',
  XRP: 'ripple',
  TRX: 'tron',
  DOGE: 'dogecoin',
  DOT: 'polkadot',
};

export interface CoinPair {
  /** Coin id of the base: `bitcoin`. */
  readonly coin: string;
  /** What it is priced in: a currency code (`usd`) or a coin id (`tether`). */
  readonly quote: string;
  readonly inCurrency: boolean;
}

export function isCurrency(code: string): boolean {
  return currencies.has(code);
}

/** Reads `coingecko:bitcoin/usd`; a code that is both (a coin is called `usd`) is the currency. Null where it is none. */
export function readPairId(id: PairId): CoinPair | null {
  const key = /^coingecko:(.+)\/([^/]+)$/s.exec(id);
  const [, coin, quote] = key ?? [];
  return coin === undefined || quote === undefined ? null : { coin, quote, inCurrency: isCurrency(quote) };
}

export function pairIdOf(coin: string, quote: string): PairId {
  return `coingecko:${coin}/${quote}`;
}

/** A quote ticker (any case) as the second half of a pair id, null where neither table has it. */
export function quoteOfTicker(ticker: string): string | null {
  const code = ticker.toLowerCase();
  if (isCurrency(code)) return code;
  const name = ticker.toUpperCase();
  return Object.hasOwn(coinOfQuote, name) ? (coinOfQuote[name] ?? null) : null;
}

/** Tickers that a coin may be priced in here, upper case. */
export function quoteTickers(): readonly string[] {
  return [...[...currencies].map((code) => code.toUpperCase()), ...Object.keys(coinOfQuote)];
}
