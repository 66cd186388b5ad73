import type { EpochMs, Price } from '../pair.ts';
import type { PricePoint, TradedRange } from '../sample.ts';
import * as deque from './deque.ts';
import { leavesAt, undecided } from './standing.ts';

/**
 * The lowest and highest price of a moving window (monotonic deques: only rows that may still become the lowest or
 * highest are kept). Prices and traded ranges leave by different rules, so each has its own pair of deques.
 */
export interface ExtremesWindow {
  readonly windowMs: number;
  /** Which ends are kept; the other one answers null. */
  readonly keepsLows: boolean;
  readonly keepsHighs: boolean;
  readonly lows: deque.Deque;
  readonly highs: deque.Deque;
  readonly rangeLows: deque.Deque;
  readonly rangeHighs: deque.Deque;
  lastT: EpochMs;
  /** From when the window has been seen without a hole that empties it; NaN while it is empty. */
  seenFrom: EpochMs;
}

export function createExtremesWindow(windowMs: number, keep: 'lows' | 'highs' | 'both'): ExtremesWindow {
  return {
    windowMs,
    keepsLows: keep !== 'highs',
    keepsHighs: keep !== 'lows',
    lows: deque.createDeque(),
    highs: deque.createDeque(),
    rangeLows: deque.createDeque(),
    rangeHighs: deque.createDeque(),
    lastT: Number.NaN,
    seenFrom: Number.NaN,
  };
}

function dropPricesUntil(rows: deque.Deque, start: EpochMs): void {
  while (rows.size > 0 && deque.keyAt(rows, 0) <= start) deque.popFront(rows);
}

/** A range counts while it lies inside whole; the price standing at the start never carries its range. */
function dropRangesBefore(rows: deque.Deque, start: EpochMs): void {
  while (rows.size > 0 && (deque.keyAt(rows, 0) < start || deque.timeAt(rows, 0) <= start))
    deque.popFront(rows);
}

function dropOld(window: ExtremesWindow, start: EpochMs): void {
  dropPricesUntil(window.lows, start);
  dropPricesUntil(window.highs, start);
  dropRangesBefore(window.rangeLows, start);
  dropRangesBefore(window.rangeHighs, start);
  if (window.lows.size === 0 && window.highs.size === 0) window.seenFrom = Number.NaN;
}

/** Moves the window so that it ends at `t` without a new sample (arming). */
export function endAt(window: ExtremesWindow, t: EpochMs): void {
  dropOld(window, t - window.windowMs);
}

/** Moves the window so that it ends at the sample of time `t`, which is not in it yet. */
export function slideTo(window: ExtremesWindow, t: EpochMs): void {
  if (!Number.isNaN(window.seenFrom)) {
    const key = leavesAt(window.lastT, t, window.windowMs);
    deque.setKeyAtBack(window.lows, key);
    deque.setKeyAtBack(window.highs, key);
  }
  dropOld(window, t - window.windowMs);
}

function pushMonotonic(rows: deque.Deque, t: EpochMs, price: Price, key: number, sign: 1 | -1): void {
  while (rows.size > 0 && (deque.priceAt(rows, rows.size - 1) - price) * sign >= 0) deque.popBack(rows);
  deque.pushBack(rows, t, price, key);
}

/**
 * Ranges leave in the order of their beginnings. A first sample may bring a range that began before those of candles
 * fetched earlier; it goes in where it leaves in time.
 */
function pushRange(rows: deque.Deque, t: EpochMs, price: Price, from: EpochMs, sign: 1 | -1): void {
  const later: { readonly t: EpochMs; readonly price: Price; readonly from: EpochMs }[] = [];
  while (rows.size > 0 && deque.keyAt(rows, rows.size - 1) > from) {
    const last = rows.size - 1;
    later.push({
      t: deque.timeAt(rows, last),
      price: deque.priceAt(rows, last),
      from: deque.keyAt(rows, last),
    });
    deque.popBack(rows);
  }
  pushMonotonic(rows, t, price, from, sign);
  for (const row of later.reverse()) pushMonotonic(rows, row.t, row.price, row.from, sign);
}

/** Adds a sample that `slideTo` has made room for; `range` only where it lies inside the window whole. */
export function push(window: ExtremesWindow, t: EpochMs, price: Price, range: TradedRange | null): void {
  if (window.keepsLows) {
    pushMonotonic(window.lows, t, price, undecided, 1);
    if (range !== null) pushRange(window.rangeLows, t, range.low, range.from, 1);
  }
  if (window.keepsHighs) {
    pushMonotonic(window.highs, t, price, undecided, -1);
    if (range !== null) pushRange(window.rangeHighs, t, range.high, range.from, -1);
  }
  window.lastT = t;
  if (Number.isNaN(window.seenFrom)) window.seenFrom = t;
}

/** Moves the window to `t` and adds one price. */
export function append(window: ExtremesWindow, t: EpochMs, price: Price): void {
  slideTo(window, t);
  push(window, t, price, null);
}

/** Forgets everything. */
export function clear(window: ExtremesWindow): void {
  for (const rows of [window.lows, window.highs, window.rangeLows, window.rangeHighs]) deque.clear(rows);
  window.seenFrom = Number.NaN;
  window.lastT = Number.NaN;
}

/** Forgets everything and starts with one price. */
export function restart(window: ExtremesWindow, at: PricePoint): void {
  clear(window);
  push(window, at.t, at.price, null);
}

function front(rows: deque.Deque): PricePoint | null {
  return rows.size === 0 ? null : { t: deque.timeAt(rows, 0), price: deque.priceAt(rows, 0) };
}

export function better(a: PricePoint | null, b: PricePoint | null, sign: 1 | -1): PricePoint | null {
  if (a === null || b === null) return a ?? b;
  const difference = (a.price - b.price) * sign;
  if (difference === 0) return a.t >= b.t ? a : b;
  return difference < 0 ? a : b;
}

/** The lowest price of the window and when it was last seen; null while the window is empty. */
export function lowest(window: ExtremesWindow): PricePoint | null {
  return better(front(window.lows), front(window.rangeLows), 1);
}

/** The highest price of the window and when it was last seen; null while the window is empty. */
export function highest(window: ExtremesWindow): PricePoint | null {
  return better(front(window.highs), front(window.rangeHighs), -1);
}
