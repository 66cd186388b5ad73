import type { AlarmId } from '../../src-core/alarm.ts';
import { useApp } from '../store/context.tsx';
import { sayInView } from '../words/say-in-view.ts';
import styles from './AllAlarms.module.css';
import { useSetPaused } from './use-alarm-commands.ts';
import { useRemoveAlarms } from './use-remove-alarms.ts';

interface Props {
  readonly ids: readonly AlarmId[];
  readonly onClear: () => void;
}

/** What can be done with all that are selected at once. */
export function BulkBar({ ids, onClear }: Props) {
  const paused = useApp((state) => ids.filter((id) => state.alarms[id]?.paused).length);
  const setPaused = useSetPaused();
  const remove = useRemoveAlarms();
  return (
    <fieldset className={styles['bulk']}>
      <legend className="unseen">{sayInView('alarms.bulk')}</legend>
      <output>{sayInView('alarms.bulk.count', { count: ids.length })}</output>
      {paused < ids.length && (
        <button
          type="button"
          className="button small"
          onClick={() => void setPaused({ ids: [...ids] }, true)}
        >
          {sayInView('alarms.bulk.pause')}
        </button>
      )}
      {paused > 0 && (
        <button
          type="button"
          className="button small"
          onClick={() => void setPaused({ ids: [...ids] }, false)}
        >
          {sayInView('alarms.bulk.resume')}
        </button>
      )}
      <button
        type="button"
        className="button small"
        onClick={() => void remove(ids).then((gone) => gone && onClear())}
      >
        {sayInView('alarms.bulk.remove')}
      </button>
      <button type="button" className="button quiet small" onClick={onClear}>
        {sayInView('alarms.bulk.clear')}
      </button>
    </fieldset>
  );
}
