import * as z from 'zod/mini';
import './no-eval.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** How far back a chart shows, in bars of which length, both in ms: 60 to 366 bars, as many as a screen can tell apart. */
export const chartRanges = {
  '1H': { spanMs: hourMs, barMs: minuteMs },
  '4H': { spanMs: 4 * hourMs, barMs: minuteMs },
  '1D': { spanMs: dayMs, barMs: 10 * minuteMs },
  '1W': { spanMs: 7 * dayMs, barMs: hourMs },
  '1M': { spanMs: 30 * dayMs, barMs: 4 * hourMs },
  '1Y': { spanMs: 365 * dayMs, barMs: dayMs },
} as const;
export type ChartRange = keyof typeof chartRanges;
export const chartRangeNames = Object.keys(chartRanges) as readonly ChartRange[];
export const chartRange = z.enum(['1H', '4H', '1D', '1W', '1M', '1Y']);

export const chartKinds = ['candles', 'line', 'area'] as const;
export type ChartKind = (typeof chartKinds)[number];

/** How the user looks at charts. */
export const chartSettings = z.object({
  kind: z._default(z.enum(chartKinds), 'candles'),
  range: z._default(chartRange, '1D'),
});
export type ChartSettings = z.output<typeof chartSettings>;

const finite = z.number();

export const chartAnswer = z.object({
  range: chartRange,
  /** How long each bar is, in ms. */
  barMs: z.int(),
  /** Opening time, open, high, low, close; sorted, one for each stretch, the last one may still be running. */
  candles: z.array(z.tuple([finite, finite, finite, finite, finite])),
  /** The source has no candles, only prices some time apart: nobody knows the wicks between them. */
  singlePrices: z.boolean(),
  /** Whether older candles could be fetched: `live only` where the source has none. */
  history: z.enum(['complete', 'live only', 'failed']),
});
export type ChartCandle = z.output<typeof chartAnswer>['candles'][number];
