import type { FiringId } from '../../src-core/alarm.ts';
import type { DeliveryView, Notice, RingingView } from '../../src-shared/contract/schemas.ts';
import type { Clock } from '../clock.ts';
import type { Runtime } from '../runtime.ts';
import { messageOf } from './messages.ts';
import type { NotificationReport, Notifier, Speaker, Summons } from './ports.ts';
import { createSiren, heardWithinMs } from './siren.ts';

/** A notification that no desktop has confirmed by then has failed. */
const shownWithinMs = 3_000;

export interface AlertingOptions {
  readonly runtime: Pick<Runtime, 'ringing' | 'watch' | 'deliver' | 'tell' | 'untell' | 'handle' | 'say'>;
  readonly notifier: Notifier;
  readonly speaker: Speaker;
  readonly summons: Summons;
  /** Real time, also where the runtime's own is driven by a test: what is waited for here are other programs. */
  readonly clock: Pick<Clock, 'setTimer' | 'monotonic'>;
}

type Outcome = Omit<DeliveryView, 'at'>;

/** Whatever one way of being noticed throws, the others go on. */
function attempt(failed: (cause: string) => void, work: () => void): void {
  try {
    work();
  } catch (error) {
    failed(error instanceof Error ? error.message : String(error));
  }
}

/**
 * Makes what rings noticed: notification, sound and window at once, each on its own, so that one that fails keeps no other
 * from working. However many ring, there is one notification and one sound. Returns what ends it.
 */
export function startAlerting({ runtime, notifier, speaker, summons, clock }: AlertingOptions): () => void {
  const { say } = runtime;
  let known: ReadonlySet<FiringId> = new Set();
  let heard: Outcome | null = null;
  let cancelWait = () => {};
  /** Told by a notification that no desktop has confirmed or refused yet. */
  let unconfirmed: readonly FiringId[] = [];
  let ended = false;

  const note = (ids: readonly FiringId[], outcome: Outcome) => runtime.deliver(ids, outcome);
  const noteFailure = (
    ids: readonly FiringId[],
    channel: DeliveryView['channel'],
    cause: string,
  ): Outcome => {
    const outcome: Outcome = { channel, outcome: 'failed', cause };
    note(ids, outcome);
    // That the window did not come is said by the other two.
    if (channel === 'window') return outcome;
    const code: Notice['code'] = `${channel}-failed`;
    runtime.tell({ id: code, code, params: { cause } });
    return outcome;
  };

  const siren = createSiren(
    speaker,
    clock,
    {
      playing() {
        heard = { channel: 'sound', outcome: 'played', cause: null };
        note([...known], heard);
        runtime.untell('sound-failed');
      },
      failed(cause) {
        heard = noteFailure([...known], 'sound', cause);
      },
    },
    say('delivery.silent', { seconds: heardWithinMs / 1_000 }),
  );

  /** @param fresh what this notification is for; the others in it were told before */
  const notify = (ringing: readonly RingingView[], fresh: readonly FiringId[]) => {
    const ids = ringing.map((each) => each.id);
    // One that takes the place of another before anybody saw that speaks for it too.
    const told = [...unconfirmed.filter((id) => known.has(id)), ...fresh];
    unconfirmed = told;
    let failedOnce = false;
    // Its own: an answer that comes late says nothing about the notification that took its place.
    let cancelOwnWait = () => {};
    const failed = (cause: string) => {
      cancelOwnWait();
      if (!failedOnce) noteFailure(told, 'notification', cause);
      failedOnce = true;
      unconfirmed = unconfirmed.filter((id) => !told.includes(id));
    };
    const hear = (report: NotificationReport) => {
      if (ended) return;
      switch (report.kind) {
        case 'failed':
          return failed(report.cause);
        case 'shown':
          cancelOwnWait();
          runtime.untell('notification-failed');
          unconfirmed = unconfirmed.filter((id) => !told.includes(id));
          return note(told, { channel: 'notification', outcome: 'shown', cause: null });
        case 'clicked':
          note(ids, { channel: 'notification', outcome: 'clicked', cause: null });
          return summons.open();
        case 'dismiss':
          return void runtime.handle('ring.dismiss', { ids }, { client: 'notification' });
      }
    };
    cancelWait();
    const late = say('delivery.no-answer', { seconds: shownWithinMs / 1_000 });
    cancelOwnWait = clock.setTimer(() => failed(late), shownWithinMs);
    cancelWait = cancelOwnWait;
    attempt(failed, () => notifier.show(messageOf(say, ringing), hear));
  };

  const ring = (ringing: readonly RingingView[], fresh: readonly FiringId[]) => {
    if (heard !== null) note(fresh, heard);
    attempt((cause) => void noteFailure(fresh, 'sound', cause), siren.start);
    const failed = (cause: string) => {
      if (!ended) noteFailure(fresh, 'window', cause);
    };
    attempt(failed, () =>
      summons.call({
        shown() {
          if (!ended) note(fresh, { channel: 'window', outcome: 'shown', cause: null });
        },
        failed,
      }),
    );
    // Last, because a desktop may take its time over it.
    notify(ringing, fresh);
  };

  const calm = () => {
    heard = null;
    cancelWait();
    // Each on its own: what cannot be ended keeps nothing else on.
    for (const end of [siren.stop, notifier.clear, summons.calm]) attempt(() => {}, end);
  };

  const follow = () => {
    const ringing = runtime.ringing();
    const before = known;
    known = new Set(ringing.map((each) => each.id));
    const fresh = [...known].filter((id) => !before.has(id));
    if (fresh.length > 0) ring(ringing, fresh);
    else if (known.size === 0 && before.size > 0) calm();
  };

  const unwatch = runtime.watch(follow);
  follow();
  return () => {
    ended = true;
    unwatch();
    calm();
  };
}
