import { useEffect, useMemo } from 'react';
import type { FiringView } from '../../src-shared/contract/schemas.ts';
import { useActions, useApp } from '../store/context.tsx';
import type { Bar } from './bars.ts';
import type { Mark } from './price-chart.ts';

/** The rings in the range, and where the alarm in the form would have rung; how many of those there are. */
export function useMarks(firings: readonly FiringView[], bars: readonly Bar[]) {
  const previews = useApp((state) => state.previewMarks);
  const { setPreviewMarks } = useActions();
  // They belong to a form of this pair.
  useEffect(() => () => setPreviewMarks([]), [setPreviewMarks]);
  const from = bars[0]?.t ?? Number.POSITIVE_INFINITY;
  return useMemo(() => {
    const rang = firings
      .filter(({ t }) => t > from)
      .map(
        ({ t, proof }): Mark => ({
          t,
          price: proof.proving.price,
          direction: proof.direction,
          kind: 'rang',
        }),
      );
    const would = previews
      .filter(({ t }) => t > from)
      .map(({ t, direction }): Mark => ({ t, price: null, direction, kind: 'would ring' }));
    return {
      marks: [...rang, ...would],
      rings: rang.length,
      previews: previews.length > 0 ? would.length : null,
    };
  }, [firings, previews, from]);
}
