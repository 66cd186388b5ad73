import { useState } from 'react';
import type { Summary } from '../../src-shared/contract/schemas.ts';
import { proofWords } from '../../src-shared/words/proof.ts';
import { useActions, useApp, useServices } from '../store/context.tsx';
import { hostNow } from '../store/mirror.ts';
import { say } from '../words/say.ts';
import { sayInView } from '../words/say-in-view.ts';
import { formatMinute } from '../words/formats.ts';

function Firings({ firings, now }: Pick<Summary, 'firings'> & { readonly now: number }) {
  const pairs = useApp((state) => state.pairs);
  const { select } = useActions();
  return (
    <ul className="summary-list">
      {firings.map(({ firing, pair, holds }) => {
        const { title } = proofWords(say, pair, firing);
        return (
          <li key={firing.id}>
            <span className="summary-time">{formatMinute(firing.t, now)}</span>
            <span>
              {pairs[pair.id] ? (
                <button type="button" className="link" onClick={() => select(pair.id)}>
                  {title}
                </button>
              ) : (
                <b>{title}</b>
              )}
              <span className={holds ? 'chip ring' : 'chip'}>
                {say(holds ? 'summary.holds' : 'summary.over')}
              </span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** What happened while nobody could see it; stays until somebody has read it. */
export function SummaryPanel() {
  const { api, store } = useServices();
  const summary = useApp((state) => state.summary);
  const [problem, setProblem] = useState('');
  if (summary === null) return null;
  const now = hostNow(store.getState());
  const words = {
    from: formatMinute(summary.from, now),
    to: formatMinute(summary.to, now),
    count: summary.firings.length,
  };
  const { why } = summary;
  const title = why === 'away' ? say('summary.title', words) : sayInView(`summary.title.${why}`, words);
  const dismiss = async () => {
    const reply = await api.call('summary.dismiss', {});
    setProblem(reply.ok ? '' : reply.message);
  };
  return (
    <section className="summary" aria-label={title}>
      <div className="summary-head">
        <h2>{title}</h2>
        <button type="button" className="button small" onClick={() => void dismiss()}>
          {say('summary.dismiss')}
        </button>
      </div>
      <p role="alert" className="problem">
        {problem}
      </p>
      <Firings firings={summary.firings} now={now} />
    </section>
  );
}
