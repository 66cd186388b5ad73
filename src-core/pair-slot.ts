import type { AlarmSlot } from './alarm-slot.ts';
import type { Pair } from './pair.ts';
import type { Past } from './rules/rule.ts';
import type { PricePoint, Sample } from './sample.ts';
import {
  createRecent,
  memoryOf,
  type Recent,
  type RecentMemory,
  rememberSample,
  restoreRecent,
} from './samples/recent.ts';
import type { Cut } from './tracker.ts';

/** What a pair remembers between samples; plain data, stored as it is. Prices in the quote asset. */
export interface PairMemory {
  readonly last: Sample | null;
  /** Highest and lowest since the pair was added. */
  readonly highest: PricePoint | null;
  readonly lowest: PricePoint | null;
  /** Highs and lows seen lately; of a candle still running only what is new counts. */
  readonly recent?: RecentMemory;
  /** A quote far off that waits for the next one. */
  readonly held?: Sample | null;
  /** A price that may be of another coin: nothing is judged until the user decides. */
  readonly strange?: PricePoint | null;
  /** The user has decided: the next sample is taken as it is. */
  readonly trusted?: boolean;
  /** The last sample came from a fallback whose basis is not known. */
  readonly unbased?: boolean;
  /** The first of those samples: prices before it are of another measure, so that no window reaches back beyond it. */
  readonly windowsFrom?: Cut | null;
  /** How many samples were taken of the time of the last one. */
  readonly sameTime?: number;
}

/** A pair at work, with its alarms. */
export interface PairSlot {
  readonly pair: Pair;
  staleMs: number;
  lastSample: Sample | null;
  recent: Recent;
  past: Past;
  held: Sample | null;
  strange: PricePoint | null;
  trusted: boolean;
  unbased: boolean;
  windowsFrom: Cut | null;
  /** How many samples were taken of the time of the last one. */
  sameTime: number;
  readonly alarms: AlarmSlot[];
}

/** What a pair remembers before its first sample. */
function emptyMemory() {
  return {
    lastSample: null,
    recent: createRecent(),
    past: { last: null, highest: null, lowest: null },
    held: null,
    strange: null,
    trusted: false,
    unbased: false,
    windowsFrom: null,
    sameTime: 0,
  };
}

export function createPairSlot(pair: Pair, staleMs: number, memory?: PairMemory): PairSlot {
  const slot: PairSlot = { pair, staleMs, alarms: [], ...emptyMemory() };
  if (memory === undefined) return slot;
  const { last, highest, lowest, recent, ...rest } = memory;
  Object.assign(slot, rest);
  slot.lastSample = last;
  slot.past = { last: last === null ? null : { t: last.t, price: last.price }, highest, lowest };
  if (recent !== undefined) slot.recent = restoreRecent(recent);
  else if (last !== null) rememberSample(slot.recent, last);
  return slot;
}

/** A copy of what the pair remembers, for storing. */
export function memoryOfPair(slot: PairSlot): PairMemory {
  const { lastSample, past, recent, held, strange, trusted, unbased, windowsFrom, sameTime } = slot;
  const { highest, lowest } = past;
  const flags = { held, strange, trusted, unbased, windowsFrom, sameTime };
  return { last: lastSample, highest, lowest, recent: memoryOf(recent), ...flags };
}

/** Forgets all prices: they were of another coin. */
export function forgetPast(slot: PairSlot): void {
  Object.assign(slot, emptyMemory());
}
