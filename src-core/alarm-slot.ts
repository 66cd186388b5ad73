import type { Alarm } from './alarm.ts';
import { textOf } from './condition.ts';
import type { EpochMs } from './pair.ts';
import { createRule, fitsCondition, freshMemory } from './rules/create-rule.ts';
import type { Already, Judged, Past, Rule } from './rules/rule.ts';
import type { PricePoint, Sample, TradedRange, Via } from './sample.ts';
import type { Cut, Tracker } from './tracker.ts';
import type { WayBack } from './way-back.ts';

/** An alarm at work: its rule of the user, what it remembers, and the condition's code. */
export interface AlarmSlot {
  alarm: Alarm;
  readonly tracker: Tracker;
  rule: Rule;
  readonly wayBack: WayBack;
  /** The tracker changed since it was last handed out for storing. */
  changed: boolean;
}

/** A sample as alarms see it: with its range, and without for those that were armed while the range ran. */
export interface JudgedForms {
  readonly whole: Judged;
  readonly priceOnly: Judged;
  readonly range: TradedRange | null;
  readonly via: Via | null;
}

/** A tracker that has seen nothing yet; `armAt` null means that the next sample arms it. */
export function freshTracker(alarm: Alarm, armAt: EpochMs | null): Tracker {
  return {
    of: textOf(alarm.condition),
    armAt,
    rearmed: false,
    arming: null,
    resting: false,
    coolUntil: null,
    firedCount: 0,
    lastFiredAt: null,
    firedLately: [],
    missed: 0,
    out: null,
    memory: freshMemory(alarm.condition),
  };
}

export function copyOfTracker(tracker: Tracker): Tracker {
  return { ...tracker, memory: { ...tracker.memory } };
}

/** What an alarm has fired: it counts on whatever becomes of the alarm. */
export function countsOf({
  firedCount,
  lastFiredAt,
  firedLately,
}: Tracker): Pick<Tracker, 'firedCount' | 'lastFiredAt' | 'firedLately'> {
  return { firedCount, lastFiredAt, firedLately };
}

/** Rule and tracker are stored one after the other: a process that was killed in between left the tracker of another. */
function fits({ condition }: Alarm, { of, memory }: Tracker): boolean {
  return fitsCondition(condition, memory) && (of === null || of === textOf(condition));
}

/** A stored tracker goes on where it stopped; of one that does not fit the condition only the firings count on. */
export function createSlot(alarm: Alarm, stored: Tracker | null, armAt: EpochMs | null): AlarmSlot {
  const fresh = freshTracker(alarm, armAt);
  const goesOn = stored !== null && fits(alarm, stored);
  const tracker: Tracker = goesOn
    ? { ...copyOfTracker(stored), of: fresh.of }
    : { ...fresh, ...(stored !== null && countsOf(stored)) };
  const wayBack = { value: alarm.wayBack };
  const rule = createRule(alarm.condition, tracker.memory, wayBack);
  return { alarm, tracker, rule, wayBack, changed: !goesOn };
}

export function judgedForms(sample: Sample): JudgedForms {
  const { t, price, range = null, via = null } = sample;
  const whole: Judged = { t, price, range, known: range };
  return { whole, priceOnly: range === null ? whole : { ...whole, range: null }, range, via };
}

/**
 * Fills windows with what was traded before; nothing of it is judged. A new slot's windows reach back to `windowsFrom`,
 * where prices began to be of the measure of now.
 */
export function fillSlot(slot: AlarmSlot, history: Iterable<Sample>, windowsFrom: Cut | null = null): void {
  if (windowsFrom !== null) slot.rule.restartAt(windowsFrom);
  for (const { t, price, range } of historyAfter(slot.rule.restartedAt(), history)) {
    slot.rule.pass(t, price, range ?? null);
  }
}

/** History after a cut: of several samples of its time, those that came after the one it was. */
function historyAfter(cut: Cut | null, history: Iterable<Sample>): Iterable<Sample> {
  if (cut === null) return history;
  const since = [...history].filter((sample) => sample.t >= cut.t);
  const sameTime = since.filter((sample) => sample.t === cut.t);
  const used = cut.nth ?? sameTime.findLastIndex((sample) => sample.price === cut.price) + 1;
  return [...sameTime.slice(used === 0 ? sameTime.length : used), ...since.slice(sameTime.length)];
}

/** Makes the windows anew from history that has become more complete. */
export function refillSlot(slot: AlarmSlot, history: Iterable<Sample>): void {
  slot.rule = createRule(slot.alarm.condition, slot.tracker.memory, slot.wayBack);
  fillSlot(slot, history);
}

/** Arms the slot at `at` with the price known then; answers in what way its condition is true already. */
export function armSlot(slot: AlarmSlot, at: EpochMs, arming: PricePoint, past: Past): Already | null {
  slot.tracker.armAt = at;
  slot.tracker.arming = arming;
  slot.changed = true;
  return slot.rule.arm(at, arming, past);
}

/** Begins a new life: what it has fired counts on, everything else waits for arming. */
export function startAnew(slot: AlarmSlot, armAt: EpochMs | null): void {
  const { tracker, alarm } = slot;
  Object.assign(tracker, freshTracker(alarm, armAt), countsOf(tracker), { memory: tracker.memory });
  slot.changed = true;
}

/** Whether the time of an alarm is over for a sample of time `t`. */
export function isExpired({ expiresAt }: Alarm, t: EpochMs): boolean {
  return expiresAt !== null && t >= expiresAt;
}

/** Why a sample of time `t` is not judged; null where it is. */
export function whyOut(alarm: Alarm, t: EpochMs): Tracker['out'] {
  if (alarm.paused) return 'paused';
  return isExpired(alarm, t) ? 'expired' : null;
}

/** What the tracker hears of a command: that an alarm has expired only samples tell, for their time counts. */
export function outByCommand({ paused }: Alarm): Tracker['out'] {
  return paused ? 'paused' : null;
}
