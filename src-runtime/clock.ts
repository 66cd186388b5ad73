import { performance } from 'node:perf_hooks';
import type { EpochMs } from '../src-core/pair.ts';

/** Time as the runtime uses it; tests hand in their own. */
export interface Clock {
  /** The wall clock. */
  readonly now: () => EpochMs;
  /** Milliseconds that no change of the wall clock touches; used only to notice such changes. */
  readonly monotonic: () => number;
  /** Calls back once, `ms` from now; the returned function cancels. */
  readonly setTimer: (callback: () => void, ms: number) => () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  setTimer(callback, ms) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};
