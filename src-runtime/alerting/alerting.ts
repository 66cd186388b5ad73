import type { FiringId } from '../../src-core/alarm.ts';
import type { RingingView } from '../../src-shared/contract/schemas.ts';
import type { Clock } from '../clock.ts';
import type { Runtime } from '../runtime.ts';
import { attempt } from './attempt.ts';
import { createDeliveries } from './deliveries.ts';
import { callsWindow, isTold } from './loudness.ts';
import { createRingNotification } from './notification.ts';
import type { Notifier, Speaker, Summons } from './ports.ts';
import { createSelfTests } from './self-tests.ts';
import { heardWithinMs } from './siren.ts';
import { createSounds } from './sounds.ts';

export interface AlertingOptions {
  readonly runtime: Pick<
    Runtime,
    | 'ringing'
    | 'digest'
    | 'settings'
    | 'hushCause'
    | 'watch'
    | 'deliver'
    | 'tell'
    | 'untell'
    | 'handle'
    | 'say'
    | 'lend'
  >;
  readonly notifier: Notifier;
  /** Shows what is only a test, beside what rings. */
  readonly testNotifier: Notifier;
  readonly speaker: Speaker;
  readonly summons: Summons;
  /** Real time, also where the runtime's own is driven by a test: what is waited for here are other programs. */
  readonly clock: Pick<Clock, 'setTimer' | 'monotonic'>;
}

/**
 * Makes what rings noticed, as loud as it wants to be: sound and window at once, and a notification, each on its own, so
 * that one that fails keeps no other from working. However many ring, there is one notification and one sound. Returns
 * what ends it.
 */
export function startAlerting(options: AlertingOptions): () => void {
  const { runtime, notifier, testNotifier, speaker, summons, clock } = options;
  const deliveries = createDeliveries(runtime);
  const silence = runtime.say('delivery.silent', { seconds: heardWithinMs / 1_000 });
  const sounds = createSounds(speaker, clock, deliveries, silence);
  const notification = createRingNotification({ runtime, notifier, summons, clock, deliveries });
  let known: ReadonlyMap<FiringId, RingingView> = new Map();
  let ended = false;

  const calm = () => attempt(() => {}, summons.calm);

  const call = (fresh: readonly FiringId[]) => {
    const failed = (cause: string) => {
      if (!ended) deliveries.noteFailure(fresh, 'window', cause);
    };
    attempt(failed, () =>
      summons.call({
        shown() {
          if (!ended) deliveries.note(fresh, { channel: 'window', outcome: 'shown', cause: null });
        },
        failed,
      }),
    );
  };

  /** What was held is recorded once: why nothing came of it is to be read with the firing. */
  const noteHeld = (held: readonly RingingView[]) => {
    const unnoted = held.filter(
      (each) => each.kind === 'firing' && each.firing.deliveries.every(({ outcome }) => outcome !== 'held'),
    );
    if (unnoted.length === 0) return;
    const cause = runtime.hushCause() ?? '';
    deliveries.note(
      unnoted.map(({ id }) => id),
      { channel: 'notification', outcome: 'held', cause },
    );
  };

  const follow = () => {
    const all = runtime.ringing();
    noteHeld(all.filter(({ held }) => held === true));
    const ringing = all.filter(({ held }) => held !== true);
    const before = known;
    known = new Map(ringing.map((each) => [each.id, each]));
    const fresh = ringing.filter((each) => !before.has(each.id));
    sounds.follow(ringing, fresh);
    const callers = fresh.filter(callsWindow);
    if (callers.length > 0) call(callers.map((each) => each.id));
    else if ([...before.values()].some(callsWindow) && !ringing.some(callsWindow)) calm();
    // Last, because a desktop may take its time over it.
    if (runtime.settings().notifications) {
      notification.follow(ringing.filter(isTold), fresh.filter(isTold), runtime.digest());
    } else {
      notification.follow([], []);
    }
  };

  runtime.lend(createSelfTests({ notifier: testNotifier, speaker, clock, say: runtime.say }));
  const unwatch = runtime.watch(follow);
  follow();
  return () => {
    ended = true;
    unwatch();
    sounds.stop();
    notification.stop();
    calm();
  };
}
