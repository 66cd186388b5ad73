import type { Firing } from './alarm.ts';
import { type AlarmSlot, armSlot, whyOut } from './alarm-slot.ts';
import { fire } from './judging.ts';
import type { EpochMs } from './pair.ts';
import type { PairSlot } from './pair-slot.ts';
import type { Already } from './rules/rule.ts';

/** What became of arming an alarm. */
export interface Armed {
  /** The condition holds already: it rings on the next crossing, unless it was to ring now. */
  readonly alreadyTrue: boolean;
  readonly firing: Firing | null;
}

export const notArmed: Armed = { alreadyTrue: false, firing: null };

/** Rings for what is true already: the price at arming proves it. */
function ringNow(slot: AlarmSlot, pair: PairSlot, at: EpochMs, already: Already): Firing | null {
  const { arming, memory } = slot.tracker;
  // A stale price never fires, nor does an alarm that is not judged.
  if (arming === null || at - arming.t > pair.staleMs || whyOut(slot.alarm, at) !== null) return null;
  const { direction, level, windowSeenFrom } = already;
  const judged = { ...arming, range: null, known: null };
  if ('fired' in memory) memory.fired = true;
  slot.rule.settle();
  const hit = { direction, level: level.price, reference: level.reference, windowSeenFrom };
  const proved = { ...hit, by: 'price', provingPrice: arming.price } as const;
  return fire(slot, judged, pair.past, proved, pair.pair.source, null);
}

/** Arms at `at` with the last accepted price; where there is none, the next one arms. */
export function armNow(slot: AlarmSlot, pair: PairSlot, at: EpochMs, wantsRing: boolean): Armed {
  const { last } = pair.past;
  const already = last === null ? null : armSlot(slot, at, last, pair.past);
  const firing = already !== null && wantsRing ? ringNow(slot, pair, at, already) : null;
  slot.rule.takeChanged();
  return { alreadyTrue: already !== null, firing };
}
