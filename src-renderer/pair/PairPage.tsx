import { useEffect, useRef } from 'react';
import { type PairId, pairLabel } from '../../src-core/pair.ts';
import { AlarmCard } from '../alarms/AlarmCard.tsx';
import { ChartCard } from '../chart/ChartCard.tsx';
import { AlarmForm, PairStates } from '../shell/parts.ts';
import { isNarrow } from '../shell/is-narrow.ts';
import { useApp } from '../store/context.tsx';
import type { ReceivedPair } from '../store/mirror.ts';
import { Change } from '../watch/Change.tsx';
import { PairAge } from '../watch/PairAge.tsx';
import { useRemovePair } from '../watch/use-remove-pair.ts';
import { useTint } from '../watch/use-tint.ts';
import { say } from '../words/say.ts';
import { BackButton } from './BackButton.tsx';
import { isUsual } from './is-usual.ts';
import { formatPrice } from '../words/formats.ts';

function Range({ pair }: { readonly pair: ReceivedPair }) {
  const price = (value: number | null) => (value === null ? '–' : formatPrice(value, pair.tickSize));
  return (
    <dl className="facts">
      <div>
        <dt>{say('pair.high')}</dt>
        <dd>{price(pair.high24h)}</dd>
      </div>
      <div>
        <dt>{say('pair.low')}</dt>
        <dd>{price(pair.low24h)}</dd>
      </div>
      <div>
        <dt>{say('pair.seen')}</dt>
        <dd>{pair.ageMs === null ? say('pair.noPrice') : <PairAge id={pair.id} />}</dd>
      </div>
    </dl>
  );
}

function PairHeader({ pair }: { readonly pair: ReceivedPair }) {
  const remove = useRemovePair();
  const tint = useTint(pair.price);
  const title = useRef<HTMLHeadingElement>(null);
  const pane = useApp((state) => state.pane);
  // On a narrow page the row that was pressed is gone: the focus goes where the eyes go.
  useEffect(() => {
    if (pane === 'detail' && isNarrow()) title.current?.focus();
  }, [pane, pair.id]);
  return (
    <div className="pair-head">
      <BackButton />
      <div className="pair-what">
        <h2 ref={title} tabIndex={-1}>
          {pairLabel(pair)}{' '}
          <span className="muted">
            {[pair.name, say(`source.${pair.source}`)].filter(Boolean).join(' · ')}
          </span>
        </h2>
        <p className="pair-price">
          <span className="unseen">{say('pair.price')}</span>
          <span ref={tint} className={`tinted ${pair.stale ? 'muted' : ''}`}>
            {pair.price === null ? '–' : formatPrice(pair.price, pair.tickSize)}
          </span>
          <Change change={pair.change24h} />
        </p>
      </div>
      <Range pair={pair} />
      <button type="button" className="button small pair-remove" onClick={() => void remove(pair.id)}>
        {say('pair.remove')}
      </button>
    </div>
  );
}

/** The pair that is selected: its price, its chart, its alarms, and a new alarm. */
export function PairPage({ id }: { readonly id: PairId }) {
  const pair = useApp((state) => state.pairs[id]);
  if (!pair) return null;
  return (
    <div className="pair-page">
      <div className="pair-top">
        <PairHeader pair={pair} />
        {!isUsual(pair) && <PairStates pair={pair} />}
      </div>
      <ChartCard pairId={id} />
      <AlarmCard pairId={id} />
      <AlarmForm pairId={id} />
    </div>
  );
}
