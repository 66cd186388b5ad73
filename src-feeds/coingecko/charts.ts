import * as z from 'zod/mini';
import type { PricePoint } from '../../src-core/sample.ts';
import type { FeedResult } from '../feed.ts';
import type { HttpClient } from '../http.ts';
import { readPrice } from '../numbers.ts';
import { answered } from '../result.ts';

// `/coins/{id}/market_chart`: {"prices":[[1779027899041,77953.8],…],"market_caps":…}. Times are irregular, prices of a
// coin that nobody traded are null.
const marketChart = z.object({ prices: z.array(z.tuple([z.number(), z.nullable(z.number())])) });

// `/coins/{id}/ohlc`: [[1779199200000,76769.0,76889.0,76744.0,76818.0],…]; the time is that of the close.
const ohlcRow = z.tuple([z.int(), z.number(), z.number(), z.number(), z.number()]);
const ohlcRows = z.array(ohlcRow);

/** Close time, open, high, low, close. */
export type OhlcRow = z.output<typeof ohlcRow>;

/** Which chart of a coin, in which currency, over how many days up to now. */
export interface Chart {
  readonly coin: string;
  readonly currency: string;
  readonly days: number;
}

function ask<T>(
  http: HttpClient,
  name: string,
  schema: z.core.$ZodType<T>,
  chart: Chart,
  signal: AbortSignal,
) {
  return http.get({
    path: `/api/v3/coins/${encodeURIComponent(chart.coin)}/${name}`,
    label: `/api/v3/coins/{id}/${name}`,
    query: { vs_currency: chart.currency, days: String(chart.days), precision: 'full' },
    schema,
    signal,
  });
}

/** Single prices, sorted by time, one for each time: every 5 minutes for 1 day, hourly for 2 to 90. */
export async function askPoints(
  http: HttpClient,
  chart: Chart,
  signal: AbortSignal,
): Promise<FeedResult<readonly PricePoint[]>> {
  const answer = await ask(http, 'market_chart', marketChart, chart, signal);
  if (!answer.ok) return answer;
  const points = new Map<number, PricePoint>();
  for (const [t, value] of answer.value.prices) {
    const price = readPrice(value);
    if (price !== null && t > 0) points.set(t, { t, price });
  }
  return answered(
    [...points.values()].toSorted((a, b) => a.t - b.t),
    answer.serverDate,
  );
}

/** Rows of half an hour, of 1 day. */
export function askOhlc(http: HttpClient, chart: Chart, signal: AbortSignal): Promise<FeedResult<OhlcRow[]>> {
  return ask(http, 'ohlc', ohlcRows, chart, signal);
}
