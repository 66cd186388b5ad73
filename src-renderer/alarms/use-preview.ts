import { useEffect, useMemo, useState } from 'react';
import type { Condition } from '../../src-core/condition.ts';
import type { PairId } from '../../src-core/pair.ts';
import type { Reply } from '../../src-shared/contract/contract.ts';
import { useApp, useServices } from '../store/context.tsx';

const restMs = 250;

/**
 * What the host says an alarm with this condition would do: asked when typing rests, and again when the price has moved. Null while
 * it has not said anything about this very condition.
 */
export function usePreview(pairId: PairId, condition: Condition | null): Reply<'alarm.preview'> | null {
  const { api } = useServices();
  const t = useApp((state) => state.pairs[pairId]?.t ?? null);
  const key = condition ? JSON.stringify(condition) : null;
  const [answer, setAnswer] = useState<{ key: string; reply: Reply<'alarm.preview'> } | null>(null);
  useEffect(() => {
    if (key === null) return;
    let wanted = true;
    const timer = setTimeout(() => {
      void api
        .call('alarm.preview', { pairId, condition: JSON.parse(key) as Condition })
        .then((reply) => wanted && setAnswer({ key, reply }));
    }, restMs);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
    // `t`: the distance is another one with every price.
  }, [api, pairId, key, t]);
  return useMemo(() => (answer && answer.key === key ? answer.reply : null), [answer, key]);
}
