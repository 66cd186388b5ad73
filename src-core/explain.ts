import type { AlarmState, AlarmView, Reason } from './alarm.ts';
import { type AlarmSlot, whyOut } from './alarm-slot.ts';
import { assertNever } from './assert-never.ts';
import { type Direction, modeOf, windowOf } from './condition.ts';
import type { EpochMs, Percent, Price } from './pair.ts';
import type { PairSlot } from './pair-slot.ts';
import { type Levels, noLevels, type Past } from './rules/rule.ts';
import { futureToleranceMs } from './samples/accept.ts';

/** An alarm's ring, as far as its state is concerned; the oldest firing that nobody has acknowledged. */
export type RingFacet =
  | { readonly kind: 'ringing'; readonly since: EpochMs }
  | { readonly kind: 'snoozed'; readonly since: EpochMs; readonly until: EpochMs };

/** What a view is worked out from, besides the alarm itself. `now` is source time. */
interface Circumstances {
  readonly pair: PairSlot;
  readonly past: Past;
  readonly now: EpochMs;
  readonly ring: RingFacet | null;
}

/** A pair without a price for this long is blind: the user is told. In ms. */
export function blindAfter(staleMs: number): number {
  return Math.max(5 * 60_000, 2 * staleMs);
}

/** Why a pair cannot be judged; null while it can. */
export function blindnessOf(pair: PairSlot, now: EpochMs): { readonly sinceT: EpochMs | null } | null {
  const { last } = pair.past;
  const since = last?.t ?? pair.pair.addedAt;
  return now - since > blindAfter(pair.staleMs) ? { sinceT: last?.t ?? null } : null;
}

interface Distance {
  readonly percent: Percent;
  readonly level: Price;
}

function distances(slot: AlarmSlot, levels: Levels, price: Price | null): Distance[] {
  if (price === null) return [];
  const found: Distance[] = [];
  for (const direction of ['up', 'down'] as const satisfies Direction[]) {
    const level = levels[direction];
    if (level === null || !slot.rule.isReady(direction)) continue;
    const gap = direction === 'up' ? level.price - price : price - level.price;
    found.push({ percent: (Math.max(0, gap) / price) * 100, level: level.price });
  }
  return found.sort((a, b) => a.percent - b.percent);
}

/** How far the nearest level of a pair is that may fire with the next sample, in percent; null where there is none. */
export function nearestLevelOf({ alarms, past }: PairSlot): Percent | null {
  let nearest: Percent | null = null;
  for (const slot of alarms) {
    const { arming, resting, out, coolUntil } = slot.tracker;
    if (arming === null || resting || out !== null) continue;
    if (coolUntil !== null && past.last !== null && past.last.t < coolUntil) continue;
    const [first] = distances(slot, slot.rule.levels(past), past.last?.price ?? null);
    if (first !== undefined && (nearest === null || first.percent < nearest)) nearest = first.percent;
  }
  return nearest;
}

function stateOf(slot: AlarmSlot, { now, ring, pair }: Circumstances): AlarmState {
  const { tracker, alarm } = slot;
  if (ring !== null) return ring.kind;
  const isBlind = pair.strange !== null || blindnessOf(pair, now) !== null;
  // While prices come their time counts, and the clock's while they do not.
  const out = whyOut(alarm, isBlind ? now : (pair.past.last?.t ?? now));
  if (out !== null) return out;
  if (tracker.resting) return 'fired';
  if (isBlind) return 'blind';
  if (tracker.coolUntil !== null) return 'cooling';
  const rearmed = tracker.arming === null && tracker.firedCount > 0 && (tracker.armAt ?? 0) > now;
  return rearmed ? 'cooling' : 'armed';
}

function windowReason(slot: AlarmSlot, nearest: Distance | undefined, past: Past): Reason | null {
  const windowMs = windowOf(slot.alarm.condition);
  if (windowMs === null || past.last === null) return null;
  const seenFrom = slot.rule.windowSeenFrom() ?? past.last.t;
  const seenMs = Math.min(windowMs, past.last.t - seenFrom);
  if (nearest === undefined) return { code: 'warming up', seenMs, windowMs };
  if (seenMs < windowMs) return { code: 'seen in part', percent: nearest.percent, seenMs, windowMs };
  return null;
}

