import type { EpochMs, Price } from '../../src-core/pair.ts';
import { stretchOf } from '../../src-core/windows/fold.ts';
import type { ChartCandle } from '../../src-shared/contract/chart.ts';

/** One bar of a chart; `t` is its opening time. */
export interface Bar {
  readonly t: EpochMs;
  readonly open: Price;
  readonly high: Price;
  readonly low: Price;
  readonly close: Price;
}

const isPrice = (value: number) => Number.isFinite(value) && value > 0;

function isUsable([t, open, high, low, close]: ChartCandle): boolean {
  return (
    Number.isFinite(t) && isPrice(open) && isPrice(high) && isPrice(low) && isPrice(close) && low <= high
  );
}

/**
 * Bars in order of time, one for each time (what was told last counts), without what no chart can show. The library
 * checks nothing in production: an unsorted or doubled time would draw nonsense without a word.
 */
export function sortedBars(candles: readonly ChartCandle[]): Bar[] {
  const bars: Bar[] = [];
  let inOrder = true;
  for (const candle of candles) {
    if (!isUsable(candle)) continue;
    const [t, open, high, low, close] = candle;
    inOrder &&= t > (bars.at(-1)?.t ?? Number.NEGATIVE_INFINITY);
    bars.push({ t, open, high, low, close });
  }
  if (inOrder) return bars;
  return [...new Map(bars.map((bar) => [bar.t, bar])).values()].sort((a, b) => a.t - b.t);
}

/** The last bar with a live price in it, or the one that follows; null where the price is older than the last bar. */
export function nextBar(last: Bar | undefined, t: EpochMs, price: Price, barMs: number): Bar | null {
  if (!isPrice(price)) return null;
  const opens = stretchOf(t, barMs);
  if (last === undefined || opens > last.t) {
    return { t: opens, open: price, high: price, low: price, close: price };
  }
  if (opens < last.t) return null;
  return { ...last, high: Math.max(last.high, price), low: Math.min(last.low, price), close: price };
}

export interface Summary {
  readonly first: Bar;
  readonly last: Bar;
  readonly low: Price;
  readonly high: Price;
}

/** A chart in four numbers, for those who cannot see it; null where there is nothing. */
export function summarize(bars: readonly Bar[]): Summary | null {
  const [first, last] = [bars[0], bars.at(-1)];
  if (first === undefined || last === undefined) return null;
  let [low, high] = [first.low, first.high];
  for (const bar of bars) {
    low = Math.min(low, bar.low);
    high = Math.max(high, bar.high);
  }
  return { first, last, low, high };
}

/** The bar that holds a time, or the nearest one before it; undefined before the first. */
export function barAt(bars: readonly Bar[], t: EpochMs): Bar | undefined {
  let [from, to] = [0, bars.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((bars[middle]?.t ?? 0) <= t) from = middle + 1;
    else to = middle;
  }
  return bars[from - 1];
}
