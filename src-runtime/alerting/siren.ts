import type { Clock } from '../clock.ts';
import type { SoundAttempt, Speaker } from './ports.ts';

/** A sound that is not heard by then has failed. */
export const heardWithinMs = 3_000;
const beepMs = 2_000;
/** How often the sound is made anew before the beep takes over. */
const attempts = 2;

export interface SirenReports {
  readonly playing: () => void;
  readonly failed: (cause: string) => void;
}

/** The sound of the alarms: one, however many ring. */
export interface Siren {
  readonly start: () => void;
  readonly stop: () => void;
}

/**
 * Plays until stopped. A sound that does not come within 3 seconds, or ends by itself, is made anew once; then the
 * computer beeps every 2 seconds, and the failure is reported.
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

  const beep = () => {
    speaker.beep();
    cancelTimer = clock.setTimer(beep, beepMs);
  };

  const end = () => {
    cancelTimer();
    giveUpAttempt();
    giveUpAttempt = () => {};
  };

  const attempt = () => {
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
      reports.failed(cause);
      beep();
    };
    cancelTimer = clock.setTimer(() => fail(silence), heardWithinMs);
    sound = speaker.play({
      playing() {
        if (over || heardAt !== null) return;
        heardAt = clock.monotonic();
        cancelTimer();
        reports.playing();
      },
      failed: fail,
    });
    // It may have failed before there was anything to close.
    if (over) sound.close();
  };

  return {
    start() {
      if (on) return;
      on = true;
      tried = 0;
      attempt();
    },
    stop() {
      on = false;
      end();
    },
  };
}
