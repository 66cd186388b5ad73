import { useEffect, useRef, useState } from 'react';
import type { AlarmState } from '../../src-core/alarm.ts';
import { BackButton } from '../pair/BackButton.tsx';
import { useApp } from '../store/context.tsx';
import { say } from '../words/say.ts';
import { sayInView } from '../words/say-in-view.ts';
import styles from './AllAlarms.module.css';
import { AllAlarmsTable } from './AllAlarmsTable.tsx';
import { rowOf, rowsOf } from './all-rows.ts';
import { BulkBar } from './BulkBar.tsx';
import { Segments } from './Field.tsx';
import { PauseAll } from './PauseAll.tsx';
import { StateChips } from './StateChips.tsx';
import { useHeldOrder } from './use-held-order.ts';
import { useSelection } from './use-selection.ts';

function Listed() {
  const [grouped, setGrouped] = useState(true);
  const [state, setState] = useState<AlarmState | null>(null);
  const text = useApp((all) => rowsOf(all, { grouped, state }));
  const { ids: keys, hold } = useHeldOrder(text === '' ? [] : text.split('\n'));
  const shown = keys.map(rowOf).flatMap(({ kind, id }) => (kind === 'alarm' ? [id] : []));
  const selection = useSelection(shown);
  return (
    <>
      <div className={styles['controls']}>
        <StateChips value={state} onChange={setState} />
        <Segments
          label={sayInView('alarms.list')}
          value={grouped ? 'pairs' : 'flat'}
          options={(['pairs', 'flat'] as const).map(
            (each) => [each, sayInView(`alarms.list.${each}`)] as const,
          )}
          onChange={(each) => setGrouped(each === 'pairs')}
        />
      </div>
      {selection.ids.length > 0 && <BulkBar ids={selection.ids} onClear={selection.clear} />}
      {shown.length === 0 ? (
        <div className="empty">
          <p>{sayInView('alarms.filter.none')}</p>
          <button type="button" className="button" onClick={() => setState(null)}>
            {sayInView('alarms.filter.clear')}
          </button>
        </div>
      ) : (
        <div {...hold}>
          <AllAlarmsTable keys={keys} named={!grouped} selection={selection} />
        </div>
      )}
    </>
  );
}

/** Every alarm, by pair or in one list, the nearest first. */
export function AllAlarms() {
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
        <Listed />
      )}
    </div>
  );
}
