import { memo } from 'react';
import type { PairId } from '../../src-core/pair.ts';
import { useApp } from '../store/context.tsx';
import { say } from '../words/say.ts';
import { Change } from './Change.tsx';
import css from './PairRow.module.css';
import { useTint } from './use-tint.ts';
import { formatPrice } from '../words/formats.ts';

const RowChange = memo(function RowChange({ id }: { readonly id: PairId }) {
  const change = useApp((state) => state.pairs[id]?.change24h ?? null);
  return <Change change={change} />;
});

/** The number alone: what stands around it stays as it is when it changes. */
export const RowPrice = memo(function RowPrice({ id }: { readonly id: PairId }) {
  const price = useApp((state) => state.pairs[id]?.price ?? null);
  const tickSize = useApp((state) => state.pairs[id]?.tickSize ?? null);
  const stale = useApp((state) => state.pairs[id]?.stale ?? true);
  const tint = useTint(price);
  return (
    <span className={css['numbers']}>
      <b ref={tint} className={`tinted ${css['price']} ${stale ? 'muted' : ''}`}>
        {price === null ? '–' : formatPrice(price, tickSize)}
      </b>
      <small>
        {price === null ? <span className="muted">{say('watch.noPrice')}</span> : <RowChange id={id} />}
      </small>
    </span>
  );
});
