import type { Alarm, AlarmId, AlarmView, Firing } from './alarm.ts';
import {
  type AlarmSlot,
  armSlot,
  copyOfTracker,
  countsOf,
  createSlot,
  fillSlot,
  outByCommand,
  refillSlot,
  startAnew,
} from './alarm-slot.ts';
import { type Armed, armNow, notArmed } from './arm-now.ts';
import { changeSlot } from './change-alarm.ts';
import { explain } from './explain.ts';
import { stillHolds } from './late.ts';
import type { EpochMs, Pair, PairId, Percent } from './pair.ts';
import { createPairSlot, forgetPast, memoryOfPair, type PairMemory, type PairSlot } from './pair-slot.ts';
import { rearmDelayMs, waitsForRearm } from './rearm.ts';
import type { PricePoint, Sample } from './sample.ts';
import { usualConfirmPercent } from './samples/confirm.ts';
import { blindnessOf, nearestLevelOf, type RingFacet } from './state.ts';
import { type Taken, takeHeld, takeSample } from './take-sample.ts';
import type { Tracker } from './tracker.ts';

export type { Armed } from './arm-now.ts';

/**
 * The alarm engine: samples and commands move alarms; it has no clock, timer, I/O or chance of its own. `now` is
 * always source time in epoch ms. Methods that name a pair or an alarm that is not there throw, unless they say what they
 * answer instead.
 */
export interface Engine {
  /** Watches a pair. `staleMs`: from which age on a quote is too old to judge. Throws if it is watched already. */
  readonly addPair: (pair: Pair, staleMs: number, memory?: PairMemory) => void;
  /** Forgets a pair and its alarms. */
  readonly removePair: (id: PairId) => void;
  readonly pairMemory: (id: PairId) => PairMemory | null;
  /** Time of the pair's last accepted sample; null before the first. */
  readonly lastT: (id: PairId) => EpochMs | null;
  /** Whether a pair cannot be judged: no price for too long, or one that waits for the user's word. */
  readonly isBlind: (id: PairId, now: EpochMs) => boolean;
  /** How far a pair's nearest level is that may fire now, in percent of the last price; null where there is none. */
  readonly nearestLevel: (id: PairId) => Percent | null;
  /** A fallback serves the pair, or no longer: from which age on its quotes are too old to judge. */
  readonly setStaleMs: (id: PairId, staleMs: number) => void;
  /** From how far off a quote waits for the next one. */
  readonly setConfirmPercent: (percent: Percent) => void;
  /**
   * The user decides about a price that may be of another coin: `same` goes on, `another` forgets what was before.
   * False where nothing was to decide.
   */
  readonly decide: (id: PairId, is: 'same' | 'another') => boolean;
  /**
   * Puts an alarm to work. `history` fills its window and is never judged; `stored` continues an earlier run;
   * `armAt` null arms at the next sample. Throws on an id that is there already.
   */
  readonly addAlarm: (
    alarm: Alarm,
    start: {
      readonly armAt: EpochMs | null;
      readonly stored?: Tracker | null;
      /** How often it has fired in earlier runs, so that no firing id is given twice. */
      readonly firedBefore?: number;
      readonly history?: Iterable<Sample>;
      /** Where the condition holds already: ring at once instead of on the next crossing. */
      readonly ringNow?: boolean;
    },
  ) => Armed;
  /**
   * Changes an alarm's rule at `at`. Another condition, coming back from a pause, and a later expiry arm it afresh;
   * `history` fills the window of another condition.
   */
  readonly changeAlarm: (
    alarm: Alarm,
    at: EpochMs,
    more?: { readonly history?: Iterable<Sample>; readonly ringNow?: boolean },
  ) => Armed;
  /** Makes the windows of a pair anew from history that has become more complete; nothing is judged. */
  readonly refill: (id: PairId, history: Iterable<Sample>) => void;
  /** What such an alarm would show if it were armed at `now`, and whether its condition holds already; nothing is kept. */
  readonly preview: (
    alarm: Alarm,
    history: Iterable<Sample>,
    now: EpochMs,
  ) => { readonly view: AlarmView; readonly alreadyTrue: boolean };
  readonly removeAlarm: (id: AlarmId) => void;
  /** Makes a fired alarm active again, `rearmDelayMs` after `at`; false if it is active. */
  readonly rearm: (id: AlarmId, at: EpochMs) => boolean;
  /** Judges one sample of a pair. */
  readonly takeSample: (pairId: PairId, sample: Sample, now: EpochMs) => Taken;
  /**
   * Judges the sample of a pair that waits for confirmation, where `witness` confirms it: a price that another source has
   * seen since the last accepted sample, in the measure of the pair's own. Null where it does not.
   */
  readonly takeHeld: (pairId: PairId, witness: PricePoint, now: EpochMs) => Taken | null;
  /** Whether what came true in a firing is still so at the newest price; false for a pair that is gone. */
  readonly stillHolds: (alarm: Alarm, firing: Firing, history: Iterable<Sample>) => boolean;
  /** A copy of what an alarm remembers, for storing; null for an unknown alarm. */
  readonly tracker: (id: AlarmId) => Tracker | null;
  /** Null for an unknown alarm. */
  readonly view: (id: AlarmId, now: EpochMs, ring: RingFacet | null) => AlarmView | null;
  /** Alarms of a pair, in the order they were added. */
  readonly alarmsOf: (pairId: PairId) => readonly Alarm[];
}

