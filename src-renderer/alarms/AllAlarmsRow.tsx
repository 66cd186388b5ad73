import { memo, useState } from 'react';
import type { AlarmId } from '../../src-core/alarm.ts';
import { type PairId, pairLabel } from '../../src-core/pair.ts';
import { useActions, useApp } from '../store/context.tsx';
import { say } from '../words/say.ts';
import { sayInView } from '../words/say-in-view.ts';
import { AlarmActions, RearmButton } from './AlarmActions.tsx';
import { AlarmBar, AlarmDistance, AlarmDot, AlarmRule, AlarmStateWord } from './AlarmParts.tsx';
import styles from './AllAlarms.module.css';
import { alarmName } from './sentences.ts';
import { Why } from './Why.tsx';
import { formatPrice } from '../words/formats.ts';

/** The head of a pair: its name, which brings it up, and its price. */
export const PairRow = memo(function PairRow({
  id,
  rowIndex,
}: {
  readonly id: PairId;
  readonly rowIndex: number;
}) {
  const pair = useApp((state) => state.pairs[id]);
  const { select } = useActions();
  if (!pair) return null;
  return (
    <tr className={styles['pair']} aria-rowindex={rowIndex}>
      <th scope="rowgroup">
        <button type="button" className="link" onClick={() => select(id)}>
          {pairLabel(pair)}
        </button>
        <span className="muted">
          {pair.price === null ? say('pair.noPrice') : formatPrice(pair.price, pair.tickSize)}
        </span>
      </th>
    </tr>
  );
});

export interface AlarmRowProps {
  readonly id: AlarmId;
  readonly rowIndex: number;
  readonly selected: boolean;
  /** In one list each row says of which pair it is. */
  readonly named: boolean;
  readonly onSelect: (id: AlarmId, selected: boolean) => void;
}

/** One alarm with its distance and everything that can be done with it. */
export const AllAlarmsRow = memo(function AllAlarmsRow(props: AlarmRowProps) {
  const { id, rowIndex, selected, named, onSelect } = props;
  const alarm = useApp((state) => state.alarms[id]);
  const pair = useApp((state) => (alarm ? state.pairs[alarm.pairId] : undefined));
  const { select } = useActions();
  const [explained, setExplained] = useState(false);
  if (!alarm || !pair) return null;
  return (
    <>
      <tr
        className={`${styles['row']} ${styles[alarm.state] ?? ''}`}
        aria-rowindex={rowIndex}
        aria-selected={selected}
        data-alarm={id}
        tabIndex={-1}
      >
        <td className={styles['check']}>
          <input
            type="checkbox"
            checked={selected}
            aria-label={sayInView('alarms.select', { alarm: alarmName(pair, alarm.condition) })}
            onChange={(event) => onSelect(id, event.target.checked)}
          />
        </td>
        <td className={styles['rule']}>
          <AlarmDot alarm={alarm} />
          <span className={styles['words']}>
            {named && (
              <button type="button" className="link" onClick={() => select(pair.id)}>
                {pairLabel(pair)}
              </button>
            )}
            <AlarmRule alarm={alarm} pair={pair} />
          </span>
        </td>
        <td className={styles['bar']}>
          <AlarmBar alarm={alarm} />
        </td>
        <td className={styles['distance']}>
          <AlarmDistance alarm={alarm} />
        </td>
        <td className={styles['state']}>
          <AlarmStateWord alarm={alarm} />
        </td>
        <td className={styles['tools']}>
          <RearmButton alarm={alarm} pair={pair} />
          <AlarmActions
            alarm={alarm}
            pair={pair}
            explained={explained}
            onExplain={() => setExplained(!explained)}
          />
        </td>
      </tr>
      {explained && (
        <tr>
          <td className={styles['why']}>
            <Why id={id} />
          </td>
        </tr>
      )}
    </>
  );
});
