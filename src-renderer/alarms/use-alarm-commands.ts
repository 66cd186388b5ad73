import { useCallback } from 'react';
import type { AlarmId } from '../../src-core/alarm.ts';
import type { CommandIn } from '../../src-shared/contract/contract.ts';
import { useActions, useServices } from '../store/context.tsx';
import { useCommand } from '../transport/use-command.ts';
import { say } from '../words/say.ts';

type AlarmCommand = (id: AlarmId, name: string) => Promise<void>;

/** Removes an alarm at once and offers to undo it. */
export function useRemoveAlarm(): AlarmCommand {
  const { toasts } = useServices();
  const run = useCommand();
  return useCallback(
    async (id, name) => {
      const reply = await run('alarm.remove', { id });
      if (!reply.ok) return;
      toasts.show({
        text: say('toast.alarmRemoved', { alarm: name }),
        tone: 'plain',
        undo: () => void run('alarm.restore', { id }),
      });
    },
    [toasts, run],
  );
}

/** Puts an alarm like this one into the form of its pair: something of it has to be another before it is added. */
export function useCopyAlarm(): (id: AlarmId) => void {
  const { copyAlarm } = useActions();
  return useCallback(
    (id) => {
      copyAlarm(id);
      // The form may come with this press, and has the focus once it is there.
      requestAnimationFrame(() => {
        const form = document.querySelector<HTMLElement>('[data-new-alarm]');
        form?.scrollIntoView?.({ block: 'nearest' });
        form?.querySelector<HTMLElement>('form input.input')?.focus();
      });
    },
    [copyAlarm],
  );
}

export function useRearm(): AlarmCommand {
  const { toasts } = useServices();
  const run = useCommand();
  return useCallback(
    async (id, name) => {
      const reply = await run('alarm.rearm', { id });
      if (reply.ok) toasts.show({ text: say('toast.rearmed', { alarm: name }), tone: 'plain' });
    },
    [toasts, run],
  );
}

type Scope = CommandIn<'alarm.pause'>;

/** Pauses or resumes one alarm, a pair's, or all. One shows by itself; of several it is said how many. */
export function useSetPaused(): (scope: Scope, paused: boolean) => Promise<void> {
  const { toasts } = useServices();
  const run = useCommand();
  return useCallback(
    async (scope, paused) => {
      const reply = await run(paused ? 'alarm.pause' : 'alarm.resume', scope);
      if (!reply.ok || 'ids' in scope) return;
      const { changed: count } = reply.data;
      toasts.show({ text: say(paused ? 'toast.paused' : 'toast.resumed', { count }), tone: 'plain' });
    },
    [toasts, run],
  );
}
