import type { Alarm, Proof } from './alarm.ts';
import { createSlot, fillSlot } from './alarm-slot.ts';
import { assertNever } from './assert-never.ts';
import { windowOf } from './condition.ts';
import { isAbove, isBelow, reachedFromAbove, reachedFromBelow } from './levels.ts';
import type { EpochMs, Price } from './pair.ts';
import type { Past } from './rules/rule.ts';
import type { PricePoint, Sample } from './sample.ts';

/** A firing that is judged later than this after it came true is told in a summary, in ms. */
export const lateAfterMs = 10 * 60_000;

export function isLate(t: EpochMs, now: EpochMs): boolean {
  return now - t > lateAfterMs;
}

/** What `stillHolds` looks at, besides the firing itself. */
export interface Present {
  readonly past: Past;
  /** What was traded lately, sorted by time, for windows and for what is counted since arming. */
  readonly history: Iterable<Sample>;
}

function notBack({ direction, level }: Proof, price: Price): boolean {
  return direction === 'up' ? !isBelow(price, level) : !isAbove(price, level);
}

/** Whether a condition over a window is true for the window that ends now, as if no firing had used anything up. */
function holdsInWindow(alarm: Alarm, newest: PricePoint, { past, history }: Present): boolean {
  const slot = createSlot(alarm, null, null);
  fillSlot(slot, history);
  return slot.rule.arm(newest.t, newest, past) !== null;
}

function bestSince(isMax: boolean, reference: PricePoint, history: Iterable<Sample>): Price {
  let best = reference.price;
  for (const { t, price, range } of history) {
    if (t <= reference.t) continue;
    best = isMax ? Math.max(best, price, range?.high ?? price) : Math.min(best, price, range?.low ?? price);
  }
  return best;
}

/** Whether what came true in a firing is still so at the newest price; false while no price is known. */
export function stillHolds(alarm: Alarm, proof: Proof, present: Present): boolean {
  const { condition } = proof;
  const newest = present.past.last;
  if (newest === null) return false;
  if (windowOf(condition) !== null) return holdsInWindow({ ...alarm, condition }, newest, present);
  const { price } = newest;
  switch (condition.kind) {
    case 'target':
    case 'step':
    case 'move':
      return notBack(proof, price);
    case 'channel': {
      const outside = isAbove(price, condition.high) || isBelow(price, condition.low);
      return condition.when === 'leaves' ? outside : !outside;
    }
    case 'extreme': {
      const isMax = condition.extreme === 'max';
      const known = isMax ? present.past.highest : present.past.lowest;
      const best =
        condition.since.kind === 'pair added' && known !== null
          ? known.price
          : bestSince(isMax, proof.reference, present.history);
      const part = condition.percent / 100;
      return isMax ? reachedFromAbove(price, best * (1 - part)) : reachedFromBelow(price, best * (1 + part));
    }
    default:
      return assertNever(condition);
  }
}
