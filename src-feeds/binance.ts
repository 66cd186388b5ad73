import type { EpochMs } from '../src-core/pair.ts';
import { exchangeInfo, readSymbol } from './binance/answers.ts';
import { candleIntervalsMs, createCandles } from './binance/candles.ts';
import { createRunningCandle } from './binance/running-candle.ts';
import { weightOf } from './binance/weights.ts';
import { createQuotes } from './binance/quotes.ts';
import { explainRefusal } from './binance/refusals.ts';
import type { Feed, FeedResult, FeedSymbol } from './feed.ts';
import type { Fetch } from './http/over-fetch.ts';
import { createHttpClient, type HttpClient } from './http.ts';
import { readNumber } from './numbers.ts';
import { resolveFromSymbols } from './resolve-symbol.ts';
import { answered, failed } from './result.ts';

/** Market data only, no key, no account (binance-spot-api-docs, faqs/market_data_only.md). */
export const binanceRest = 'https://data-api.binance.vision';

export interface BinanceSettings {
  readonly baseUrl: string;
  readonly now: () => EpochMs;
  readonly timeoutMs?: number | undefined;
  /** As in `HttpSettings`. */
  readonly fetch?: Fetch | undefined;
}

/** Binance spot prices, from its public REST interface. */
export function createBinanceFeed(settings: BinanceSettings): Feed {
  let used: number | null = null;
  const http = createHttpClient({
    ...settings,
    explain: explainRefusal,
    onAnswer: (header) => {
      used = readNumber(header('x-mbx-used-weight-1m')) ?? used;
    },
  });
  const candles = createCandles(http, settings.now);
  return {
    id: 'binance',
    name: 'Binance',
    capabilities: { candleIntervalsMs, candleReachMs: {}, pointCandles: false, runningCandle: true },
    ownIntervalMs: null,
    quotes: createQuotes(http, settings.now),
    candles: (pair, intervalMs, from, to, signal) => candles({ pair, intervalMs, from, to }, signal),
    runningCandle: createRunningCandle(http, settings.now),
    symbols: (signal) => askSymbols(http, signal),
    resolve: async (query, symbols) => answered(resolveFromSymbols('binance', query, symbols), null),
    weightOf,
    usedWeight: () => used,
  };
}

async function askSymbols(http: HttpClient, signal: AbortSignal): Promise<FeedResult<readonly FeedSymbol[]>> {
  const path = '/api/v3/exchangeInfo';
  const answer = await http.get({
    path,
    // Without it the answer is several times as large.
    query: { showPermissionSets: 'false' },
    schema: exchangeInfo,
    signal,
  });
  if (!answer.ok) return answer;
  const symbols = answer.value.symbols.map(readSymbol).filter((symbol) => symbol !== null);
  if (symbols.length > 0) return answered(symbols, answer.serverDate);
  const detail = `GET ${path}: none of ${answer.value.symbols.length} symbols can be read`;
  return failed({ kind: 'bad-response', cause: 'malformed', retryable: true, detail }, answer.serverDate);
}
