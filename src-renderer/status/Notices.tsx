import { formatTime } from '../../src-shared/words/time.ts';
import { useApp } from '../store/context.tsx';
import { useCommand } from '../transport/use-command.ts';
import { say } from '../words/say.ts';

/** A system may say why at any length; the rest stands in the log. */
const longestParam = 120;

function readable(params: Readonly<Record<string, string>>): Record<string, string> {
  const cut = (text: string) => (text.length > longestParam ? `${text.slice(0, longestParam)}…` : text);
  const local = (name: string, text: string) => (name === 'since' ? formatTime(Date.parse(text)) : cut(text));
  return Object.fromEntries(Object.entries(params).map(([name, text]) => [name, local(name, text)]));
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
          <output>{say(`notice.${notice.code}`, readable(notice.params))}</output>
          <button
            type="button"
            className="button small"
            onClick={() => void run('notice.dismiss', { id: notice.id })}
          >
            {say('notice.dismiss')}
          </button>
        </div>
      ))}
    </section>
  );
}
