import { useCallback, useEffect, useState } from 'react';
import type { PairId } from '../../src-core/pair.ts';
import type { ChartRange } from '../../src-shared/contract/chart.ts';
import type { CommandOut } from '../../src-shared/contract/contract.ts';
import { useApp, useServices } from '../store/context.tsx';

export type ChartAnswer = CommandOut<'chart.get'>;

export interface ChartData {
  /** What there is to show: of the range, or of the one before as long as it is fetched; null before the first. */
  readonly answer: ChartAnswer | null;
  /** The range is being fetched. */
  readonly busy: boolean;
  /** Why it could not be fetched, null where it could. */
  readonly problem: string | null;
  readonly retry: () => void;
}

type Answers = Readonly<Partial<Record<ChartRange, ChartAnswer>>>;

/**
 * The past of a pair over a range. Ranges that were seen before are there at once, and are asked for again: the host has
 * them too. So it is when the connection has been away, because something was missed then, and when the host has got more
 * of the past.
 */
export function useChartData(pairId: PairId, range: ChartRange): ChartData {
  const { api } = useServices();
  const connection = useApp((state) => state.connection);
  const filling = useApp((state) => state.fillings[pairId] ?? 0);
  const [attempt, setAttempt] = useState(0);
  const [answers, setAnswers] = useState<Answers>({});
  const [shown, setShown] = useState<ChartRange>(range);
  const [problem, setProblem] = useState<string | null>(null);
  const connected = connection.state === 'connected';
  useEffect(() => {
    if (!connected) return;
    let wanted = true;
    void api.call('chart.get', { pairId, range }).then((reply) => {
      if (!wanted) return;
      setProblem(reply.ok ? null : reply.message);
      if (reply.ok) setAnswers((known) => ({ ...known, [range]: reply.data }));
    });
    return () => {
      wanted = false;
    };
    // `since` changes with every new connection, `filling` when the host has got more of the past.
  }, [api, pairId, range, connected, connection.since, filling, attempt]);
  const retry = useCallback(() => {
    setProblem(null);
    setAttempt((count) => count + 1);
  }, []);
  const mine = answers[range];
  if (mine !== undefined && shown !== range) setShown(range);
  return {
    answer: mine ?? answers[shown] ?? null,
    busy: mine === undefined && problem === null,
    problem: mine === undefined ? problem : null,
    retry,
  };
}
