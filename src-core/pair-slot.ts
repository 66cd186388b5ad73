import type { AlarmId, Firing } from './alarm.ts';
import { type AlarmSlot, advanceSlot, judgedForms } from './alarm-slot.ts';
import type { EpochMs, Pair } from './pair.ts';
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

/** A pair at work, with its alarms. */
export interface PairSlot {
  readonly pair: Pair;
  staleMs: number;
  lastSample: Sample | null;
  readonly recent: Recent;
  past: Past;
  readonly alarms: AlarmSlot[];
}

/** The user's re-arm leaves a minute to breathe. */
export const rearmDelayMs = 60_000;

export function createPairSlot(pair: Pair, staleMs: number, memory: PairMemory | undefined): PairSlot {
  const { last = null, highest = null, lowest = null, recent } = memory ?? {};
  const slot: PairSlot = {
    pair,
    staleMs,
    lastSample: last,
    recent: recent === undefined ? createRecent() : restoreRecent(recent),
    past: { last: last === null ? null : { t: last.t, price: last.price }, highest, lowest },
    alarms: [],
  };
  if (last !== null && recent === undefined) rememberSample(slot.recent, last);
  return slot;
}

/** A copy of what the pair remembers, for storing. */
export function memoryOfPair({ lastSample, past: { highest, lowest }, recent }: PairSlot): PairMemory {
  return { last: lastSample, highest, lowest, recent: memoryOf(recent) };
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

function samePrice(a: PricePoint | null, b: PricePoint | null): boolean {
  return a?.price === b?.price;
}

/** The sample as it is kept, its range without what was seen before, or why it is refused. */
function accept(slot: PairSlot, offered: Sample, now: EpochMs): Sample | Refusal {
  const last = slot.lastSample;
  const lastT = last?.t ?? null;
  const refusal = refuse(offered, lastT, now, slot.staleMs);
  if (refusal !== null) return refusal;
  const range = unseenRange(offered, lastT, slot.recent);
  const { t, price, kind } = offered;
  const sample: Sample = range === null ? { t, price, kind } : { t, price, range, kind };
  return last !== null && isSeenAlready(sample, last) ? 'seen already' : sample;
}

/** A re-arm lies a minute ahead, clocks differ by some more; farther than this only a clock that was set lies. */
const farthestArmingMs = 10 * rearmDelayMs;

/**
 * An alarm that was armed by a clock that ran ahead would sleep until then; no arming lies farther ahead than that.
 * What was seen lies before arming all the same.
 */
function healArming(slot: AlarmSlot, lastT: EpochMs | null, now: EpochMs): void {
  const { tracker } = slot;
  if (tracker.armAt === null || tracker.armAt <= now + farthestArmingMs) return;
  tracker.armAt = lastT ?? now;
  slot.changed = true;
}

/** Judges one sample of a pair with all its alarms, and takes it in. */
export function takeSample(slot: PairSlot, offered: Sample, now: EpochMs): Taken {
  const sample = accept(slot, offered, now);
  if (typeof sample === 'string') return { accepted: false, refusal: sample };
  const forms = judgedForms(sample);
  const firings: Firing[] = [];
  const changed: AlarmId[] = [];
  const before = slot.past;
  const after = pastAfter(slot, sample);
  for (const alarm of slot.alarms) {
    healArming(alarm, before.last?.t ?? null, now);
    const firing = advanceSlot(alarm, forms, before, after, slot.pair.source);
    if (firing !== null) firings.push(firing);
    if (alarm.changed) {
      changed.push(alarm.alarm.id);
      alarm.changed = false;
    }
  }
  const extremesMoved = !samePrice(before.highest, after.highest) || !samePrice(before.lowest, after.lowest);
  slot.past = after;
  slot.lastSample = sample;
  rememberSample(slot.recent, sample);
  return { accepted: true, sample, firings, changed, extremesMoved };
}
