import type { EpochMs, Price } from '../pair.ts';
import type { PricePoint, TradedRange } from '../sample.ts';
import * as extremes from './extremes.ts';
import {
  addToStretch,
  candleIntervalOf,
  createStretch,
  endStretch,
  leaveBehind,
  restartStretch,
} from './long.ts';

/** The lowest and highest of a moving window of any length. */
export interface WindowExtremes {
  readonly windowMs: number;
  /** Moves the window so that it ends at the sample of time `t`, which is not in it yet. */
  readonly slideTo: (t: EpochMs) => void;
  /** Moves the window so that it ends at `t` without a new sample (arming). */
  readonly endAt: (t: EpochMs) => void;
  /** Adds a sample that `slideTo` has made room for; `range` only where it lies inside the window whole. */
  readonly push: (t: EpochMs, price: Price, range: TradedRange | null) => void;
  /** Forgets everything and starts with one price. */
  readonly restart: (at: PricePoint) => void;
  readonly lowest: () => PricePoint | null;
  readonly highest: () => PricePoint | null;
  /** From when the window has been seen; NaN while it is empty. */
  readonly seenFrom: () => EpochMs;
  /** Time of the newest price; NaN before the first. */
  readonly newestT: () => EpochMs;
}

type Keep = 'lows' | 'highs' | 'both';

function ofSamples(windowMs: number, keep: Keep): WindowExtremes {
  const window = extremes.createExtremesWindow(windowMs, keep);
  return {
    windowMs,
    slideTo: (t) => extremes.slideTo(window, t),
    endAt: (t) => extremes.endAt(window, t),
    push: (t, price, range) => extremes.push(window, t, price, range),
    restart: (at) => extremes.restart(window, at),
    lowest: () => extremes.lowest(window),
    highest: () => extremes.highest(window),
    seenFrom: () => window.seenFrom,
    newestT: () => window.lastT,
  };
}

/** Closed candles, and the samples since. */
function ofCandles(windowMs: number, keep: Keep, intervalMs: number): WindowExtremes {
  const closed = extremes.createExtremesWindow(windowMs, keep);
  const running = createStretch(intervalMs);
  return {
    windowMs,
    slideTo(t) {
      const candle = endStretch(running, t);
      if (candle !== null) {
        extremes.slideTo(closed, candle.t);
        extremes.push(closed, candle.t, candle.price, candle.range ?? null);
      }
      if (running.fold === null) extremes.slideTo(closed, t);
      else extremes.endAt(closed, t);
    },
    endAt(t) {
      extremes.endAt(closed, t);
      leaveBehind(running, t - windowMs);
    },
    push: (t, price, range) => addToStretch(running, t, price, range),
    restart(at) {
      extremes.clear(closed);
      restartStretch(running, at);
    },
    lowest: () => (keep === 'highs' ? null : extremes.better(running.lowest, extremes.lowest(closed), 1)),
    highest: () => (keep === 'lows' ? null : extremes.better(running.highest, extremes.highest(closed), -1)),
    seenFrom: () => (Number.isNaN(closed.seenFrom) ? running.firstT : closed.seenFrom),
    newestT: () => (Number.isNaN(running.lastT) ? closed.lastT : running.lastT),
  };
}

/** @param keep which ends are asked for; the other one answers null */
export function createWindowExtremes(windowMs: number, keep: Keep): WindowExtremes {
  const intervalMs = candleIntervalOf(windowMs);
  return intervalMs === null ? ofSamples(windowMs, keep) : ofCandles(windowMs, keep, intervalMs);
}
