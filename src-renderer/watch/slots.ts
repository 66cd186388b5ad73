import type { PairId } from '../../src-core/pair.ts';

/** Places in rows that a part of the page fills which is fetched later: without it no row has to be made anew. */
export interface Slots {
  readonly put: (id: PairId, element: HTMLElement | null) => void;
  readonly all: () => ReadonlyMap<PairId, HTMLElement>;
  readonly subscribe: (listener: () => void) => () => void;
}

export function createSlots(): Slots {
  let places: ReadonlyMap<PairId, HTMLElement> = new Map();
  let told = true;
  const listeners = new Set<() => void>();
  return {
    put(id, element) {
      const next = new Map(places);
      if (element === null) next.delete(id);
      else next.set(id, element);
      places = next;
      if (!told) return;
      told = false;
      // A list that is scrolled changes many at once.
      queueMicrotask(() => {
        told = true;
        for (const listener of listeners) listener();
      });
    },
    all: () => places,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
