import type { Clock } from '../clock.ts';
import type { SoundAttempt, SoundDirection, Speaker } from './ports.ts';
import { heardWithinMs } from './siren.ts';

/** One round of the sound is shorter. */
const roundMs = 2_000;
/** How often it is made anew before the beep takes over. */
const attempts = 2;

export interface ChimeReports {
  /** `standIn`: why another sound is heard than the one that was chosen. */
  readonly heard: (standIn: string | null) => void;
  readonly failed: (cause: string) => void;
}

/** The chime: one at a time, however many ask for it. */
export interface Chime {
  /** Answers whether one is heard already, which is then heard for whoever asked too. */
  readonly strike: (direction?: SoundDirection) => boolean;
  readonly stop: () => void;
}

/**
 * Plays one round when asked. A chime that does not come within 3 seconds is made anew once; then the computer beeps and
 * the failure is reported.
 * @param silence what to say of a chime that nobody could hear in time
 */
export function createChime(
  speaker: Speaker,
  clock: Pick<Clock, 'setTimer'>,
  reports: ChimeReports,
  silence: string,
): Chime {
  let on = false;
  let heard = false;
  let cancelTimer = () => {};
  let giveUpAttempt = () => {};

  const end = () => {
    cancelTimer();
    giveUpAttempt();
    giveUpAttempt = () => {};
  };

  const finish = () => {
    on = false;
    heard = false;
    end();
  };

  const attempt = (tried: number, direction: SoundDirection): void => {
    let over = false;
    let sound: SoundAttempt | null = null;
    giveUpAttempt = () => {
      over = true;
      sound?.close();
    };
    const fail = (cause: string) => {
      // What breaks after it was heard has done its work.
      if (over || heard) return;
      end();
      if (tried < attempts) return attempt(tried + 1, direction);
      on = false;
      reports.failed(cause);
      speaker.beep();
    };
    const playing = (standIn: string | null = null) => {
      if (over || heard) return;
      heard = true;
      cancelTimer();
      cancelTimer = clock.setTimer(finish, roundMs);
      reports.heard(standIn);
    };
    cancelTimer = clock.setTimer(() => fail(silence), heardWithinMs);
    try {
      sound = speaker.play('chime', { playing, failed: fail }, direction);
    } catch (error) {
      return fail(error instanceof Error ? error.message : String(error));
    }
    // It may have failed before there was anything to close.
    if (over) sound.close();
  };

  return {
    strike(direction = 'up') {
      if (on) return heard;
      on = true;
      attempt(1, direction);
      return false;
    },
    stop: finish,
  };
}
