import { type AlarmState, alarmStates } from '../../src-core/alarm.ts';
import { useApp } from '../store/context.tsx';
import { say } from '../words/say.ts';
import { sayInView } from '../words/say-in-view.ts';
import styles from './AllAlarms.module.css';
import { stateCounts } from './all-rows.ts';

interface Props {
  readonly value: AlarmState | null;
  readonly onChange: (state: AlarmState | null) => void;
}

function Chip(props: {
  readonly text: string;
  readonly count: number;
  readonly pressed: boolean;
  readonly onPress: () => void;
}) {
  return (
    <button type="button" className={styles['chip']} aria-pressed={props.pressed} onClick={props.onPress}>
      {props.text} <b>{props.count}</b>
    </button>
  );
}

/** How many alarms are in each state that any is in; a press shows only those. */
export function StateChips({ value, onChange }: Props) {
  const counts = useApp(stateCounts).split(' ').map(Number);
  const total = counts.reduce((sum, count) => sum + count, 0);
  return (
    <fieldset className={styles['chips']}>
      <legend className="unseen">{sayInView('alarms.filter')}</legend>
      <Chip
        text={sayInView('alarms.filter.all')}
        count={total}
        pressed={value === null}
        onPress={() => onChange(null)}
      />
      {alarmStates.map((state, index) => {
        const count = counts[index] ?? 0;
        if (count === 0 && state !== value) return null;
        return (
          <Chip
            key={state}
            text={say(`state.${state}`, { left: '' }).trim()}
            count={count}
            pressed={state === value}
            onPress={() => onChange(state === value ? null : state)}
          />
        );
      })}
    </fieldset>
  );
}
