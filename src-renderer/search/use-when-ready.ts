import { useEffect, useRef } from 'react';

/**
 * Puts an act off until the answer to what was typed is there: who presses Enter faster than that does not mean the
 * answer before. Another text in between forgets it.
 * @returns asks for the act, now or then
 */
export function useWhenReady(text: string, ready: boolean, act: () => void): () => void {
  const waits = useRef<string | null>(null);
  useEffect(() => {
    if (waits.current === null || !ready) return;
    const wanted = waits.current === text;
    waits.current = null;
    if (wanted) act();
  });
  return () => {
    if (ready) act();
    else waits.current = text;
  };
}
