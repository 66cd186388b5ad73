import type { EpochMs, Price } from '../pair.ts';
import type { PricePoint } from '../sample.ts';
import * as deque from './deque.ts';
import { leavesAt, undecided } from './standing.ts';

/** Every price of a moving window, for conditions that compare with the price one window ago. */
export interface SeriesWindow {
  readonly windowMs: number;
  readonly rows: deque.Deque;
}

export function createSeriesWindow(windowMs: number): SeriesWindow {
  return { windowMs, rows: deque.createDeque(2) };
}

/** Drops what has left a window that starts at `start`; `nextT` is the time after the newest row. */
function dropUntil({ rows, windowMs }: SeriesWindow, start: EpochMs, nextT: EpochMs): void {
  while (rows.size > 0) {
    const t = deque.timeAt(rows, 0);
    if (t > start) return;
    const following = rows.size > 1 ? deque.timeAt(rows, 1) : nextT;
    if (following === undecided) return;
    if (leavesAt(t, following, windowMs) > start) return;
    deque.popFront(rows);
  }
}

/** Moves the window so that it ends at `t` without a new sample (arming). */
export function endAt(window: SeriesWindow, t: EpochMs): void {
  dropUntil(window, t - window.windowMs, undecided);
}

/** Moves the window so that it ends at the sample of time `t`, which is not in it yet. */
export function slideTo(window: SeriesWindow, t: EpochMs): void {
  dropUntil(window, t - window.windowMs, t);
}

export function push(window: SeriesWindow, t: EpochMs, price: Price): void {
  deque.pushBack(window.rows, t, price, undecided);
}

export function clear(window: SeriesWindow): void {
  deque.clear(window.rows);
}

/** Forgets everything and starts with one price. */
export function restart(window: SeriesWindow, at: PricePoint): void {
  deque.clear(window.rows);
  push(window, at.t, at.price);
}

/** The price standing one window before `t`; NaN where the window does not reach back that far. */
export function standingPrice(window: SeriesWindow, t: EpochMs): Price {
  return deque.timeAt(window.rows, 0) <= t - window.windowMs ? deque.priceAt(window.rows, 0) : Number.NaN;
}

/** The price standing one window before `t` and its time; null where the window does not reach back that far. */
export function standingBefore(window: SeriesWindow, t: EpochMs): PricePoint | null {
  const first = deque.timeAt(window.rows, 0);
  if (!(first <= t - window.windowMs)) return null;
  return { t: first, price: deque.priceAt(window.rows, 0) };
}

/** Time of the newest price; NaN while the window is empty. */
export function newestT(window: SeriesWindow): EpochMs {
  return deque.timeAt(window.rows, window.rows.size - 1);
}

/** From when the window has been seen; NaN while it is empty. */
export function seenFrom(window: SeriesWindow): EpochMs {
  return deque.timeAt(window.rows, 0);
}
