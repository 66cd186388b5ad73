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
  return { windowMs, rows: deque.createDeque() };
}

function dropUntil(window: SeriesWindow, start: EpochMs): void {
  while (window.rows.size > 0 && deque.keyAt(window.rows, 0) <= start) deque.popFront(window.rows);
}

/** Moves the window so that it ends at `t` without a new sample (arming). */
export function endAt(window: SeriesWindow, t: EpochMs): void {
  dropUntil(window, t - window.windowMs);
}

/** Moves the window so that it ends at the sample of time `t`, which is not in it yet. */
export function slideTo(window: SeriesWindow, t: EpochMs): void {
  const { rows } = window;
  if (rows.size > 0)
    deque.setKeyAtBack(rows, leavesAt(deque.timeAt(rows, rows.size - 1), t, window.windowMs));
  dropUntil(window, t - window.windowMs);
}

export function push(window: SeriesWindow, t: EpochMs, price: Price): void {
  deque.pushBack(window.rows, t, price, undecided);
}

/** Forgets everything and starts with one price. */
export function restart(window: SeriesWindow, at: PricePoint): void {
  deque.clear(window.rows);
  push(window, at.t, at.price);
}

/** The price standing one window before `t`; null where the window does not reach back that far. */
export function standingBefore(window: SeriesWindow, t: EpochMs): PricePoint | null {
  const first = deque.timeAt(window.rows, 0);
  if (!(first <= t - window.windowMs)) return null;
  return { t: first, price: deque.priceAt(window.rows, 0) };
}

/** From when the window has been seen; NaN while it is empty. */
export function seenFrom(window: SeriesWindow): EpochMs {
  return deque.timeAt(window.rows, 0);
}
