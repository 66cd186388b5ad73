import type { AlarmState, AlarmView } from './alarm.ts';
import type { AlarmSlot } from './alarm-slot.ts';
import { modeOf } from './condition.ts';
import type { EpochMs, Price } from './pair.ts';
import type { PairSlot } from './pair-slot.ts';
import { reasonOf } from './reasons.ts';
import { type Levels, noLevels } from './rules/rule.ts';
import { type Circumstances, type Distance, distances, type RingFacet, stateOf } from './state.ts';

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

function pricesOf({ up, down }: Levels): Pick<AlarmView, 'upLevel' | 'downLevel'> {
  return { upLevel: up?.price ?? null, downLevel: down?.price ?? null };
}

/** Whether its levels mean anything now. */
function isWatching({ tracker }: AlarmSlot, state: AlarmState): boolean {
  return tracker.arming !== null && !tracker.resting && state !== 'paused' && state !== 'expired';
}

/** What the interface shows of an alarm, worked out only when somebody looks. `now` is source time. */
export function explain(slot: AlarmSlot, pair: PairSlot, now: EpochMs, ring: RingFacet | null): AlarmView {
  const { alarm, tracker } = slot;
  const { past } = pair;
  const at: Circumstances = { pair, past, now, ring };
  const price = past.last?.price ?? null;
  const state = stateOf(slot, at);
  const levels = isWatching(slot, state) ? slot.rule.levels(past) : noLevels;
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
    ...pricesOf(levels),
    firedCount: tracker.firedCount,
    lastFiredAt: tracker.lastFiredAt,
    createdAt: alarm.createdAt,
  };
}
