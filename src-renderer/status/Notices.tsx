import { useApp } from '../store/context.tsx';
import { useCommand } from '../transport/use-command.ts';
import { say } from '../words/say.ts';

/** What the app has to tell that is not an alarm; stays until somebody has read it. */
export function Notices() {
  const notices = useApp((state) => state.notices);
  const run = useCommand();
  if (notices.length === 0) return null;
  return (
    <section aria-label={say('notice.region')}>
      {notices.map((notice) => (
        <div key={notice.id} className="bar-line warn">
          <output>{say(`notice.${notice.code}`, notice.params)}</output>
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
