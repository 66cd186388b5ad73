import { ringTitle } from '../../src-shared/words/ring-title.ts';
import { useActions, useApp } from '../store/context.tsx';
import { isSilent } from '../store/store.ts';
import { say } from '../words/say.ts';
import styles from './RingBar.module.css';
import { useDismiss } from './use-dismiss.ts';

/** What rings while its chart is looked at: it goes on until it is dismissed. */
export function RingBar() {
  const ringing = useApp((state) => state.ringing);
  const aside = useApp((state) => state.aside);
  const { setAside } = useActions();
  const [problem, dismiss] = useDismiss();
  const called = ringing.filter((each) => !isSilent(each));
  if (called.length === 0 || called.some(({ id }) => !aside.includes(id))) return null;
  return (
    <section aria-label={say('ring.aside')} className={styles['bar']}>
      <p className={styles['text']}>
        {say('ring.aside.line', { title: called.map((each) => ringTitle(say, each)).join('. ') })}
      </p>
      <span className={styles['tools']}>
        <button
          type="button"
          className="button small"
          aria-label={say('ring.aside.show.label')}
          onClick={() => setAside([])}
        >
          {say('ring.aside.show')}
        </button>
        <button type="button" className="button small" onClick={() => dismiss(called.map(({ id }) => id))}>
          {called.length > 1 ? say('ring.dismissAll', { count: called.length }) : say('ring.dismiss')}
        </button>
      </span>
      <p role="alert" className="problem">
        {problem}
      </p>
    </section>
  );
}
