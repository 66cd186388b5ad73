import type { Alarm } from './alarm.ts';
import { type AlarmSlot, createSlot, fillSlot, isExpired, outByCommand, startAnew } from './alarm-slot.ts';
import { type Armed, armNow, notArmed } from './arm-now.ts';
import { sameCondition } from './condition.ts';
import type { EpochMs } from './pair.ts';
import type { PairSlot } from './pair-slot.ts';
import type { Sample } from './sample.ts';

/** How an alarm is changed. */
export interface Change {
  /** Fills the window of another condition. */
  readonly history: Iterable<Sample>;
  readonly wantsRing: boolean;
}

/** Whether an alarm that was paused or expired is judged again from `at` on. */
function comesBack({ alarm: before, tracker }: AlarmSlot, alarm: Alarm, at: EpochMs): boolean {
  if (alarm.paused || tracker.resting) return false;
  if (before.paused || tracker.out === 'paused') return true;
  return (tracker.out === 'expired' || isExpired(before, at)) && !isExpired(alarm, at);
}

/** Puts another rule in the place of a slot's; answers the slot that goes on, which is a new one for another condition. */
export function changeSlot(
  slot: AlarmSlot,
  alarm: Alarm,
  pair: PairSlot,
  at: EpochMs,
  { history, wantsRing }: Change,
): { readonly slot: AlarmSlot; readonly armed: Armed } {
  if (!sameCondition(slot.alarm.condition, alarm.condition)) {
    // The tracker is of another condition, so that only its firings count on.
    const fresh = createSlot(alarm, slot.tracker, at);
    fresh.tracker.out = outByCommand(alarm);
    fillSlot(fresh, history, pair.windowsFrom);
    return { slot: fresh, armed: armNow(fresh, pair, at, wantsRing) };
  }
  const { tracker } = slot;
  const back = comesBack(slot, alarm, at);
  const staysExpired = !back && tracker.out === 'expired' && isExpired(alarm, at);
  slot.alarm = alarm;
  slot.wayBack.value = alarm.wayBack;
  slot.rule.settle();
  if (back) startAnew(slot, at);
  tracker.out = outByCommand(alarm) ?? (staysExpired ? 'expired' : null);
  return { slot, armed: back ? armNow(slot, pair, at, wantsRing) : notArmed };
}
