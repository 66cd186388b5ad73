import type { Direction } from '../../src-core/condition.ts';
import type { Price } from '../../src-core/pair.ts';
import { isAbove, isBelow, reachedFromAbove, reachedFromBelow } from './levels.ts';

/** Not ready; ready for a touch; or standing at the level itself: ready for the first price beyond it. */
export type Readiness = 'no' | 'touch' | 'beyond';

/** Which rule makes ready again: that before the first firing since arming, or after it the way back as a fraction. */
export type WayBack = 'before the first firing' | number;

/** Whether a price fires an alarm that waits for `level` in this direction. */
export function fires(readiness: Readiness, direction: Direction, x: Price, level: Price): boolean {
  switch (readiness) {
    case 'no':
      return false;
    case 'touch':
      return direction === 'up' ? reachedFromBelow(x, level) : reachedFromAbove(x, level);
    case 'beyond':
      return direction === 'up' ? isAbove(x, level) : isBelow(x, level);
  }
}

/** "Before the first firing since arming: once the condition is false": the price is beyond the level, on the other side. */
export function readyBeforeFirst(direction: Direction, x: Price, level: Price): Readiness {
  const isFalse = direction === 'up' ? isBelow(x, level) : isAbove(x, level);
  return isFalse ? 'touch' : 'no';
}

/** "After it: once the price reached the way back"; standing at the level itself, it waits for the first price beyond. */
export function readyAfterWayBack(direction: Direction, x: Price, level: Price, back: Price): Readiness {
  const isBack = direction === 'up' ? reachedFromAbove(x, back) : reachedFromBelow(x, back);
  if (!isBack) return 'no';
  const beyond = direction === 'up' ? isBelow(x, level) : isAbove(x, level);
  return beyond ? 'touch' : 'beyond';
}

const order: Record<Readiness, number> = { no: 0, beyond: 1, touch: 2 };

/** Nothing that makes ready takes readiness away, in whichever order prices came. */
export function readier(a: Readiness, b: Readiness): Readiness {
  return order[a] >= order[b] ? a : b;
}
