import { useEffect } from 'react';
import type { PairId } from '../../src-core/pair.ts';
import { useApp, useServices } from '../store/context.tsx';
import { isSparkDue } from '../store/sparks.ts';

/** While a list is scrolled its rows come and go. */
const restMs = 150;
const againMs = 60_000;
const mostAtOnce = 50;

/** Keeps the lines of the pairs in sight: asks for those that are missing or old, a few at once, and not for what nobody sees. */
export function useSparks(ids: readonly PairId[]): void {
  const { api, store } = useServices();
  const fillings = useApp((state) => state.fillings);
  const connected = useApp((state) => state.connection.state === 'connected');
  const key = ids.join('\n');

  useEffect(() => {
    if (!connected || key === '') return;
    let over = false;
    let timer: ReturnType<typeof setTimeout>;
    const ask = async () => {
      if (document.visibilityState === 'visible') {
        const state = store.getState();
        const due = key.split('\n').filter((id) => isSparkDue(state, id, performance.now()));
        for (let first = 0; first < due.length && !over; first += mostAtOnce) {
          const some = due.slice(first, first + mostAtOnce);
          const reply = await api.call('sparks.get', { ids: some });
          if (!reply.ok) break;
          const receivedAt = performance.now();
          const filling = (id: PairId) => fillings[id] ?? 0;
          const got = reply.data.sparks.map(({ id, points }) => [
            id,
            { points, receivedAt, filling: filling(id) },
          ]);
          store.getState().takeSparks(Object.fromEntries(got));
        }
      }
      if (!over) timer = setTimeout(() => void ask(), againMs);
    };
    timer = setTimeout(() => void ask(), restMs);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [api, store, connected, fillings, key]);
}
