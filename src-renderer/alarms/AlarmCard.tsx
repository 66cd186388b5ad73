import { memo, useState } from 'react';
import type { AlarmId } from '../../src-core/alarm.ts';
import { type PairId, pairLabel } from '../../src-core/pair.ts';
import { AlarmEdit, Why } from '../shell/parts.ts';
import { useApp } from '../store/context.tsx';
import { say } from '../words/say.ts';
import { AlarmActions, RearmButton } from './AlarmActions.tsx';
import { AlarmBar, AlarmDistance, AlarmDot, AlarmRule, AlarmStateWord } from './AlarmParts.tsx';
import { nearestFirst } from './alarm-order.ts';
import { PauseAll } from './PauseAll.tsx';
import { useHeldOrder } from './use-held-order.ts';

const AlarmRow = memo(function AlarmRow({ id }: { readonly id: AlarmId }) {
  const alarm = useApp((state) => state.alarms[id]);
  const pair = useApp((state) => (alarm ? state.pairs[alarm.pairId] : undefined));
  const editing = useApp((state) => state.edits[id] !== undefined);
  const [explained, setExplained] = useState(false);
  if (!alarm || !pair) return null;
  return (
    <li>
      <div className={`alarm ${alarm.state}`} data-alarm={id} tabIndex={-1}>
        <AlarmDot alarm={alarm} />
        <AlarmRule alarm={alarm} pair={pair} />
        <span className="alarm-progress">
          <AlarmBar alarm={alarm} />
          <RearmButton alarm={alarm} pair={pair} />
        </span>
        <span className="alarm-distance">
          <AlarmDistance alarm={alarm} />
        </span>
        <AlarmStateWord alarm={alarm} />
        <AlarmActions
          alarm={alarm}
          pair={pair}
          explained={explained}
          onExplain={() => setExplained(!explained)}
        />
      </div>
      {explained && <Why id={id} />}
      {editing && <AlarmEdit id={id} pair={pair} />}
    </li>
  );
});

function useOrder(pairId: PairId) {
  const next = useApp((state) => nearestFirst(state, pairId));
  return useHeldOrder(next === '' ? [] : next.split('\n'));
}

/** The alarms of one pair. */
export function AlarmCard({ pairId }: { readonly pairId: PairId }) {
  const label = useApp((state) => {
    const pair = state.pairs[pairId];
    return pair ? pairLabel(pair) : '';
  });
  const { ids, hold } = useOrder(pairId);
  return (
    <section className="card">
      <div className="card-title">
        <h3>{say('alarms.title')}</h3> <span className="chip">{ids.length}</span>
        {ids.length > 1 && <span className="card-hint">{say('alarms.nearest')}</span>}
        <PauseAll pairId={pairId} />
      </div>
      {ids.length === 0 ? (
        <p className="card-empty">{say('alarms.empty', { pair: label })}</p>
      ) : (
        <ul className="alarms" {...hold}>
          {ids.map((id) => (
            <AlarmRow key={id} id={id} />
          ))}
        </ul>
      )}
    </section>
  );
}
