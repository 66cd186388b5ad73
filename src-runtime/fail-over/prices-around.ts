import type { EpochMs, Pair } from '../../src-core/pair.ts';
import { type PricePoint, sampleOfClosedCandle } from '../../src-core/sample.ts';
import { type Desk, sourceOf } from '../desk.ts';

/** So far back prices of both sources are looked for, in ms. */
export const commonMs = 30 * 60_000;

/** What another source has for a pair of its own: prices around a time, and the one of now, which is the newest. */
export async function pricesAround(
  desk: Desk,
  pair: Pair,
  around: EpochMs,
  signal: AbortSignal,
): Promise<PricePoint[]> {
  const { feed, poller } = sourceOf(desk, pair.source);
  const [intervalMs] = feed.capabilities.candleIntervalsMs;
  const points: PricePoint[] = [];
  if (intervalMs !== undefined) {
    const candles = await feed.candles(pair, intervalMs, around - commonMs, poller.time.now(), signal);
    if (candles.ok) points.push(...candles.value.map(sampleOfClosedCandle));
  }
  const quotes = await feed.quotes([pair], signal);
  if (quotes.ok) {
    for (const { t, price } of quotes.value.quotes) points.push({ t: t ?? poller.time.now(), price });
  }
  return points.sort((a, b) => a.t - b.t);
}
