import type { Clock } from '../clock.ts';
import type { SoundAttempt, SoundDirection, Speaker } from './ports.ts';

/** A sound that is not heard by then has failed. */
export const heardWithinMs = 3_000;
const beepMs = 2_000;
/** Every so many beeps the sound is tried again: what was wrong at a slow start may be over. */
const beepsBetweenTries = 30;
/** How often the sound is made anew before the beep takes over. */
const attempts = 2;

export interface SirenReports {
  /** `standIn`: why another sound is heard than the one that was chosen. */
  readonly playing: (standIn: string | null) => void;
  readonly failed: (cause: string) => void;
}

/** The sound of the alarms: one, however many ring. */
export interface Siren {
  /** @param direction what it tells of; up unless told otherwise */
  readonly start: (direction?: SoundDirection) => void;
  readonly stop: () => void;
}

/**
 * Plays until stopped. A sound that does not come within 3 seconds, or ends by itself, is made anew once; then the
 * computer beeps every 2 seconds, the failure is reported once, and the sound is tried again each minute.
 * @param silence what to say of a sound that nobody could hear in time
 */
export function createSiren(
  speaker: Speaker,
  clock: Pick<Clock, 'setTimer' | 'monotonic'>,
  reports: SirenReports,
  silence: string,
): Siren {
  let on = false;
  let tried = 0;
  let cancelTimer = () => {};
  let giveUpAttempt = () => {};

  let beeps = 0;
  let told = false;
  let direction: SoundDirection = 'up';

  const beep = (): void => {
    if (beeps === beepsBetweenTries) {
      beeps = 0;
      // One attempt, not two: it goes on beeping soon where nothing has changed.
      tried = attempts - 1;
      return attempt();
    }
    beeps += 1;
    // Before the beep: one that throws is not the last.
    cancelTimer = clock.setTimer(beep, beepMs);
    speaker.beep();
  };

  const end = () => {
    cancelTimer();
    giveUpAttempt();
    giveUpAttempt = () => {};
  };

  const attempt = (): void => {
    tried += 1;
    let over = false;
    let heardAt: number | null = null;
    let sound: SoundAttempt | null = null;
    // What it tells afterwards is not heard: it may come while a later one is waited for.
    giveUpAttempt = () => {
      over = true;
      sound?.close();
    };
    const fail = (cause: string) => {
      if (over) return;
      end();
      // One that was heard for a while counts as new, so that a sound is mended as often as it breaks.
      if (heardAt !== null && clock.monotonic() - heardAt >= heardWithinMs) tried = 0;
      if (tried < attempts) return attempt();
      if (!told) reports.failed(cause);
      told = true;
      beep();
    };
    cancelTimer = clock.setTimer(() => fail(silence), heardWithinMs);
    const playing = (standIn: string | null = null) => {
      if (over || heardAt !== null) return;
      heardAt = clock.monotonic();
      cancelTimer();
      // One that came to nothing before is told once it stays.
      if (!told) return reports.playing(standIn);
      cancelTimer = clock.setTimer(() => {
        told = false;
        reports.playing(standIn);
      }, heardWithinMs);
    };
    try {
      sound = speaker.play('siren', { playing, failed: fail }, direction);
    } catch (error) {
      return fail(error instanceof Error ? error.message : String(error));
    }
    // It may have failed before there was anything to close.
    if (over) sound.close();
  };

  return {
    start(wanted = 'up') {
      if (on) return;
      on = true;
      direction = wanted;
      tried = 0;
      beeps = 0;
      told = false;
      attempt();
    },
    stop() {
      on = false;
      end();
    },
  };
}
