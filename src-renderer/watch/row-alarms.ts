import type { AlarmView } from '../../src-core/alarm.ts';
import type { PairId } from '../../src-core/pair.ts';
import type { State } from '../store/store.ts';
import { say } from '../words/say.ts';
import { formatDistance, formatPrice } from '../words/formats.ts';

/** The alarm of a pair that is nearest to ringing. */
function nearestOf(state: State, pairId: PairId): AlarmView | null {
  let nearest: AlarmView | null = null;
  for (const id of state.alarmIdsByPair[pairId] ?? []) {
    const alarm = state.alarms[id];
    if (!alarm || alarm.percentToGo === null || alarm.state !== 'armed') continue;
    if (alarm.upLevel === null && alarm.downLevel === null) continue;
    if (nearest?.percentToGo == null || alarm.percentToGo < nearest.percentToGo) nearest = alarm;
  }
  return nearest;
}

/** `▲ 60,000.00 · 2.72 %`: the nearest level of a pair's alarms; empty where none is known. */
export function nearestText(state: State, pairId: PairId): string {
  const alarm = nearestOf(state, pairId);
  const pair = state.pairs[pairId];
  if (!alarm || !pair || pair.price === null || alarm.percentToGo === null) return '';
  const { upLevel: up, downLevel: down } = alarm;
  const upward = up !== null && (down === null || up - pair.price <= pair.price - down);
  const level = upward ? up : down;
  if (level === null) return '';
  return `${upward ? '▲' : '▼'} ${formatPrice(level, pair.tickSize)} · ${formatDistance(alarm.percentToGo)}`;
}

export function isRinging(state: State, pairId: PairId): boolean {
  return state.ringing.some((ringing) => ringing.kind === 'firing' && ringing.pair.id === pairId);
}

/** What keeps the alarms of a pair from being judged as usual, in a word or two; empty where nothing does. */
export function troubleOf(state: State, pairId: PairId): string {
  const pair = state.pairs[pairId];
  if (!pair) return '';
  if (pair.strange !== null) return say('watch.strange');
  if (pair.frozenSince !== null) return say('watch.frozen');
  if (pair.blind) return say('watch.blind');
  return pair.confirming === null ? '' : say('watch.confirming');
}
