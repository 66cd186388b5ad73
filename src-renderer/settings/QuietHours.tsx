import { useState } from 'react';
import type { QuietHours as Hours } from '../../src-shared/contract/hush.ts';
import { Labelled } from '../alarms/Field.tsx';
import { wrong } from '../alarms/problems.ts';
import { useApp } from '../store/context.tsx';
import { sayInView } from '../words/say-in-view.ts';
import styles from './Panel.module.css';
import { AnswerLine, SwitchSetting } from './SettingFields.tsx';
import { useSetting } from './use-setting.ts';

interface TimeProps {
  readonly label: string;
  readonly value: string;
  readonly problem: string;
  readonly onChange: (value: string) => void;
}

function Time({ label, value, problem, onChange }: TimeProps) {
  return (
    <Labelled label={label} problem={problem === '' ? null : wrong(problem)}>
      {({ id, describedBy }) => (
        <input
          id={id}
          type="time"
          className="input"
          value={value}
          aria-invalid={problem !== ''}
          aria-describedby={describedBy}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Labelled>
  );
}

/** From when to when; saved as soon as both make sense together. */
function Times({ hours }: { readonly hours: Hours }) {
  const [answer, save, forget] = useSetting();
  const [typed, setTyped] = useState<{ readonly from: string; readonly to: string } | null>(null);
  // Until the host has it: another change may follow before that.
  const isSaved = typed !== null && typed.from === hours.from && typed.to === hours.to;
  if (isSaved) setTyped(null);
  const { from, to } = typed ?? hours;
  const isEmpty = from === '' || to === '';
  const problem = from === to && !isEmpty ? sayInView('quiet.same') : '';
  const change = (next: { readonly from: string; readonly to: string }) => {
    forget();
    const isWhole = next.from !== '' && next.to !== '' && next.from !== next.to;
    setTyped(next);
    if (isWhole) save({ quietHours: { ...hours, ...next } });
  };
  return (
    <div className={styles['row']}>
      <div className={styles['times']}>
        <Time
          label={sayInView('quiet.from')}
          value={from}
          problem={from === '' ? sayInView('quiet.empty') : ''}
          onChange={(value) => change({ from: value, to })}
        />
        <Time
          label={sayInView('quiet.to')}
          value={to}
          problem={to === '' ? sayInView('quiet.empty') : problem}
          onChange={(value) => change({ from, to: value })}
        />
      </div>
      <AnswerLine answer={answer} />
      <small className={styles['hint']}>{sayInView('quiet.zone')}</small>
    </div>
  );
}

/** When nothing is heard or pops up every day, and whether loud alarms may pass. */
export function QuietHours() {
  const quietHours = useApp((state) => state.settings?.quietHours ?? null);
  const [answer, save] = useSetting();
  const [loudAnswer, saveLoud] = useSetting();
  if (quietHours === null) return null;
  return (
    <>
      <SwitchSetting
        label={sayInView('quiet.on')}
        hint={sayInView('quiet.on.hint')}
        on={quietHours.on}
        answer={answer}
        onSave={(on) => save({ quietHours: { ...quietHours, on } })}
      />
      <Times hours={quietHours} />
      <SwitchSetting
        label={sayInView('quiet.loud')}
        hint={sayInView('quiet.loud.hint')}
        on={quietHours.loudMayPass}
        answer={loudAnswer}
        onSave={(loudMayPass) => saveLoud({ quietHours: { ...quietHours, loudMayPass } })}
      />
    </>
  );
}
