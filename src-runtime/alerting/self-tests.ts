import type { TestResult } from '../../src-shared/contract/sound.ts';
import type { HostSay } from '../../src-shared/words/host-words.ts';
import type { Clock } from '../clock.ts';
import type { SelfTests } from '../sound/self-tests.ts';
import { attempt } from './attempt.ts';
import type { Notifier, SoundAttempt, Speaker } from './ports.ts';

/** What no desktop has answered by then has failed. */
const answeredWithinMs = 3_000;
/** How long a sound is heard that is only tried. */
const triedForMs = 2_500;

interface SelfTestOptions {
  readonly notifier: Notifier;
  readonly speaker: Speaker;
  readonly clock: Pick<Clock, 'setTimer'>;
  readonly say: HostSay;
}

const result = (more: Partial<TestResult>): TestResult => ({
  by: 'desktop',
  supported: true,
  worked: false,
  cause: null,
  standIn: null,
  ...more,
});

/** Notification and sound as a ring has them, tried one by one, with what really came of each. */
export function createSelfTests({ notifier, speaker, clock, say }: SelfTestOptions): SelfTests {
  const late = () => say('delivery.no-answer', { seconds: answeredWithinMs / 1_000 });
  let ending: (() => void) | null = null;

  /** Answers the first that comes: what happened, or that nothing did in time. */
  const firstOf = (start: (answer: (more: Partial<TestResult>) => void) => void) =>
    new Promise<TestResult>((resolve) => {
      const cancel = clock.setTimer(() => resolve(result({ cause: late() })), answeredWithinMs);
      const answer = (more: Partial<TestResult>) => {
        cancel();
        resolve(result(more));
      };
      attempt(
        (cause) => answer({ cause }),
        () => start(answer),
      );
    });

  return {
    notification: () =>
      firstOf((answer) => {
        const message = { title: say('notification.test.title'), body: say('notification.test.body') };
        notifier.show(message, (report) => {
          if (report.kind === 'shown') answer({ worked: true });
          if (report.kind === 'failed')
            answer({ supported: report.cause !== say('delivery.unsupported'), cause: report.cause });
          if (report.kind === 'dismiss' || report.kind === 'clicked') notifier.clear();
        });
      }),
    sound: (direction) =>
      firstOf((answer) => {
        // One at a time: who tries the other one has heard enough of this.
        ending?.();
        let sound: SoundAttempt | null = null;
        let over = false;
        const close = () => {
          if (over) return;
          over = true;
          cancelEnd();
          sound?.close();
          if (ending === close) ending = null;
        };
        const cancelEnd = clock.setTimer(close, answeredWithinMs + triedForMs);
        ending = close;
        sound = speaker.play(
          'chime',
          {
            playing: (standIn = null) => answer({ worked: true, standIn }),
            failed(cause) {
              answer({ cause });
              close();
            },
          },
          direction,
        );
        if (over) sound.close();
      }),
  };
}
