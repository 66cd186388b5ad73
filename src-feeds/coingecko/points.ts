import type { EpochMs, Price } from '../../src-core/pair.ts';
import type { Candle, PricePoint } from '../../src-core/sample.ts';

/** A stretch of candles as it is asked for; `from` and `to` as in `Feed.candles`. */
export interface Stretch {
  readonly intervalMs: number;
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** Whether a stretch holds a whole candle. */
export function holdsCandle({ intervalMs, from, to }: Stretch): boolean {
  return Math.ceil(from / intervalMs) * intervalMs + intervalMs <= to;
}

/**
 * Candles out of single prices, sorted by time: open, low, high and close of the prices in each. A stretch without a
 * price has no candle. What lies after the last price has not been told yet, and what began more than `spacingMs`
 * before the first was not told whole, so neither is a candle.
 */
export function candlesOfPoints(
  points: readonly PricePoint[],
  { intervalMs, from, to }: Stretch,
  spacingMs: number,
): readonly Candle[] {
  const begun = (points[0]?.t ?? 0) - spacingMs;
  const closedBy = Math.min(to, points.at(-1)?.t ?? 0);
  const candles = new Map<EpochMs, Candle>();
  for (const { t, price } of points) {
    const openTime = Math.floor(t / intervalMs) * intervalMs;
    if (openTime < Math.max(from, begun) || openTime + intervalMs > closedBy) continue;
    const candle = candles.get(openTime);
    candles.set(openTime, candle === undefined ? opened(openTime, intervalMs, price) : grown(candle, price));
  }
  return [...candles.values()];
}

function opened(openTime: EpochMs, intervalMs: number, price: Price): Candle {
  return { openTime, intervalMs, open: price, high: price, low: price, close: price };
}

function grown(candle: Candle, price: Price): Candle {
  return {
    ...candle,
    high: Math.max(candle.high, price),
    low: Math.min(candle.low, price),
    close: price,
  };
}

/**
 * Prices of one coin in another: each price of the first divided by the nearest of the second, at most `withinMs` away
 * in time; those without such a one are left out. As old as the older of the two. Both are sorted by time.
 */
export function ratioOf(
  base: readonly PricePoint[],
  quote: readonly PricePoint[],
  withinMs: number,
): readonly PricePoint[] {
  const ratios: PricePoint[] = [];
  let next = 0;
  for (const point of base) {
    const away = (index: number) => Math.abs((quote[index]?.t ?? Number.POSITIVE_INFINITY) - point.t);
    while (away(next + 1) <= away(next) && next + 1 < quote.length) next += 1;
    const other = quote[next];
    if (other === undefined || away(next) > withinMs) continue;
    const price = point.price / other.price;
    if (Number.isFinite(price) && price > 0) ratios.push({ t: Math.min(point.t, other.t), price });
  }
  return ratios.toSorted((a, b) => a.t - b.t);
}
