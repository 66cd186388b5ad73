import { useTick } from '../clock/tick.ts';
import { useApp } from '../store/context.tsx';
import { say } from '../words/say.ts';
import { type Status, statusOf } from './status-of.ts';

/** One part of the status, as a text: it renders again only when that text is another one. */
function useStatusText(part: keyof Status): string {
  const connection = useApp((state) => state.connection);
  const app = useApp((state) => state.app);
  const sources = useApp((state) => state.sources);
  const monitoring = useApp((state) => state.monitoring);
  const watching = useApp((state) => state.pairIds.length > 0);
  return useTick((now) => statusOf({ connection, app, sources, monitoring, watching }, now)[part] ?? '');
}

/** How things stand with prices, in words. */
export function StatusPill() {
  const tone = useStatusText('tone');
  const short = useStatusText('short');
  const detail = useStatusText('detail');
  const announce = useStatusText('announce');
  return (
    <>
      <div className={`pill ${tone}`}>
        <i aria-hidden="true" />
        <span className="unseen">{say('status.label')}</span>
        <span>{short}</span>
        <span className="pill-detail">{detail}</span>
      </div>
      <output className="unseen">{announce}</output>
    </>
  );
}

/** The sentence of what is wrong; where the pill has room for it, it is left out. */
export function StatusSentence() {
  const sentence = useStatusText('sentence');
  const lost = useApp((state) => state.connection.state === 'lost');
  if (sentence === '') return null;
  return <div className={`bar-line warn ${lost ? '' : 'narrow-only'}`}>{sentence}</div>;
}
