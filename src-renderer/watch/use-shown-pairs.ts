import { useEffect, useMemo, useState } from 'react';
import type { PairId } from '../../src-core/pair.ts';
import { useApp, useServices } from '../store/context.tsx';
import { fitsText, isOfKind, type Kind, type Sort, sorted } from './list-view.ts';

export interface ListView {
  readonly sort: Sort;
  readonly text: string;
  readonly kind: Kind;
}

/** How long an order by what changes all the time is kept, in ms: rows must not jump. */
const keptMs = 10_000;

/**
 * The pairs to list, in order. An order by change or distance is worked out anew now and then, and never while somebody is at the
 * list.
 */
export function useShownPairs(
  own: readonly PairId[],
  { sort, text, kind }: ListView,
  isBusy: () => boolean,
): readonly PairId[] {
  const { store } = useServices();
  const [round, setRound] = useState(0);
  const moves = sort === 'change' || sort === 'nearest';

  useEffect(() => {
    if (!moves) return;
    const timer = setInterval(() => {
      if (!isBusy()) setRound((count) => count + 1);
    }, keptMs);
    return () => clearInterval(timer);
  }, [moves, isBusy]);

  const ordered = useMemo(
    () => sorted(store.getState(), own, sort),
    // Another round is another order, of the same pairs.
    // oxlint-disable-next-line react/exhaustive-deps
    [store, own, sort, round],
  );
  const named = useMemo(
    () => ordered.filter((id) => fitsText(store.getState().pairs[id], text)),
    [store, ordered, text],
  );
  const fitting = useApp((state) =>
    kind === 'all' ? null : named.filter((id) => isOfKind(state, id, kind)).join('\n'),
  );
  return useMemo(() => (fitting === null ? named : fitting.split('\n').filter(Boolean)), [fitting, named]);
}
