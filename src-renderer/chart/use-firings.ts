import { useEffect, useMemo, useState } from 'react';
import type { FiringId } from '../../src-core/alarm.ts';
import type { PairId } from '../../src-core/pair.ts';
import type { FiringView } from '../../src-shared/contract/schemas.ts';
import { useServices } from '../store/context.tsx';
import type { State } from '../store/store.ts';
import type { ChartAnswer } from './use-chart-data.ts';

const none: readonly FiringView[] = [];
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

/** The rings in the range: those that were fetched, and those that came while the pair is on screen, in order of time. */
export function useFirings(pairId: PairId, answer: ChartAnswer | null): readonly FiringView[] {
  const { store } = useServices();
  const fetched = answer?.firings ?? none;
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
    const all = new Map([...seen, ...fetched.map((firing) => [firing.id, firing] as const)]);
    return [...all.values()].toSorted((a, b) => a.t - b.t);
  }, [fetched, seen]);
}
