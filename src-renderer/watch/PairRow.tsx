import { type MouseEvent, memo, useCallback, useRef, useState } from 'react';
import { type PairId, pairLabel } from '../../src-core/pair.ts';
import { MoreIcon } from '../shell/icons.tsx';
import { RowMenu } from '../shell/parts.ts';
import { useActions, useApp } from '../store/context.tsx';
import { say } from '../words/say.ts';
import css from './PairRow.module.css';
import { RowPrice } from './RowPrice.tsx';
import { RowState } from './RowState.tsx';
import { isRinging } from './row-alarms.ts';
import type { Slots } from './slots.ts';
import { Sparkline } from './Sparkline.tsx';

export const rowPx = 52;

/** What a row is told by the list around it; but for the place in it, the same for all rows and for ever. */
export interface RowProps {
  readonly id: PairId;
  readonly place: number;
  readonly count: number;
  /** Of all rows one is in the order of Tab. */
  readonly inTabOrder: boolean;
  readonly slots: Slots;
  /** Moves a pair up or down; null where the order is not the user's own. */
  readonly onStep: ((id: PairId, step: -1 | 1) => void) | null;
  readonly onRemove: (id: PairId) => void;
}

/** One pair of the watch list: what it is, its day, its price, and how its alarms stand. */
export const PairRow = memo(function PairRow(props: RowProps) {
  const { id, place, count, inTabOrder, slots } = props;
  const base = useApp((state) => state.pairs[id]?.base);
  const quote = useApp((state) => state.pairs[id]?.quote);
  const name = useApp((state) => state.pairs[id]?.name);
  const selected = useApp((state) => state.selectedId === id);
  const ringing = useApp((state) => isRinging(state, id));
  const { select } = useActions();
  /** Where the menu is put while it is open. */
  const [list, setList] = useState<Element | null>(null);
  const more = useRef<HTMLButtonElement>(null);
  const slot = useCallback((element: HTMLElement | null) => slots.put(id, element), [slots, id]);
  if (base === undefined || quote === undefined) return null;
  const label = pairLabel({ base, quote });
  const openMenu = () => setList(more.current?.closest('section') ?? document.body);
  const openByMouse = (event: MouseEvent) => {
    event.preventDefault();
    openMenu();
  };
  return (
    <li
      className={`${css['row']} ${selected ? css['selected'] : ''} ${ringing ? css['ringing'] : ''}`}
      style={{ top: place * rowPx }}
      aria-setsize={count}
      aria-posinset={place + 1}
    >
      {/* Its label is the pair, the price and the alarms inside, which the rule does not see. */}
      {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label */}
      <button
        type="button"
        className={css['main']}
        data-pair={id}
        tabIndex={inTabOrder ? 0 : -1}
        aria-current={selected || undefined}
        onClick={() => select(id)}
        onContextMenu={openByMouse}
      >
        <span className={css['what']}>
          <span className={css['name']}>
            <b>{label}</b> {name !== '' && <span className="muted">{name}</span>}
          </span>
          <small className={css['state']}>
            <RowState id={id} />
          </small>
        </span>
        <Sparkline id={id} />
        <RowPrice id={id} />
      </button>
      <span className={css['handle']} ref={slot} />
      <button
        ref={more}
        type="button"
        className={`icon-button ${css['more']}`}
        tabIndex={inTabOrder ? 0 : -1}
        aria-label={say('watch.more', { pair: label })}
        aria-haspopup="menu"
        aria-expanded={list !== null}
        onClick={openMenu}
      >
        <MoreIcon />
      </button>
      {list && <RowMenu {...props} label={label} list={list} button={more} onClose={() => setList(null)} />}
    </li>
  );
});
