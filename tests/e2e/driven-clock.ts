import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../../src-runtime/clock.ts';

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** A clock that only the test moves, for a host that does real input and output. */
export interface DrivenClock extends Clock {
  /**
   * Moves time on, firing each timer when it is due and waiting until what it started has set its next timer: a poll
   * has been answered and judged by the time this resolves.
   */
  readonly advance: (ms: number) => Promise<void>;
  /** Waits until as many timers wait as expected: nothing is under way. */
  readonly settle: (timers: number) => Promise<void>;
}

/** Real time after which a test that waits for a timer gives up. */
const patienceMs = 20_000;

export function createDrivenClock(start: number): DrivenClock {
  let now = start;
  const timers = new Set<Timer>();

  const settle = async (expected: number) => {
    const deadline = performance.now() + patienceMs;
    while (timers.size < expected) {
      if (performance.now() > deadline)
        throw new Error(`${timers.size} of ${expected} timers after ${patienceMs} ms`);
      await turn();
    }
  };

  const nextDue = (until: number): Timer | undefined =>
    [...timers].filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0];

  return {
    now: () => now,
    monotonic: () => now - start,
    setTimer(callback, ms) {
      const timer = { at: now + Math.max(0, ms), callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    settle,
    async advance(ms) {
      const until = now + ms;
      for (let timer = nextDue(until); timer !== undefined; timer = nextDue(until)) {
        const waiting = timers.size;
        now = Math.max(now, timer.at);
        timers.delete(timer);
        timer.callback();
        await settle(waiting);
      }
      now = until;
    },
  };
}
