import type { PairId, SourceId } from '../src-core/pair.ts';
import type { FeedCandidate, FeedSymbol } from './feed.ts';

/** Quotes in the order in which people mean them when they name one that is not there; `USD` first means a dollar coin. */
const quoteOrder = ['USDT', 'USDC', 'FDUSD', 'BTC', 'ETH', 'EUR', 'BNB', 'TRY', 'BRL', 'JPY', 'DAI', 'TUSD'];
const mostOffered = 5;

/** A trading pair of a source's list. */
type TradingPair = FeedSymbol & { readonly quote: string };

/**
 * At most five pairs that could be meant by `base`/`quote` (upper case), best first: the same pair the other way
 * round, the same base in other quotes, and only where there are none of them bases that look alike (`BTCC` for
 * `BTC`), those in more pairs first.
 */
export function closestPairs(
  source: SourceId,
  base: string,
  quote: string,
  symbols: readonly FeedSymbol[],
): readonly FeedCandidate[] {
  const trading = symbols.filter((symbol): symbol is TradingPair => symbol.trading && symbol.quote !== null);
  const turned = trading.filter((symbol) => isBase(symbol, quote) && symbol.quote.toUpperCase() === base);
  const sameBase = inQuoteOrder(trading.filter((symbol) => isBase(symbol, base)));
  const known = [...turned, ...sameBase];
  const found = known.length > 0 ? known : lookAlikes(base, quote, trading);
  return found.slice(0, mostOffered).map((symbol) => candidateOf(source, symbol));
}

function isBase(symbol: FeedSymbol, base: string): boolean {
  return symbol.base.toUpperCase() === base;
}

function inQuoteOrder(symbols: readonly TradingPair[]): readonly TradingPair[] {
  const place = (symbol: TradingPair) => {
    const index = quoteOrder.indexOf(symbol.quote.toUpperCase());
    return index === -1 ? quoteOrder.length : index;
  };
  return symbols.toSorted((a, b) => place(a) - place(b) || (a.quote < b.quote ? -1 : 1));
}

function lookAlikes(base: string, quote: string, trading: readonly TradingPair[]): readonly TradingPair[] {
  const byBase = Map.groupBy(trading, (symbol) => symbol.base.toUpperCase());
  return [...byBase]
    .map(([name, pairs]) => ({ name, pairs, distance: typingDistance(base, name) }))
    .filter(({ name, distance }) => distance <= tolerance(base, name))
    .toSorted(
      (a, b) => a.distance - b.distance || b.pairs.length - a.pairs.length || (a.name < b.name ? -1 : 1),
    )
    .flatMap(({ pairs }) => {
      const sameQuote = pairs.filter((symbol) => symbol.quote.toUpperCase() === quote);
      return [...sameQuote, ...inQuoteOrder(pairs)].slice(0, 1);
    });
}

/** One slip up to four letters, two in longer names; a single letter looks like everything. */
function tolerance(typed: string, name: string): number {
  const length = Math.min(typed.length, name.length);
  if (length < 2) return 0;
  return length <= 4 ? 1 : 2;
}

function candidateOf(source: SourceId, symbol: TradingPair): FeedCandidate {
  const id: PairId = `${source}:${symbol.key}`;
  return { id, label: `${symbol.base}/${symbol.quote}`, name: symbol.name, source, rank: null };
}

/**
 * How many slips of the keyboard lie between two texts: a letter too many, missing or wrong, or two neighbours
 * swapped (optimal string alignment).
 */
export function typingDistance(a: string, b: string): number {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(
        Math.min(
          at(last, j) + 1,
          at(row, j - 1) + 1,
          at(last, j - 1) + (same ? 0 : 1),
          swapped ? at(beforeLast, j - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    beforeLast = last;
    last = row;
  }
  return at(last, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
