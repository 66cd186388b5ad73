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

/** Arms a slot that waits for it; answers whether the sample may go on to be judged. */
function armIfDue(slot: AlarmSlot, sample: Judged, past: Past, after: Past): boolean {
  const { tracker, rule } = slot;
  if (tracker.arming !== null) return true;
  // A re-arm waits for its minute, whether or not a price was known when it was asked for.
  const waits = waitsForRearm(slot) && sample.t <= (tracker.armAt ?? 0);
  if (!waits && (tracker.armAt === null || past.last === null)) {
    // No price was known at arming: this one is the arming price, and is not judged.
    rule.pass(sample.t, sample.price, sample.known);
    armSlot(slot, Math.max(tracker.armAt ?? sample.t, sample.t), { t: sample.t, price: sample.price }, after);
    return false;
  }
  if (tracker.armAt === null || past.last === null || sample.t <= tracker.armAt) {
    rule.pass(sample.t, sample.price, sample.known);
    return false;
  }
  armSlot(slot, tracker.armAt, past.last, past);
  return true;
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
  if (!armIfDue(slot, forms.whole, past, after)) return null;
  const sample = formFor(slot, forms);
  const duty = dutyAt(slot, sample.t);
  if (duty === 'pass') {
    rule.pass(sample.t, sample.price, sample.known);
    return null;
  }
  const hit = rule.judge(sample, past);
  if (rule.takeChanged()) slot.changed = true;
  if (hit === null) return null;
  if (duty === 'judge') return fire(slot, sample, past, hit, source, forms.via);
  tracker.missed += 1;
  slot.changed = true;
  return null;
}
