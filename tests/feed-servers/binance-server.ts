import {
  type BinanceMarket,
  binanceRoute,
  decimal,
  type Kline,
  type KlineQuery,
  type MiniRow,
} from './binance-format.ts';
import {
  type Answer,
  type LoopbackServer,
  type SeenRequest,
  startLoopbackServer,
} from './loopback-server.ts';

/** One symbol as the server serves it; a price may be any text, so that a test can send nonsense. */
export interface ServedSymbol {
  readonly symbol: string;
  readonly base: string;
  readonly quote: string;
  readonly status?: string;
  readonly tickSize?: string;
  readonly last?: unknown;
  readonly open?: string;
  readonly high?: string;
  readonly low?: string;
  /** How long ago the row stopped moving, in ms. */
  readonly rowAgeMs?: number;
  /** Whether the symbol has a 24-hour row at all; default true. */
  readonly row?: boolean;
}

export interface BinanceServer extends LoopbackServer {
  /** Changes the rows served from now on. */
  readonly serve: (symbols: readonly ServedSymbol[]) => void;
}

export interface BinanceServerSettings {
  readonly now: () => number;
  readonly symbols: readonly ServedSymbol[];
  readonly klines?: BinanceMarket['klines'];
  /** Answers of the test's own, asked first; null falls back to the format. */
  readonly route?: (request: SeenRequest) => Answer | null;
}

/** A local server that speaks Binance's REST format. */
export async function startBinanceServer(settings: BinanceServerSettings): Promise<BinanceServer> {
  let { symbols } = settings;
  const { now } = settings;
  const market: BinanceMarket = {
    exchangeInfo: () => ({ timezone: 'UTC', serverTime: now(), symbols: symbols.map(infoOf) }),
    rows: () => symbols.filter(({ row }) => row !== false).map((symbol) => rowOf(symbol, now())),
    klines: settings.klines ?? ((query) => minuteByMinute(query, symbols, now())),
  };
  const format = binanceRoute(market, now);
  const server = await startLoopbackServer({
    now,
    route: (request) => settings.route?.(request) ?? format(request),
  });
  return {
    ...server,
    serve: (next) => {
      symbols = next;
    },
  };
}

/** An exchangeInfo entry; every second one has the field set of 2021, the others that of 2026. */
function infoOf(served: ServedSymbol, index: number): unknown {
  const { symbol, base, quote, status = 'TRADING', tickSize = '0.01000000' } = served;
  const common = {
    symbol,
    status,
    baseAsset: base,
    baseAssetPrecision: 8,
    quoteAsset: quote,
    isSpotTradingAllowed: true,
    filters: [
      { filterType: 'LOT_SIZE', minQty: '0.00001000', maxQty: '9000.00000000', stepSize: '0.00001000' },
      { filterType: 'PRICE_FILTER', minPrice: tickSize, maxPrice: '1000000.00000000', tickSize },
    ],
  };
  return index % 2 === 0
    ? { ...common, quotePrecision: 8, permissions: ['SPOT', 'MARGIN'] }
    : { ...common, opoAllowed: true, pegInstructionsAllowed: true, permissions: [], permissionSets: [] };
}

function rowOf(served: ServedSymbol, at: number): MiniRow {
  // Null is a price that a test may want to send.
  const last = (served.last === undefined ? '100.00000000' : served.last) as string;
  const closeTime = at - (served.rowAgeMs ?? 0);
  return {
    symbol: served.symbol,
    openPrice: served.open ?? last,
    highPrice: served.high ?? last,
    lowPrice: served.low ?? last,
    lastPrice: last,
    volume: '1.00000000',
    quoteVolume: '1.00000000',
    openTime: closeTime - 86_400_000,
    closeTime,
    // A symbol without a trade so far has -1 here.
    firstId: -1,
    lastId: -1,
    count: 0,
  };
}

/** The price that `minuteByMinute` gives a candle: whole numbers that tell the minute. */
export function priceOfMinute(openTime: number): number {
  return 1_000 + (Math.floor(openTime / 60_000) % 10_000);
}

/** An endless market whose candles can be computed from their open time; the running candle is in it. */
function minuteByMinute(
  { symbol, intervalMs, startTime, endTime, limit }: KlineQuery,
  symbols: readonly ServedSymbol[],
  at: number,
): readonly Kline[] | null {
  if (!symbols.some((served) => served.symbol === symbol)) return null;
  const rows: Kline[] = [];
  const last = Math.floor(Math.min(endTime, at) / intervalMs) * intervalMs;
  const first =
    startTime === null ? last - (limit - 1) * intervalMs : Math.ceil(startTime / intervalMs) * intervalMs;
  for (let t = first; t <= last && rows.length < limit; t += intervalMs) {
    rows.push(klineOf(t, intervalMs, priceOfMinute(t)));
  }
  return rows;
}

/** A kline around one price: two below it, three above it, and closing one above it. */
export function klineOf(openTime: number, intervalMs: number, price: number): Kline {
  const [open, high, low, close] = [price, price + 3, price - 2, price + 1].map(decimal) as [
    string,
    string,
    string,
    string,
  ];
  return [
    openTime,
    open,
    high,
    low,
    close,
    '1.5',
    openTime + intervalMs - 1,
    '90000',
    12,
    '0.5',
    '30000',
    '0',
  ];
}
