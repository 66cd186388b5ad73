import { memo } from 'react';
import { type PairId, pairLabel } from '../../src-core/pair.ts';
import { BellIcon, CloseIcon } from '../shell/icons.tsx';
import { useActions, useApp } from '../store/context.tsx';
import { say } from '../words/say.ts';
import { Change } from './Change.tsx';
import { PairAge } from './PairAge.tsx';
import { isRinging, nearestText, troubleOf } from './row-alarms.ts';
import { useRemovePair } from './use-remove-pair.ts';
import { useTint } from './use-tint.ts';
import { formatPrice } from '../words/formats.ts';

/** Beside the price, not below it in the tree: a new price does not say the same words again. */
const RowAlarms = memo(function RowAlarms({ id }: { readonly id: PairId }) {
  const count = useApp((state) => state.alarmIdsByPair[id]?.length ?? 0);
  const nearest = useApp((state) => nearestText(state, id));
  const ringing = useApp((state) => isRinging(state, id));
  const trouble = useApp((state) => troubleOf(state, id));
  if (ringing) return <span className="chip ring">{say('watch.ringing')}</span>;
  if (trouble !== '') return <span className="chip warn">{trouble}</span>;
  if (count === 0) return <>{say('watch.noAlarms')}</>;
  return (
    <>
      <span className="row-count">
        <BellIcon size={11} />
        <span aria-hidden="true">{count}</span>
        <span className="unseen">{say('watch.alarms', { count })}</span>
      </span>
      {nearest}
    </>
  );
});

const RemovePair = memo(function RemovePair({ id, pair }: { readonly id: PairId; readonly pair: string }) {
  const remove = useRemovePair();
  const label = say('watch.remove', { pair });
  return (
    <button
      type="button"
      className="icon-button row-remove"
      aria-label={label}
      title={label}
      onClick={() => void remove(id)}
    >
      <CloseIcon />
    </button>
  );
});

/** One pair of the watch list: what it is, its price and how old that is, its alarms. */
export const PairRow = memo(function PairRow({ id }: { readonly id: PairId }) {
  const pair = useApp((state) => state.pairs[id]);
  const selected = useApp((state) => state.selectedId === id);
  const ringing = useApp((state) => isRinging(state, id));
  const { select } = useActions();
  const tint = useTint(pair?.price ?? null);
  if (!pair) return null;
  const label = pairLabel(pair);
  return (
    <li className={`row ${selected ? 'selected' : ''} ${ringing ? 'ringing' : ''}`}>
      {/* Its label is the pair, the price and the alarms inside, which the rule does not see. */}
      {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label */}
      <button
        type="button"
        className="row-main"
        data-pair={id}
        aria-current={selected || undefined}
        onClick={() => select(id)}
      >
        <span className="row-what">
          <span className="row-name">
            <b>{label}</b> <span className="muted">{pair.name}</span>
          </span>
          <small className="muted">
            <RowAlarms id={id} />
          </small>
        </span>
        <span className="row-numbers">
          <b ref={tint} className={`tinted ${pair.stale ? 'muted' : ''}`}>
            {pair.price === null ? '–' : formatPrice(pair.price, pair.tickSize)}
          </b>
          <small>
            {pair.price === null ? (
              <span className="muted">{say('watch.noPrice')}</span>
            ) : (
              <>
                <PairAge id={id} /> <Change change={pair.change24h} />
              </>
            )}
          </small>
        </span>
      </button>
      <RemovePair id={id} pair={label} />
    </li>
  );
});
