import { useEffect, useState } from 'react';
import type { PairId } from '../../src-core/pair.ts';
import { useApp, useServices } from '../store/context.tsx';
import { AddPair } from '../watch/AddPair.tsx';
import { sayInView } from '../words/say-in-view.ts';
import styles from './Welcome.module.css';

const proposed = ['BTC/USDT', 'ETH/USDT', 'SOL/USDT', 'DOGE/USDT'] as const;

interface Props {
  readonly onPair: (id: PairId) => void;
  readonly onSkip: () => void;
}

/** One pair to begin with: one of a few, or whatever is typed. */
export function FirstPair({ onPair, onSkip }: Props) {
  const { api } = useServices();
  const first = useApp((state) => state.pairIds[0]);
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState('');
  // However it came to be watched.
  useEffect(() => {
    if (first !== undefined) onPair(first);
  }, [first, onPair]);
  const watch = async (text: string) => {
    if (busy !== null) return;
    setBusy(text);
    setProblem('');
    const reply = await api.call('pair.add', { text });
    setBusy(null);
    if (!reply.ok) setProblem(reply.message);
  };
  return (
    <>
      <div className={styles['choices']}>
        {proposed.map((pair) => (
          <button
            key={pair}
            type="button"
            className={`button ${styles['choice']}`}
            aria-label={sayInView('welcome.pair.watch', { pair })}
            aria-disabled={busy !== null}
            onClick={() => void watch(pair)}
          >
            {busy === pair ? sayInView('welcome.pair.busy') : pair}
          </button>
        ))}
      </div>
      <p role="alert" className="problem">
        {problem}
      </p>
      <div className={styles['other']}>
        <h3 className={styles['label']}>{sayInView('welcome.pair.other')}</h3>
        <AddPair />
      </div>
      <div className={styles['actions']}>
        <button type="button" className="button" onClick={onSkip}>
          {sayInView('welcome.skip')}
        </button>
      </div>
    </>
  );
}
