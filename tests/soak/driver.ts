import type { FastHost } from './fast-host.ts';

/** Moves the time of a host and of its market on, both by the same steps. */
export interface Driver {
  readonly now: () => number;
  /** Resolves once time has come to `t`; work that waits for the same time goes on together. */
  readonly until: (t: number) => Promise<void>;
  /** Moves on up to `t`, at most as fast as told. */
  readonly run: (t: number) => Promise<void>;
  /** Time stands still from now on; whoever waits need not. */
  readonly end: () => void;
}

interface Waiting {
  readonly t: number;
  readonly resolve: () => void;
}

/** A second at a time: answers come within the step in which they were asked for. */
const stepMs = 1_000;

function rest(ms: number): Promise<void> {
  return new Promise((resolve) => (ms < 1 ? setImmediate(resolve) : setTimeout(resolve, ms)));
}

/** The time of a market that stands still until it drives a host. */
export interface Standing {
  readonly now: () => number;
  /** @param speed how many times faster than real time, at most */
  readonly drive: (host: Pick<FastHost, 'moveTo'>, speed: number) => Driver;
}

export function standingAt(startsAt: number): Standing {
  let now = startsAt;
  let waiting: Waiting[] = [];
  let over = false;

  const wake = () => {
    const due = waiting.filter(({ t }) => t <= now);
    waiting = waiting.filter(({ t }) => t > now);
    for (const { resolve } of due) resolve();
  };

  return {
    now: () => now,
    drive: (host, speed) => ({
      now: () => now,
      until: (t) =>
        t <= now || over ? Promise.resolve() : new Promise((resolve) => waiting.push({ t, resolve })),
      async run(t) {
        while (now < t) {
          const began = performance.now();
          now += stepMs;
          await host.moveTo(now);
          wake();
          await rest(stepMs / speed - (performance.now() - began));
        }
      },
      end() {
        over = true;
        for (const { resolve } of waiting) resolve();
        waiting = [];
      },
    }),
  };
}
