import { useCallback, useState } from 'react';
import type { FiringId } from '../../src-core/alarm.ts';
import { useActions, useServices } from '../store/context.tsx';
import { say } from '../words/say.ts';

const mostAtOnce = 1_000;

/**
 * Dismisses rings by id, so that one which came a moment ago and was not read is not dismissed with the others. Where no app answers,
 * it is at least quiet here: nothing is worse than a ring that cannot be stopped.
 */
export function useDismiss(): readonly [problem: string, dismiss: (ids: readonly FiringId[]) => void] {
  const { api } = useServices();
  const { hush } = useActions();
  const [problem, setProblem] = useState('');
  const dismiss = useCallback(
    (ids: readonly FiringId[]) => {
      const send = async () => {
        const reply = await api.call('ring.dismiss', { ids: ids.slice(0, mostAtOnce) });
        // Somebody else was faster: the update that says so is on its way.
        if (reply.ok || reply.code === 'unknown-firing') {
          setProblem('');
        } else {
          hush(ids);
          setProblem(`${reply.message} ${say('ring.quiet')}`);
        }
      };
      void send();
    },
    [api, hush],
  );
  return [problem, dismiss];
}
