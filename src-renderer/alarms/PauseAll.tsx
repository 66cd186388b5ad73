import type { PairId } from '../../src-core/pair.ts';
import { useApp } from '../store/context.tsx';
import type { State } from '../store/store.ts';
import { say } from '../words/say.ts';
import { useSetPaused } from './use-alarm-commands.ts';

function counts({ alarms, alarmIdsByPair }: State, pairId: PairId | null): string {
  const ids = pairId === null ? Object.keys(alarms) : (alarmIdsByPair[pairId] ?? []);
  const paused = ids.filter((id) => alarms[id]?.paused).length;
  return `${paused} ${ids.length - paused}`;
}

/** Pauses or resumes all alarms of a pair, or of the app (`pairId` null): each where it would change anything. */
export function PauseAll({ pairId }: { readonly pairId: PairId | null }) {
  const setPaused = useSetPaused();
  const [paused = 0, going = 0] = useApp((state) => counts(state, pairId))
    .split(' ')
    .map(Number);
  const scope = pairId === null ? ({ all: true } as const) : { pairId };
  return (
    <span className="pause-all">
      {going > 0 && (
        <button type="button" className="button small" onClick={() => void setPaused(scope, true)}>
          {say('alarms.pauseAll')}
        </button>
      )}
      {paused > 0 && (
        <button type="button" className="button small" onClick={() => void setPaused(scope, false)}>
          {say('alarms.resumeAll')}
        </button>
      )}
    </span>
  );
}
