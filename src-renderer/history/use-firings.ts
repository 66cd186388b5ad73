import { useCallback, useEffect, useState } from 'react';
import type { Condition } from '../../src-core/condition.ts';
import type { PairId } from '../../src-core/pair.ts';
import type { CommandIn, CommandOut } from '../../src-shared/contract/contract.ts';
import { useApp, useServices } from '../store/context.tsx';

export type PastFiring = CommandOut<'firings.list'>['firings'][number];

/** Which past firings are asked for; null: whatever it is. */
export interface Wanted {
  readonly pairId: PairId | null;
  readonly kind: Condition['kind'] | null;
  /** Host time, epoch ms. */
  readonly since: number | null;
}

export function listInput(
  { pairId, kind, since }: Wanted,
  before: number | null,
  limit: number,
): CommandIn<'firings.list'> {
  return {
    limit,
    ...(pairId !== null && { pairId }),
    ...(kind !== null && { kinds: [kind] }),
    ...(since !== null && { since }),
    ...(before !== null && { before }),
  };
}

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
  readonly of: string;
  readonly list: readonly PastFiring[] | null;
  readonly more: boolean;
}

/** Past firings that are wanted, a page at a time; the newest page is asked for again when rings change. */
export function useFirings({ pairId, kind, since }: Wanted): Firings {
  const of = JSON.stringify([pairId, kind, since]);
  const { api } = useServices();
  const ringing = useApp((state) => state.ringing);
  const summary = useApp((state) => state.summary);
  const [kept, setKept] = useState<Kept>({ of, list: null, more: false });
  const [problem, setProblem] = useState('');

  const ask = useCallback(
    (before: number | null) => api.call('firings.list', listInput({ pairId, kind, since }, before, pageSize)),
    [api, pairId, kind, since],
  );
  useEffect(() => {
    let wanted = true;
    void ask(null).then((reply) => {
      if (!wanted) return;
      setProblem(reply.ok ? '' : reply.message);
      if (!reply.ok) return;
      const page = reply.data.firings;
      setKept((old) =>
        old.of === of && old.list !== null && joins(page, old.list)
          ? { ...old, list: merged(page, old.list) }
          : { of, list: page, more: page.length >= pageSize },
      );
    });
    return () => {
      wanted = false;
    };
    // What rings or has been dismissed is another history.
  }, [ask, of, ringing, summary]);

  const list = kept.of === of ? kept.list : null;
  const oldest = list?.at(-1)?.firing.t;
  const showOlder = useCallback(() => {
    if (oldest === undefined) return;
    const send = async () => {
      const reply = await ask(oldest);
      setProblem(reply.ok ? '' : reply.message);
      if (!reply.ok) return;
      const page = reply.data.firings;
      setKept((old) => {
        if (old.of !== of) return old;
        return { ...old, list: merged(old.list ?? [], page), more: page.length >= pageSize };
      });
    };
    void send();
  }, [ask, oldest, of]);
  return { list, more: kept.of === of && kept.more, problem, showOlder };
}
