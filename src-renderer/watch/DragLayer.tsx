import {
  type Announcements,
  closestCenter,
  DndContext,
  KeyboardSensor,
  type KeyboardCoordinateGetter,
  MeasuringStrategy,
  type Modifier,
  PointerSensor,
  type UniqueIdentifier,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { SortableContext, type SortingStrategy, useSortable } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { useLayoutEffect, useMemo, useSyncExternalStore } from 'react';
import { createPortal } from 'react-dom';
import { type PairId, pairLabel } from '../../src-core/pair.ts';
import { GripIcon } from '../shell/icons.tsx';
import { useApp, useServices } from '../store/context.tsx';
import { sayInView } from '../words/say-in-view.ts';
import css from './DragLayer.module.css';
import { rowPx } from './PairRow.tsx';
import type { Slots } from './slots.ts';

export interface DragLayerProps {
  readonly ids: readonly PairId[];
  readonly slots: Slots;
  /** The one row that is in the order of Tab. */
  readonly tabId: PairId | undefined;
  readonly onPlace: (id: PairId, place: number) => void;
  /** The row in the hand must stay, however far the list is scrolled. */
  readonly onHold: (id: PairId | null) => void;
}

/** All rows are of one height, and most of them are not there: the library's own strategies measure them. */
const makeRoom: SortingStrategy = ({ activeIndex, overIndex, index }) => {
  const still = { x: 0, scaleX: 1, scaleY: 1 };
  if (index === activeIndex) return { ...still, y: (overIndex - activeIndex) * rowPx };
  if (index > activeIndex && index <= overIndex) return { ...still, y: -rowPx };
  return index < activeIndex && index >= overIndex ? { ...still, y: rowPx } : { ...still, y: 0 };
};

const upAndDown: Modifier = ({ transform }) => ({ ...transform, x: 0 });

const byRows: KeyboardCoordinateGetter = (event, { currentCoordinates: { x, y } }) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.code];
  if (step === undefined) return undefined;
  event.preventDefault();
  return { x, y: y + step * rowPx };
};

function shift(row: HTMLElement, moved: string, transition: string, held: boolean) {
  row.style.transform = moved;
  row.style.transition = transition;
  row.toggleAttribute('data-held', held);
}

interface HandleProps {
  readonly id: PairId;
  readonly inTabOrder: boolean;
  readonly slot: HTMLElement;
}

/** The grip of one row. It moves the row that it stands in. */
function Handle({ id, inTabOrder, slot }: HandleProps) {
  const label = useApp((state) => {
    const pair = state.pairs[id];
    return pair ? pairLabel(pair) : '';
  });
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } =
    useSortable({
      id,
      attributes: { roleDescription: sayInView('drag.role') },
      animateLayoutChanges: () => false,
      transition: window.matchMedia('(prefers-reduced-motion: reduce)').matches
        ? null
        : { duration: 150, easing: 'ease' },
    });
  const row = slot.closest('li');
  useLayoutEffect(() => {
    setNodeRef(row);
    return () => setNodeRef(null);
  }, [row, setNodeRef]);
  const moved = CSS.Translate.toString(transform) ?? '';
  useLayoutEffect(() => {
    if (row) shift(row, moved, transition ?? '', isDragging);
  }, [row, moved, transition, isDragging]);
  return (
    <button
      ref={setActivatorNodeRef}
      type="button"
      className={css['grip']}
      {...attributes}
      {...listeners}
      tabIndex={inTabOrder ? 0 : -1}
      aria-label={sayInView('drag.handle', { pair: label })}
    >
      <GripIcon />
    </button>
  );
}

/** Puts a grip into each row in sight, and moves rows by pointer and by keyboard. */
export function DragLayer({ ids, slots, tabId, onPlace, onHold }: DragLayerProps) {
  const { store } = useServices();
  const places = useSyncExternalStore(slots.subscribe, slots.all);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: byRows, scrollBehavior: 'auto' }),
  );
  const announcements = useMemo((): Announcements => {
    const words = (id: UniqueIdentifier, over: UniqueIdentifier | undefined) => {
      const pair = store.getState().pairs[String(id)];
      return {
        pair: pair ? pairLabel(pair) : '',
        place: ids.indexOf(String(over ?? id)) + 1,
        count: ids.length,
      };
    };
    return {
      onDragStart: ({ active }) => sayInView('drag.start', words(active.id, undefined)),
      onDragOver: ({ active, over }) => sayInView('drag.over', words(active.id, over?.id)),
      onDragEnd: ({ active, over }) => sayInView('drag.end', words(active.id, over?.id)),
      onDragCancel: ({ active }) => sayInView('drag.cancel', words(active.id, undefined)),
    };
  }, [store, ids]);

  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      modifiers={[upAndDown]}
      measuring={{ droppable: { strategy: MeasuringStrategy.Always } }}
      accessibility={{ announcements, screenReaderInstructions: { draggable: sayInView('drag.how') } }}
      onDragStart={({ active }) => onHold(String(active.id))}
      onDragCancel={() => onHold(null)}
      onDragEnd={({ active, over }) => {
        onHold(null);
        if (over) onPlace(String(active.id), ids.indexOf(String(over.id)));
      }}
    >
      <SortableContext items={[...ids]} strategy={makeRoom}>
        {[...places].map(([id, slot]) =>
          createPortal(<Handle id={id} slot={slot} inTabOrder={id === tabId} />, slot, id),
        )}
      </SortableContext>
    </DndContext>
  );
}
