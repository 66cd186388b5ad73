import { type ChartCandle, type ChartRange, chartRanges } from '../../src-shared/contract/chart.ts';
import type { CommandOut } from '../../src-shared/contract/contract.ts';
import { now } from './canned.ts';

type Answer = CommandOut<'chart.get'>;

/** Bars of these closes, the last one still running now; each opens where the one before closed. */
export function candlesOf(closes: readonly number[], barMs: number, end = now): ChartCandle[] {
  const last = Math.floor(end / barMs) * barMs;
  return closes.map((close, index) => {
    const open = closes[index - 1] ?? close;
    const wick = Math.abs(close - open) / 3;
    const t = last - (closes.length - 1 - index) * barMs;
    return [t, open, Math.max(open, close) + wick, Math.min(open, close) - wick, close];
  });
}

/** Believable prices over a range that end at `last`. */
export function candleWalk(last: number, range: ChartRange = '1D'): ChartCandle[] {
  const { spanMs, barMs } = chartRanges[range];
  let seed = 7;
  const chance = () => {
    seed = (seed * 16_807) % 2_147_483_647;
    return seed / 2_147_483_647 - 0.5;
  };
  const closes: number[] = [];
  let price = last;
  for (let bar = 0; bar < spanMs / barMs; bar += 1) {
    closes.push(price);
    price *= 1 + chance() * 0.0016 * Math.sqrt(barMs / 60_000);
  }
  return candlesOf(closes.toReversed(), barMs);
}

/** The last 24 hours of a price in a point for each half hour. */
export function sparkWalk(last: number): [number, number][] {
  const everyBars = (30 * 60_000) / chartRanges['1D'].barMs;
  return candleWalk(last)
    .filter((_, bar) => bar % everyBars === 0)
    .map(([t, , , , close]) => [t, close]);
}

/** What the host answers of a chart. */
export function cannedChart(candles: readonly ChartCandle[], more: Partial<Answer> = {}): Answer {
  const range = more.range ?? '1D';
  const { barMs } = chartRanges[range];
  return {
    range,
    barMs,
    candles: [...candles],
    singlePrices: false,
    history: 'complete',
    firings: [],
    ...more,
  };
}
