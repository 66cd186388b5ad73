import type { AlarmState, Reason } from './alarm.ts';
import type { AlarmSlot } from './alarm-slot.ts';
import { windowOf } from './condition.ts';
import type { EpochMs } from './pair.ts';
import type { Levels, Past } from './rules/rule.ts';
import { futureToleranceMs } from './samples/accept.ts';
import { blindnessOf, type Circumstances, type Distance } from './state.ts';

function windowReason(slot: AlarmSlot, nearest: Distance | undefined, past: Past): Reason | null {
  const windowMs = windowOf(slot.alarm.condition);
  if (windowMs === null || past.last === null) return null;
  const seenFrom = slot.rule.windowSeenFrom() ?? past.last.t;
  const seenMs = Math.min(windowMs, past.last.t - seenFrom);
  if (nearest === undefined) return { code: 'warming up', seenMs, windowMs };
  if (seenMs < windowMs) return { code: 'seen in part', percent: nearest.percent, seenMs, windowMs };
  return null;
}

type RestReasons = {
  readonly [State in AlarmState]: (slot: AlarmSlot, at: Circumstances) => Reason | null;
};

const left = (until: EpochMs, now: EpochMs) => Math.max(0, until - now);

/** The reason of an alarm that is not waiting for its condition; null where it is. */
const restReasons: RestReasons = {
  ringing: (_slot, { ring, now }) => ({ code: 'ringing', t: ring?.since ?? now }),
  snoozed(_slot, { ring, now }) {
    const until = ring?.kind === 'snoozed' ? ring.until : now;
    return { code: 'snoozed', until, leftMs: left(until, now) };
  },
  paused: () => ({ code: 'paused' }),
  expired: ({ alarm }, { now }) => ({ code: 'expired', t: alarm.expiresAt ?? now }),
  fired: ({ tracker }, { now }) => ({ code: 'fired', t: tracker.lastFiredAt ?? now }),
  blind(_slot, { pair, now }) {
    if (pair.strange !== null) return { code: 'another coin', price: pair.strange.price };
    const since = blindnessOf(pair, now)?.sinceT ?? null;
    return { code: 'blind', forMs: since === null ? null : Math.max(0, now - since) };
  },
  cooling({ tracker }, { now }) {
    const until = tracker.coolUntil ?? tracker.armAt ?? now;
    return { code: 'cooling', until, leftMs: left(until, now), missed: tracker.missed };
  },
  armed: () => null,
};

/** Of several ways back the nearest. */
function nearestReturn(slot: AlarmSlot, { past }: Circumstances): Reason | null {
  const price = past.last?.price ?? 0;
  const [level] = slot.rule.returnsAt(past).toSorted((a, b) => Math.abs(a - price) - Math.abs(b - price));
  return level === undefined ? null : { code: 'way back', level };
}

/** Why nothing can be judged right now although nothing is wrong with the alarm; null where it can. */
function waitReason(slot: AlarmSlot, { past, now, pair }: Circumstances): Reason | null {
  if (past.last === null) return { code: 'no price yet' };
  const ageMs = now - past.last.t;
  if (ageMs > pair.staleMs || ageMs < -futureToleranceMs)
    return { code: 'stale price', ageMs: Math.max(0, ageMs) };
  if (pair.held !== null) return { code: 'confirming', price: pair.held.price };
  return slot.tracker.arming === null ? { code: 'next price' } : null;
}

/** Why an alarm is not ringing. */
export function reasonOf(
  slot: AlarmSlot,
  state: AlarmState,
  levels: Levels,
  nearest: Distance | undefined,
  at: Circumstances,
): Reason {
  const early = restReasons[state](slot, at) ?? waitReason(slot, at);
  if (early !== null) return early;
  const waiting = levels.up ?? levels.down;
  if (nearest === undefined && waiting !== null) {
    return nearestReturn(slot, at) ?? { code: 'already true', level: waiting.price };
  }
  return windowReason(slot, nearest, at.past) ?? { code: 'to go', percent: nearest?.percent ?? 0 };
}
