import type { Direction } from './condition.ts';
import { reachedFromAbove, reachedFromBelow } from './levels.ts';
import type { EpochMs, Price } from './pair.ts';
import type { Sample } from './sample.ts';

/** A price at which it is worse than the user wanted to sleep through. */
export interface Worse {
  readonly price: Price;
  /** `down`: worse is at or below the price. */
  readonly direction: Direction;
}

/** A silenced ring. `until` is source time. */
export interface Snooze {
  readonly until: EpochMs;
  readonly unless: Worse | null;
}

/** Why a snooze ends with a sample that was taken; null while it lasts. A wick is enough to be worse. */
export function endOfSnooze({ until, unless }: Snooze, { t, price, range }: Sample): 'worse' | 'time' | null {
  if (unless !== null) {
    const { direction } = unless;
    const reached =
      direction === 'up'
        ? reachedFromBelow(Math.max(price, range?.high ?? price), unless.price)
        : reachedFromAbove(Math.min(price, range?.low ?? price), unless.price);
    if (reached) return 'worse';
  }
  return t >= until ? 'time' : null;
}

/** Whether a snooze is over by the clock alone, which counts while the pair is blind. `now` is source time. */
export function isSnoozeOver({ until }: Snooze, now: EpochMs): boolean {
  return now >= until;
}
