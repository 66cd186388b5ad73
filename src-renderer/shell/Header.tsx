import type { ReactNode } from 'react';
import { CommandField } from '../command/CommandField.tsx';
import { StatusPill } from '../status/StatusPill.tsx';
import { useActions, useApp } from '../store/context.tsx';
import type { View } from '../store/store.ts';
import { say } from '../words/say.ts';
import styles from './Header.module.css';
import { HistoryIcon, ListIcon, SettingsIcon } from './icons.tsx';
import { MuteButton } from './MuteButton.tsx';

interface ViewButtonProps {
  readonly view: Exclude<View, 'pair'>;
  readonly label: string;
  readonly icon: ReactNode;
  readonly count?: number;
}

/** Its name is there in words where there is room, and in a tip where there is none. */
function ViewButton({ view, label, icon, count = 0 }: ViewButtonProps) {
  const showing = useApp((state) => state.view === view);
  const { show } = useActions();
  return (
    <button
      type="button"
      className={`button quiet ${styles['tool']}`}
      aria-pressed={showing}
      data-tip={label}
      onClick={() => show(view)}
    >
      {icon}
      <span className={styles['label']}>{label}</span>
      {count > 0 && <span className={`chip ${styles['count']}`}>{count}</span>}
    </button>
  );
}

/** How prices stand, a field for commands, and the way to every view. */
export function Header() {
  const demo = useApp((state) => state.app?.demo ?? false);
  const alarms = useApp((state) => Object.keys(state.alarms).length);
  return (
    <div className={styles['header']}>
      <h1 className="unseen">{say('app.name')}</h1>
      <div className={styles['status']}>
        <StatusPill />
        {demo && <span className={`chip ${styles['demo']}`}>{say('app.demo')}</span>}
      </div>
      <div className={styles['command']}>
        <CommandField />
      </div>
      <nav className={styles['tools']} aria-label={say('header.tools')}>
        <ViewButton view="alarms" label={say('header.allAlarms')} icon={<ListIcon />} count={alarms} />
        <ViewButton view="history" label={say('header.history')} icon={<HistoryIcon />} />
        <MuteButton />
        <ViewButton view="settings" label={say('header.settings')} icon={<SettingsIcon />} />
      </nav>
    </div>
  );
}
