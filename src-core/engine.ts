import type { Alarm, AlarmId, AlarmView } from './alarm.ts';
import { type AlarmSlot, armSlot, createSlot, fillSlot, freshTracker } from './alarm-slot.ts';
import { explain } from './explain.ts';
import type { EpochMs, Pair, PairId } from './pair.ts';
import {
  createPairSlot,
  memoryOfPair,
  type PairMemory,
  type PairSlot,
  rearmDelayMs,
  type Taken,
  takeSample,
} from './pair-slot.ts';
import type { Sample } from './sample.ts';
import type { Tracker } from './tracker.ts';

/**
 * The alarm engine: samples and commands move alarms; it has no clock, timer, I/O or chance of its own. `now` is
 * always source time in epoch ms.
 */
export interface Engine {
  /** Watches a pair. `staleMs`: from which age on a quote is too old to judge. Throws if it is watched already. */
  readonly addPair: (pair: Pair, staleMs: number, memory?: PairMemory) => void;
  /** Forgets a pair and its alarms. */
  readonly removePair: (id: PairId) => void;
  readonly pairMemory: (id: PairId) => PairMemory | null;
  /** Time of the pair's last accepted sample; null before the first. */
  readonly lastT: (id: PairId) => EpochMs | null;
  /**
   * Puts an alarm to work. `history` fills its window and is never judged; `stored` continues an earlier run;
   * `armAt` null arms at the next sample. Answers whether the condition is true already. Throws on an unknown pair and on
   * an id that is there already.
   */
  readonly addAlarm: (
    alarm: Alarm,
    start: {
      readonly armAt: EpochMs | null;
      readonly stored?: Tracker | null;
      /** How often it has fired in earlier runs, so that no firing id is given twice. */
      readonly firedBefore?: number;
      readonly history?: Iterable<Sample>;
    },
  ) => { readonly alreadyTrue: boolean };
  /** What such an alarm would show if it were armed at `now`; nothing is kept. Throws on an unknown pair. */
  readonly preview: (alarm: Alarm, history: Iterable<Sample>, now: EpochMs) => AlarmView;
  readonly removeAlarm: (id: AlarmId) => void;
  /** Makes a fired alarm active again, `rearmDelayMs` after `at`; false if it is active. */
  readonly rearm: (id: AlarmId, at: EpochMs) => boolean;
  /** Judges one sample of a pair. Throws on an unknown pair. */
  readonly takeSample: (pairId: PairId, sample: Sample, now: EpochMs) => Taken;
  /** A copy of what an alarm remembers, for storing; null for an unknown alarm. */
  readonly tracker: (id: AlarmId) => Tracker | null;
  readonly view: (id: AlarmId, now: EpochMs, ringingSince: EpochMs | null) => AlarmView | null;
  /** Alarms of a pair, in the order they were added. */
  readonly alarmsOf: (pairId: PairId) => readonly Alarm[];
}

/** Re-armed, but not armed yet: doing it again moves the moment. */
function waitsForRearm({ tracker }: AlarmSlot): boolean {
  return tracker.arming === null && tracker.firedCount > 0;
}

export function createEngine(): Engine {
  const pairs = new Map<PairId, PairSlot>();
  const alarms = new Map<AlarmId, AlarmSlot>();

  const pairSlot = (id: PairId): PairSlot => {
    const slot = pairs.get(id);
    if (slot === undefined) throw new Error(`the engine does not watch ${id}`);
    return slot;
  };

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
    addAlarm(alarm, { armAt, stored = null, history = [], firedBefore = 0 }) {
      const pair = pairSlot(alarm.pairId);
      if (alarms.has(alarm.id)) throw new Error(`the engine has the alarm ${alarm.id} already`);
      const { last } = pair.past;
      // A source's clock may be a little ahead of ours; what has been seen lies before arming all the same.
      const at = armAt === null ? null : Math.max(armAt, last?.t ?? armAt);
      const slot = createSlot(alarm, stored, at);
      slot.tracker.firedCount = Math.max(slot.tracker.firedCount, firedBefore);
      fillSlot(slot, history);
      const alreadyTrue =
        stored === null && at !== null && last !== null && armSlot(slot, at, last, pair.past);
      slot.rule.takeChanged();
      slot.changed = false;
      alarms.set(alarm.id, slot);
      pair.alarms.push(slot);
      return { alreadyTrue };
    },
    preview(alarm, history, now) {
      const { past, staleMs } = pairSlot(alarm.pairId);
      const at = Math.max(now, past.last?.t ?? now);
      const slot = createSlot(alarm, null, at);
      fillSlot(slot, history);
      if (past.last !== null) armSlot(slot, at, past.last, past);
      return explain(slot, { past, now, staleMs, ringingSince: null });
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
      const { firedCount, lastFiredAt, memory } = slot.tracker;
      Object.assign(slot.tracker, freshTracker(slot.alarm, at + rearmDelayMs), {
        firedCount,
        lastFiredAt,
        memory,
      });
      return true;
    },
    takeSample: (pairId, sample, now) => takeSample(pairSlot(pairId), sample, now),
    tracker(id) {
      const slot = alarms.get(id);
      return slot === undefined ? null : { ...slot.tracker, memory: { ...slot.tracker.memory } };
    },
    view(id, now, ringingSince) {
      const slot = alarms.get(id);
      if (slot === undefined) return null;
      const { past, staleMs } = pairSlot(slot.alarm.pairId);
      return explain(slot, { past, now, staleMs, ringingSince });
    },
    alarmsOf: (pairId) => (pairs.get(pairId)?.alarms ?? []).map((slot) => slot.alarm),
  };
}
