import type { AlarmId, Firing } from './alarm.ts';
import { judgedForms } from './alarm-slot.ts';
import { advanceSlot, type Judgement } from './judging.ts';
import type { EpochMs, Percent } from './pair.ts';
import type { PairSlot } from './pair-slot.ts';
import { healArming } from './rearm.ts';
import { rebaseSlot } from './rebase.ts';
import type { Past } from './rules/rule.ts';
import type { PricePoint, Sample } from './sample.ts';
import { isSeenAlready, type Refusal, refuse, withPriceInRange } from './samples/accept.ts';
import { confirms, mustConfirm, withoutFarRange } from './samples/confirm.ts';
import { isAnotherCoin } from './samples/other-coin.ts';
import { memoryOf, type Recent, rememberSample, restoreRecent, unseenRange } from './samples/recent.ts';

/** What became of a sample. */
export type Taken =
  | {
      readonly accepted: false;
      readonly refusal: Refusal;
      /** What the pair remembers is different now, and must be stored again. */
      readonly memoryChanged: boolean;
    }
  | {
      readonly accepted: true;
      /** What was kept of the sample that was offered: its range without what was seen before. */
      readonly sample: Sample;
      /** Everything that was judged, in order: a held sample that it confirmed, and itself. */
      readonly samples: readonly Sample[];
      readonly firings: readonly Firing[];
      /** Alarms whose tracker must be stored again. */
      readonly changed: readonly AlarmId[];
      readonly memoryChanged: boolean;
      /** A low or high far off was left out; the closed candle will prove it or not. */
      readonly unconfirmed: boolean;
    };

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

function withoutSeen(sample: Sample, lastT: EpochMs | null, recent: Recent): Sample {
  const range = unseenRange(sample, lastT, recent);
  if (range === (sample.range ?? null)) return sample;
  const { range: _range, ...rest } = sample;
  return range === null ? rest : { ...rest, range };
}

/** A sample as it would be kept after `before`: without what is far off, and without what was seen. */
function asKept(sample: Sample, before: Sample | null, recent: Recent, percent: Percent) {
  const clipped = withoutFarRange(sample, before?.price ?? null, percent);
  return { kept: withoutSeen(clipped.sample, before?.t ?? null, recent), unconfirmed: clipped.unconfirmed };
}

/** What a sample is measured against: the one that decides against the held one, as if that had been taken. */
function withHeld({ held, lastSample, recent }: PairSlot, percent: Percent) {
  if (held === null) return { before: lastSample, recent };
  const { kept } = asKept(held, lastSample, recent, percent);
  const later = restoreRecent(memoryOf(recent));
  rememberSample(later, kept);
  return { before: kept, recent: later };
}

/** What is wrong with a sample by itself, or as one that follows the last one. */
function flawOf(slot: PairSlot, sample: Sample, now: EpochMs, percent: Percent): Refusal | null {
  const { before, recent } = withHeld(slot, percent);
  const refusal = refuse(sample, before?.t ?? null, now, slot.staleMs);
  if (refusal !== null || before === null) return refusal;
  return isSeenAlready(asKept(sample, before, recent, percent).kept, before) ? 'seen already' : null;
}

/** Why a sample is not judged now; `slot` remembers what it must. */
function whyNot(slot: PairSlot, sample: Sample, now: EpochMs, percent: Percent): Refusal | null {
  const flaw = flawOf(slot, sample, now, percent);
  if (flaw !== null) return flaw;
  if (slot.strange !== null) return 'another coin';
  if (slot.trusted) return null;
  if (isAnotherCoin(sample, slot.lastSample)) {
    slot.strange = { t: sample.t, price: sample.price };
    return 'another coin';
  }
  if (slot.held !== null || !mustConfirm(sample, slot.lastSample?.price ?? null, percent)) return null;
  slot.held = sample;
  return 'confirming';
}

