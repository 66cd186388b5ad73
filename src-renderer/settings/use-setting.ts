import { useCallback, useState } from 'react';
import type { CommandIn } from '../../src-shared/contract/contract.ts';
import { useServices } from '../store/context.tsx';
import { sayInView } from '../words/say-in-view.ts';

/** What came of the last change of a setting, told beside it. */
export interface Answer {
  readonly text: string;
  readonly refused: boolean;
}

/** Saves a setting at once; the answer belongs beside its field. */
export function useSetting(): readonly [
  Answer | null,
  (change: CommandIn<'settings.set'>) => void,
  () => void,
] {
  const { api } = useServices();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const save = useCallback(
    (change: CommandIn<'settings.set'>) => {
      setAnswer(null);
      void api.call('settings.set', change).then((reply) => {
        setAnswer(
          reply.ok
            ? { text: sayInView('settings.saved'), refused: false }
            : { text: reply.message, refused: true },
        );
      });
    },
    [api],
  );
  const forget = useCallback(() => setAnswer(null), []);
  return [answer, save, forget];
}
