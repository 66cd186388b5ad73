import type { EpochMs, PairId, Price } from '../../src-core/pair.ts';
import type { Candle } from '../../src-core/sample.ts';
import { answered } from '../../src-feeds/result.ts';
import type { FakeFeed } from './fake-feed.ts';

const minuteMs = 60_000;

/** A minute of the past; what is left out is the close. */
export interface PastMinute {
  readonly close: Price;
  readonly low?: Price;
  readonly high?: Price;
}

/** The closed candles from `from` to `to`, as `minuteAt` tells them by their open time; null where nothing was traded. */
export function minutesBetween(
  from: EpochMs,
  to: EpochMs,
  minuteAt: (openTime: EpochMs) => PastMinute | null,
  intervalMs = minuteMs,
): Candle[] {
  const candles: Candle[] = [];
  for (
    let openTime = Math.ceil(from / intervalMs) * intervalMs;
    openTime + intervalMs <= to;
    openTime += intervalMs
  ) {
    const minute = minuteAt(openTime);
    if (minute === null) continue;
    const { close, low = close, high = close } = minute;
    candles.push({ openTime, intervalMs, open: close, low, high, close });
  }
  return candles;
}

/** Lets a feed serve a past, for every pair the same unless `minuteAt` looks at it. */
export function servePast(
  feed: FakeFeed,
  minuteAt: (openTime: EpochMs, pair: PairId) => PastMinute | null,
): void {
  feed.serveCandles(async (pair, from, to, intervalMs) =>
    answered(
      minutesBetween(from, to, (openTime) => minuteAt(openTime, pair), intervalMs),
      null,
    ),
  );
}
