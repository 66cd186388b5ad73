import type { EpochMs, Price } from '../pair.ts';
import type { PricePoint } from '../sample.ts';
import { addToStretch, candleIntervalOf, createStretch, endStretch, restartStretch } from './long.ts';
import * as series from './series.ts';

/** The price standing one window ago, for windows of any length. */
export interface WindowStart {
  readonly slideTo: (t: EpochMs) => void;
  readonly endAt: (t: EpochMs) => void;
  readonly push: (t: EpochMs, price: Price) => void;
  readonly restart: (at: PricePoint) => void;
  /** The price standing one window before `t`; NaN where the window does not reach back that far. */
  readonly price: (t: EpochMs) => Price;
  readonly point: (t: EpochMs) => PricePoint | null;
  readonly seenFrom: () => EpochMs;
  readonly newestT: () => EpochMs;
}

function ofSamples(windowMs: number): WindowStart {
  const window = series.createSeriesWindow(windowMs);
  return {
    slideTo: (t) => series.slideTo(window, t),
    endAt: (t) => series.endAt(window, t),
    push: (t, price) => series.push(window, t, price),
    restart: (at) => series.restart(window, at),
    price: (t) => series.standingPrice(window, t),
    point: (t) => series.standingBefore(window, t),
    seenFrom: () => series.seenFrom(window),
    newestT: () => series.newestT(window),
  };
}

function ofCandles(windowMs: number, intervalMs: number): WindowStart {
  const closed = series.createSeriesWindow(windowMs);
  const running = createStretch(intervalMs);
  return {
    slideTo(t) {
      const candle = endStretch(running, t);
      if (candle !== null) {
        series.slideTo(closed, candle.t);
        series.push(closed, candle.t, candle.price);
      }
      series.slideTo(closed, t);
    },
    endAt: (t) => series.endAt(closed, t),
    push: (t, price) => addToStretch(running, t, price, null),
    restart(at) {
      series.clear(closed);
      restartStretch(running, at);
    },
    price: (t) => series.standingPrice(closed, t),
    point: (t) => series.standingBefore(closed, t),
    seenFrom: () => {
      const from = series.seenFrom(closed);
      return Number.isNaN(from) ? running.firstT : from;
    },
    newestT: () => (Number.isNaN(running.lastT) ? series.newestT(closed) : running.lastT),
  };
}

export function createWindowStart(windowMs: number): WindowStart {
  const intervalMs = candleIntervalOf(windowMs);
  return intervalMs === null ? ofSamples(windowMs) : ofCandles(windowMs, intervalMs);
}
