import { useMemo } from 'react';
import type { AlarmView } from '../../src-core/alarm.ts';
import type { PairId } from '../../src-core/pair.ts';
import { useApp } from '../store/context.tsx';
import type { State } from '../store/store.ts';

/** What a chart shows of an alarm. */
export type ChartAlarm = Pick<
  AlarmView,
  'id' | 'condition' | 'state' | 'upLevel' | 'downLevel' | 'createdAt' | 'lastFiredAt'
>;

/** Alarms as a text: with every price something of them changes, which is mostly nothing that a chart shows. */
function keyOf(state: State, pairId: PairId): string {
  const alarms = (state.alarmIdsByPair[pairId] ?? []).flatMap((alarmId): ChartAlarm[] => {
    const alarm = state.alarms[alarmId];
    if (!alarm) return [];
    const { id, condition, state: shown, upLevel, downLevel, createdAt, lastFiredAt } = alarm;
    return [{ id, condition, state: shown, upLevel, downLevel, createdAt, lastFiredAt }];
  });
  return JSON.stringify(alarms);
}

export function useChartAlarms(pairId: PairId): readonly ChartAlarm[] {
  const key = useApp((state) => keyOf(state, pairId));
  return useMemo(() => JSON.parse(key) as ChartAlarm[], [key]);
}
