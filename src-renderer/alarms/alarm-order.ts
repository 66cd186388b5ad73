import type { AlarmView } from '../../src-core/alarm.ts';
import type { State } from '../store/store.ts';

const groups = {
  ringing: 0,
  snoozed: 1,
  armed: 2,
  blind: 3,
  cooling: 4,
  fired: 5,
  paused: 6,
  expired: 7,
} as const;

/** Ringing first, then the nearest, then what rests. */
export function nearer(a: AlarmView, b: AlarmView): number {
  const byState = groups[a.state] - groups[b.state];
  if (byState !== 0) return byState;
  if (a.state === 'fired') return (b.lastFiredAt ?? 0) - (a.lastFiredAt ?? 0);
  return (a.percentToGo ?? Infinity) - (b.percentToGo ?? Infinity) || a.createdAt - b.createdAt;
}

/** The alarms of a pair, nearest first, as one text: a list that renders only when the order is another one. */
export function nearestFirst(state: State, pairId: string): string {
  const alarms = (state.alarmIdsByPair[pairId] ?? []).flatMap((id) => state.alarms[id] ?? []);
  return alarms
    .toSorted(nearer)
    .map((alarm) => alarm.id)
    .join('\n');
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  const known = new Set(b);
  return a.length === b.length && a.every((id) => known.has(id));
}

/** The new order; the old one while somebody has a hand on the list and the alarms are the same: rows do not jump away. */
export function settleOrder(
  shown: readonly string[],
  next: readonly string[],
  held: boolean,
): readonly string[] {
  const same = next.length === shown.length && next.every((id, index) => shown[index] === id);
  return same || (held && sameSet(shown, next)) ? shown : next;
}
