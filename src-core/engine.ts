import type { Alarm, AlarmId, AlarmView, Firing } from './alarm.ts';
import {
  type AlarmSlot,
  advanceSlot,
  armSlot,
  createSlot,
  fillSlot,
  freshTracker,
  judgedForms,
} from './alarm-slot.ts';
import { explain } from './explain.ts';
import type { EpochMs, Pair, PairId } from './pair.ts';
import type { Past } from './rules/rule.ts';
import type { PricePoint, Sample } from './sample.ts';
import { isSeenAlready, type Refusal, refuse } from './samples/accept.ts';
import {
  createRecent,
  memoryOf,
  type Recent,
  type RecentMemory,
  rememberSample,
  restoreRecent,
  unseenRange,
} from './samples/recent.ts';
import type { Tracker } from './tracker.ts';

/** What a pair remembers between samples; plain data, stored as it is. Prices in the quote asset. */
export interface PairMemory {
  readonly last: Sample | null;
  /** Highest and lowest since the pair was added. */
  readonly highest: PricePoint | null;
  readonly lowest: PricePoint | null;
  /** Highs and lows seen lately; of a candle still running only what is new counts. */
  readonly recent?: RecentMemory;
}

/** What became of a sample. `sample` is what was kept of it: its range without what was seen before. */
export type Taken =
  | { readonly accepted: false; readonly refusal: Refusal }
  | {
      readonly accepted: true;
      readonly sample: Sample;
      readonly firings: readonly Firing[];
      /** Alarms whose tracker must be stored again. */
      readonly changed: readonly AlarmId[];
      /** The pair's highest or lowest is another price now, and must be stored again. */
      readonly extremesMoved: boolean;
    };

interface PairSlot {
  readonly pair: Pair;
  staleMs: number;
  lastSample: Sample | null;
  readonly recent: Recent;
  past: Past;
  readonly alarms: AlarmSlot[];
}

/** The user's re-arm leaves a minute to breathe. */
export const rearmDelayMs = 60_000;

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

/** What is known of a pair once a sample is taken. */
function pastAfter({ pair, past }: PairSlot, { t, price, range }: Sample): Past {
  const sinceAdded = range !== undefined && range.from >= pair.addedAt;
  const low = sinceAdded ? Math.min(price, range.low) : price;
  const high = sinceAdded ? Math.max(price, range.high) : price;
  return {
    last: { t, price },
    highest: past.highest === null || high >= past.highest.price ? { t, price: high } : past.highest,
    lowest: past.lowest === null || low <= past.lowest.price ? { t, price: low } : past.lowest,
  };
}

function takeSample(slot: PairSlot, offered: Sample, now: EpochMs): Taken {
  const last = slot.lastSample;
  const refusal = refuse(offered, last?.t ?? null, now, slot.staleMs);
  if (refusal !== null) return { accepted: false, refusal };
  const range = unseenRange(offered, last?.t ?? null, slot.recent);
  const { t, price, kind } = offered;
  const sample: Sample = range === null ? { t, price, kind } : { t, price, range, kind };
  if (last !== null && isSeenAlready(sample, last)) return { accepted: false, refusal: 'seen already' };
  const forms = judgedForms(sample);
  const firings: Firing[] = [];
  const changed: AlarmId[] = [];
  const before = slot.past;
  const after = pastAfter(slot, sample);
  for (const alarm of slot.alarms) {
    const firing = advanceSlot(alarm, forms, before, after, slot.pair.source);
    if (firing !== null) firings.push(firing);
    if (alarm.changed) {
      changed.push(alarm.alarm.id);
      alarm.changed = false;
    }
  }
  const extremesMoved =
    before.highest?.price !== after.highest?.price || before.lowest?.price !== after.lowest?.price;
  slot.past = after;
  slot.lastSample = sample;
  rememberSample(slot.recent, sample);
  return { accepted: true, sample, firings, changed, extremesMoved };
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
      const last = memory?.last ?? null;
      const slot: PairSlot = {
        pair,
        staleMs,
        lastSample: last,
        recent: memory?.recent === undefined ? createRecent() : restoreRecent(memory.recent),
        past: {
          last: last === null ? null : { t: last.t, price: last.price },
          highest: memory?.highest ?? null,
          lowest: memory?.lowest ?? null,
        },
        alarms: [],
      };
      if (last !== null && memory?.recent === undefined) rememberSample(slot.recent, last);
      pairs.set(pair.id, slot);
    },
    removePair(id) {
      for (const slot of pairs.get(id)?.alarms ?? []) alarms.delete(slot.alarm.id);
      pairs.delete(id);
    },
    pairMemory(id) {
      const slot = pairs.get(id);
      if (slot === undefined) return null;
      const { highest, lowest } = slot.past;
      return { last: slot.lastSample, highest, lowest, recent: memoryOf(slot.recent) };
    },
    addAlarm(alarm, { armAt, stored = null, history = [] }) {
      const pair = pairSlot(alarm.pairId);
      if (alarms.has(alarm.id)) throw new Error(`the engine has the alarm ${alarm.id} already`);
      const { last } = pair.past;
      // A source's clock may be a little ahead of ours; what has been seen lies before arming all the same.
      const at = armAt === null ? null : Math.max(armAt, last?.t ?? armAt);
      const slot = createSlot(alarm, stored, at);
      fillSlot(slot, history);
      const armsNow = slot.tracker.arming === null && stored === null && at !== null && last !== null;
      const alreadyTrue = armsNow && armSlot(slot, at, last, pair.past);
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
