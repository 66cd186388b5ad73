import * as z from 'zod/mini';
import { pairLabel } from '../../src-core/pair.ts';
import { typingDistance } from '../closest.ts';
import type { FeedCandidate, FeedResult, FeedSymbol, PairQuery, Resolution } from '../feed.ts';
import type { HttpClient } from '../http.ts';
import { answered } from '../result.ts';
import { isCurrency, pairIdOf, quoteOfTicker, readPairId } from './pair-ids.ts';

// `/search` (official OpenAPI file of 2026-06-22): tickers are upper case here, lower case in `/coins/list`.
const searchAnswer = z.object({ coins: z.array(z.unknown()) });
const searchCoin = z.object({
  id: z.string().check(z.minLength(1)),
  name: z.string(),
  symbol: z.string(),
  market_cap_rank: z.optional(z.nullable(z.int())),
});

interface Coin {
  readonly id: string;
  readonly ticker: string;
  readonly name: string;
  readonly rank: number | null;
}

const mostOffered = 5;

/**
 * Finds the coin that is meant. Two thousand tickers belong to several coins, so a ticker that is shared is always
 * asked back, best market rank first; rank alone would let a copy pass for the coin one day.
 */
export function createResolve(http: HttpClient) {
  return async (
    query: PairQuery,
    symbols: readonly FeedSymbol[],
    signal: AbortSignal,
  ): Promise<FeedResult<Resolution>> => {
    if ('id' in query) return answered(resolveId(query.id, symbols), null);
    const quote = quoteOfTicker(query.quote) ?? onlyCoin(query.quote, symbols);
    const matches = withTicker(query.base, symbols);
    const [match] = matches;
    if (quote !== null && match !== undefined && matches.length === 1) {
      return answered(resolveId(pairIdOf(match.id, quote), symbols), null);
    }
    return askBack(http, query, matches, quote, symbols, signal);
  };
}

/** Several coins, none, or a quote that nobody knows: what there is to choose from, ranked where ranks are to be had. */
async function askBack(
  http: HttpClient,
  query: { readonly base: string; readonly quote: string },
  matches: readonly Coin[],
  quote: string | null,
  symbols: readonly FeedSymbol[],
  signal: AbortSignal,
): Promise<FeedResult<Resolution>> {
  const search = await http.get({
    path: '/api/v3/search',
    query: { query: query.base },
    schema: searchAnswer,
    signal,
  });
  // A coin newer than the stored list could be offered, but not be added by the id that was offered.
  const listed = new Set(symbols.map((symbol) => symbol.key));
  const hits = (search.ok ? search.value.coins : [])
    .map(readHit)
    .filter((coin) => coin !== null)
    .filter((coin) => listed.has(coin.id));
  // The dollar is what every coin has a price in.
  const offer = (coins: readonly Coin[]) => coins.map((coin) => candidateOf(coin, quote ?? 'usd', symbols));
  if (matches.length > 0) {
    const meant = byRank(
      merge(
        matches,
        hits.filter((hit) => isTicker(hit.ticker, query.base)),
      ),
    );
    const resolution: Resolution =
      quote === null
        ? { kind: 'unknown', closest: offer(meant).slice(0, mostOffered) }
        : { kind: 'ambiguous', candidates: offer(meant) };
    return answered(resolution, search.serverDate);
  }
  const closest = hits.length > 0 ? hits : lookAlikes(query.base, symbols);
  return answered({ kind: 'unknown', closest: offer(closest.slice(0, mostOffered)) }, search.serverDate);
}

function resolveId(id: string, symbols: readonly FeedSymbol[]): Resolution {
  const read = readPairId(id);
  const coin = symbols.find((symbol) => symbol.key === read?.coin);
  if (read === null || coin === undefined) return { kind: 'unknown', closest: [] };
  const quote = read.inCurrency ? read.quote.toUpperCase() : tickerOfId(read.quote, symbols);
  if (quote === null || read.quote === read.coin) return { kind: 'unknown', closest: [] };
  const { name } = coin;
  const pair = { id, source: 'coingecko', base: tickerOf(coin), quote, name, tickSize: null } as const;
  return { kind: 'found', pair };
}

/** Some coins have no ticker; their id stands in for it. */
function tickerOf(symbol: FeedSymbol): string {
  return (symbol.base.trim() || symbol.key).toUpperCase();
}

function tickerOfId(id: string, symbols: readonly FeedSymbol[]): string | null {
  const coin = symbols.find((symbol) => symbol.key === id);
  return coin === undefined ? null : tickerOf(coin);
}

function isTicker(text: string, ticker: string): boolean {
  return text.toUpperCase() === ticker.toUpperCase();
}

function coinOf(symbol: FeedSymbol): Coin {
  return { id: symbol.key, ticker: tickerOf(symbol), name: symbol.name, rank: null };
}

function withTicker(ticker: string, symbols: readonly FeedSymbol[]): readonly Coin[] {
  return symbols.filter((symbol) => isTicker(tickerOf(symbol), ticker)).map(coinOf);
}

function onlyCoin(ticker: string, symbols: readonly FeedSymbol[]): string | null {
  const matches = withTicker(ticker, symbols);
  return matches.length === 1 ? (matches[0]?.id ?? null) : null;
}

function readHit(row: unknown): Coin | null {
  const parsed = z.safeParse(searchCoin, row);
  if (!parsed.success) return null;
  const { id, name, symbol, market_cap_rank: rank } = parsed.data;
  return { id, ticker: (symbol.trim() || id).toUpperCase(), name, rank: rank ?? null };
}

/** The list has every coin but no ranks; the search has ranks, but for no more coins than fit its answer. */
function merge(listed: readonly Coin[], hits: readonly Coin[]): readonly Coin[] {
  const byId = new Map(listed.map((coin) => [coin.id, coin]));
  for (const hit of hits) byId.set(hit.id, hit);
  return [...byId.values()];
}

function byRank(coins: readonly Coin[]): readonly Coin[] {
  const place = (coin: Coin) => coin.rank ?? Number.MAX_SAFE_INTEGER;
  return coins.toSorted((a, b) => place(a) - place(b) || (a.id < b.id ? -1 : 1));
}

function lookAlikes(ticker: string, symbols: readonly FeedSymbol[]): readonly Coin[] {
  const typed = ticker.toUpperCase();
  // One slip in a short ticker meets hundreds of coins that nobody means.
  if (typed.length < 3) return [];
  return symbols
    .map(coinOf)
    .filter(
      (coin) => Math.abs(coin.ticker.length - typed.length) <= 1 && typingDistance(typed, coin.ticker) === 1,
    );
}

function candidateOf(coin: Coin, quote: string, symbols: readonly FeedSymbol[]): FeedCandidate {
  const quoteTicker = isCurrency(quote) ? quote : (tickerOfId(quote, symbols) ?? quote);
  return {
    id: pairIdOf(coin.id, quote),
    label: pairLabel({ base: coin.ticker, quote: quoteTicker.toUpperCase() }),
    name: coin.name,
    source: 'coingecko',
    rank: coin.rank,
  };
}
