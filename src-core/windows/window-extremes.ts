import type { EpochMs, Price } from '../pair.ts';
import type { PricePoint, TradedRange } from '../sample.ts';
import * as extremes from './extremes.ts';
import { addToStretch, candleIntervalOf, createStretch, endStretch, restartStretch } from './long.ts';

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

/** Closed candles, and the samples since, which count one by one. */
function ofCandles(windowMs: number, keep: Keep, intervalMs: number): WindowExtremes {
  const closed = extremes.createExtremesWindow(windowMs, keep);
  const samples = extremes.createExtremesWindow(windowMs, keep);
  const running = createStretch(intervalMs);
  return {
    windowMs,
    slideTo(t) {
      const { firstT } = running;
      const candle = endStretch(running, t);
      if (candle !== null) {
        extremes.clear(samples);
        extremes.slideTo(closed, candle.t);
        // The first candle has been seen since its first sample.
        if (Number.isNaN(closed.seenFrom)) closed.seenFrom = firstT;
        extremes.push(closed, candle.t, candle.price, candle.range ?? null);
      }
      // What follows the last candle is the first sample of the running stretch, if there is one.
      if (running.fold === null) extremes.slideTo(closed, t);
      else extremes.endAt(closed, t);
      extremes.slideTo(samples, t);
    },
    endAt(t) {
      extremes.endAt(closed, t);
      extremes.endAt(samples, t);
    },
    push(t, price, range) {
      addToStretch(running, t, price, range);
      extremes.push(samples, t, price, range);
    },
    restart(at) {
      extremes.restart(closed, at);
      extremes.clear(samples);
      // Its stretch becomes a candle like any other, and leaves it standing.
      restartStretch(running, at);
    },
    lowest: () => extremes.better(extremes.lowest(samples), extremes.lowest(closed), 1),
    highest: () => extremes.better(extremes.highest(samples), extremes.highest(closed), -1),
    seenFrom: () => (Number.isNaN(closed.seenFrom) ? running.firstT : closed.seenFrom),
    newestT: () => (Number.isNaN(running.lastT) ? closed.lastT : running.lastT),
  };
}

/** @param keep which ends are asked for; the other one answers null */
export function createWindowExtremes(windowMs: number, keep: Keep): WindowExtremes {
  const intervalMs = candleIntervalOf(windowMs);
  return intervalMs === null ? ofSamples(windowMs, keep) : ofCandles(windowMs, keep, intervalMs);
}
