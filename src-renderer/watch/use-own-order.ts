import { useCallback, useRef, useState } from 'react';
import type { PairId } from '../../src-core/pair.ts';
import { useApp, useServices } from '../store/context.tsx';
import { useCommand } from '../transport/use-command.ts';

export interface OwnOrder {
  readonly ids: readonly PairId[];
  /** Puts a pair at another place in the list, here at once and then at the host. Answers that place, null where nothing moves. */
  readonly place: (id: PairId, to: (now: number) => number) => number | null;
}

/** The order that the user gave; one that was asked for shows before the host has answered. */
export function useOwnOrder(): OwnOrder {
  const { store } = useServices();
  const told = useApp((state) => state.pairIds);
  const run = useCommand();
  const [asked, setAsked] = useState<readonly PairId[] | null>(null);
  const latest = useRef<readonly PairId[] | null>(null);
  const open = useRef(0);

  const show = useCallback((ids: readonly PairId[] | null) => {
    latest.current = ids;
    setAsked(ids);
  }, []);

  const place = useCallback(
    (id: PairId, to: (now: number) => number) => {
      const before = latest.current ?? store.getState().pairIds;
      const now = before.indexOf(id);
      if (now < 0 || to(now) === now) return null;
      const ids = before.toSpliced(now, 1).toSpliced(to(now), 0, id);
      show(ids);
      open.current += 1;
      void run('pair.order', { ids }).then((reply) => {
        open.current -= 1;
        if (!reply.ok) show(null);
        // What the host told came before its answer, and is on the page by the next frame.
        else if (open.current === 0) requestAnimationFrame(() => open.current === 0 && show(null));
      });
      return to(now);
    },
    [store, run, show],
  );

  const fits = asked !== null && asked.length === told.length && told.every((id) => asked.includes(id));
  return { ids: fits ? asked : told, place };
}
