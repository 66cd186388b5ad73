import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let now = performance.now();

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    now = performance.now();
    timer = setInterval(() => {
      now = performance.now();
      for (const each of listeners) each();
    }, 1_000);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearInterval(timer);
  };
}

/**
 * The one clock of the page: it ticks once a second for everything that shows an age. Renders only where the chosen
 * value (a text, mostly) is another one than before.
 */
export function useTick<T extends string | number | boolean | null>(choose: (now: number) => T): T {
  return useSyncExternalStore(subscribe, () => choose(now));
}