export function createEngine(): Engine {
  const pairs = new Map<PairId, PairSlot>();
  const alarms = new Map<AlarmId, AlarmSlot>();
  let confirmPercent = usualConfirmPercent;

  const pairSlot = (id: PairId): PairSlot => {
    const slot = pairs.get(id);
    if (slot === undefined) throw new Error(`the engine does not watch ${id}`);
    return slot;
  };
  const alarmSlot = (id: AlarmId): AlarmSlot => {
    const slot = alarms.get(id);
    if (slot === undefined) throw new Error(`the engine has no alarm ${id}`);
    return slot;
  };

  // A source's clock may be a little ahead of ours; what has been seen lies before arming all the same.
  const notBeforeLast = (pair: PairSlot, at: EpochMs) => Math.max(at, pair.past.last?.t ?? at);

  return {
    addPair(pair, staleMs, memory) {
      if (pairs.has(pair.id)) throw new Error(`the engine watches ${pair.id} already`);
      pairs.set(pair.id, createPairSlot(pair, staleMs, memory));
    },
    removePair(id) {
      for (const slot of pairs.get(id)?.alarms ?? []) alarms.delete(slot.alarm.id);
      pairs.delete(id);
    },
    pairMemory(id) {
      const slot = pairs.get(id);
      return slot === undefined ? null : memoryOfPair(slot);
    },
    lastT: (id) => pairs.get(id)?.past.last?.t ?? null,
    isBlind(id, now) {
      const slot = pairs.get(id);
      return slot !== undefined && (slot.strange !== null || blindnessOf(slot, now) !== null);
    },
    nearestLevel(id) {
      const slot = pairs.get(id);
      return slot === undefined ? null : nearestLevelOf(slot);
    },
    setStaleMs(id, staleMs) {
      pairSlot(id).staleMs = staleMs;
    },
    setConfirmPercent(percent) {
      confirmPercent = percent;
    },
    decide(id, is) {
      const pair = pairSlot(id);
      if (pair.strange === null) return false;
      pair.strange = null;
      pair.trusted = true;
      if (is === 'same') return true;
      forgetPast(pair);
      pair.alarms.forEach((slot, index) => {
        const { resting, armAt } = slot.tracker;
        const rearmed = waitsForRearm(slot);
        const fresh = createSlot(slot.alarm, null, rearmed ? armAt : null);
        const kept = { ...countsOf(slot.tracker), rearmed, resting };
        Object.assign(fresh.tracker, kept, { out: outByCommand(slot.alarm) });
        alarms.set(slot.alarm.id, fresh);
        pair.alarms[index] = fresh;
      });
      return true;
    },
    addAlarm(alarm, { armAt, stored = null, history = [], firedBefore = 0, ringNow: wantsRing = false }) {
      const pair = pairSlot(alarm.pairId);
      if (alarms.has(alarm.id)) throw new Error(`the engine has the alarm ${alarm.id} already`);
      const at = armAt === null ? null : notBeforeLast(pair, armAt);
      const slot = createSlot(alarm, stored, at);
      slot.tracker.firedCount = Math.max(slot.tracker.firedCount, firedBefore);
      fillSlot(slot, history, slot.changed ? pair.windowsFrom : null);
      if (stored === null) slot.tracker.out = outByCommand(alarm);
      const armed = stored === null && at !== null ? armNow(slot, pair, at, wantsRing) : notArmed;
      slot.changed = false;
      alarms.set(alarm.id, slot);
      pair.alarms.push(slot);
      return armed;
    },
    changeAlarm(alarm, at, { history = [], ringNow: wantsRing = false } = {}) {
      const pair = pairSlot(alarm.pairId);
      const before = alarmSlot(alarm.id);
      if (before.alarm.pairId !== alarm.pairId) throw new Error(`${alarm.id} is of ${before.alarm.pairId}`);
      const { slot, armed } = changeSlot(before, alarm, pair, notBeforeLast(pair, at), {
        history,
        wantsRing,
      });
      slot.changed = false;
      alarms.set(alarm.id, slot);
      pair.alarms[pair.alarms.indexOf(before)] = slot;
      return armed;
    },
    refill(id, history) {
      const samples = [...history];
      for (const slot of pairSlot(id).alarms) refillSlot(slot, samples);
    },
    preview(alarm, history, now) {
      const pair = pairSlot(alarm.pairId);
      const at = notBeforeLast(pair, now);
      const slot = createSlot(alarm, null, at);
      fillSlot(slot, history, pair.windowsFrom);
      const { last } = pair.past;
      const already = last === null ? null : armSlot(slot, at, last, pair.past);
      return { view: explain(slot, pair, now, null), alreadyTrue: already !== null };
    },
    removeAlarm(id) {
      const slot = alarms.get(id);
      if (slot === undefined) return;
      alarms.delete(id);
      const siblings = pairSlot(slot.alarm.pairId).alarms;
      siblings.splice(siblings.indexOf(slot), 1);
    },
    rearm(id, at) {
      const slot = alarms.get(id);
      if (slot === undefined || !(slot.tracker.resting || waitsForRearm(slot))) return false;
      startAnew(slot, at + rearmDelayMs);
      slot.tracker.rearmed = true;
      slot.tracker.out = outByCommand(slot.alarm);
      slot.changed = false;
      return true;
    },
    takeSample: (pairId, sample, now) => takeSample(pairSlot(pairId), sample, now, confirmPercent),
    takeHeld: (pairId, witness, now) => takeHeld(pairSlot(pairId), witness, now, confirmPercent),
    stillHolds(alarm, firing, history) {
      const past = pairs.get(firing.pairId)?.past;
      return past !== undefined && stillHolds(alarm, firing.proof, { past, history });
    },
    tracker(id) {
      const slot = alarms.get(id);
      return slot === undefined ? null : copyOfTracker(slot.tracker);
    },
    view(id, now, ring) {
      const slot = alarms.get(id);
      return slot === undefined ? null : explain(slot, pairSlot(slot.alarm.pairId), now, ring);
    },
    alarmsOf: (pairId) => (pairs.get(pairId)?.alarms ?? []).map((slot) => slot.alarm),
  };
}
