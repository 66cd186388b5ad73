import { useEffect, useRef, useState } from 'react';
import { type PairId, pairLabel } from '../../src-core/pair.ts';
import { Choice } from '../alarms/Field.tsx';
import { BackButton } from '../pair/BackButton.tsx';
import { useApp } from '../store/context.tsx';
import { sayInView } from '../words/say-in-view.ts';
import { PastFiring } from './PastFiring.tsx';
import { useFirings } from './use-firings.ts';

const all = '';

function PairChoice({
  value,
  onChange,
}: {
  readonly value: PairId | null;
  readonly onChange: (id: PairId | null) => void;
}) {
  const ids = useApp((state) => state.pairIds);
  const pairs = useApp((state) => state.pairs);
  const labels = ids.flatMap((id) => {
    const pair = pairs[id];
    return pair ? [[id, pairLabel(pair)] as const] : [];
  });
  return (
    <Choice
      label={sayInView('history.pair')}
      value={value ?? all}
      options={[[all, sayInView('history.pair.all')], ...labels]}
      onChange={(id) => onChange(id === all ? null : id)}
    />
  );
}

/** Everything that rang, newest first, with its proof and what became of it. */
export function History() {
  const [pairId, setPairId] = useState<PairId | null>(null);
  const { list, more, problem, showOlder } = useFirings(pairId);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <div className="view">
      <BackButton />
      <div className="view-head">
        <h2 ref={title} tabIndex={-1} className="view-title">
          {sayInView('history.title')}
        </h2>
        <PairChoice value={pairId} onChange={setPairId} />
      </div>
      <p role="alert" className="problem">
        {problem}
      </p>
      {list === null && problem === '' && <output>{sayInView('history.loading')}</output>}
      {list?.length === 0 && (
        <div className="empty">
          <h3>{sayInView('history.empty.title')}</h3>
          <p>{sayInView('history.empty.body')}</p>
        </div>
      )}
      {list && list.length > 0 && (
        <>
          <ul className="card past-list">
            {list.map((past) => (
              <PastFiring key={past.firing.id} past={past} />
            ))}
          </ul>
          {more ? (
            <button type="button" className="button" onClick={showOlder}>
              {sayInView('history.older')}
            </button>
          ) : (
            <p className="muted">{sayInView('history.end')}</p>
          )}
        </>
      )}
    </div>
  );
}
