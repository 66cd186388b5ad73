import type { FiringId } from '../../src-core/alarm.ts';
import type { RingingView } from '../../src-shared/contract/schemas.ts';
import type { RingSound } from '../sound/ring-sound.ts';
import { directionOf, loudnessOf, startOf } from './loudness.ts';

const minuteMs = 60_000;
/** One that has been there for longer when a page opens has had its chime. */
const freshMs = minuteMs;

/** What is heard follows from this. */
export interface Ringing {
  readonly ringing: readonly RingingView[];
  /** Made quiet on this page. */
  readonly quiet: readonly FiringId[];
  /** What the host's clock says. */
  readonly now: number;
}

export interface Sounding {
  readonly follow: (ringing: Ringing) => void;
  readonly stop: () => void;
}

/**
 * Makes rings heard on this page, as one sound, the loudest that is wanted: the siren for loud ones, a chime each minute
 * once they are softened, one chime for each normal one that joins. When a ring softens and when its sound ends is the
 * host's to say.
 */
export function createSounding(sound: Pick<RingSound, 'ring' | 'chime'>): Sounding {
  let known: ReadonlySet<FiringId> = new Set();
  let heldBefore: ReadonlySet<FiringId> = new Set();
  let softDirection: 'up' | 'down' = 'up';
  let eachMinute: ReturnType<typeof setInterval> | undefined;

  const soften = (on: boolean) => {
    if (on === (eachMinute !== undefined)) return;
    clearInterval(eachMinute);
    eachMinute = on ? setInterval(() => sound.chime(softDirection), minuteMs) : undefined;
  };

  return {
    follow({ ringing, quiet, now }) {
      const heard = ringing.filter((each) => !quiet.includes(each.id) && loudnessOf(each) !== 'none');
      const isFresh = (each: RingingView) => !known.has(each.id) && now - startOf(each) < freshMs;
      const joining = heard.findLast((each) => isFresh(each) || heldBefore.has(each.id));
      known = new Set(ringing.map(({ id }) => id));
      heldBefore = new Set(ringing.filter((each) => each.held === true).map(({ id }) => id));
      const siren = heard.find((each) => loudnessOf(each) === 'siren');
      const soft = heard.find((each) => loudnessOf(each) === 'soft');
      if (siren === undefined) sound.ring(false);
      else sound.ring(true, directionOf(siren));
      if (soft !== undefined) softDirection = directionOf(soft);
      soften(siren === undefined && soft !== undefined);
      if (siren === undefined && joining !== undefined) sound.chime(directionOf(joining));
    },
    stop() {
      soften(false);
      known = new Set();
      heldBefore = new Set();
      sound.ring(false);
    },
  };
}
