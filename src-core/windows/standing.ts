import type { EpochMs } from '../pair.ts';

/** A standing price counts only if the next sample follows within one window, or this long for short windows. */
const shortestBridge = 180_000;

/**
 * When a price leaves a window of `windowMs` ms: the price standing at t − W is the last sample at or before it, so a
 * price stays until its successor is that old, unless the hole after it is too long to bridge.
 */
export function leavesAt(t: EpochMs, nextT: EpochMs, windowMs: number): EpochMs {
  return nextT - t <= Math.max(windowMs, shortestBridge) ? nextT : t;
}

/** When the newest price leaves: not before its successor is known. */
export const undecided = Number.POSITIVE_INFINITY;
