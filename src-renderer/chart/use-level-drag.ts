import {
  type PointerEvent as ReactPointerEvent,
  type MouseEvent,
  type TouchEvent,
  useRef,
  useState,
} from 'react';
import type { Price } from '../../src-core/pair.ts';
import type { Level } from './levels.ts';
import type { PriceChart } from './price-chart.ts';
import { snapPrice } from './snap.ts';
import type { LevelEdit } from './use-level-edit.ts';

/** How near to a line a pointer grasps it, in pixels. */
const graspPx = 6;
/** Less is the shaking of a hand that clicks. */
const leastMovePx = 3;

interface Drag {
  readonly level: Level;
  readonly fromY: number;
  moved: boolean;
}

interface DragOf {
  readonly chart: PriceChart | null;
  readonly levels: readonly Level[];
  readonly tickSize: number | null;
  readonly edit: LevelEdit;
}

/** Dragging levels: what to put on the element over the drawing, and which level the pointer could grasp. */
export function useLevelDrag({ chart, levels, tickSize, edit }: DragOf) {
  const drag = useRef<Drag | null>(null);
  const [near, setNear] = useState<string | null>(null);

  const placeOf = (event: ReactPointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const graspedBy = (event: ReactPointerEvent<HTMLElement>): Level | undefined => {
    const handle = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-level]') : null;
    if (handle) return levels.find((level) => level.key === handle.dataset['level']);
    const { x, y } = placeOf(event);
    // A finger scrolls the page; it drags by the handle.
    if (chart === null || event.pointerType === 'touch' || x > chart.size().width) return undefined;
    const distanceTo = (level: Level) => Math.abs((chart.yOf(level.price) ?? Number.POSITIVE_INFINITY) - y);
    return levels
      .filter((level) => level.part !== null && distanceTo(level) <= graspPx)
      .toSorted((a, b) => distanceTo(a) - distanceTo(b))[0];
  };
  const priceAt = (y: number): Price | null => {
    const [at, above] = [chart?.priceAt(y) ?? null, chart?.priceAt(y - 1) ?? null];
    if (at === null || at <= 0) return null;
    return snapPrice(at, above === null ? 0 : Math.abs(above - at), tickSize);
  };

  const handlers = {
    onPointerDownCapture(event: ReactPointerEvent<HTMLElement>) {
      if (event.button !== 0 || !event.isPrimary) return;
      const level = graspedBy(event);
      if (level === undefined || level.part === null) return;
      event.stopPropagation();
      event.currentTarget.setPointerCapture(event.pointerId);
      drag.current = { level, fromY: placeOf(event).y, moved: false };
    },
    onPointerMoveCapture(event: ReactPointerEvent<HTMLElement>) {
      const held = drag.current;
      if (held === null) return setNear(graspedBy(event)?.key ?? null);
      event.stopPropagation();
      const { y } = placeOf(event);
      held.moved ||= Math.abs(y - held.fromY) >= leastMovePx;
      const price = held.moved ? priceAt(y) : null;
      if (price !== null) edit.setPending({ key: held.level.key, price });
    },
    onPointerUpCapture(event: ReactPointerEvent<HTMLElement>) {
      const held = drag.current;
      drag.current = null;
      if (held === null) return;
      event.stopPropagation();
      // Escape in between has left it as it was.
      if (held.moved && edit.pending?.key === held.level.key) edit.commit(held.level, edit.pending.price);
    },
    onPointerCancel() {
      drag.current = null;
      edit.setPending(null);
    },
    onPointerLeave: () => setNear(null),
    // The library listens to these, and would take the drag for its own.
    onMouseDownCapture(event: MouseEvent) {
      if (drag.current !== null) event.stopPropagation();
    },
    onTouchStartCapture(event: TouchEvent) {
      if (drag.current !== null) event.stopPropagation();
    },
  };
  return { handlers, near: edit.pending?.key ?? near };
}
