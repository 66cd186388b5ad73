import type { Alarm, Proof } from './alarm.ts';
import { createSlot, fillSlot } from './alarm-slot.ts';
import { assertNever } from './assert-never.ts';
import { type ChannelCondition, type ExtremeCondition, windowOf } from './condition.ts';
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
  fillSlot(slot, history, null);
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

function holdsFromExtreme(
  { extreme, since, percent }: ExtremeCondition,
  proof: Proof,
  price: Price,
  { past, history }: Present,
): boolean {
  const isMax = extreme === 'max';
  const known = isMax ? past.highest : past.lowest;
  const sinceAdded = since.kind === 'pair added' && known !== null;
  const best = sinceAdded ? known.price : bestSince(isMax, proof.reference, history);
  const part = percent / 100;
  return isMax ? reachedFromAbove(price, best * (1 - part)) : reachedFromBelow(price, best * (1 + part));
}

function isOutside(price: Price, { low, high }: ChannelCondition): boolean {
  return isAbove(price, high) || isBelow(price, low);
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
    case 'channel':
      return isOutside(price, condition) === (condition.when === 'leaves');
    case 'extreme':
      return holdsFromExtreme(condition, proof, price, present);
    default:
      return assertNever(condition);
  }
}
