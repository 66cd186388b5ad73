import { useCallback } from 'react';
import type { AlarmId } from '../../src-core/alarm.ts';
import { useServices } from '../store/context.tsx';
import { useCommand } from '../transport/use-command.ts';
import { sayInView } from '../words/say-in-view.ts';

/** Removes several alarms at once and offers one undo for all of them; answers whether they are gone. */
export function useRemoveAlarms(): (ids: readonly AlarmId[]) => Promise<boolean> {
  const { toasts } = useServices();
  const run = useCommand();
  return useCallback(
    async (ids) => {
      const reply = await run('alarm.remove', { ids: [...ids] });
      if (!reply.ok) return false;
      const { ids: gone } = reply.data;
      toasts.show({
        text: sayInView('toast.alarmsRemoved', { count: gone.length }),
        tone: 'plain',
        undo: () => void run('alarm.restore', { ids: gone }),
      });
      return true;
    },
    [toasts, run],
  );
}
