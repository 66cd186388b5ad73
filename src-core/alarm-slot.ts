import type { Alarm, Firing } from './alarm.ts';
import { windowOf } from './condition.ts';
import type { EpochMs } from './pair.ts';
import { createRule, fitsCondition, freshMemory } from './rules/create-rule.ts';
import type { Hit, Judged, Past, Rule } from './rules/rule.ts';
import type { PricePoint, Sample } from './sample.ts';
import type { Tracker } from './tracker.ts';

/** An alarm at work: its rule of the user, what it remembers, and the condition's code. */
export interface AlarmSlot {
  readonly alarm: Alarm;
  readonly tracker: Tracker;
  readonly rule: Rule;
  /** The tracker changed since it was last handed out for storing. */
  changed: boolean;
}

/** A sample as alarms see it: with its range, and without for those that were armed while the range ran. */
export interface JudgedForms {
  readonly whole: Judged;
  readonly priceOnly: Judged;
}

/** A tracker that has seen nothing yet; `armAt` null means that the next sample arms it. */
export function freshTracker(alarm: Alarm, armAt: EpochMs | null): Tracker {
  return {
    armAt,
    arming: null,
    resting: false,
    coolUntil: null,
    firedCount: 0,
    lastFiredAt: null,
    memory: freshMemory(alarm.condition),
  };
}

/** A stored tracker goes on where it stopped; one that does not fit the condition counts as none. */
export function createSlot(alarm: Alarm, stored: Tracker | null, armAt: EpochMs | null): AlarmSlot {
  const fits = stored !== null && fitsCondition(alarm.condition, stored.memory);
  const tracker = fits ? structuredCloneTracker(stored) : freshTracker(alarm, armAt);
  return { alarm, tracker, rule: createRule(alarm.condition, tracker.memory), changed: !fits };
}

function structuredCloneTracker(tracker: Tracker): Tracker {
  return { ...tracker, memory: { ...tracker.memory } };
}

export function judgedForms(sample: Sample): JudgedForms {
  const { t, price, range = null } = sample;
  const whole: Judged = { t, price, range, known: range };
  return { whole, priceOnly: range === null ? whole : { ...whole, range: null } };
}

/** Fills windows with what was traded before; nothing of it is judged. */
export function fillSlot(slot: AlarmSlot, history: Iterable<Sample>): void {
  const from = slot.rule.historyFrom() ?? Number.NEGATIVE_INFINITY;
  for (const { t, price, range } of history) if (t > from) slot.rule.pass(t, price, range ?? null);
}

/** Arms the slot at `at` with the price known then; answers whether its condition is true already. */
export function armSlot(slot: AlarmSlot, at: EpochMs, arming: PricePoint, past: Past): boolean {
  slot.tracker.armAt = at;
  slot.tracker.arming = arming;
  slot.changed = true;
  return slot.rule.arm(at, arming, past);
}

function fire(slot: AlarmSlot, sample: Judged, past: Past, hit: Hit, source: string): Firing {
  const { alarm, tracker } = slot;
  const seenFrom = hit.windowSeenFrom;
  tracker.firedCount += 1;
  tracker.lastFiredAt = sample.t;
  if (alarm.mode === 'once') tracker.resting = true;
  else tracker.coolUntil = sample.t + alarm.cooldownMs;
  slot.changed = true;
  return {
    id: `${alarm.id}#${tracker.firedCount}`,
    alarmId: alarm.id,
    pairId: alarm.pairId,
    t: sample.t,
    proof: {
      condition: alarm.condition,
      direction: hit.direction,
      level: hit.level,
      reference: hit.reference,
      proving: { price: hit.provingPrice, by: hit.by },
      before: past.last,
      after: { t: sample.t, price: sample.price },
      source,
      windowSeenFrom:
        seenFrom === null ? null : Math.max(seenFrom, sample.t - (windowOf(alarm.condition) ?? 0)),
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

/** Ends a cooldown that is over; answers whether a sample of time `t` is judged. */
function isJudged(slot: AlarmSlot, t: EpochMs): boolean {
  const { tracker } = slot;
  if (tracker.resting || (tracker.armAt !== null && t <= tracker.armAt)) return false;
  if (tracker.coolUntil === null) return true;
  if (t < tracker.coolUntil) return false;
  tracker.coolUntil = null;
  slot.changed = true;
  return true;
}

/** Arms a slot that waits for it; answers whether the sample may go on to be judged. */
function armIfDue(slot: AlarmSlot, sample: Judged, past: Past, after: Past): boolean {
  const { tracker, rule } = slot;
  if (tracker.arming !== null) return true;
  if (tracker.armAt === null || past.last === null) {
    // No price was known at arming: this one is the arming price, and is not judged.
    rule.pass(sample.t, sample.price, sample.known);
    armSlot(slot, Math.max(tracker.armAt ?? sample.t, sample.t), { t: sample.t, price: sample.price }, after);
    return false;
  }
  if (sample.t <= tracker.armAt) {
    rule.pass(sample.t, sample.price, sample.known);
    return false;
  }
  armSlot(slot, tracker.armAt, past.last, past);
  return true;
}

/** Moves one alarm by one accepted sample. `past` is what was known of the pair before it, `after` with it. */
export function advanceSlot(
  slot: AlarmSlot,
  forms: JudgedForms,
  past: Past,
  after: Past,
  source: string,
): Firing | null {
  const { rule } = slot;
  if (!armIfDue(slot, forms.whole, past, after)) return null;
  const sample = formFor(slot, forms);
  if (!isJudged(slot, sample.t)) {
    rule.pass(sample.t, sample.price, sample.known);
    return null;
  }
  const hit = rule.judge(sample, past);
  if (rule.takeChanged()) slot.changed = true;
  return hit === null ? null : fire(slot, sample, past, hit, source);
}
