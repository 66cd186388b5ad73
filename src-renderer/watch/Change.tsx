import { say } from '../words/say.ts';
import { formatChange } from '../words/formats.ts';

function toneOf(change: number): string {
  if (Math.abs(change) < 0.005) return '';
  return change > 0 ? 'up' : 'down';
}

/** The change of 24 hours with its arrow; a dash where it is not known. */
export function Change({ change }: { readonly change: number | null }) {
  if (change === null) {
    return (
      <span className="muted">
        <span aria-hidden="true">–</span>
        <span className="unseen">{say('watch.noChange')}</span>
      </span>
    );
  }
  const text = formatChange(change);
  return <span className={toneOf(change)}>{text}</span>;
}
