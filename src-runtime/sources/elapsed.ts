import type { Clock } from '../clock.ts';

/** A moment by both clocks. */
export interface Mark {
  readonly wall: number;
  readonly monotonic: number;
}

/** @param agoMs how long ago it was */
export function markOf(clock: Clock, agoMs = 0): Mark {
  return { wall: clock.now() - agoMs, monotonic: clock.monotonic() - agoMs };
}

/**
 * How long ago a moment was, in ms, by whichever clock says more: the monotonic one stands still while the computer
 * sleeps, the wall clock can be set back.
 */
export function elapsed(clock: Clock, mark: Mark): number {
  return Math.max(clock.now() - mark.wall, clock.monotonic() - mark.monotonic);
}
