import type { EpochMs, Price } from '../pair.ts';
import type { PricePoint, Sample, TradedRange } from '../sample.ts';
import { createFold, type Fold, foldedSample, foldIn } from './fold.ts';

/** Windows up to a day are made of the samples themselves. */
const samplesToMs = 24 * 3_600_000;
const minutesToMs = 7 * 24 * 3_600_000;

/** The closed candles that a window of this length is made of, in ms; null where samples serve it. */
export function candleIntervalOf(windowMs: number): number | null {
  if (windowMs <= samplesToMs) return null;
  return windowMs <= minutesToMs ? 60_000 : 3_600_000;
}

/** The running stretch of a long window: its samples become one closed candle once it is over, so that a month fits. */
export interface Stretch {
  readonly intervalMs: number;
  fold: Fold | null;
  firstT: EpochMs;
  lastT: EpochMs;
  /** Where the window was restarted: no range from before counts. */
  cutT: EpochMs;
}

export function createStretch(intervalMs: number): Stretch {
  const nothing = { fold: null, firstT: Number.NaN, lastT: Number.NaN };
  return { intervalMs, ...nothing, cutT: Number.NEGATIVE_INFINITY };
}

function empty(stretch: Stretch): void {
  Object.assign(stretch, createStretch(stretch.intervalMs), { cutT: stretch.cutT });
}

/** Ends the stretch if a sample of time `t` lies behind it; answers its candle, without a range from before the cut. */
export function endStretch(stretch: Stretch, t: EpochMs): Sample | null {
  const { fold, cutT } = stretch;
  if (fold === null || t <= fold.openTime + fold.intervalMs) return null;
  const candle = foldedSample(fold);
  empty(stretch);
  if (fold.openTime >= cutT) return candle;
  return { t: candle.t, price: candle.price, kind: candle.kind };
}

/** Starts with one price, at which the window restarts. */
export function restartStretch(stretch: Stretch, at: PricePoint): void {
  empty(stretch);
  stretch.cutT = at.t;
  addToStretch(stretch, at.t, at.price, null);
}

/** `range`: only where it may serve as reference. */
export function addToStretch(stretch: Stretch, t: EpochMs, price: Price, range: TradedRange | null): void {
  if (stretch.fold === null) {
    stretch.fold = createFold(t, stretch.intervalMs);
    stretch.firstT = t;
  }
  foldIn(stretch.fold, price, range);
  stretch.lastT = t;
}
