import { pairLabel, type SourceId } from '../src-core/pair.ts';
import { closestPairs } from './closest.ts';
import type { FeedSymbol, PairQuery, Resolution } from './feed.ts';

/**
 * Finds a pair in the list of a source whose symbols are trading pairs. Case does not matter; the id that comes back
 * is written as the source writes it. A pair that stopped trading is only told where none of that name trades.
 */
export function resolveFromSymbols(
  source: SourceId,
  query: PairQuery,
  symbols: readonly FeedSymbol[],
): Resolution {
  const matches = symbols.filter((symbol) => symbol.quote !== null && isMeant(source, query, symbol));
  const symbol = matches.find((match) => match.trading) ?? matches[0];
  if (symbol === undefined) return { kind: 'unknown', closest: closestTo(source, query, symbols) };
  const base = symbol.base.toUpperCase();
  const quote = symbol.quote?.toUpperCase() ?? '';
  if (!symbol.trading) return { kind: 'not trading', label: pairLabel({ base, quote }) };
  const { name, tickSize } = symbol;
  return { kind: 'found', pair: { id: `${source}:${symbol.key}`, source, base, quote, name, tickSize } };
}

function isMeant(source: SourceId, query: PairQuery, symbol: FeedSymbol): boolean {
  if ('id' in query) return query.id.toUpperCase() === `${source}:${symbol.key}`.toUpperCase();
  return (
    symbol.base.toUpperCase() === query.base.toUpperCase() &&
    symbol.quote?.toUpperCase() === query.quote.toUpperCase()
  );
}

function closestTo(source: SourceId, query: PairQuery, symbols: readonly FeedSymbol[]) {
  if (!('id' in query)) {
    return closestPairs(source, query.base.toUpperCase(), query.quote.toUpperCase(), symbols);
  }
  const key = query.id.slice(query.id.indexOf(':') + 1).toUpperCase();
  const split = splitKey(key, symbols);
  return split === null ? [] : closestPairs(source, split.base, split.quote, symbols);
}

/** `DOGEUSD` has no separator: the longest known base that it begins with, and what is left as its quote. */
function splitKey(key: string, symbols: readonly FeedSymbol[]): { base: string; quote: string } | null {
  let base = '';
  for (const symbol of symbols) {
    const name = symbol.base.toUpperCase();
    if (name.length > base.length && name.length < key.length && key.startsWith(name)) base = name;
  }
  return base === '' ? null : { base, quote: key.slice(base.length) };
}
