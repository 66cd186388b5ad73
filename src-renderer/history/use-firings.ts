import { useCallback, useEffect, useState } from 'react';
import type { PairId } from '../../src-core/pair.ts';
import type { CommandIn, CommandOut } from '../../src-shared/contract/contract.ts';
import { useApp, useServices } from '../store/context.tsx';

export type PastFiring = CommandOut<'firings.list'>['firings'][number];

/** A page may be longer: those of one moment stay together. */
const pageSize = 50;

export interface Firings {
  /** Newest first; null until the first answer. */
  readonly list: readonly PastFiring[] | null;
  /** Whether older ones may follow. */
  readonly more: boolean;
  readonly problem: string;
  readonly showOlder: () => void;
}

/** Both sorted newest first; the first list knows better where both know. */
function merged(newer: readonly PastFiring[], older: readonly PastFiring[]): PastFiring[] {
  const known = new Set(newer.map(({ firing }) => firing.id));
  return [...newer, ...older.filter(({ firing }) => !known.has(firing.id))].toSorted(
    (a, b) => b.firing.t - a.firing.t,
  );
}

/** Whether nothing can lie between the newest page and what is known. */
function joins(page: readonly PastFiring[], list: readonly PastFiring[]): boolean {
  const known = new Set(list.map(({ firing }) => firing.id));
  return page.length < pageSize || page.some(({ firing }) => known.has(firing.id));
}

interface Kept {
  readonly of: PairId | null;
  readonly list: readonly PastFiring[] | null;
  readonly more: boolean;
}

/** Past firings of a pair, or of all (null), a page at a time; the newest page is asked for again when rings change. */
export function useFirings(pairId: PairId | null): Firings {
  const { api } = useServices();
  const ringing = useApp((state) => state.ringing);
  const summary = useApp((state) => state.summary);
  const [kept, setKept] = useState<Kept>({ of: pairId, list: null, more: false });
  const [problem, setProblem] = useState('');

  const ask = useCallback(
    (before: number | null) => {
      const input: CommandIn<'firings.list'> = {
        limit: pageSize,
        ...(pairId !== null && { pairId }),
        ...(before !== null && { before }),
      };
      return api.call('firings.list', input);
    },
    [api, pairId],
  );
  useEffect(() => {
    let wanted = true;
    void ask(null).then((reply) => {
      if (!wanted) return;
      setProblem(reply.ok ? '' : reply.message);
      if (!reply.ok) return;
      const page = reply.data.firings;
      setKept((old) =>
        old.of === pairId && old.list !== null && joins(page, old.list)
          ? { ...old, list: merged(page, old.list) }
          : { of: pairId, list: page, more: page.length >= pageSize },
      );
    });
    return () => {
      wanted = false;
    };
    // What rings or has been dismissed is another history.
  }, [ask, pairId, ringing, summary]);

  const list = kept.of === pairId ? kept.list : null;
  const oldest = list?.at(-1)?.firing.t;
  const showOlder = useCallback(() => {
    if (oldest === undefined) return;
    const send = async () => {
      const reply = await ask(oldest);
      setProblem(reply.ok ? '' : reply.message);
      if (!reply.ok) return;
      const page = reply.data.firings;
      setKept((old) => {
        if (old.of !== pairId) return old;
        return { ...old, list: merged(old.list ?? [], page), more: page.length >= pageSize };
      });
    };
    void send();
  }, [ask, oldest, pairId]);
  return { list, more: kept.of === pairId && kept.more, problem, showOlder };
}
