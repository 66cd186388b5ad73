import type { Candle, PricePoint } from '../../src-core/sample.ts';

const quarters = ['open', 'low', 'high', 'close'] as const;

/** The quotes of one candle: its open, low, high and close at one, two, three and four quarters of its length. */
export function stepsOf(candle: Candle): readonly PricePoint[] {
  return quarters.map((name, index) => ({
    t: candle.openTime + ((index + 1) * candle.intervalMs) / 4,
    price: candle[name],
  }));
}

/** Index of the last candle that opened at or before `t`, -1 where there is none. `candles` are sorted. */
export function lastOpenedAt(candles: readonly Candle[], t: number): number {
  let low = 0;
  let high = candles.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((candles[middle]?.openTime ?? 0) <= t) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The quote that stands at `t`: the last step at or before it, null before the first. It outlasts a hole. */
export function quoteAt(candles: readonly Candle[], t: number): PricePoint | null {
  const index = lastOpenedAt(candles, t);
  for (const candle of [candles[index], candles[index - 1]]) {
    const step = candle && stepsOf(candle).findLast((point) => point.t <= t);
    if (step) return step;
  }
  return null;
}

/** Every quote step with `t` in `[from, to)`, oldest first. */
export function* quoteSteps(candles: readonly Candle[], from: number, to: number): Generator<PricePoint> {
  for (let index = Math.max(0, lastOpenedAt(candles, from) - 1); index < candles.length; index += 1) {
    const candle = candles[index];
    if (candle === undefined || candle.openTime >= to) return;
    for (const step of stepsOf(candle)) {
      if (step.t >= from && step.t < to) yield step;
    }
  }
}

/** Whether `t` lies in a minute without a candle although there are candles before and after it. */
export function isInHole(candles: readonly Candle[], t: number): boolean {
  const index = lastOpenedAt(candles, t);
  const candle = candles[index];
  return candle !== undefined && index + 1 < candles.length && t >= candle.openTime + candle.intervalMs;
}
