import type { Answer, SeenRequest } from './loopback-server.ts';

/** A 24-hour row as `type=MINI` answers it: all prices are decimal text. */
export interface MiniRow {
  readonly symbol: string;
  readonly openPrice: string;
  readonly highPrice: string;
  readonly lowPrice: string;
  readonly lastPrice: string;
  readonly openTime: number;
  readonly closeTime: number;
  readonly [more: string]: unknown;
}

/** `[openTime, open, high, low, close, volume, closeTime, quoteVolume, trades, takerBase, takerQuote, '0']`. */
export type Kline = readonly [number, string, string, string, string, ...unknown[]];

export interface KlineQuery {
  readonly symbol: string;
  readonly intervalMs: number;
  /** Null where it was not sent: the last `limit` rows up to `endTime` are wanted then, not the first. */
  readonly startTime: number | null;
  readonly endTime: number;
  readonly limit: number;
}

/** What a server in Binance's format needs to know. */
export interface BinanceMarket {
  readonly exchangeInfo: () => unknown;
  readonly rows: () => readonly MiniRow[];
  /** The klines with open time in `[startTime, endTime]`, oldest first, the running one included; null for an unknown symbol. */
  readonly klines: (query: KlineQuery) => readonly Kline[] | null;
}

const minute = 60_000;
const intervals: Readonly<Record<string, number>> = {
  '1m': minute,
  '3m': 3 * minute,
  '5m': 5 * minute,
  '15m': 15 * minute,
  '30m': 30 * minute,
  '1h': 60 * minute,
  '2h': 120 * minute,
  '4h': 240 * minute,
  '6h': 360 * minute,
  '8h': 480 * minute,
  '12h': 720 * minute,
  '1d': 1440 * minute,
};

/** A decimal price as Binance writes it: eight digits behind the point. */
export function decimal(price: number): string {
  return price.toFixed(8);
}

export function refusal(code: number, msg: string): Answer {
  return { status: 400, body: JSON.stringify({ code, msg }) };
}

/**
 * The three REST endpoints that a feed uses, with their limits, refusals and weights (binance-spot-api-docs). The weight
 * used is counted by the minutes of `now`.
 */
export function binanceRoute(
  market: BinanceMarket,
  now: () => number = Date.now,
): (request: SeenRequest) => Answer | null {
  let used = 0;
  let counted = 0;
  const weighed = (weight: number, answer: Answer): Answer => {
    const running = Math.floor(now() / minute);
    if (running !== counted) used = 0;
    counted = running;
    used += weight;
    return { ...answer, headers: { 'x-mbx-used-weight-1m': String(used), ...answer.headers } };
  };
  return (request) => {
    switch (request.path) {
      case '/api/v3/exchangeInfo':
        return weighed(20, { status: 200, body: JSON.stringify(market.exchangeInfo()) });
      case '/api/v3/ticker/24hr':
        return weighed(weightOfTicker(request), ticker(request, market));
      case '/api/v3/klines':
        return weighed(2, klines(request, market));
      default:
        return null;
    }
  };
}

function weightOfTicker({ query }: SeenRequest): number {
  const count = query.get('symbols')?.split(',').length ?? 1_000;
  if (count <= 20) return 2;
  return count <= 100 ? 40 : 80;
}

/** The range that the real API tells in its refusals; it also admits symbols outside ASCII since 2025-12. */
const listed = /^\[("[A-Z0-9-_.\u0080-\uffff]{1,20}"(,"[A-Z0-9-_.\u0080-\uffff]{1,20}")*)?\]$/;

function ticker({ query }: SeenRequest, market: BinanceMarket): Answer {
  const rows = market.rows();
  const text = query.get('symbols');
  if (text === null) return { status: 200, body: JSON.stringify(rows) };
  if (!listed.test(text)) {
    return refusal(
      -1100,
      `Illegal characters found in parameter 'symbols'; legal range is '${listed.source}'.`,
    );
  }
  const symbols: string[] = JSON.parse(text);
  if (new Set(symbols).size < symbols.length) return refusal(-1151, 'Symbol is present multiple times.');
  const bySymbol = new Map(rows.map((row) => [row.symbol, row]));
  if (symbols.some((symbol) => !bySymbol.has(symbol))) return refusal(-1121, 'Invalid symbol.');
  return { status: 200, body: JSON.stringify(symbols.map((symbol) => bySymbol.get(symbol))) };
}

function klines({ query }: SeenRequest, market: BinanceMarket): Answer {
  const intervalMs = intervals[query.get('interval') ?? ''];
  if (intervalMs === undefined) return refusal(-1120, 'Invalid interval.');
  const limit = Math.min(Number(query.get('limit') ?? 500), 1_000);
  const found = market.klines({
    symbol: query.get('symbol') ?? '',
    intervalMs,
    startTime: query.has('startTime') ? Number(query.get('startTime')) : null,
    endTime: Number(query.get('endTime') ?? Number.MAX_SAFE_INTEGER),
    limit,
  });
  if (found === null) return refusal(-1121, 'Invalid symbol.');
  const rows = query.has('startTime') ? found.slice(0, limit) : found.slice(-limit);
  return { status: 200, body: JSON.stringify(rows) };
}
