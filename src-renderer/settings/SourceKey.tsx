import { useId, useState } from 'react';
import { sourceKey } from '../../src-shared/contract/app-settings.ts';
import type { SourceId } from '../../src-core/pair.ts';
import { useServices } from '../store/context.tsx';
import { sayInView } from '../words/say-in-view.ts';
import { AnswerLine } from './SettingFields.tsx';
import styles from './SourceState.module.css';
import type { Answer } from './use-setting.ts';

interface Props {
  readonly id: SourceId;
  readonly state: 'none' | 'set' | 'fixed';
}

function problemOf(text: string): string | null {
  if (text === '') return sayInView('settings.key.empty');
  return sourceKey.safeParse(text).success ? null : sayInView('settings.key.wrong');
}

/** The key of a source: it goes to the host and never comes back. */
export function SourceKey({ id, state }: Props) {
  const { api } = useServices();
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [fieldId, hintId, problemId] = [useId(), useId(), useId()];
  const send = async (key: string | null) => {
    const reply = await api.call('source.setKey', { source: id, key });
    if (reply.ok) setText('');
    setAnswer(
      reply.ok
        ? { text: sayInView('settings.saved'), refused: false }
        : { text: reply.message, refused: true },
    );
  };
  const save = () => {
    const key = text.trim();
    const wrong = problemOf(key);
    setProblem(wrong);
    if (wrong === null) void send(key);
  };
  if (state === 'fixed') return <p className="setting-note">{sayInView('settings.key.fixed')}</p>;
  return (
    <form
      className="setting"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <div className={['field with-hint', problem === null ? '' : 'wrong'].join(' ')}>
        <label htmlFor={fieldId}>{sayInView('settings.key')}</label>
        <div className={styles['key']}>
          <input
            id={fieldId}
            className="input"
            type="password"
            autoComplete="off"
            spellCheck={false}
            value={text}
            placeholder={sayInView(state === 'set' ? 'settings.key.set' : 'settings.key.none')}
            aria-invalid={problem !== null}
            aria-describedby={problem === null ? hintId : `${problemId} ${hintId}`}
            onChange={(event) => {
              setText(event.target.value);
              setProblem(null);
              setAnswer(null);
            }}
          />
          <button type="submit" className="button">
            {sayInView('settings.key.save')}
          </button>
          {state === 'set' && (
            <button type="button" className="button" onClick={() => void send(null)}>
              {sayInView('settings.key.remove')}
            </button>
          )}
        </div>
        {problem !== null && (
          <p className="problem" id={problemId} role="alert">
            {problem}
          </p>
        )}
        <small className="hint" id={hintId}>
          {sayInView('settings.key.hint')}
        </small>
      </div>
      <AnswerLine answer={answer} />
    </form>
  );
}
