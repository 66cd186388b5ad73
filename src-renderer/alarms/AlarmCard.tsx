import { memo, useState } from 'react';
import type { AlarmId } from '../../src-core/alarm.ts';
import { type PairId, pairLabel } from '../../src-core/pair.ts';
import { useApp } from '../store/context.tsx';
import { say } from '../words/say.ts';
import {
  AlarmBar,
  AlarmDistance,
  AlarmDot,
  AlarmRule,
  AlarmStateWord,
  RearmButton,
  RemoveAlarmButton,
} from './AlarmParts.tsx';
import { nearestFirst, settleOrder } from './alarm-order.ts';

const AlarmRow = memo(function AlarmRow({ id }: { readonly id: AlarmId }) {
  const alarm = useApp((state) => state.alarms[id]);
  const pair = useApp((state) => (alarm ? state.pairs[alarm.pairId] : undefined));
  if (!alarm || !pair) return null;
  return (
    <li className={`alarm ${alarm.state}`}>
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
      <RemoveAlarmButton alarm={alarm} pair={pair} />
    </li>
  );
});

/** Alarm ids nearest first; the order rests while the pointer or the focus is in the list. */
function useOrder(pairId: PairId) {
  const next = useApp((state) => nearestFirst(state, pairId));
  const [held, setHeld] = useState(false);
  const [shown, setShown] = useState<readonly AlarmId[]>([]);
  const ids = settleOrder(shown, next === '' ? [] : next.split('\n'), held);
  // React's way to keep something of the last render: it renders once more, before anything is painted.
  if (ids !== shown) setShown(ids);
  const hold = {
    onPointerEnter: () => setHeld(true),
    onPointerLeave: () => setHeld(false),
    onFocus: () => setHeld(true),
    onBlur: () => setHeld(false),
  };
  return { ids, hold };
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
      <h3 className="card-title">
        {say('alarms.title')} <span className="chip">{ids.length}</span>
        {ids.length > 1 && <span className="card-hint">{say('alarms.nearest')}</span>}
      </h3>
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
