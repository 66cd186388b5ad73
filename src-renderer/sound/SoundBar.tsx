import { useEffect, useState, useSyncExternalStore } from 'react';
import { useServices } from '../store/context.tsx';
import { say } from '../words/say.ts';

/** A context that may play needs a moment to start; asking for a click meanwhile would be a lie. */
const settleMs = 600;

/** Asks for the click that browsers want before a page may be heard; also before anything rings. */
export function SoundBar() {
  const { sound } = useServices();
  const state = useSyncExternalStore(sound.subscribe, sound.state);
  const [settled, setSettled] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), settleMs);
    return () => clearTimeout(timer);
  }, []);
  if (state === 'unavailable') return <div className="bar-line warn">{say('sound.unavailable')}</div>;
  if (state !== 'blocked' || !settled) return null;
  return (
    <div className="bar-line warn">
      <span>{say('sound.blocked')}</span>
      <button type="button" className="button small" onClick={() => void sound.enable()}>
        {say('sound.enable')}
      </button>
    </div>
  );
}
