import { useCallback, useState } from 'react';
import { type ChartSettings, chartSettings } from '../../src-shared/contract/chart.ts';
import { useServices } from '../store/context.tsx';
import { useCommand } from '../transport/use-command.ts';

/** Kind and range of charts: changed at once, and remembered by the host. */
export function useLook(): readonly [ChartSettings, (change: Partial<ChartSettings>) => void] {
  const { store } = useServices();
  const run = useCommand();
  const [look, setLook] = useState(() => store.getState().settings?.chart ?? chartSettings.parse({}));
  const change = useCallback(
    (part: Partial<ChartSettings>) => {
      const next = { ...look, ...part };
      setLook(next);
      void run('settings.set', { chart: next });
    },
    [look, run],
  );
  return [look, change];
}
