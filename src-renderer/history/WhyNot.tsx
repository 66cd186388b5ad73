import { useState } from 'react';
import type { AlarmId } from '../../src-core/alarm.ts';
import { Choice } from '../alarms/Field.tsx';
import { alarmName } from '../alarms/sentences.ts';
import { useApp, useServices } from '../store/context.tsx';
import { sayInView } from '../words/say-in-view.ts';
import styles from './History.module.css';
import { WhyNotDay } from './WhyNotDay.tsx';

/** Every alarm by its name, in the order of the watch list. */
function useNames(): readonly (readonly [AlarmId, string])[] {
  const { store } = useServices();
  // Names change with rules and pairs, not with prices: which alarms there are is enough to look again.
  useApp((state) => state.alarmIdsByPair);
  const { alarms, pairs, pairIds, alarmIdsByPair } = store.getState();
  return pairIds.flatMap((pairId) =>
    (alarmIdsByPair[pairId] ?? []).flatMap((id) => {
      const alarm = alarms[id];
      const pair = pairs[pairId];
      return alarm && pair ? [[id, alarmName(pair, alarm.condition)] as const] : [];
    }),
  );
}

/** Why any alarm did not ring on any day. */
export function WhyNot() {
  const names = useNames();
  const [chosen, setChosen] = useState<AlarmId | null>(null);
  const id = names.find(([known]) => known === chosen)?.[0] ?? names[0]?.[0];
  if (id === undefined) return null;
  return (
    <section className="card" aria-label={sayInView('whyNot.title')}>
      <details className={styles['fold']}>
        <summary>{sayInView('whyNot.title')}</summary>
        <div className={styles['whyNot']}>
          <p className="muted">{sayInView('whyNot.lead')}</p>
          <WhyNotDay id={id}>
            <Choice label={sayInView('whyNot.alarm')} value={id} options={names} onChange={setChosen} />
          </WhyNotDay>
        </div>
      </details>
    </section>
  );
}
