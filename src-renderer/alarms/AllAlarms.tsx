import { memo, useEffect, useRef, useState } from 'react';
import type { AlarmId } from '../../src-core/alarm.ts';
import { type PairId, pairLabel } from '../../src-core/pair.ts';
import { BackButton } from '../pair/BackButton.tsx';
import { Why } from '../shell/parts.ts';
import { useActions, useApp } from '../store/context.tsx';
import { say } from '../words/say.ts';
import { AlarmActions, RearmButton } from './AlarmActions.tsx';
import { AlarmBar, AlarmDistance, AlarmDot, AlarmRule, AlarmStateWord } from './AlarmParts.tsx';
import { nearestFirst } from './alarm-order.ts';
import { PauseAll } from './PauseAll.tsx';
import { formatPrice } from '../words/formats.ts';

const columns = 5;

const AllAlarmsRow = memo(function AllAlarmsRow({ id }: { readonly id: AlarmId }) {
  const alarm = useApp((state) => state.alarms[id]);
  const pair = useApp((state) => (alarm ? state.pairs[alarm.pairId] : undefined));
  const [explained, setExplained] = useState(false);
  if (!alarm || !pair) return null;
  return (
    <>
      <tr>
        <td>
          <span className="all-rule">
            <AlarmDot alarm={alarm} />
            <AlarmRule alarm={alarm} pair={pair} />
          </span>
        </td>
        <td className="all-progress">
          <AlarmBar alarm={alarm} />
        </td>
        <td className="number">
          <AlarmDistance alarm={alarm} />
        </td>
        <td>
          <AlarmStateWord alarm={alarm} />
        </td>
        <td className="all-actions">
          <span>
            <RearmButton alarm={alarm} pair={pair} />
            <AlarmActions
              alarm={alarm}
              pair={pair}
              explained={explained}
              onExplain={() => setExplained(!explained)}
            />
          </span>
        </td>
      </tr>
      {explained && (
        <tr className="all-why">
          <td colSpan={columns}>
            <Why id={id} />
          </td>
        </tr>
      )}
    </>
  );
});

function PairGroup({ id }: { readonly id: PairId }) {
  const pair = useApp((state) => state.pairs[id]);
  const order = useApp((state) => nearestFirst(state, id));
  const { select } = useActions();
  if (!pair || order === '') return null;
  return (
    <tbody>
      <tr className="all-pair">
        <th colSpan={columns} scope="rowgroup">
          <button type="button" className="link" onClick={() => select(id)}>
            {pairLabel(pair)}
          </button>
          <span className="muted">
            {pair.price === null ? say('pair.noPrice') : formatPrice(pair.price, pair.tickSize)}
          </span>
        </th>
      </tr>
      {order.split('\n').map((alarmId) => (
        <AllAlarmsRow key={alarmId} id={alarmId} />
      ))}
    </tbody>
  );
}

/** Every alarm in one table, grouped by pair. */
export function AllAlarms() {
  const pairIds = useApp((state) => state.pairIds);
  const count = useApp((state) => Object.keys(state.alarms).length);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <div className="view">
      <BackButton />
      <div className="view-head">
        <h2 ref={title} tabIndex={-1} className="view-title">
          {say('alarms.all.title')} <span className="chip">{count}</span>
        </h2>
        <PauseAll pairId={null} />
      </div>
      {count === 0 ? (
        <div className="empty">
          <h3>{say('alarms.all.empty.title')}</h3>
          <p>{say('alarms.all.empty.body')}</p>
        </div>
      ) : (
        <div className="card">
          <table className="all-table" aria-label={say('alarms.all.title')}>
            <thead>
              <tr>
                <th scope="col">{say('alarms.column.alarm')}</th>
                <th scope="col" className="all-progress">
                  <span className="unseen">{say('alarms.column.progress')}</span>
                </th>
                <th scope="col" className="number">
                  {say('alarms.column.toGo')}
                </th>
                <th scope="col">{say('alarms.column.state')}</th>
                <th scope="col">
                  <span className="unseen">{say('alarms.column.actions')}</span>
                </th>
              </tr>
            </thead>
            {pairIds.map((id) => (
              <PairGroup key={id} id={id} />
            ))}
          </table>
        </div>
      )}
    </div>
  );
}
