import type { ReactNode } from 'react';
import { StatusPill } from '../status/StatusPill.tsx';
import { useActions, useApp } from '../store/context.tsx';
import type { View } from '../store/store.ts';
import { useCommand } from '../transport/use-command.ts';
import { say } from '../words/say.ts';
import { HistoryIcon, ListIcon, PlayIcon, SettingsIcon } from './icons.tsx';
import { MuteButton } from './MuteButton.tsx';

interface ViewButtonProps {
  readonly view: Exclude<View, 'pair'>;
  readonly label: string;
  readonly icon: ReactNode;
  readonly count?: number;
}

function ViewButton({ view, label, icon, count = 0 }: ViewButtonProps) {
  const showing = useApp((state) => state.view === view && state.pane === 'detail');
  const { show } = useActions();
  return (
    <button
      type="button"
      className="button quiet"
      aria-pressed={showing}
      title={label}
      onClick={() => show(view)}
    >
      {icon}
      <span className="wide-text">{label}</span>
      {count > 0 && <span className="chip">{count}</span>}
    </button>
  );
}

export function Header() {
  const demo = useApp((state) => state.app?.demo ?? false);
  const alarms = useApp((state) => Object.keys(state.alarms).length);
  const run = useCommand();
  return (
    <div className="header">
      <h1 className="unseen">{say('app.name')}</h1>
      <StatusPill />
      {demo && <span className="chip demo">{say('app.demo')}</span>}
      <nav className="header-tools" aria-label={say('header.tools')}>
        <ViewButton view="alarms" label={say('header.allAlarms')} icon={<ListIcon />} count={alarms} />
        <ViewButton view="history" label={say('header.history')} icon={<HistoryIcon />} />
        <MuteButton />
        <ViewButton view="settings" label={say('header.settings')} icon={<SettingsIcon />} />
        <button
          type="button"
          className="button quiet"
          title={say('header.test')}
          onClick={() => void run('ring.test', {})}
        >
          <PlayIcon />
          <span className="wide-text">{say('header.test')}</span>
        </button>
      </nav>
    </div>
  );
}
