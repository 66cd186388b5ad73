import { StatusPill } from '../status/StatusPill.tsx';
import { useActions, useApp } from '../store/context.tsx';
import { useCommand } from '../transport/use-command.ts';
import { say } from '../words/say.ts';
import { BellIcon, ListIcon } from './icons.tsx';

export function Header() {
  const demo = useApp((state) => state.app?.demo ?? false);
  const alarms = useApp((state) => Object.keys(state.alarms).length);
  const showing = useApp((state) => state.view === 'alarms' && state.pane === 'detail');
  const { showAlarms } = useActions();
  const run = useCommand();
  return (
    <div className="header">
      <h1 className="unseen">{say('app.name')}</h1>
      <StatusPill />
      {demo && <span className="chip demo">{say('app.demo')}</span>}
      <div className="header-tools">
        <button type="button" className="button quiet" aria-pressed={showing} onClick={showAlarms}>
          <ListIcon />
          <span className="wide-text">{say('header.allAlarms')}</span>
          {alarms > 0 && <span className="chip">{alarms}</span>}
        </button>
        <button type="button" className="button quiet" onClick={() => void run('ring.test', {})}>
          <BellIcon />
          <span className="wide-text">{say('header.test')}</span>
        </button>
      </div>
    </div>
  );
}
