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

/**
 * The running stretch of a long window: its samples count one by one, and become one closed candle once it is over, so
 * that a month fits into memory.
 */
export interface Stretch {
  readonly intervalMs: number;
  fold: Fold | null;
  lowest: PricePoint | null;
  highest: PricePoint | null;
  /** The same of prices alone. */
  lowestPrice: PricePoint | null;
  highestPrice: PricePoint | null;
  /** When the earliest of its ranges began. */
  rangesFrom: EpochMs;
  firstT: EpochMs;
  lastT: EpochMs;
  /** Where the window was restarted: no range from before counts. */
  cutT: EpochMs;
}

export function createStretch(intervalMs: number): Stretch {
  const nothing = { fold: null, lowest: null, highest: null, lowestPrice: null, highestPrice: null };
  const never = { rangesFrom: Number.POSITIVE_INFINITY, firstT: Number.NaN, lastT: Number.NaN };
  return { intervalMs, ...nothing, ...never, cutT: Number.NEGATIVE_INFINITY };
}

function empty(stretch: Stretch): void {
  Object.assign(stretch, createStretch(stretch.intervalMs), { cutT: stretch.cutT });
}

/** Ends the stretch if a sample of time `t` lies behind it; answers its candle, which begins at the cut at the earliest. */
export function endStretch(stretch: Stretch, t: EpochMs): Sample | null {
  const { fold, cutT } = stretch;
  if (fold === null || t <= fold.openTime + fold.intervalMs) return null;
  const candle = foldedSample(fold);
  empty(stretch);
  // Of the stretch that the cut is in, only what followed it was taken.
  const { range } = candle;
  return range === undefined ? candle : { ...candle, range: { ...range, from: Math.max(range.from, cutT) } };
}

/** Starts with one price. */
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
  stretch.lowest = lower(stretch.lowest, t, Math.min(price, range?.low ?? price));
  stretch.highest = higher(stretch.highest, t, Math.max(price, range?.high ?? price));
  stretch.lowestPrice = lower(stretch.lowestPrice, t, price);
  stretch.highestPrice = higher(stretch.highestPrice, t, price);
  if (range !== null) stretch.rangesFrom = Math.min(stretch.rangesFrom, range.from);
}

function lower(known: PricePoint | null, t: EpochMs, price: Price): PricePoint {
  return known === null || price <= known.price ? { t, price } : known;
}

function higher(known: PricePoint | null, t: EpochMs, price: Price): PricePoint {
  return known === null || price >= known.price ? { t, price } : known;
}

/** Moves on without a sample, to a window that begins at `begin`: what began before counts by its price only. */
export function leaveBehind(stretch: Stretch, begin: EpochMs): void {
  if (stretch.fold === null) return;
  if (stretch.lastT <= begin) {
    const standing = { t: stretch.lastT, price: stretch.fold.close };
    stretch.lowest = standing;
    stretch.highest = standing;
  } else if (stretch.rangesFrom < begin) {
    stretch.lowest = stretch.lowestPrice;
    stretch.highest = stretch.highestPrice;
  }
}
