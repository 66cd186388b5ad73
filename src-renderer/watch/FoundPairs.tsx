/* A select cannot stand below a field that keeps the focus. */
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import type { FoundPair } from '../../src-shared/contract/schemas.ts';
import { FoundPairLine } from '../search/FoundPairLine.tsx';
import { useApp } from '../store/context.tsx';
import { say } from '../words/say.ts';
import css from './FoundPairs.module.css';

interface Props {
  readonly id: string;
  readonly pairs: readonly FoundPair[];
  readonly active: number;
  readonly onActive: (place: number) => void;
  readonly onChoose: (place: number) => void;
}

export const optionId = (listId: string, place: number) => `${listId}-${place}`;

/** The pairs that were found, below the field in which somebody types; the focus stays there. */
export function FoundPairs({ id, pairs, active, onActive, onChoose }: Props) {
  const watched = useApp((state) => state.pairs);
  return (
    <div id={id} role="listbox" aria-label={say('found.list')} className={css['list']}>
      {pairs.map((pair, index) => (
        // Keys are handled by the field, which has the focus.
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
        <div
          key={pair.id}
          id={optionId(id, index)}
          ref={(option) => {
            if (option && index === active) option.scrollIntoView?.({ block: 'nearest' });
          }}
          role="option"
          aria-selected={index === active}
          className={css['option']}
          // The field keeps the focus.
          onPointerDown={(event) => event.preventDefault()}
          onPointerMove={() => index !== active && onActive(index)}
          onClick={() => onChoose(index)}
        >
          <FoundPairLine pair={pair} watched={watched[pair.id] !== undefined} />
        </div>
      ))}
    </div>
  );
}
