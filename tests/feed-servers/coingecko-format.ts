import { chartRoute } from './coingecko-charts.ts';
import type { Answer, SeenRequest } from './loopback-server.ts';

export interface ListedCoin {
  readonly id: string;
  readonly symbol: string;
  readonly name: string;
  /** Only `/search` and `/coins/markets` tell it. */
  readonly rank?: number | null;
}

/** A price in dollars as of `updatedAt` (ms); `change` in percent over 24 hours. */
export interface CoinPrice {
  readonly usd: number;
  readonly change: number | null;
  readonly updatedAt: number;
}

/** What a server in CoinGecko's format needs to know. */
export interface CoingeckoMarket {
  readonly coins: () => readonly ListedCoin[];
  /** What a coin cost at a time, null where it is not known. */
  readonly priceAt: (id: string, t: number) => CoinPrice | null;
  /** Units of a currency for a dollar, undefined for one that is not served. */
  readonly perDollar: (currency: string) => number | undefined;
  readonly now: () => number;
}

/** Without a paid key `/simple/price` comes out of a cache of a minute. */
const cacheMs = 60_000;

/** The six endpoints that a feed uses (official OpenAPI file of 2026-06-22). */
export function coingeckoRoute(market: CoingeckoMarket): (request: SeenRequest) => Answer | null {
  return (request) => {
    switch (request.path) {
      case '/api/v3/simple/price':
        return ok(simplePrice(request, market));
      case '/api/v3/coins/list':
        return ok(market.coins().map(({ id, symbol, name }) => ({ id, symbol, name })));
      case '/api/v3/coins/markets':
        return ok(markets(market));
      case '/api/v3/search':
        return ok(search(request, market));
      default:
        return chartRoute(request, market);
    }
  };
}

function ok(body: unknown): Answer {
  return { status: 200, headers: { 'cache-control': 'max-age=30' }, body: JSON.stringify(body) };
}

function simplePrice({ query }: SeenRequest, market: CoingeckoMarket): Record<string, unknown> {
  const cachedAt = Math.floor(market.now() / cacheMs) * cacheMs;
  const answer: Record<string, unknown> = {};
  for (const id of listOf(query.get('ids'))) {
    const price = market.priceAt(id, cachedAt);
    if (price !== null) answer[id] = rowOf(price, query, market);
  }
  return answer;
}

function rowOf(price: CoinPrice, query: URLSearchParams, market: CoingeckoMarket): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const currency of listOf(query.get('vs_currencies'))) {
    const rate = market.perDollar(currency);
    if (rate === undefined) continue;
    const value = price.usd * rate;
    row[currency] = query.get('precision') === 'full' ? value : Number(value.toFixed(2));
    if (query.get('include_24hr_change') === 'true') row[`${currency}_24h_change`] = price.change;
  }
  if (query.get('include_last_updated_at') === 'true') {
    row['last_updated_at'] = Math.floor(price.updatedAt / 1_000);
  }
  return row;
}

function markets(market: CoingeckoMarket): unknown {
  return market
    .coins()
    .filter(({ rank }) => rank !== undefined && rank !== null)
    .toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
    .slice(0, 250)
    .map(({ id, symbol, name, rank }) => ({ id, symbol, name, market_cap_rank: rank }));
}

function search({ query }: SeenRequest, market: CoingeckoMarket): unknown {
  const text = (query.get('query') ?? '').toLowerCase();
  const coins = market
    .coins()
    .filter(({ id, symbol, name }) => [id, symbol, name].some((field) => field.toLowerCase().includes(text)))
    .toSorted((a, b) => (a.rank ?? 1e9) - (b.rank ?? 1e9))
    .map(({ id, symbol, name, rank }) => ({
      id,
      name,
      api_symbol: id,
      symbol: symbol.toUpperCase(),
      market_cap_rank: rank ?? null,
    }));
  return { coins, exchanges: [], icos: [], categories: [], nfts: [] };
}

function listOf(text: string | null): readonly string[] {
  return text === null || text === '' ? [] : text.split(',');
}
