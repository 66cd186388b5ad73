import { type AlarmState, alarmStates } from '../../src-core/alarm.ts';
import type { State } from '../store/store.ts';
import { nearer } from './alarm-order.ts';

/** How the page of all alarms lists them. */
export interface Listing {
  readonly grouped: boolean;
  /** Null: all of them. */
  readonly state: AlarmState | null;
}

const pairMark = 'pair ';
const alarmMark = 'alarm ';

/** A row of the list: the head of a pair, or an alarm. */
export type Row = { readonly kind: 'pair' | 'alarm'; readonly id: string };

export function rowOf(key: string): Row {
  return key.startsWith(pairMark)
    ? { kind: 'pair', id: key.slice(pairMark.length) }
    : { kind: 'alarm', id: key.slice(alarmMark.length) };
}

/** The rows of a list, nearest first, as one text: it is another one only when the order is. */
export function rowsOf(state: State, { grouped, state: wanted }: Listing): string {
  const { alarms, alarmIdsByPair, pairIds } = state;
  const sorted = (pairs: readonly string[]) =>
    pairs
      .flatMap((pair) => alarmIdsByPair[pair] ?? [])
      .flatMap((id) => alarms[id] ?? [])
      .filter((alarm) => wanted === null || alarm.state === wanted)
      .sort(nearer)
      .map(({ id }) => `${alarmMark}${id}`);
  if (!grouped) return sorted(pairIds).join('\n');
  return pairIds
    .flatMap((pair) => {
      const rows = sorted([pair]);
      return rows.length === 0 ? [] : [`${pairMark}${pair}`, ...rows];
    })
    .join('\n');
}

/** How many alarms are in each state, as one text: `3 0 0 1 …` in the order of `alarmStates`. */
export function stateCounts({ alarms }: Pick<State, 'alarms'>): string {
  const counts = new Map<AlarmState, number>();
  for (const { state } of Object.values(alarms)) counts.set(state, (counts.get(state) ?? 0) + 1);
  return alarmStates.map((state) => counts.get(state) ?? 0).join(' ');
}
