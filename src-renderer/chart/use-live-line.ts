import { useEffect, useMemo, useState } from 'react';
import type { PairId } from '../../src-core/pair.ts';
import { useServices } from '../store/context.tsx';
import type { State } from '../store/store.ts';
import { dayMs, minuteLine, type Place, type Point } from './minute-line.ts';
import type { ChartData } from './use-chart-data.ts';

function newest(state: State, pairId: PairId): Point | null {
  const pair = state.pairs[pairId];
  return pair?.t == null || pair.price === null ? null : [pair.t, pair.price];
}

function extended(points: readonly Point[], next: Point): readonly Point[] {
  const last = points.at(-1);
  if (last && last[0] === next[0] && last[1] === next[1]) return points;
  return [...points.filter(([t]) => t > next[0] - dayMs), next];
}

/** The fetched line, carried on with every price that comes while the pair is on screen. */
export function useLiveLine(pairId: PairId, chart: ChartData): readonly Place[] {
  const { store } = useServices();
  const [live, setLive] = useState<readonly Point[]>(() => {
    const first = newest(store.getState(), pairId);
    return first ? [first] : [];
  });
  useEffect(
    () =>
      store.subscribe((state, before) => {
        if (state.pairs[pairId] === before.pairs[pairId]) return;
        const next = newest(state, pairId);
        if (next) setLive((points) => extended(points, next));
      }),
    [store, pairId],
  );
  return useMemo(() => {
    if (chart.state !== 'ready') return [];
    const points = [...chart.data.points, ...live];
    const latest = points.reduce((most, [t]) => Math.max(most, t), 0);
    return minuteLine(points, latest);
  }, [chart, live]);
}
