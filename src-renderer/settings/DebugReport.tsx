import { useId, useState } from 'react';
import { useServices } from '../store/context.tsx';
import { sayInView } from '../words/say-in-view.ts';
import styles from './About.module.css';
import { AnswerLine } from './SettingFields.tsx';
import type { Answer } from './use-setting.ts';

/** How this run stands, to hand on. What is copied is shown, so that people see what they hand on. */
export function DebugReport() {
  const { api } = useServices();
  const [text, setText] = useState('');
  const [answer, setAnswer] = useState<Answer | null>(null);
  const hint = useId();
  const copy = async () => {
    const reply = await api.call('debug.report', {});
    if (!reply.ok) return setAnswer({ text: reply.message, refused: true });
    setText(reply.data.text);
    const copied = await copyText(reply.data.text);
    setAnswer({
      text: sayInView(copied ? 'about.report.copied' : 'about.report.uncopied'),
      refused: !copied,
    });
  };
  return (
    <div className={styles['part']}>
      <h4>{sayInView('about.report')}</h4>
      <p className="muted" id={hint}>
        {sayInView('about.report.hint')}
      </p>
      <button type="button" className="button" aria-describedby={hint} onClick={() => void copy()}>
        {sayInView('about.report.copy')}
      </button>
      <AnswerLine answer={answer} />
      {text !== '' && (
        <textarea
          className={styles['report']}
          readOnly
          spellCheck={false}
          aria-label={sayInView('about.report.text')}
          value={text}
        />
      )}
    </div>
  );
}

/** Whether it is on the clipboard: a page that is no secure context, or was denied the right, has none. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
