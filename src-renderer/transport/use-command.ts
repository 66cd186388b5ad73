import { useCallback } from 'react';
import type { CommandIn, CommandName, Reply } from '../../src-shared/contract/contract.ts';
import { useServices } from '../store/context.tsx';

export type RunCommand = <K extends CommandName>(name: K, input: CommandIn<K>) => Promise<Reply<K>>;

/** Sends a command; a refusal is told in a message. For commands that have no place of their own for it. */
export function useCommand(): RunCommand {
  const { api, toasts } = useServices();
  return useCallback<RunCommand>(
    async (name, input) => {
      const reply = await api.call(name, input);
      if (!reply.ok) toasts.show({ text: reply.message, tone: 'problem' });
      return reply;
    },
    [api, toasts],
  );
}
