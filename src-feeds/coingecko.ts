import * as z from 'zod/mini';
import type { EpochMs } from '../src-core/pair.ts';
import { candleIntervalsMs, candleReachMs, candleRequests, createCandles } from './coingecko/candles.ts';
import { createQuotes, quoteRequests } from './coingecko/quotes.ts';
import { explainRefusal } from './coingecko/refusals.ts';
import { askRanks } from './coingecko/ranks.ts';
import { createResolve } from './coingecko/resolve.ts';
import type { Feed, FeedRequest, FeedResult, FeedSymbol } from './feed.ts';
import type { Fetch } from './http/over-fetch.ts';
import { createHttpClient, type HttpClient } from './http.ts';
import { readServerDate } from './http-errors.ts';
import { answered, failed } from './result.ts';

export const coingeckoRest = 'https://api.coingecko.com';

export interface CoingeckoSettings {
  /** Without `/api/v3`. */
  readonly baseUrl: string;
  /**
   * Demo key, null for none; a function is asked for each request. Sent as a header, because query strings end up in
   * logs.
   */
  readonly key: string | null | (() => string | null);
  readonly now: () => EpochMs;
  readonly timeoutMs?: number | undefined;
  /** As in `HttpSettings`. */
  readonly fetch?: Fetch | undefined;
}

/** Prices of an aggregator, for what no exchange of ours lists. */
export function createCoingeckoFeed({ key, ...settings }: CoingeckoSettings): Feed {
  let ahead = 0;
  const now = () => settings.now() + ahead;
  const http = createHttpClient({
    ...settings,
    explain: explainRefusal,
    // Charts are asked for by days before now, which is the source's now and not that of a clock that is wrong.
    onAnswer: (header) => {
      const date = readServerDate(header('date'));
      if (date !== null) ahead = date - settings.now();
    },
    headers: () => {
      const now = typeof key === 'function' ? key() : key;
      return now === null || now === ''
        ? ({} as Readonly<Record<string, string>>)
        : { 'x-cg-demo-api-key': now };
    },
  });
  const candles = createCandles(http, now);
  return {
    id: 'coingecko',
    name: 'CoinGecko',
    capabilities: { candleIntervalsMs, candleReachMs, pointCandles: true, runningCandle: false },
    // Without a paid key `/simple/price` comes out of a cache of 60 s.
    ownIntervalMs: 60_000,
    quotes: createQuotes(http),
    candles: (pair, intervalMs, from, to, signal) => candles(pair, { intervalMs, from, to }, signal),
    runningCandle: async () => {
      throw new Error('CoinGecko has no running candles');
    },
    symbols: (signal) => askCoins(http, signal),
    resolve: createResolve(http),
    weightOf: (request) => requestsOf(request, now()),
    usedWeight: () => null,
  };
}

/** Every request counts as one, here and in the credits of a key. */
function requestsOf(request: FeedRequest, now: EpochMs): number {
  switch (request.kind) {
    case 'quotes':
      return quoteRequests(request.pairs);
    case 'candles':
      return candleRequests(request.pair, request, now);
    case 'running candle':
      return 0;
    case 'symbols':
      // The list, and who is large in it.
      return 2;
    case 'resolve':
      return 'id' in request.query ? 0 : 1;
  }
}

// `/coins/list`: {"id":"ondo-finance","symbol":"ondo","name":"Ondo"}. Ids hold spaces and brackets, symbols may be
// empty, emoji or 38 characters long.
const coinsList = z.array(z.unknown()).check(z.minLength(1));
const coin = z.object({ id: z.string().check(z.minLength(1)), symbol: z.string(), name: z.string() });

async function askCoins(http: HttpClient, signal: AbortSignal): Promise<FeedResult<readonly FeedSymbol[]>> {
  const path = '/api/v3/coins/list';
  const answer = await http.get({ path, schema: coinsList, signal });
  if (!answer.ok) return answer;
  const symbols = answer.value.map(readCoin).filter((symbol) => symbol !== null);
  if (symbols.length > 0) {
    const ranks = await askRanks(http, signal);
    const ranked = symbols.map((symbol) => ({ ...symbol, rank: ranks.get(symbol.key) ?? null }));
    return answered(ranked, answer.serverDate);
  }
  const detail = `GET ${path}: none of ${answer.value.length} coins can be read`;
  return failed({ kind: 'bad-response', cause: 'malformed', retryable: true, detail }, answer.serverDate);
}

function readCoin(row: unknown): FeedSymbol | null {
  const parsed = z.safeParse(coin, row);
  if (!parsed.success) return null;
  const { id, symbol, name } = parsed.data;
  return { key: id, base: symbol, quote: null, name, tickSize: null, trading: true };
}
