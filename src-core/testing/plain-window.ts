import type { EpochMs, Price } from '../pair.ts';
import type { PricePoint, TradedRange } from '../sample.ts';

/** A price, its time, and what was traded with it where that may serve as reference. */
export interface Row extends PricePoint {
  readonly range: TradedRange | null;
}

/** What a window of any length holds, worked out anew from all of its samples, as slowly as it reads. */
export interface PlainWindow {
  readonly lowest: Price | null;
  readonly highest: Price | null;
  /** The price standing one window ago, where it counts. */
  readonly standing: PricePoint | null;
}

const day = 24 * 3_600_000;
const shortestBridge = 180_000;

/** The interval of the candles that a window is made of; null where it is made of samples. */
function intervalOf(windowMs: number): number | null {
  if (windowMs <= day) return null;
  return windowMs <= 7 * day ? 60_000 : 3_600_000;
}

/** The candle of samples of one stretch that ends at `end`. */
function candleOf(rows: readonly Row[], end: EpochMs, from: EpochMs): Row {
  const within = rows.map(({ price, range }) => ({
    low: range !== null && range.from >= from ? Math.min(price, range.low) : price,
    high: range !== null && range.from >= from ? Math.max(price, range.high) : price,
  }));
  return {
    t: end,
    price: rows.at(-1)?.price ?? Number.NaN,
    range: {
      low: Math.min(...within.map((row) => row.low)),
      high: Math.max(...within.map((row) => row.high)),
      from,
    },
  };
}

/** Every stretch that is over when a sample of time `t` is taken is one candle. */
function withCandles(rows: readonly Row[], t: EpochMs, interval: number, cut: PricePoint | null): Row[] {
  const all = cut === null ? rows : [{ ...cut, range: null }, ...rows];
  const stretches = Map.groupBy(all, (row) => Math.ceil(row.t / interval) * interval);
  return [...stretches].flatMap(([end, own]) => {
    if (t <= end) return own.filter((row) => row.t !== cut?.t);
    const candle = candleOf(own, end, end - interval);
    // Part of it was traded before the cut.
    return cut !== null && end - interval < cut.t ? [{ ...candle, range: null }] : [candle];
  });
}

/**
 * The window of `windowMs` that ends at `t`, where a sample of time `t` is about to be taken. `rows` are all samples
 * before, sorted by time, but for those up to `cut`, the price at which it was restarted.
 */
export function plainWindow(
  rows: readonly Row[],
  windowMs: number,
  t: EpochMs,
  cut: PricePoint | null,
): PlainWindow {
  const interval = intervalOf(windowMs);
  const held = [
    ...(cut === null ? [] : [{ ...cut, range: null }]),
    ...(interval === null ? rows : withCandles(rows, t, interval, cut)),
  ];
  const begin = t - windowMs;
  const index = held.findLastIndex((row) => row.t <= begin);
  const standing = held[index];
  const next = held[index + 1]?.t ?? t;
  const counts = standing !== undefined && next - standing.t <= Math.max(windowMs, shortestBridge);
  const inside = held.slice(index + 1);
  const lows = inside.map(({ price, range }) =>
    range !== null && range.from >= begin ? Math.min(price, range.low) : price,
  );
  const highs = inside.map(({ price, range }) =>
    range !== null && range.from >= begin ? Math.max(price, range.high) : price,
  );
  const known = counts ? [standing.price] : [];
  const all = [...known, ...lows];
  return {
    lowest: all.length === 0 ? null : Math.min(...all),
    highest: all.length === 0 ? null : Math.max(...known, ...highs),
    standing: counts ? { t: standing.t, price: standing.price } : null,
  };
}
