import type { Candle } from '../../src-core/sample.ts';
import {
  type BinanceMarket,
  decimal,
  type Kline,
  type KlineQuery,
  type MiniRow,
} from '../feed-servers/binance-format.ts';
import { lastOpenedAt, quoteAt, stepsOf } from './quote-steps.ts';

const dayMs = 86_400_000;
const knownQuotes = ['USDT', 'USDC', 'BTC', 'ETH', 'USD'];

/** A served symbol with its candles. */
export interface Series {
  readonly symbol: string;
  readonly base: string;
  readonly quote: string;
  readonly tickSize: number;
  readonly candles: readonly Candle[];
}

/** Splits the symbol, and takes for tick size the finest step that the prices are written in. */
export function seriesOf(symbol: string, candles: readonly Candle[]): Series {
  const quote = knownQuotes.find((name) => symbol.endsWith(name)) ?? symbol.slice(-3);
  const digits = candles.reduce(
    (most, { open, close }) => Math.max(most, digitsOf(open), digitsOf(close)),
    0,
  );
  return { symbol, base: symbol.slice(0, -quote.length), quote, tickSize: Number(`1e-${digits}`), candles };
}

function digitsOf(price: number): number {
  return decimal(price).replace(/0+$/, '').split('.')[1]?.length ?? 0;
}

/**
 * The candle as it stands at `t`: whole once it has closed, built from its quotes so far while it runs, null before
 * its first quote.
 */
export function candleAt(candle: Candle, t: number): Candle | null {
  if (t >= candle.openTime + candle.intervalMs) return candle;
  const prices = stepsOf(candle)
    .filter((step) => step.t <= t)
    .map((step) => step.price);
  const [open] = prices;
  const close = prices.at(-1);
  if (open === undefined || close === undefined) return null;
  return { ...candle, open, high: Math.max(...prices), low: Math.min(...prices), close };
}

/** The candles of a day, `t - 24 h` to `t`, the running one as it stands; its last price is the quote at `t`. */
function lastDay(candles: readonly Candle[], t: number): readonly Candle[] {
  const day: Candle[] = [];
  for (let index = lastOpenedAt(candles, t); index >= 0; index -= 1) {
    const candle = candles[index];
    if (candle === undefined || candle.openTime < t - dayMs) break;
    const standing = candleAt(candle, t);
    if (standing !== null) day.push(standing);
  }
  return day.toReversed();
}

/** The 24-hour row at `t`. Before the first quote it is all zeros, as that of a symbol without trades. */
export function rowAt({ symbol, candles }: Series, t: number): MiniRow {
  const last = quoteAt(candles, t);
  const day = lastDay(candles, t);
  const open = day[0]?.open ?? last?.price ?? 0;
  const closeTime = last?.t ?? 0;
  return {
    symbol,
    openPrice: decimal(open),
    highPrice: decimal(day.reduce((high, candle) => Math.max(high, candle.high), last?.price ?? 0)),
    lowPrice: decimal(day.reduce((low, candle) => Math.min(low, candle.low), last?.price ?? 0)),
    lastPrice: decimal(last?.price ?? 0),
    volume: '0.00000000',
    quoteVolume: '0.00000000',
    openTime: closeTime - dayMs,
    closeTime,
    firstId: 1,
    lastId: 1,
    count: 1,
  };
}

/**
 * The candles in `[startTime, endTime]` that have begun to trade by `t`, in the length asked for, aligned to UTC; at
 * least the last `limit` of them where `startTime` is null.
 */
export function candlesAt(
  candles: readonly Candle[],
  { intervalMs, startTime, endTime, limit }: Omit<KlineQuery, 'symbol'>,
  t: number,
): readonly Candle[] {
  const found: Candle[] = [];
  const from = startTime ?? startOfLast(candles, intervalMs, limit, Math.min(endTime, t));
  const first = Math.ceil(from / intervalMs) * intervalMs;
  for (let index = Math.max(0, lastOpenedAt(candles, first)); index < candles.length; index += 1) {
    const minute = candles[index];
    if (minute === undefined || minute.openTime > t || found.length > limit + 1) break;
    const openTime = Math.floor(minute.openTime / intervalMs) * intervalMs;
    const standing = candleAt(minute, t);
    if (openTime < first || standing === null) continue;
    if (openTime > endTime) break;
    const last = found.at(-1);
    if (last?.openTime === openTime) found[found.length - 1] = joined(last, standing);
    else found.push({ ...standing, openTime, intervalMs });
  }
  return found;
}

/** Where the last `limit` candles of a length begin; holes in the market are passed over. */
function startOfLast(candles: readonly Candle[], intervalMs: number, limit: number, to: number): number {
  const opened = new Set<number>();
  // One more: the running candle may not have a price so far.
  for (let index = lastOpenedAt(candles, to); index >= 0 && opened.size <= limit; index -= 1) {
    opened.add(Math.floor((candles[index]?.openTime ?? 0) / intervalMs) * intervalMs);
  }
  return Math.min(...opened, to);
}

function joined(candle: Candle, minute: Candle): Candle {
  const high = Math.max(candle.high, minute.high);
  return { ...candle, high, low: Math.min(candle.low, minute.low), close: minute.close };
}

function klineOf({ openTime, intervalMs, open, high, low, close }: Candle): Kline {
  const [o, h, l, c] = [decimal(open), decimal(high), decimal(low), decimal(close)];
  return [openTime, o, h, l, c, '0', openTime + intervalMs - 1, '0', 0, '0', '0', '0'];
}

/** The recorded candles as Binance would serve them at the time that `now` tells. */
export function binanceMarketOf(all: readonly Series[], now: () => number): BinanceMarket {
  return {
    exchangeInfo: () => ({ timezone: 'UTC', serverTime: now(), symbols: all.map(infoOf) }),
    rows: () => all.map((series) => rowAt(series, now())),
    klines: (query) => {
      const series = all.find(({ symbol }) => symbol === query.symbol);
      return series === undefined ? null : candlesAt(series.candles, query, now()).map(klineOf);
    },
  };
}

function infoOf({ symbol, base, quote, tickSize }: Series): unknown {
  return {
    symbol,
    status: 'TRADING',
    baseAsset: base,
    baseAssetPrecision: 8,
    quoteAsset: quote,
    quoteAssetPrecision: 8,
    isSpotTradingAllowed: true,
    filters: [{ filterType: 'PRICE_FILTER', minPrice: decimal(tickSize), tickSize: decimal(tickSize) }],
    permissions: [],
    permissionSets: [],
  };
}
