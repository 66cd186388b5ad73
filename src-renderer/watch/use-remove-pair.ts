import { useCallback } from 'react';
import { pairLabel } from '../../src-core/pair.ts';
import { useServices } from '../store/context.tsx';
import { useCommand } from '../transport/use-command.ts';
import { say } from '../words/say.ts';

/** Removes a pair at once and offers to undo it: nobody is asked first. */
export function useRemovePair(): (id: string) => Promise<void> {
  const { store, toasts } = useServices();
  const run = useCommand();
  return useCallback(
    async (id) => {
      const state = store.getState();
      const pair = state.pairs[id];
      if (!pair) return;
      const count = state.alarmIdsByPair[id]?.length ?? 0;
      const reply = await run('pair.remove', { id });
      if (!reply.ok) return;
      toasts.show({
        text: say(count > 0 ? 'toast.pairRemovedWith' : 'toast.pairRemoved', {
          pair: pairLabel(pair),
          count,
        }),
        tone: 'plain',
        undo: () => {
          void run('pair.restore', { id }).then((restored) => {
            if (restored.ok && store.getState().pairs[id]) store.getState().select(id);
          });
        },
      });
    },
    [store, toasts, run],
  );
}
