import type { Firing } from './alarm.ts';
import { type AlarmSlot, armSlot, type JudgedForms, startAnew, whyOut } from './alarm-slot.ts';
import { isEdge, modeOf, windowOf } from './condition.ts';
import { cooldownAfter, withFiring } from './cooldown.ts';
import type { EpochMs } from './pair.ts';
import { waitsForRearm } from './rearm.ts';
import type { Hit, Judged, Past } from './rules/rule.ts';
import type { Via } from './sample.ts';

/** What all alarms of a pair are judged with. */
export interface Judgement {
  readonly forms: JudgedForms;
  /** What was known of the pair before the sample, and with it. */
  readonly past: Past;
  readonly after: Past;
  readonly source: string;
}

/** Rest or cooldown begins; answers what the proof says of it. */
function restOrCool(
  slot: AlarmSlot,
  t: EpochMs,
): { readonly ms: number; readonly storm: number | null } | null {
  const { alarm, tracker } = slot;
  tracker.firedLately = withFiring(tracker.firedLately, t);
  if (modeOf(alarm.condition, alarm.mode) === 'once') {
    tracker.resting = true;
    return null;
  }
  const cooldown = cooldownAfter(alarm, tracker.firedLately.length);
  tracker.coolUntil = t + cooldown.ms;
  return cooldown;
}

/** Makes a firing of a hit: the alarm rests or cools from now on. */
export function fire(
  slot: AlarmSlot,
  sample: Judged,
  past: Past,
  hit: Hit,
  source: string,
  via: Via | null,
): Firing {
  const { alarm, tracker } = slot;
  const { t, price } = sample;
  const { missed } = tracker;
  const cooldown = restOrCool(slot, t);
  tracker.firedCount += 1;
  tracker.lastFiredAt = t;
  tracker.missed = 0;
  slot.changed = true;
  const seenFrom = hit.windowSeenFrom;
  const windowFrom = t - (windowOf(alarm.condition) ?? 0);
  return {
    id: `${alarm.id}#${tracker.firedCount}`,
    alarmId: alarm.id,
    pairId: alarm.pairId,
    t,
    urgency: alarm.urgency,
    note: alarm.note,
    proof: {
      condition: alarm.condition,
      direction: hit.direction,
      level: hit.level,
      reference: hit.reference,
      proving: { price: hit.provingPrice, by: hit.by },
      before: past.last,
      after: { t, price },
      source,
      windowSeenFrom: seenFrom === null ? null : Math.max(seenFrom, windowFrom),
      range: sample.range,
      via,
      missed,
      cooldown,
    },
  };
}

/** The sample without its range where that began before the alarm was armed. */
function formFor(slot: AlarmSlot, forms: JudgedForms): Judged {
  const { range, t } = forms.whole;
  const { armAt, arming } = slot.tracker;
  if (range === null || arming === null || armAt === null) return forms.whole;
  return t > armAt && range.from < armAt ? forms.priceOnly : forms.whole;
}

/** Arms a slot whose moment came before a sample of time `t`, with the price known then; answers whether it is armed. */
export function armIfDue(slot: AlarmSlot, t: EpochMs, past: Past): boolean {
  const { armAt, arming } = slot.tracker;
  if (arming !== null) return true;
  if (armAt === null || past.last === null || t <= armAt) return false;
  // What waits for its first price while it is out is armed by coming back.
  if (!waitsForRearm(slot) && whyOut(slot.alarm, t) !== null) return false;
  armSlot(slot, armAt, past.last, past);
  return true;
}

/** Takes in a sample that comes before a slot is armed, and arms it where no price was known. */
function passUnarmed(slot: AlarmSlot, { t, price, known }: Judged, past: Past, after: Past): void {
  const { armAt } = slot.tracker;
  const isEarly = armAt !== null && t <= armAt && (past.last !== null || waitsForRearm(slot));
  slot.rule.pass(t, price, known);
  // No price was known at arming: this one is the arming price, and is not judged.
  if (!isEarly && whyOut(slot.alarm, t) === null) armSlot(slot, Math.max(armAt ?? t, t), { t, price }, after);
}

/** What an alarm does with a sample of time `t`: nothing but remember, judge it, or judge without firing. */
function dutyAt(slot: AlarmSlot, t: EpochMs): 'pass' | 'judge' | 'count' {
  const { alarm, tracker } = slot;
  const out = whyOut(alarm, t);
  if (out !== tracker.out) {
    tracker.out = out;
    slot.changed = true;
  }
  if (out !== null || tracker.resting) return 'pass';
  if (tracker.armAt !== null && t <= tracker.armAt) return 'pass';
  if (tracker.coolUntil === null) return 'judge';
  if (t < tracker.coolUntil) return isEdge(alarm.condition) ? 'count' : 'pass';
  tracker.coolUntil = null;
  slot.changed = true;
  return 'judge';
}

/** Moves one alarm by one accepted sample. */
export function advanceSlot(slot: AlarmSlot, { forms, past, after, source }: Judgement): Firing | null {
  const { rule, tracker } = slot;
  if (tracker.out !== null && !tracker.resting && whyOut(slot.alarm, forms.whole.t) === null) {
    // Came back in a way that the tracker has not heard of: a process that was killed in between.
    startAnew(slot, past.last === null ? null : Math.max(past.last.t, tracker.armAt ?? past.last.t));
  }
  if (!armIfDue(slot, forms.whole.t, past)) {
    passUnarmed(slot, forms.whole, past, after);
    return null;
  }
  const sample = formFor(slot, forms);
  const duty = dutyAt(slot, sample.t);
  if (duty === 'pass') {
    rule.pass(sample.t, sample.price, sample.known);
    return null;
  }
  const hit = rule.judge(sample, past, duty === 'judge');
  if (rule.takeChanged()) slot.changed = true;
  if (hit === null) return null;
  if (duty === 'judge') return fire(slot, sample, past, hit, source, forms.via);
  tracker.missed += 1;
  slot.changed = true;
  return null;
}
