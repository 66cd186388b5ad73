import { useState, useSyncExternalStore } from 'react';

/** A tap is worked out a moment after the finger is gone. */
const afterReleaseMs = 400;
/** A release can be missed, outside of the window: nothing stands still for longer than this. */
const longestMs = 2_000;

const listeners = new Set<() => void>();
let pressed = false;
let timer: ReturnType<typeof setTimeout> | undefined;

function set(next: boolean) {
  if (next === pressed) return;
  pressed = next;
  for (const each of listeners) each();
}

function releaseIn(ms: number) {
  clearTimeout(timer);
  timer = setTimeout(() => set(false), ms);
}

const down = () => {
  set(true);
  releaseIn(longestMs);
};
const up = () => releaseIn(afterReleaseMs);
// Not at once: who listens for the click itself comes first.
const clicked = () => releaseIn(0);

const handlers = [
  ['pointerdown', down],
  ['pointerup', up],
  ['pointercancel', up],
  ['click', clicked],
] as const;

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    for (const [event, handler] of handlers) document.addEventListener(event, handler, { capture: true });
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    for (const [event, handler] of handlers) document.removeEventListener(event, handler, { capture: true });
    clearTimeout(timer);
    pressed = false;
  };
}

/**
 * The value, which waits while a pointer is down. For what has a place in the layout: a button that moves between press and release
 * is not clicked.
 */
export function useStill<T>(value: T): T {
  const waits = useSyncExternalStore(subscribe, () => pressed);
  const [shown, setShown] = useState(value);
  if (waits) return shown;
  if (!Object.is(shown, value)) setShown(value);
  return value;
}
