import { useState } from 'react';
import { BellIcon } from '../shell/icons.tsx';
import { useActions, useServices } from '../store/context.tsx';
import { useCommand } from '../transport/use-command.ts';
import { sayInView } from '../words/say-in-view.ts';
import styles from './Welcome.module.css';

/** The test alarm, rung once, so that people know that it reaches them. */
export function TryRing({ onDone }: { readonly onDone: () => void }) {
  const run = useCommand();
  const { showSettings } = useActions();
  const { sound } = useServices();
  const [rung, setRung] = useState(false);
  const ring = async () => {
    // A browser allows sound in the very moment of a click.
    void sound.enable();
    const reply = await run('ring.test', {});
    setRung(reply.ok);
  };
  const seeSettings = () => {
    onDone();
    showSettings('sound');
  };
  return (
    <>
      <div className={styles['choices']}>
        <button type="button" className={`button ${styles['choice']}`} onClick={() => void ring()}>
          <BellIcon />
          {sayInView('welcome.test.ring')}
        </button>
      </div>
      <output className={styles['body']}>{rung && sayInView('welcome.test.rang')}</output>
      <div className={styles['actions']}>
        {rung && (
          <button type="button" className="button" onClick={seeSettings}>
            {sayInView('welcome.test.settings')}
          </button>
        )}
        <button type="button" className="button primary" onClick={onDone}>
          {sayInView('welcome.done')}
        </button>
      </div>
    </>
  );
}
