import type { FiringId } from '../../src-core/alarm.ts';
import type { RingingView } from '../../src-shared/contract/schemas.ts';
import type { Clock } from '../clock.ts';
import { attempt } from './attempt.ts';
import { createChime } from './chime.ts';
import type { Deliveries, Outcome } from './deliveries.ts';
import { directionOf, type Loudness, loudnessOf } from './loudness.ts';
import type { SoundDirection, Speaker } from './ports.ts';
import { createSiren } from './siren.ts';

const minuteMs = 60_000;
const played: Outcome = { channel: 'sound', outcome: 'played', cause: null };

/** What is heard of everything that rings: one sound, the loudest that is wanted. */
export interface Sounds {
  /** Makes what is heard agree with what rings; `fresh` has just joined. */
  readonly follow: (ringing: readonly RingingView[], fresh: readonly RingingView[]) => void;
  readonly stop: () => void;
}

/** @param silence what to say of a sound that nobody could hear in time */
export function createSounds(
  speaker: Speaker,
  clock: Pick<Clock, 'setTimer' | 'monotonic'>,
  { note, noteFailure, noteStandIn, untell }: Deliveries,
  silence: string,
): Sounds {
  /** What the siren sounds for. */
  let sirens: readonly FiringId[] = [];
  /** Joined, and nothing was heard of it yet. */
  let unheard: readonly FiringId[] = [];
  /** What became of the siren that is on; null while it is off, or not heard yet. */
  let siren: Outcome | null = null;
  let sirenOn = false;
  let cancelMinute: (() => void) | null = null;
  /** A chime that fails each minute is told once. */
  let failureTold = false;

  const takeUnheard = (and: readonly FiringId[] = []): FiringId[] => {
    const ids = [...new Set([...and, ...unheard])];
    unheard = [];
    return ids;
  };

  /** What the chime that comes each minute tells of. */
  let softDirection: SoundDirection = 'up';

  const heard = (standIn: string | null) => {
    if (standIn === null) untell('sound');
    else noteStandIn(standIn);
  };

  const theSiren = createSiren(
    speaker,
    clock,
    {
      playing(standIn) {
        siren = played;
        note(takeUnheard(sirens), played);
        heard(standIn);
      },
      failed(cause) {
        siren = noteFailure(takeUnheard(sirens), 'sound', cause);
      },
    },
    silence,
  );
  const theChime = createChime(
    speaker,
    clock,
    {
      heard(standIn) {
        failureTold = false;
        note(takeUnheard(), played);
        heard(standIn);
      },
      failed(cause) {
        const ids = takeUnheard();
        if (ids.length > 0 || !failureTold) noteFailure(ids, 'sound', cause);
        failureTold = true;
      },
    },
    silence,
  );

  const strike = (direction: SoundDirection) =>
    attempt(
      (cause) => void noteFailure(takeUnheard(), 'sound', cause),
      () => {
        if (theChime.strike(direction)) note(takeUnheard(), played);
      },
    );

  const eachMinute = () => {
    cancelMinute = clock.setTimer(() => {
      eachMinute();
      strike(softDirection);
    }, minuteMs);
  };
  const stopMinutes = () => {
    cancelMinute?.();
    cancelMinute = null;
  };

  const stopSiren = () => {
    siren = null;
    sirenOn = false;
    attempt(() => {}, theSiren.stop);
  };

  const soundSiren = (joins: boolean, direction: SoundDirection) => {
    stopMinutes();
    // The loudest decides: one sound.
    attempt(() => {}, theChime.stop);
    if (joins && siren !== null) note(takeUnheard(), siren);
    if (sirenOn) return;
    sirenOn = true;
    attempt(
      (cause) => void noteFailure(takeUnheard(sirens), 'sound', cause),
      () => theSiren.start(direction),
    );
  };

  const soundChimes = (joining: RingingView | undefined, eachMinuteToo: boolean) => {
    if (sirenOn) stopSiren();
    if (!eachMinuteToo) stopMinutes();
    else if (cancelMinute === null) eachMinute();
    if (joining !== undefined) strike(directionOf(joining));
  };

  const stop = () => {
    stopSiren();
    stopMinutes();
    unheard = [];
    attempt(() => {}, theChime.stop);
  };

  return {
    follow(ringing, fresh) {
      const loudness = new Map(ringing.map((each) => [each.id, loudnessOf(each)]));
      const audible = [...loudness].filter(([, how]) => how !== 'quiet');
      const joins = fresh.filter(({ id }) => loudness.get(id) !== 'quiet');
      const joining = joins.map(({ id }) => id);
      const first = (how: Loudness) => ringing.find(({ id }) => loudness.get(id) === how);
      const loudest = first('siren');
      const soft = first('chime each minute');
      if (soft !== undefined) softDirection = directionOf(soft);
      sirens = audible.filter(([, how]) => how === 'siren').map(([id]) => id);
      unheard = [...unheard.filter((id) => loudness.has(id)), ...joining];
      if (audible.length === 0) stop();
      else if (loudest !== undefined) soundSiren(joining.length > 0, directionOf(loudest));
      else soundChimes(joins.at(-1), soft !== undefined);
    },
    stop,
  };
}
