import type { AlarmState, AlarmView, Reason } from './alarm.ts';
import type { AlarmSlot } from './alarm-slot.ts';
import { type Direction, windowOf } from './condition.ts';
import type { EpochMs, Percent, Price } from './pair.ts';
import { type Levels, noLevels, type Past } from './rules/rule.ts';
import { futureToleranceMs } from './samples/accept.ts';

/** What a view is worked out from, besides the alarm itself. `now` is source time. */
export interface Circumstances {
  readonly past: Past;
  readonly now: EpochMs;
  readonly staleMs: number;
  /** When the alarm's oldest unacknowledged firing happened; null while it is silent. */
  readonly ringingSince: EpochMs | null;
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

function stateOf(slot: AlarmSlot, { now, ringingSince }: Circumstances): AlarmState {
  const { tracker } = slot;
  if (ringingSince !== null) return 'ringing';
  if (tracker.resting) return 'fired';
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
function restReason(slot: AlarmSlot, state: AlarmState, { now, ringingSince }: Circumstances): Reason | null {
  const { tracker } = slot;
  if (ringingSince !== null) return { code: 'ringing', t: ringingSince };
  if (state === 'fired') return { code: 'fired', t: tracker.lastFiredAt ?? now };
  if (state === 'cooling') {
    const until = tracker.coolUntil ?? tracker.armAt ?? now;
    return { code: 'cooling', until, leftMs: Math.max(0, until - now) };
  }
  return null;
}

function reasonOf(
  slot: AlarmSlot,
  state: AlarmState,
  levels: Levels,
  nearest: Distance | undefined,
  at: Circumstances,
): Reason {
  const { past, now, staleMs } = at;
  const resting = restReason(slot, state, at);
  if (resting !== null) return resting;
  if (past.last === null) return { code: 'no price yet' };
  const ageMs = now - past.last.t;
  if (ageMs > staleMs || ageMs < -futureToleranceMs)
    return { code: 'stale price', ageMs: Math.max(0, ageMs) };
  if (slot.tracker.arming === null) return { code: 'next price' };
  const waiting = levels.up ?? levels.down;
  if (nearest === undefined && waiting !== null) return { code: 'already true', level: waiting.price };
  return windowReason(slot, nearest, past) ?? { code: 'to go', percent: nearest?.percent ?? 0 };
}

/** How full the bar is: from the arming price to a target, from nothing to all of a percentage. */
function progressOf(slot: AlarmSlot, nearest: Distance | undefined, price: Price | null): number {
  if (nearest === undefined || price === null) return 0;
  const { condition } = slot.alarm;
  if (condition.kind !== 'target') return clamp(1 - nearest.percent / condition.percent);
  const whole = Math.abs((slot.tracker.arming?.price ?? price) - condition.price);
  return whole === 0 ? 0 : clamp(1 - Math.abs(price - condition.price) / whole);
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}

/** What the interface shows of an alarm, worked out only when somebody looks. */
export function explain(slot: AlarmSlot, at: Circumstances): AlarmView {
  const { alarm, tracker } = slot;
  const price = at.past.last?.price ?? null;
  const waits = tracker.arming !== null && !tracker.resting;
  const levels = waits ? slot.rule.levels(at.past) : noLevels;
  const state = stateOf(slot, at);
  // While it cools nothing is judged, so nothing is near.
  const nearest = state === 'cooling' ? undefined : distances(slot, levels, price)[0];
  return {
    id: alarm.id,
    pairId: alarm.pairId,
    condition: alarm.condition,
    mode: alarm.mode,
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
