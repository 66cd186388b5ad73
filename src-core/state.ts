import type { AlarmState } from './alarm.ts';
import { type AlarmSlot, whyOut } from './alarm-slot.ts';
import type { Direction } from './condition.ts';
import type { EpochMs, Percent, Price } from './pair.ts';
import type { PairSlot } from './pair-slot.ts';
import { waitsForRearm } from './rearm.ts';
import type { Levels, Past } from './rules/rule.ts';

/** An alarm's ring, as far as its state is concerned; the oldest firing that nobody has acknowledged. */
export type RingFacet =
  | { readonly kind: 'ringing'; readonly since: EpochMs }
  | { readonly kind: 'snoozed'; readonly since: EpochMs; readonly until: EpochMs };

/** What a view is worked out from, besides the alarm itself. `now` is source time. */
export interface Circumstances {
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

/** How far a level is. */
export interface Distance {
  readonly percent: Percent;
  readonly level: Price;
}

/** Levels that may fire now, the nearest first. */
export function distances(slot: AlarmSlot, levels: Levels, price: Price | null): Distance[] {
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

/** Re-armed by the user, and the minute is not over. */
function isRearming(slot: AlarmSlot, now: EpochMs): boolean {
  return waitsForRearm(slot) && (slot.tracker.armAt ?? 0) > now;
}

export function stateOf(slot: AlarmSlot, { now, ring, pair }: Circumstances): AlarmState {
  const { tracker, alarm } = slot;
  if (ring !== null) return ring.kind;
  const isBlind = pair.strange !== null || blindnessOf(pair, now) !== null;
  // While prices come their time counts, and the clock's while they do not.
  const out = whyOut(alarm, isBlind ? now : (pair.past.last?.t ?? now));
  if (out !== null) return out;
  if (tracker.resting) return 'fired';
  if (isBlind) return 'blind';
  return tracker.coolUntil !== null || isRearming(slot, now) ? 'cooling' : 'armed';
}
