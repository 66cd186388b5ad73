import type { Clock } from '../clock.ts';

/** An undo hours later would judge an alarm against a price from then. */
const keptMs = 5 * 60_000;

/** What was removed lately and may be had back. */
export interface Undo<K, V> {
  readonly set: (key: K, value: V) => void;
  readonly get: (key: K) => V | undefined;
  readonly delete: (key: K) => void;
}

export function createUndo<K, V>(clock: Clock): Undo<K, V> {
  const kept = new Map<K, { readonly value: V; readonly until: number }>();

  const dropOld = () => {
    for (const [key, { until }] of kept) if (clock.monotonic() > until) kept.delete(key);
  };

  return {
    set(key, value) {
      dropOld();
      kept.set(key, { value, until: clock.monotonic() + keptMs });
    },
    get(key) {
      dropOld();
      return kept.get(key)?.value;
    },
    delete: (key) => void kept.delete(key),
  };
}
