import { useApp } from '../store/context.tsx';
import { useCommand } from '../transport/use-command.ts';
import { say } from '../words/say.ts';

/** Says on every screen that nothing can ring, with the way out, for as long as it lasts. */
export function PausedBar() {
  const paused = useApp((state) => state.monitoring === 'paused');
  const run = useCommand();
  if (!paused) return null;
  return (
    <div className="bar-line warn">
      <span>{say('status.paused.bar')}</span>
      <button type="button" className="button small" onClick={() => void run('monitoring.resume', {})}>
        {say('status.resume')}
      </button>
    </div>
  );
}
