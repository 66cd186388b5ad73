import type { EpochMs } from '../src-core/pair.ts';
import { type Candle, type Sample, sampleOfClosedCandle } from '../src-core/sample.ts';

export interface Stretch {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** Stretches of `whole` longer than `shortest` in which no time of `times` lies; `times` is sorted. */
export function holesIn(whole: Stretch, times: readonly EpochMs[], shortest: number): Stretch[] {
  return holesBetween(whole, times.length, (index) => times[index] ?? whole.to, shortest);
}

/** The same for `count` times that are looked up one by one. */
export function holesBetween(
  whole: Stretch,
  count: number,
  timeAt: (index: number) => EpochMs,
  shortest: number,
): Stretch[] {
  const holes: Stretch[] = [];
  let { from } = whole;
  for (let index = 0; index <= count; index += 1) {
    const t = index === count ? whole.to : timeAt(index);
    if (t <= from) continue;
    const to = Math.min(t, whole.to);
    if (to - from > shortest) holes.push({ from, to });
    from = t;
  }
  return holes;
}

/** Candles and samples in one line of time: a candle counts only where no sample lies in its stretch. Both are sorted. */
export function merge(samples: readonly Sample[], candles: readonly Candle[]): Sample[] {
  const merged: Sample[] = [];
  let next = 0;
  for (const candle of candles) {
    const asSample = sampleOfClosedCandle(candle);
    while (next < samples.length && (samples[next]?.t ?? 0) <= candle.openTime) {
      const sample = samples[next];
      if (sample !== undefined) merged.push(sample);
      next += 1;
    }
    const following = samples[next];
    if (following === undefined || following.t > asSample.t) merged.push(asSample);
  }
  return [...merged, ...samples.slice(next)];
}

/** Only what lies in the window that ends with the last sample, from the price on that stands at its beginning. */
export function lastWindow(samples: readonly Sample[], windowMs: number): readonly Sample[] {
  const start = (samples.at(-1)?.t ?? 0) - windowMs;
  // Halves: a start asks for hundreds of windows of thousands of samples.
  let before = -1;
  let after = samples.length;
  while (after - before > 1) {
    const middle = (before + after) >> 1;
    if ((samples[middle]?.t ?? 0) <= start) before = middle;
    else after = middle;
  }
  return before <= 0 ? samples : samples.slice(before);
}
