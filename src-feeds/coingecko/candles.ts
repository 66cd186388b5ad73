import type { EpochMs, Pair } from '../../src-core/pair.ts';
import type { Candle, PricePoint } from '../../src-core/sample.ts';
import type { FeedResult } from '../feed.ts';
import type { HttpClient } from '../http.ts';
import { answered, failed } from '../result.ts';
import { askOhlc, askPoints, type OhlcRow } from './charts.ts';
import { type CoinPair, readPairId } from './pair-ids.ts';
import { candlesOfPoints, holdsCandle, ratioOf, type Stretch } from './points.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const halfHourMs = 30 * minuteMs;
const fiveMinutesMs = 5 * minuteMs;
/** Beyond it the source has a price a day. */
const mostDays = 90;
/** `/ohlc` comes out of a cache of this age, so a row may look closed that was still running when it was made. */
const ohlcCacheMs = 15 * minuteMs;

/** Candle lengths in ms, shortest first. */
export const candleIntervalsMs: readonly number[] = [fiveMinutesMs, halfHourMs, hourMs];
/** How far back they reach, in ms. */
export const candleReachMs: Readonly<Record<number, number>> = {
  [fiveMinutesMs]: dayMs,
  [halfHourMs]: dayMs,
  [hourMs]: mostDays * dayMs,
};

/** How many requests the candles of a stretch take at `now`. */
export function candleRequests(pair: Pair, stretch: Stretch, now: EpochMs): number {
  const read = readPairId(pair.id);
  if (read === null || !isServed(stretch, now)) return 0;
  return read.inCurrency ? 1 : 2;
}

function isServed(stretch: Stretch, now: EpochMs): boolean {
  return holdsCandle(stretch) && stretch.to > now - (candleReachMs[stretch.intervalMs] ?? 0);
}

/**
 * Past prices. Those of a coin in a currency come in half hours as the source's own candles; all others are made of
 * single prices, five minutes apart within the last day, an hour apart before that: nobody knows the wicks between them,
 * and the close of such a candle may be as old as its length. Throws a RangeError for a length that is not served.
 */
export function createCandles(http: HttpClient, now: () => EpochMs) {
  return async (
    pair: Pair,
    stretch: Stretch,
    signal: AbortSignal,
  ): Promise<FeedResult<readonly Candle[]>> => {
    if (!candleIntervalsMs.includes(stretch.intervalMs)) {
      throw new RangeError(`no candles of ${stretch.intervalMs} ms`);
    }
    const read = readPairId(pair.id);
    if (read === null || !isServed(stretch, now())) return answered([], null);
    if (stretch.intervalMs === halfHourMs && read.inCurrency)
      return fromOhlc(http, read, stretch, now, signal);
    const days = daysFor(stretch, now());
    const points = await pointsOf(http, read, days, signal);
    if (!points.ok) return points;
    return answered(candlesOfPoints(points.value, stretch, spacingOf(days)), points.serverDate);
  };
}

/** One day comes in steps of five minutes, more of them in hours: too far apart for anything but hourly candles. */
function daysFor({ intervalMs, from }: Stretch, now: EpochMs): number {
  if (intervalMs < hourMs) return 1;
  return Math.min(Math.max(1, Math.ceil((now - from) / dayMs)), mostDays);
}

function spacingOf(days: number): number {
  return days === 1 ? fiveMinutesMs : hourMs;
}

async function pointsOf(
  http: HttpClient,
  { coin, quote, inCurrency }: CoinPair,
  days: number,
  signal: AbortSignal,
): Promise<FeedResult<readonly PricePoint[]>> {
  const base = await askPoints(http, { coin, currency: inCurrency ? quote : 'usd', days }, signal);
  if (!base.ok || inCurrency) return base;
  const other = await askPoints(http, { coin: quote, currency: 'usd', days }, signal);
  if (!other.ok) return other;
  // Two coins are priced some seconds, at most minutes apart.
  return answered(ratioOf(base.value, other.value, fiveMinutesMs / (days === 1 ? 2 : 1)), other.serverDate);
}

async function fromOhlc(
  http: HttpClient,
  { coin, quote }: CoinPair,
  { from, to }: Stretch,
  now: () => EpochMs,
  signal: AbortSignal,
): Promise<FeedResult<readonly Candle[]>> {
  const rows = await askOhlc(http, { coin, currency: quote, days: 1 }, signal);
  if (!rows.ok) return rows;
  const at = rows.serverDate ?? now();
  const closedBy = Math.min(to, at - ohlcCacheMs);
  // The chart begins in the middle of a half hour.
  const begun = Math.max(from, at - dayMs);
  const candles = new Map<EpochMs, Candle>();
  for (const row of rows.value) {
    const candle = candleOf(row);
    if (candle === null) return failed(broken, rows.serverDate);
    if (candle.openTime >= begun && row[0] <= closedBy) candles.set(candle.openTime, candle);
  }
  return answered(
    [...candles.values()].toSorted((a, b) => a.openTime - b.openTime),
    rows.serverDate,
  );
}

const broken = {
  kind: 'bad-response',
  cause: 'malformed',
  retryable: true,
  detail: 'GET /api/v3/coins/{id}/ohlc: no candle',
} as const;

function candleOf([closeTime, open, high, low, close]: OhlcRow): Candle | null {
  const ordered = low > 0 && low <= Math.min(open, close) && high >= Math.max(open, close);
  if (!ordered || closeTime % halfHourMs !== 0) return null;
  return { openTime: closeTime - halfHourMs, intervalMs: halfHourMs, open, high, low, close };
}
