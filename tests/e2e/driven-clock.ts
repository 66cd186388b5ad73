import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../../src-runtime/clock.ts';

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** A clock that only the test moves, for a host that does real input and output. */
export interface DrivenClock extends Clock {
  /** Moves time on, firing each timer when it is due: what it asked for has come and is judged before the next one fires. */
  readonly advance: (ms: number) => Promise<void>;
  /** Waits until nothing is under way. */
  readonly settle: () => Promise<void>;
}

/** Real time after which a test that waits for an answer gives up. */
const patienceMs = 20_000;
/** What an answer leads to may take a turn, and ask for more in the next one. */
const quietTurns = 3;

/** @param underWay how many requests of the host have not been answered */
export function createDrivenClock(start: number, underWay: () => number): DrivenClock {
  let now = start;
  const timers = new Set<Timer>();

  const settle = async () => {
    const deadline = performance.now() + patienceMs;
    for (let quiet = 0; quiet < quietTurns; quiet = underWay() === 0 ? quiet + 1 : 0) {
      if (performance.now() > deadline) throw new Error(`${underWay()} requests after ${patienceMs} ms`);
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
        now = Math.max(now, timer.at);
        timers.delete(timer);
        timer.callback();
        await settle();
      }
      now = until;
    },
  };
}