/** Lets all alarms of the pair judge one sample, and takes it in. */
function judgeAll(
  slot: PairSlot,
  sample: Sample,
  firings: Firing[],
  changed: Set<AlarmId>,
  now: EpochMs,
): void {
  const before = slot.past;
  const after = pastAfter(slot, sample);
  const unbased = sample.via !== undefined && sample.via.basis === null;
  const judgement: Judgement = { forms: judgedForms(sample), past: before, after, source: slot.pair.source };
  const isFirstUnbased = unbased && !slot.unbased && before.last !== null;
  const advance = isFirstUnbased ? rebaseSlot : advanceSlot;
  for (const alarm of slot.alarms) {
    healArming(alarm, before.last?.t ?? null, now);
    const firing = advance(alarm, judgement);
    if (firing !== null) firings.push(firing);
    if (alarm.changed) {
      changed.add(alarm.alarm.id);
      alarm.changed = false;
    }
  }
  slot.sameTime = before.last?.t === sample.t ? slot.sameTime + 1 : 1;
  slot.past = after;
  slot.lastSample = sample;
  slot.unbased = unbased;
  if (isFirstUnbased) slot.windowsFrom = { t: sample.t, price: sample.price, nth: slot.sameTime };
  rememberSample(slot.recent, sample);
}

/** Whether what is stored of a pair besides its samples is different now. */
function remembersMore(before: PairSlot, after: PairSlot): boolean {
  const flags = (['held', 'strange', 'trusted', 'unbased'] as const).some(
    (key) => before[key] !== after[key],
  );
  const { highest, lowest } = before.past;
  return flags || !samePrice(highest, after.past.highest) || !samePrice(lowest, after.past.lowest);
}

/** The held sample, if this one confirms it. */
function confirmedHeld({ held, lastSample }: PairSlot, next: PricePoint): Sample | null {
  if (held === null || lastSample === null) return null;
  return confirms(held.price, next.price, lastSample.price) ? held : null;
}

/**
 * Judges one sample of a pair with all its alarms, and takes it in.
 * @param percent a quote farther than this from the last accepted price waits for the next one
 */
export function takeSample(slot: PairSlot, given: Sample, now: EpochMs, percent: Percent): Taken {
  const offered = withPriceInRange(given);
  const before = { ...slot };
  const refusal = whyNot(slot, offered, now, percent);
  if (refusal !== null) {
    return { accepted: false, refusal, memoryChanged: remembersMore(before, slot) };
  }
  const confirmed = confirmedHeld(slot, offered);
  return takeIn(slot, confirmed === null ? [offered] : [confirmed, offered], now, percent);
}

/**
 * Takes the held sample in without waiting for the next one of its own source.
 * @param witness what another source has seen of the same pair, in this one's measure
 * @returns null where nothing is held, or where the witness is no newer than the last accepted sample or does not confirm
 */
export function takeHeld(slot: PairSlot, witness: PricePoint, now: EpochMs, percent: Percent): Taken | null {
  const { lastSample, strange } = slot;
  if (lastSample === null || strange !== null || witness.t <= lastSample.t) return null;
  const confirmed = confirmedHeld(slot, witness);
  return confirmed === null ? null : takeIn(slot, [confirmed], now, percent);
}

function takeIn(slot: PairSlot, all: readonly [Sample, ...Sample[]], now: EpochMs, percent: Percent): Taken {
  const before = { ...slot };
  const firings: Firing[] = [];
  const changed = new Set<AlarmId>();
  const samples: Sample[] = [];
  let unconfirmed = false;
  slot.held = null;
  slot.trusted = false;
  for (const one of all) {
    const found = asKept(one, slot.lastSample, slot.recent, percent);
    unconfirmed ||= found.unconfirmed;
    judgeAll(slot, found.kept, firings, changed, now);
    samples.push(found.kept);
  }
  const memoryChanged = remembersMore(before, slot);
  const sample = samples.at(-1) ?? all[0];
  return { accepted: true, sample, samples, firings, changed: [...changed], memoryChanged, unconfirmed };
}
