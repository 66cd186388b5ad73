import { useEffect, useRef, useState } from 'react';
import type { CommandIn, Reply } from '../../src-shared/contract/contract.ts';
import { useActions, useServices } from '../store/context.tsx';
import type { AlarmFormState } from './use-alarm-form.ts';
import { newAlarm } from './what-to-send.ts';

/** Longer than between two keys of anybody who still types: it may ask the source for a month of candles. */
const restMs = 800;
export const noiseDays = 30;

/** What to ask about; '' while the form says nothing whole. What does not change how often it rings is left out. */
function keyOf({ of, reading: { read } }: AlarmFormState): string {
  if (read === null) return '';
  const options = { ...read.options, note: '', urgency: 'loud', expiresAt: null } as const;
  const asked = newAlarm(of.pairId, { condition: read.condition, options }, false);
  return JSON.stringify({ ...asked, days: noiseDays } satisfies CommandIn<'alarm.replay'>);
}

/**
 * How often the alarm in the form would have rung lately, asked once typing rests; null while it is not known of this
 * very alarm. The chart is told when.
 */
export function useNoise(form: AlarmFormState): {
  readonly asked: boolean;
  readonly reply: Reply<'alarm.replay'> | null;
} {
  const { api } = useServices();
  const { setPreviewMarks } = useActions();
  const [answer, setAnswer] = useState<{ key: string; reply: Reply<'alarm.replay'> } | null>(null);
  const [waitsFor, setWaitsFor] = useState('');
  const key = keyOf(form);
  // Not a part of the key: the host's proposal moves a little with every price.
  const proposed = useRef<number | null>(null);
  const wayBackNow = form.preview?.wayBack ?? null;
  useEffect(() => {
    proposed.current = wayBackNow ?? proposed.current;
  }, [wayBackNow]);
  useEffect(() => {
    if (key === '') return;
    let wanted = true;
    const timer = setTimeout(() => {
      setWaitsFor(key);
      const asked = JSON.parse(key) as CommandIn<'alarm.replay'>;
      const wayBack = asked.wayBack ?? proposed.current;
      void api
        .call('alarm.replay', { ...asked, ...(wayBack !== null && { wayBack }) })
        .then((reply) => wanted && setAnswer({ key, reply }));
    }, restMs);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [api, key]);
  const reply = answer !== null && answer.key === key ? answer.reply : null;
  useEffect(() => {
    if (!reply?.ok) return;
    setPreviewMarks(reply.data.firings.map(({ t, direction }) => ({ t, direction })));
    return () => setPreviewMarks([]);
  }, [reply, setPreviewMarks]);
  return { asked: key !== '' && waitsFor === key, reply };
}
