/** Quote assets that a pair written without a separator may end in. Two letters more decide between BUSD and USD. */
const knownQuotes = [
  'USDT',
  'USDC',
  'FDUSD',
  'TUSD',
  'BUSD',
  'USDP',
  'USDD',
  'USD1',
  'USDE',
  'RLUSD',
  'PYUSD',
  'DAI',
  'PAX',
  'BTC',
  'ETH',
  'BNB',
  'XRP',
  'SOL',
  'TRX',
  'DOGE',
  'DOT',
  'VAI',
  'BVND',
  'IDRT',
  'BIDR',
  'BKRW',
  'NGN',
  'USD',
  'EUR',
  'GBP',
  'TRY',
  'BRL',
  'JPY',
  'AUD',
  'CAD',
  'CHF',
  'CNY',
  'INR',
  'KRW',
  'MXN',
  'PLN',
  'RUB',
  'UAH',
  'ZAR',
  'ARS',
  'COP',
  'CZK',
  'RON',
  'SEK',
  'NOK',
  'DKK',
  'HKD',
  'SGD',
  'THB',
  'IDR',
  'VND',
  'PHP',
  'AED',
] as const;

/** Longest first, so that BTCFDUSD is BTC/FDUSD and not BTCFD/USD. */
const quotesLongestFirst = [...knownQuotes].sort((a, b) => b.length - a.length);

/** A base and a quote asset, upper case; `quote` null where the text names one asset only. */
export interface ParsedSymbol {
  readonly base: string;
  readonly quote: string | null;
}

const separator = /[/\-_:\s]+/u;
const longest = 80;

/**
 * Reads what a user typed for a pair: `BTC/FDUSD`, `btc-usdt`, `ethbtc`, `BTC USDT`, `btc`. Null where it cannot be
 * a pair: empty, too long, more than two parts, or control characters.
 */
export function parseSymbol(text: string): ParsedSymbol | null {
  const trimmed = text.trim().toUpperCase();
  if (trimmed === '' || trimmed.length > longest || /[\p{Cc}<>"'`\\]/u.test(trimmed)) return null;
  const parts = trimmed.split(separator).filter((part) => part !== '');
  const [base, quote] = parts;
  if (base === undefined || parts.length > 2) return null;
  if (quote !== undefined) return { base, quote };
  const ending = quotesLongestFirst.find((known) => base.endsWith(known) && base.length > known.length);
  return ending === undefined
    ? { base, quote: null }
    : { base: base.slice(0, -ending.length), quote: ending };
}
