import { useState } from 'react';
import { formatMinute } from '../../src-shared/words/time.ts';
import { useApp, useServices } from '../store/context.tsx';
import { hostNow } from '../store/mirror.ts';
import { say } from '../words/say.ts';
import { BellIcon, BellOffIcon } from './icons.tsx';
import { MuteMenu } from './parts.ts';

/** What the button shows: whether everything is muted now. */
export function MuteFace() {
  const muted = useApp((state) => state.mute !== null);
  return (
    <>
      {muted ? <BellOffIcon /> : <BellIcon />}
      <span className="wide-text">{say('mute.open')}</span>
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
          className="button quiet"
          aria-haspopup="dialog"
          aria-expanded={false}
          aria-pressed={muted}
          title={say('mute.open')}
          onClick={() => setWanted(true)}
        >
          <MuteFace />
        </button>
      )}
    </>
  );
}
