import { useState } from 'react';
import { useApp } from '../store/context.tsx';
import { settleOrder } from './alarm-order.ts';

/** An order that rests while the pointer, the focus or an open form is in the list: rows do not jump away. */
export function useHeldOrder(next: readonly string[]) {
  const editing = useApp((state) => Object.keys(state.edits).length > 0);
  const [touched, setTouched] = useState(false);
  const [shown, setShown] = useState<readonly string[]>([]);
  const ids = settleOrder(shown, next, touched || editing);
  // React's way to keep something of the last render: it renders once more, before anything is painted.
  if (ids !== shown) setShown(ids);
  const hold = {
    onPointerEnter: () => setTouched(true),
    onPointerLeave: () => setTouched(false),
    onFocus: () => setTouched(true),
    onBlur: () => setTouched(false),
  };
  return { ids, hold };
}
