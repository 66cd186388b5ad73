import { useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect } from 'react';
import { rowPx } from './PairRow.tsx';

export interface InSightProps {
  readonly count: number;
  readonly scroller: HTMLElement | null;
  /** Told the places of the rows in sight and around, before they are painted. */
  readonly onChange: (places: readonly number[]) => void;
}

const beyondSight = 6;

/** Draws nothing: works out which rows of a long list have to be there. */
export function InSight({ count, scroller, onChange }: InSightProps) {
  // It makes its answers anew by itself, and nothing else depends on them.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller,
    estimateSize: () => rowPx,
    overscan: beyondSight,
  });
  const key = virtual
    .getVirtualItems()
    .map(({ index }) => index)
    .join(' ');
  useLayoutEffect(() => {
    // Not laid out, as in a window that shows the pair instead: what was there stays.
    if (key !== '') onChange(key.split(' ').map(Number));
  }, [key, onChange]);
  return null;
}
