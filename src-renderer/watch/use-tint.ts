import { type RefObject, useEffect, useRef } from 'react';

const tintMs = 300;

/** Tints an element for a moment when its price has changed; not at the first one, and not where less motion is wanted. */
export function useTint(price: number | null): RefObject<HTMLElement | null> {
  const element = useRef<HTMLElement>(null);
  const before = useRef(price);
  useEffect(() => {
    const last = before.current;
    before.current = price;
    const target = element.current;
    if (last === null || price === null || last === price || !target) return;
    if (typeof target.animate !== 'function') return;
    // Two hundred rows change at once, and a dozen are in sight.
    if (!target.checkVisibility({ contentVisibilityAuto: true })) return;
    if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const color = `var(--${price > last ? 'up' : 'down'}-soft)`;
    target.animate([{ backgroundColor: color }, { backgroundColor: 'transparent' }], tintMs);
  }, [price]);
  return element;
}
