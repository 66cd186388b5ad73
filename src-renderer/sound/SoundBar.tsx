import { useEffect, useState, useSyncExternalStore } from 'react';
import { useStill } from '../shell/use-still.ts';
import { useServices } from '../store/context.tsx';
import { say } from '../words/say.ts';
import { sayInView } from '../words/say-in-view.ts';
import type { RingSound } from './ring-sound.ts';

/** A context that may play needs a moment to start; asking for a click meanwhile would be a lie. */
const settleMs = 600;
const settledSounds = new WeakSet<RingSound>();

function useSettled(sound: RingSound): boolean {
  const [settled, setSettled] = useState(() => settledSounds.has(sound));
  useEffect(() => {
    const timer = setTimeout(() => {
      settledSounds.add(sound);
      setSettled(true);
    }, settleMs);
    return () => clearTimeout(timer);
  }, [sound]);
  return settled;
}

export interface SoundBarProps {
  /** Once it is there, it keeps its place, so that nothing beside it moves. */
  readonly stays?: boolean;
}

/** Asks for the click that browsers want before a page may be heard; also before anything rings. */
export function SoundBar({ stays = false }: SoundBarProps) {
  const { sound } = useServices();
  const state = useSyncExternalStore(sound.subscribe, sound.state);
  const standIn = useSyncExternalStore(sound.subscribe, sound.standIn);
  const settled = useSettled(sound);
  const asks = useStill(state === 'blocked' && settled);
  const [asked, setAsked] = useState(false);
  if (asks && !asked) setAsked(true);
  if (state === 'unavailable') return <div className="bar-line warn">{say('sound.unavailable')}</div>;
  if (asks) {
    return (
      <div className="bar-line warn">
        <span>{say('sound.blocked')}</span>
        <button type="button" className="button small" onClick={() => void sound.enable()}>
          {say('sound.enable')}
        </button>
      </div>
    );
  }
  if (standIn !== null && !stays) {
    const cause = standIn === '' ? say('sound.own-missing') : standIn;
    return <output className="bar-line warn">{sayInView('notice.sound-stand-in', { cause })}</output>;
  }
  if (!stays || !asked) return null;
  return (
    <div className="bar-line done">
      <span className="bar-words">
        <output>{say('sound.on')}</output>
        <span className="kept">{say('sound.blocked')}</span>
      </span>
      <span className="button small kept">{say('sound.enable')}</span>
    </div>
  );
}
