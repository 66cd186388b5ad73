import type { AlarmView } from '../../src-core/alarm.ts';
import { windowOf } from '../../src-core/condition.ts';
import type { PairId } from '../../src-core/pair.ts';
import type { ReceivedPair } from '../store/mirror.ts';
import type { State } from '../store/store.ts';
import { say } from '../words/say.ts';
import { formatDistance, formatDuration, formatLevel, formatTypedPercent } from '../words/formats.ts';

function alarmsOf(state: State, pairId: PairId): AlarmView[] {
  const ids = state.alarmIdsByPair[pairId] ?? [];
  return ids.map((id) => state.alarms[id]).filter((alarm) => alarm !== undefined);
}

/** The alarm of a pair that is nearest to ringing. */
export function nearestOf(state: State, pairId: PairId): AlarmView | null {
  let nearest: AlarmView | null = null;
  for (const id of state.alarmIdsByPair[pairId] ?? []) {
    const alarm = state.alarms[id];
    if (!alarm || alarm.percentToGo === null || alarm.state !== 'armed') continue;
    if (alarm.upLevel === null && alarm.downLevel === null) continue;
    if (nearest?.percentToGo == null || alarm.percentToGo < nearest.percentToGo) nearest = alarm;
  }
  return nearest;
}

/** `▲ 60,000 · 2.72 %`: the nearest level of a pair's alarms; empty where none is known. */
export function nearestText(state: State, pairId: PairId): string {
  const alarm = nearestOf(state, pairId);
  const pair = state.pairs[pairId];
  if (!alarm || !pair || pair.price === null || alarm.percentToGo === null) return '';
  const { upLevel: up, downLevel: down } = alarm;
  const upward = up !== null && (down === null || up - pair.price <= pair.price - down);
  const level = upward ? up : down;
  if (level === null) return '';
  return `${upward ? '▲' : '▼'} ${formatLevel(level, pair.tickSize)} · ${formatDistance(alarm.percentToGo)}`;
}

/** `5 % in 15 min`: what an alarm waits for that has no level yet. */
function waitingText({ condition }: AlarmView): string {
  const window = windowOf(condition);
  if (!('percent' in condition) || window === null) return '';
  const words = { percent: formatTypedPercent(condition.percent), window: formatDuration(window) };
  return say('watch.move', words);
}

/** What a pair's alarms do where none has a level: what the first one waits for, else what all of them are. */
export function alarmsText(state: State, pairId: PairId): string {
  const alarms = alarmsOf(state, pairId);
  const armed = alarms.find((alarm) => alarm.state === 'armed');
  if (armed) return waitingText(armed);
  const [first] = alarms;
  if (!first || alarms.some((alarm) => alarm.state !== first.state)) return '';
  return first.state === 'paused' || first.state === 'fired' || first.state === 'expired'
    ? say(`state.${first.state}`)
    : '';
}

export function isRinging(state: State, pairId: PairId): boolean {
  return state.ringing.some((ringing) => ringing.kind === 'firing' && ringing.pair.id === pairId);
}

/** What keeps the alarms of a pair from being judged as usual. */
export type Trouble = 'strange' | 'frozen' | 'blind' | 'confirming' | 'stale';

export function troubleOf(pair: ReceivedPair | undefined): Trouble | null {
  if (!pair) return null;
  if (pair.strange !== null) return 'strange';
  if (pair.frozenSince !== null) return 'frozen';
  if (pair.blind) return 'blind';
  if (pair.confirming !== null) return 'confirming';
  return pair.stale && pair.price !== null ? 'stale' : null;
}
