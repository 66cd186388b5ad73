import { type KeyboardEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { PairId } from '../../src-core/pair.ts';

interface Settings {
  readonly ids: readonly PairId[];
  readonly list: RefObject<HTMLElement | null>;
  /** How many rows are in sight. */
  readonly page: () => number;
  /** Null where the order is not the user's own. */
  readonly onStep: ((id: PairId, step: -1 | 1) => void) | null;
  readonly onRemove: (id: PairId) => void;
}

export interface Cursor {
  /** The row that has the focus, or had it last. */
  readonly id: PairId | null;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  readonly onFocus: (event: { readonly target: Element }) => void;
}

const rowOf = (element: Element | null) => element?.closest<HTMLElement>('[data-pair]')?.dataset['pair'];

function stepOf(key: string): -1 | 1 | null {
  if (key === 'ArrowDown') return 1;
  return key === 'ArrowUp' ? -1 : null;
}

/** The place that a key leads to; null for all other keys. */
function placeAfter(key: string, at: number, count: number, page: number): number | null {
  const places: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: count - 1,
  };
  const place = places[key];
  return place === undefined ? null : Math.min(count - 1, Math.max(0, place));
}

/**
 * The arrow keys, Home, End, Page up and Page down walk the list, also to rows that are not there yet; Alt with an arrow moves the
 * pair; Delete removes it. Enter opens, as on any button.
 */
export function useCursor({ ids, list, page, onStep, onRemove }: Settings): Cursor {
  const [id, setId] = useState<PairId | null>(null);
  /** The row that is to have the focus once it is there. */
  const wanted = useRef<PairId | null>(null);
  const [, render] = useState(0);

  useEffect(() => {
    if (wanted.current === null) return;
    const row = list.current?.querySelector<HTMLElement>(`[data-pair="${CSS.escape(wanted.current)}"]`);
    if (!row) return;
    wanted.current = null;
    row.focus();
  });

  const go = useCallback((to: PairId | undefined) => {
    if (to === undefined) return;
    wanted.current = to;
    setId(to);
    render((count) => count + 1);
  }, []);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const here = event.target instanceof Element ? rowOf(event.target) : undefined;
    if (here === undefined || event.ctrlKey || event.metaKey) return;
    const at = ids.indexOf(here);
    const step = stepOf(event.key);
    const to = placeAfter(event.key, at, ids.length, page());
    if (event.altKey) {
      if (step === null || onStep === null) return;
      onStep(here, step);
    } else if (event.key === 'Delete') {
      onRemove(here);
      go(ids[at + 1] ?? ids[at - 1]);
    } else if (to !== null) {
      go(ids[to]);
    } else {
      return;
    }
    event.preventDefault();
  };

  return {
    id,
    onKeyDown,
    onFocus: ({ target }) => {
      const here = target.closest('li')?.querySelector<HTMLElement>('[data-pair]')?.dataset['pair'];
      if (here !== undefined) setId(here);
    },
  };
}
