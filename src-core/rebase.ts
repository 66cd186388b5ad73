import type { Firing } from './alarm.ts';
import { type AlarmSlot, armSlot, startAnew, whyOut } from './alarm-slot.ts';
import { armIfDue, fire, type Judgement } from './judging.ts';
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
export function rebaseSlot(slot: AlarmSlot, { forms, past, after, source }: Judgement): Firing | null {
  const sample = forms.priceOnly;
  const { t, price } = sample;
  const point = { t, price };
  armIfDue(slot, t, past);
  if (mayFire(slot, t) && isPassedForSure(slot, price, past)) {
    slot.tracker.coolUntil = null;
    const hit = slot.rule.judge(sample, past, true);
    slot.rule.takeChanged();
    if (hit !== null) return fire(slot, sample, past, hit, source, forms.via);
  } else slot.rule.pass(t, price, null);
  slot.rule.restartAt(point);
  slot.changed = true;
  const { tracker } = slot;
  const { coolUntil, missed } = tracker;
  const armAt = Math.max(tracker.armAt ?? t, t);
  // What rests is armed by the user, and what was re-armed at its minute, which ends with its last price.
  const waits = tracker.arming === null && tracker.armAt !== null && t <= tracker.armAt;
  if (tracker.resting || waits) return null;
  startAnew(slot, armAt);
  // Nobody has asked for it: a cooldown goes on to its end, and what was missed is told.
  tracker.missed = missed;
  if (coolUntil !== null && t < coolUntil) tracker.coolUntil = coolUntil;
  tracker.out = whyOut(slot.alarm, t);
  armSlot(slot, armAt, point, after);
  return null;
}
