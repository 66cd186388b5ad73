import { type RefObject, useEffect, useRef } from 'react';

/**
 * Tints an element for a moment when its price has changed; not at the first one. The mark alone is set here: how it looks, and that
 * nothing moves where less motion is wanted, stands in the styles, and no layout is asked for while two hundred prices change.
 */
export function useTint(price: number | null): RefObject<HTMLElement | null> {
  const element = useRef<HTMLElement>(null);
  const before = useRef(price);
  const count = useRef(0);
  useEffect(() => {
    const last = before.current;
    before.current = price;
    const target = element.current;
    if (last === null || price === null || last === price || !target) return;
    // Every other one has another name: an animation of the same name would not begin again.
    count.current += 1;
    target.dataset['tint'] = `${price > last ? 'up' : 'down'}-${count.current % 2}`;
  }, [price]);
  return element;
}
