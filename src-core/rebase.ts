import type { Firing } from './alarm.ts';
import { type AlarmSlot, armSlot, startAnew, whyOut } from './alarm-slot.ts';
import { advanceSlot, fire, type Judgement } from './judging.ts';
import type { Price } from './pair.ts';
import type { Past } from './rules/rule.ts';

/** A level passed by this much is no matter of what the price is measured in. */
const certain = 0.01;

/** Whether a ready target or channel is passed by so much that another measure cannot be the reason. */
function isPassedForSure(slot: AlarmSlot, price: Price, past: Past): boolean {
  const { kind } = slot.alarm.condition;
  if (kind !== 'target' && kind !== 'channel') return false;
  const { up, down } = slot.rule.levels(past);
  const above = up !== null && slot.rule.isReady('up') && price >= up.price * (1 + certain);
  const below = down !== null && slot.rule.isReady('down') && price <= down.price * (1 - certain);
  return above || below;
}

function mayFire({ tracker, alarm }: AlarmSlot, t: number): boolean {
  const { arming, armAt, coolUntil, resting } = tracker;
  if (resting || whyOut(alarm, t) !== null || arming === null) return false;
  return (armAt === null || t > armAt) && (coolUntil === null || t >= coolUntil);
}

/**
 * The first sample of a fallback whose basis is not known: its prices may be off by a percent, so every alarm is armed
 * afresh with it, except that a target or channel that is passed for sure fires.
 */
export function rebaseSlot(slot: AlarmSlot, judgement: Judgement): Firing | null {
  const { forms, past, after, source } = judgement;
  const sample = forms.priceOnly;
  const { t, price } = sample;
  const { armAt: due, arming } = slot.tracker;
  if (arming === null && due === null) return advanceSlot(slot, judgement);
  // The minute of a re-arm is over: it was armed by the price before, and that is what this one may be past.
  if (arming === null && due !== null && t > due && past.last !== null) armSlot(slot, due, past.last, past);
  const point = { t, price };
  if (mayFire(slot, t) && isPassedForSure(slot, price, past)) {
    slot.tracker.coolUntil = null;
    const hit = slot.rule.judge(sample, past);
    slot.rule.takeChanged();
    if (hit !== null) return fire(slot, sample, past, hit, source, forms.via);
  }
  slot.rule.restartAt(point);
  slot.changed = true;
  const { tracker } = slot;
  // One that rests goes on resting, one whose re-arm waits goes on waiting; what comes then is of the new measure.
  if (tracker.resting || tracker.arming === null) return null;
  // Another measure is no reason to be less patient.
  const { coolUntil, missed, armAt } = tracker;
  startAnew(slot, t);
  Object.assign(tracker, { coolUntil, missed, out: whyOut(slot.alarm, t) });
  armSlot(slot, Math.max(armAt ?? t, t), point, after);
  return null;
}
