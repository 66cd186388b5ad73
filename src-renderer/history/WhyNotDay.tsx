import { type ReactNode, useRef, useState } from 'react';
import type { AlarmId } from '../../src-core/alarm.ts';
import { Labelled } from '../alarms/Field.tsx';
import { wrong } from '../alarms/problems.ts';
import type { Reply } from '../../src-shared/contract/contract.ts';
import { useServices } from '../store/context.tsx';
import { hostNow } from '../store/mirror.ts';
import { sayInView } from '../words/say-in-view.ts';
import { dayText, stretchOfDay } from './day.ts';
import styles from './History.module.css';
import { WhyNotAnswer } from './WhyNotAnswer.tsx';

interface Props {
  readonly id: AlarmId;
  /** What else is asked for, before the day. */
  readonly children?: ReactNode;
}

interface Asked {
  readonly id: AlarmId;
  readonly reply: Reply<'alarm.whyNot'> | null;
}

/** Asks about a day of an alarm, and says what kept it from ringing. */
export function WhyNotDay({ id, children }: Props) {
  const { api, store } = useServices();
  const [day, setDay] = useState(() => dayText(hostNow(store.getState())));
  const [problem, setProblem] = useState('');
  const [asked, setAsked] = useState<Asked | null>(null);
  const latest = useRef(0);
  const ask = async () => {
    const stretch = stretchOfDay(day);
    if (stretch === null) return setProblem(sayInView('whyNot.day.empty'));
    if (stretch.from > hostNow(store.getState())) return setProblem(sayInView('whyNot.day.ahead'));
    setProblem('');
    setAsked({ id, reply: null });
    latest.current += 1;
    const turn = latest.current;
    const reply = await api.call('alarm.whyNot', { id, ...stretch });
    // Another day was asked about meanwhile.
    if (turn === latest.current) setAsked({ id, reply });
  };
  const shown = asked?.id === id ? asked : null;
  return (
    <>
      <form
        className={styles['ask']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void ask();
        }}
      >
        {children}
        <Labelled
          label={sayInView('whyNot.day')}
          problem={problem === '' ? null : wrong(problem)}
          className="date"
        >
          {({ id: field, describedBy }) => (
            <input
              id={field}
              type="date"
              className="input"
              value={day}
              max={dayText(hostNow(store.getState()))}
              aria-invalid={problem !== ''}
              aria-describedby={describedBy}
              onChange={(event) => {
                setDay(event.target.value);
                setProblem('');
              }}
            />
          )}
        </Labelled>
        <button type="submit" className="button">
          {sayInView('whyNot.ask')}
        </button>
      </form>
      <div aria-live="polite" className={styles['answer']}>
        {shown?.reply === null && <p className="part-waiting">{sayInView('whyNot.busy')}</p>}
        {shown?.reply?.ok === false && <p className="problem">{shown.reply.message}</p>}
        {shown?.reply?.ok && <WhyNotAnswer id={id} answer={shown.reply.data} />}
      </div>
    </>
  );
}
