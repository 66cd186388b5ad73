import { pairLabel } from '../../src-core/pair.ts';
import type { Notice } from '../../src-shared/contract/schemas.ts';
import { useActions, useApp } from '../store/context.tsx';
import { useCommand } from '../transport/use-command.ts';
import { say } from '../words/say.ts';
import { sayInView } from '../words/say-in-view.ts';
import { formatTime } from '../words/formats.ts';

/** A system may say why at any length; the rest stands in the log. */
const longestParam = 120;

function readable(params: Readonly<Record<string, string>>): Record<string, string> {
  const cut = (text: string) => (text.length > longestParam ? `${text.slice(0, longestParam)}…` : text);
  const local = (name: string, text: string) => (name === 'since' ? formatTime(Date.parse(text)) : cut(text));
  return Object.fromEntries(Object.entries(params).map(([name, text]) => [name, local(name, text)]));
}

/** A notice that asks about a pair leads to it: the answer is given there. */
function OpenPair({ notice }: { readonly notice: Notice }) {
  const { select } = useActions();
  const id = notice.code === 'another-coin' ? notice.id.replace(/^another-coin:/, '') : '';
  const pair = useApp((state) => state.pairs[id]);
  if (!pair) return null;
  return (
    <button type="button" className="button small" onClick={() => select(id)}>
      {say('pair.strange.open', { pair: pairLabel(pair) })}
    </button>
  );
}

/** What the app has to tell that is not an alarm; stays until somebody has read it. */
export function Notices() {
  const notices = useApp((state) => state.notices);
  const run = useCommand();
  if (notices.length === 0) return null;
  return (
    <section aria-label={say('notice.region')}>
      {notices.map((notice) => (
        <div key={notice.id} className="bar-line warn">
          <output>{sayInView(`notice.${notice.code}`, readable(notice.params))}</output>
          <span className="bar-actions">
            <OpenPair notice={notice} />
            <button
              type="button"
              className="button small"
              onClick={() => void run('notice.dismiss', { id: notice.id })}
            >
              {say('notice.dismiss')}
            </button>
          </span>
        </div>
      ))}
    </section>
  );
}
