import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type PairId, pairLabel } from '../../src-core/pair.ts';
import { DragLayer, InSight } from '../shell/parts.ts';
import { useApp, useServices } from '../store/context.tsx';
import { say } from '../words/say.ts';
import { PairRow, rowPx } from './PairRow.tsx';
import { createSlots } from './slots.ts';
import { useCursor } from './use-cursor.ts';
import type { OwnOrder } from './use-own-order.ts';
import { useRemovePair } from './use-remove-pair.ts';
import { useSparks } from './use-sparks.ts';
import css from './WatchList.module.css';

interface Props {
  readonly ids: readonly PairId[];
  /** Puts a pair at a place; null where the order is not the user's own, or not all pairs are shown. */
  readonly onPlace: OwnOrder['place'] | null;
  readonly scroller: HTMLElement | null;
}

/** So few rows are all there: the browser finds words in them, and nothing has to be worked out. */
const fewRows = 40;
const firstRows = Array.from({ length: fewRows }, (_, place) => place);

/** The places in sight, and those that something points at. */
function placesOf(
  ids: readonly PairId[],
  inSight: readonly number[],
  held: readonly (PairId | null | undefined)[],
) {
  const few = ids.length <= fewRows;
  const pointedAt = held.map((id) => (id == null ? -1 : ids.indexOf(id)));
  const places = [...(few ? ids.keys() : inSight), ...pointedAt];
  return [...new Set(places)].filter((place) => place >= 0 && place < ids.length).sort((a, b) => a - b);
}

/** The rows of the list. Of a long one only those in sight are there. */
export function PairRows({ ids, onPlace, scroller }: Props) {
  const { store } = useServices();
  const list = useRef<HTMLUListElement>(null);
  const slots = useMemo(() => createSlots(), []);
  const selected = useApp((state) => state.selectedId);
  const [inSight, setInSight] = useState<readonly number[]>(firstRows);
  const [inHand, setInHand] = useState<PairId | null>(null);
  const [said, setSaid] = useState('');
  const removePair = useRemovePair();
  const onRemove = useCallback((id: PairId) => void removePair(id), [removePair]);

  const count = ids.length;
  const step = useCallback(
    (id: PairId, by: -1 | 1) => {
      const pair = store.getState().pairs[id];
      const place = onPlace?.(id, (now) => Math.min(count - 1, Math.max(0, now + by))) ?? null;
      if (pair && place !== null) {
        setSaid(say('watch.moved', { pair: pairLabel(pair), place: place + 1, count }));
      }
    },
    [store, onPlace, count],
  );
  const onStep = onPlace === null ? null : step;
  const page = () => Math.max(1, Math.floor((scroller?.clientHeight ?? 0) / rowPx) - 1);
  const cursor = useCursor({ ids, list, page, onStep, onRemove });

  const inTabOrder = [cursor.id, selected].find((id) => id !== null && ids.includes(id)) ?? ids[0];
  const there = placesOf(ids, inSight, [cursor.id, selected, inHand, inTabOrder]);
  useSparks(there.map((place) => ids[place] ?? ''));

  // What was chosen elsewhere, or has rung, comes into sight.
  useEffect(() => {
    const row = list.current?.querySelector(`[data-pair="${CSS.escape(selected ?? '')}"]`);
    row?.scrollIntoView?.({ block: 'nearest' });
  }, [selected]);

  return (
    <>
      {/* The rows are buttons; the list only moves the focus between them. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ul
        ref={list}
        className={css['rows']}
        style={{ height: count * rowPx }}
        onKeyDown={cursor.onKeyDown}
        onFocus={cursor.onFocus}
      >
        {there.map((place) => {
          const id = ids[place];
          return (
            id !== undefined && (
              <PairRow
                key={id}
                id={id}
                place={place}
                count={count}
                inTabOrder={id === inTabOrder}
                slots={slots}
                onStep={onStep}
                onRemove={onRemove}
              />
            )
          );
        })}
      </ul>
      {count > fewRows && <InSight count={count} scroller={scroller} onChange={setInSight} />}
      <output className="unseen">{said}</output>
      {onPlace && count > 1 && (
        <DragLayer
          ids={ids}
          slots={slots}
          tabId={inTabOrder}
          onPlace={(id, place) => void onPlace(id, () => place)}
          onHold={setInHand}
        />
      )}
    </>
  );
}
