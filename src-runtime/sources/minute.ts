import type { Clock } from '../clock.ts';
import { elapsed, type Mark, markOf } from './elapsed.ts';

export const minuteMs = 60_000;
/** What falls into one such stretch is kept as one. */
const grainMs = 1_000;

export interface Used {
  readonly quotes: number;
  /** Everything else. */
  readonly extra: number;
}

/** Used at a wall clock time, as it is stored. */
export type StoredUse = [at: number, quotes: number, extra: number];

interface Use extends Used {
  readonly first: Mark;
  /** All of it counts as used then. */
  readonly last: Mark;
}

/** What was used in the last 60 seconds. */
export interface Minute {
  readonly add: (used: Used) => void;
  readonly used: () => Used;
  /** How long, in ms, until what is left of the last 60 seconds passes; infinite where even nothing does not. */
  readonly waitUntil: (passes: (used: Used) => boolean) => number;
  readonly stored: () => StoredUse[];
}

export function createMinute(clock: Clock, stored: readonly StoredUse[]): Minute {
  let uses: Use[] = stored.map(([at, quotes, extra]) => {
    // A time ahead of ours was stored before the clock was set back.
    const age = Math.min(Math.max(0, clock.now() - at), minuteMs);
    return { first: markOf(clock, age), last: markOf(clock, age), quotes, extra };
  });

  const leftOf = ({ last }: Use) => minuteMs - elapsed(clock, last);

  const alive = (): readonly Use[] => {
    uses = uses.filter((use) => leftOf(use) > 0);
    return uses;
  };

  const sum = (of: readonly Used[]): Used => ({
    quotes: of.reduce((total, { quotes }) => total + quotes, 0),
    extra: of.reduce((total, { extra }) => total + extra, 0),
  });

  return {
    add({ quotes, extra }) {
      const last = markOf(clock);
      const before = alive().at(-1);
      if (before !== undefined && elapsed(clock, before.first) < grainMs) {
        const sums = sum([before, { quotes, extra }]);
        uses[uses.length - 1] = { ...sums, first: before.first, last };
      } else {
        uses.push({ quotes, extra, first: last, last });
      }
    },
    used: () => sum(alive()),
    waitUntil(passes) {
      const waiting = alive().toSorted((a, b) => leftOf(a) - leftOf(b));
      for (let gone = 0; gone <= waiting.length; gone += 1) {
        const last = waiting[gone - 1];
        if (passes(sum(waiting.slice(gone)))) return last === undefined ? 0 : leftOf(last);
      }
      return Number.POSITIVE_INFINITY;
    },
    stored: () => alive().map(({ last, quotes, extra }) => [last.wall, quotes, extra]),
  };
}
