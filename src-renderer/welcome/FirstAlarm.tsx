import { useState } from 'react';
import { type PairId, pairLabel } from '../../src-core/pair.ts';
import { describeCondition } from '../../src-shared/words/describe.ts';
import { Segments } from '../alarms/Field.tsx';
import { useApp, useServices } from '../store/context.tsx';
import { Rich } from '../words/Rich.tsx';
import { say } from '../words/say.ts';
import { sayInView } from '../words/say-in-view.ts';
import styles from './Welcome.module.css';
import { ruleFormats } from '../words/formats.ts';

const percents = ['2', '5', '10'] as const;
const directions = ['any', 'up', 'down'] as const;

interface Props {
  readonly pairId: PairId;
  readonly onDone: () => void;
}

/** One alarm that needs no number: it rings each time the price has moved far enough. */
export function FirstAlarm({ pairId, onDone }: Props) {
  const { api } = useServices();
  const pair = useApp((state) => state.pairs[pairId]);
  const [percent, setPercent] = useState<(typeof percents)[number]>('5');
  const [direction, setDirection] = useState<(typeof directions)[number]>('any');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const formats = ruleFormats(pair?.tickSize ?? null);
  const condition = {
    kind: 'move',
    percent: Number(percent),
    direction,
    over: { kind: 'since start' },
  } as const;
  const add = async () => {
    if (busy) return;
    setBusy(true);
    setProblem('');
    const reply = await api.call('alarm.add', { pairId, condition });
    setBusy(false);
    if (reply.ok) onDone();
    else setProblem(reply.message);
  };
  const sentence = sayInView('welcome.alarm.sentence', {
    pair: pair ? pairLabel(pair) : '',
    condition: describeCondition(say, condition, formats),
  });
  return (
    <>
      <p className={styles['body']}>{sayInView('welcome.alarm.body')}</p>
      <div className={styles['segments']}>
        <Segments
          label={sayInView('welcome.alarm.percent')}
          value={percent}
          options={percents.map((each) => [each, formats.percent(Number(each))] as const)}
          onChange={setPercent}
        />
        <Segments
          label={sayInView('welcome.alarm.direction')}
          value={direction}
          options={directions.map((each) => [each, sayInView(`welcome.alarm.${each}`)] as const)}
          onChange={setDirection}
        />
      </div>
      <p>
        <Rich text={sentence} />
      </p>
      <p role="alert" className="problem">
        {problem}
      </p>
      <div className={styles['actions']}>
        <button type="button" className="button" onClick={onDone}>
          {sayInView('welcome.skip')}
        </button>
        <button type="button" className="button primary" aria-disabled={busy} onClick={() => void add()}>
          {sayInView('welcome.alarm.add')}
        </button>
      </div>
    </>
  );
}
