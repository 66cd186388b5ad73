import { useState } from 'react';
import { useApp, useServices } from '../store/context.tsx';
import { say } from '../words/say.ts';

const firstPair = 'BTC/USDT';

/** Nothing is watched yet: one sentence and one button. */
export function Empty() {
  const { api, store } = useServices();
  const loaded = useApp((state) => state.app !== null);
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  if (!loaded) return null;
  const watch = async () => {
    if (busy) return;
    setBusy(true);
    const reply = await api.call('pair.add', { text: firstPair });
    setBusy(false);
    if (reply.ok) store.getState().select(reply.data.pair.id);
    else setProblem(reply.message);
  };
  return (
    <div className="empty">
      <h2>{say('watch.empty.title')}</h2>
      <p>{say('watch.empty.body')}</p>
      <button type="button" className="button primary" aria-disabled={busy} onClick={() => void watch()}>
        {say('watch.empty.action')}
      </button>
      <p role="alert" className="problem">
        {problem}
      </p>
    </div>
  );
}
