import { useState } from 'react';
import { useApp, useServices } from '../store/context.tsx';
import { hostNow } from '../store/mirror.ts';
import { formatMinute } from '../words/formats.ts';
import { say } from '../words/say.ts';
import styles from './Header.module.css';
import { BellIcon, BellOffIcon } from './icons.tsx';
import { MuteMenu } from './parts.ts';

/** Like the other tools of the header. */
export const muteClass = `button quiet ${styles['tool']}`;

/** What the button shows: whether everything is muted now. */
export function MuteFace() {
  const muted = useApp((state) => state.mute !== null);
  return (
    <>
      {muted ? <BellOffIcon /> : <BellIcon />}
      <span className={styles['label']}>{say('mute.open')}</span>
    </>
  );
}

/** Always there, because only what changes in it is read aloud; not with every second that is left. */
function Announcement() {
  const { store } = useServices();
  const until = useApp((state) => state.mute?.until ?? null);
  const time = until === null ? '' : formatMinute(until, hostNow(store.getState()));
  return <output className="unseen">{until === null ? '' : say('mute.announce', { time })}</output>;
}

/** Silences everything for a while. Its panel is fetched when it is first wanted. */
export function MuteButton() {
  const muted = useApp((state) => state.mute !== null);
  const [wanted, setWanted] = useState(false);
  return (
    <>
      <Announcement />
      {wanted ? (
        <MuteMenu />
      ) : (
        <button
          type="button"
          className={muteClass}
          aria-haspopup="dialog"
          aria-expanded={false}
          aria-pressed={muted}
          data-tip={say('mute.open')}
          onClick={() => setWanted(true)}
        >
          <MuteFace />
        </button>
      )}
    </>
  );
}
