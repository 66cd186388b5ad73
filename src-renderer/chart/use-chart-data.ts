import { useCallback, useEffect, useState } from 'react';
import type { PairId } from '../../src-core/pair.ts';
import type { CommandOut } from '../../src-shared/contract/contract.ts';
import { useApp, useServices } from '../store/context.tsx';

export type ChartData =
  | { readonly state: 'waiting' }
  | { readonly state: 'refused'; readonly message: string }
  | { readonly state: 'ready'; readonly data: CommandOut<'chart.get'> };

/** The last 24 hours of a pair; asked again when the connection has been away, because something was missed
 * then, and when the host has filled its past. */
export function useChartData(pairId: PairId): readonly [ChartData, () => void] {
  const { api } = useServices();
  const connection = useApp((state) => state.connection);
  const filling = useApp((state) => state.fillings[pairId] ?? 0);
  const [attempt, setAttempt] = useState(0);
  const [answer, setAnswer] = useState<ChartData>({ state: 'waiting' });
  const connected = connection.state === 'connected';
  useEffect(() => {
    if (!connected) return;
    let wanted = true;
    void api.call('chart.get', { pairId }).then((reply) => {
      if (!wanted) return;
      setAnswer(
        reply.ok ? { state: 'ready', data: reply.data } : { state: 'refused', message: reply.message },
      );
    });
    return () => {
      wanted = false;
    };
    // `since` changes with every new connection, `filling` when the host has got more of the past.
  }, [api, pairId, connected, connection.since, filling, attempt]);
  const retry = useCallback(() => {
    setAnswer({ state: 'waiting' });
    setAttempt((count) => count + 1);
  }, []);
  return [answer, retry];
}