/** The reason of an alarm that is not waiting for its condition; null where it is. */
function restReason(slot: AlarmSlot, state: AlarmState, { pair, now, ring }: Circumstances): Reason | null {
  const { tracker, alarm } = slot;
  switch (state) {
    case 'ringing':
      return { code: 'ringing', t: ring?.since ?? now };
    case 'snoozed': {
      const until = ring?.kind === 'snoozed' ? ring.until : now;
      return { code: 'snoozed', until, leftMs: Math.max(0, until - now) };
    }
    case 'paused':
      return { code: 'paused' };
    case 'expired':
      return { code: 'expired', t: alarm.expiresAt ?? now };
    case 'fired':
      return { code: 'fired', t: tracker.lastFiredAt ?? now };
    case 'blind': {
      if (pair.strange !== null) return { code: 'another coin', price: pair.strange.price };
      const since = blindnessOf(pair, now)?.sinceT ?? null;
      return { code: 'blind', forMs: since === null ? null : Math.max(0, now - since) };
    }
    case 'cooling': {
      const until = tracker.coolUntil ?? tracker.armAt ?? now;
      return { code: 'cooling', until, leftMs: Math.max(0, until - now), missed: tracker.missed };
    }
    case 'armed':
      return null;
    default:
      return assertNever(state);
  }
}

/** Of several ways back the nearest. */
function nearestReturn(slot: AlarmSlot, { past }: Circumstances): Reason | null {
  const price = past.last?.price ?? 0;
  const [level] = slot.rule.returnsAt(past).toSorted((a, b) => Math.abs(a - price) - Math.abs(b - price));
  return level === undefined ? null : { code: 'way back', level };
}

function reasonOf(
  slot: AlarmSlot,
  state: AlarmState,
  levels: Levels,
  nearest: Distance | undefined,
  at: Circumstances,
): Reason {
  const { past, now, pair } = at;
  const resting = restReason(slot, state, at);
  if (resting !== null) return resting;
  if (past.last === null) return { code: 'no price yet' };
  const ageMs = now - past.last.t;
  if (ageMs > pair.staleMs || ageMs < -futureToleranceMs)
    return { code: 'stale price', ageMs: Math.max(0, ageMs) };
  if (pair.held !== null) return { code: 'confirming', price: pair.held.price };
  if (slot.tracker.arming === null) return { code: 'next price' };
  const waiting = levels.up ?? levels.down;
  if (nearest === undefined && waiting !== null) {
    return nearestReturn(slot, at) ?? { code: 'already true', level: waiting.price };
  }
  return windowReason(slot, nearest, past) ?? { code: 'to go', percent: nearest?.percent ?? 0 };
}

/** How full the bar is: from the arming price to a target, from nothing to all of a percentage. */
function progressOf(slot: AlarmSlot, nearest: Distance | undefined, price: Price | null): number {
  if (nearest === undefined || price === null) return 0;
  const { condition } = slot.alarm;
  if (condition.kind === 'extreme' || condition.kind === 'move') {
    return clamp(1 - nearest.percent / condition.percent);
  }
  const whole = Math.abs((slot.tracker.arming?.price ?? price) - nearest.level);
  return whole === 0 ? 0 : clamp(1 - Math.abs(price - nearest.level) / whole);
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}

/** What the interface shows of an alarm, worked out only when somebody looks. `now` is source time. */
export function explain(slot: AlarmSlot, pair: PairSlot, now: EpochMs, ring: RingFacet | null): AlarmView {
  const { alarm, tracker } = slot;
  const { past } = pair;
  const at: Circumstances = { pair, past, now, ring };
  const price = past.last?.price ?? null;
  const state = stateOf(slot, at);
  const isOut = tracker.resting || state === 'paused' || state === 'expired';
  const levels = tracker.arming !== null && !isOut ? slot.rule.levels(past) : noLevels;
  // While it cools nothing fires, so nothing is near.
  const nearest = state === 'cooling' ? undefined : distances(slot, levels, price)[0];
  return {
    id: alarm.id,
    pairId: alarm.pairId,
    condition: alarm.condition,
    mode: modeOf(alarm.condition, alarm.mode),
    cooldownMs: alarm.cooldownMs,
    wayBack: alarm.wayBack,
    urgency: alarm.urgency,
    note: alarm.note,
    expiresAt: alarm.expiresAt,
    paused: alarm.paused,
    state,
    reason: reasonOf(slot, state, levels, nearest, at),
    percentToGo: nearest?.percent ?? null,
    progress: progressOf(slot, nearest, price),
    upLevel: levels.up?.price ?? null,
    downLevel: levels.down?.price ?? null,
    firedCount: tracker.firedCount,
    lastFiredAt: tracker.lastFiredAt,
    createdAt: alarm.createdAt,
  };
}
