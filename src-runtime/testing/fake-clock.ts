import type { Clock } from '../clock.ts';

/** 2026-01-05T12:00:00Z: any moment will do; a round one makes failures readable. */
export const testStart = Date.UTC(2026, 0, 5, 12, 0, 0);

/** A clock that moves only when a test moves it. */
export interface FakeClock extends Clock {
  /** Moves on, firing every timer that falls due at its own moment and settling promises in between. */
  readonly advance: (ms: number) => Promise<void>;
  /** Somebody sets the wall clock `ms` ahead (or back); no time passes. */
  readonly jump: (ms: number) => void;
  /** The machine sleeps: the wall clock moves on, the monotonic one and its timers stand still. */
  readonly sleep: (ms: number) => void;
  /** How many timers wait. */
  readonly waiting: () => number;
}

interface Timer {
  readonly due: number;
  readonly callback: () => void;
}

/** Lets everything that waits for promises, and for turns of the event loop, go on; no time passes. */
export async function settle(turns = 6): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

export function createFakeClock(start = testStart): FakeClock {
  let passed = 0;
  let wall = start;
  const timers = new Set<Timer>();

  const nextDue = (until: number): Timer | undefined => {
    let next: Timer | undefined;
    for (const timer of timers) {
      if (timer.due <= until && (next === undefined || timer.due < next.due)) next = timer;
    }
    return next;
  };

  return {
    now: () => wall + passed,
    monotonic: () => passed,
    setTimer(callback, ms) {
      const timer = { due: passed + Math.max(0, ms), callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    async advance(ms) {
      const until = passed + ms;
      await settle();
      for (let timer = nextDue(until); timer !== undefined; timer = nextDue(until)) {
        timers.delete(timer);
        passed = timer.due;
        timer.callback();
        await settle();
      }
      passed = until;
    },
    jump: (ms) => {
      wall += ms;
    },
    sleep: (ms) => {
      wall += ms;
    },
    waiting: () => timers.size,
  };
}
