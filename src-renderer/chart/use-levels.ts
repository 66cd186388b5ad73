import { useEffect, useMemo, useState } from 'react';
import type { FiringId } from '../../src-core/alarm.ts';
import type { PairId, Price } from '../../src-core/pair.ts';
import type { FiringView } from '../../src-shared/contract/schemas.ts';
import { useApp, useServices } from '../store/context.tsx';
import type { State } from '../store/store.ts';
import { dayMs } from './minute-line.ts';
import type { Mark } from './price-chart.ts';
import type { ChartData } from './use-chart-data.ts';

/** The prices at which alarms of a pair would ring, as a text: levels of windows move with every price, most stay. */
function levelsKey(state: State, pairId: PairId): string {
  const levels = (state.alarmIdsByPair[pairId] ?? []).flatMap((id) => {
    const alarm = state.alarms[id];
    return alarm ? [alarm.upLevel, alarm.downLevel] : [];
  });
  return [...new Set(levels.filter((level) => level !== null))].join(' ');
}

export function useLevels(pairId: PairId): readonly Price[] {
  const key = useApp((state) => levelsKey(state, pairId));
  return useMemo(() => (key === '' ? [] : key.split(' ').map(Number)), [key]);
}

const noFirings: readonly FiringView[] = [];
type Firings = ReadonlyMap<FiringId, FiringView>;

/** The firings of a pair that ring, added to those known: a dismissed one stops ringing, but stays on the chart. */
function withRinging(known: Firings, ringing: State['ringing'], pairId: PairId): Firings {
  const fresh = ringing.flatMap((each) =>
    each.kind === 'firing' && each.pair.id === pairId && !known.has(each.id)
      ? [[each.id, each.firing] as const]
      : [],
  );
  return fresh.length === 0 ? known : new Map([...known, ...fresh]);
}

/** The rings of the last 24 hours: those that were fetched, and those that came while the pair is on screen. */
export function useMarks(pairId: PairId, chart: ChartData): readonly Mark[] {
  const { store } = useServices();
  const fetched = chart.state === 'ready' ? chart.data.firings : noFirings;
  const [seen, setSeen] = useState(() => withRinging(new Map(), store.getState().ringing, pairId));
  useEffect(
    () =>
      store.subscribe((state, before) => {
        if (state.ringing === before.ringing) return;
        setSeen((known) => withRinging(known, state.ringing, pairId));
      }),
    [store, pairId],
  );
  return useMemo(() => {
    const all = [...new Map([...fetched.map((firing) => [firing.id, firing] as const), ...seen]).values()];
    const newest = all.reduce((latest, firing) => Math.max(latest, firing.t), 0);
    return all
      .filter((firing) => firing.t > newest - dayMs)
      .map(({ t, proof }) => ({ t, price: proof.proving.price, direction: proof.direction }));
  }, [fetched, seen]);
}
