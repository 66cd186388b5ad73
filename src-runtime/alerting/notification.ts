import type { FiringId } from '../../src-core/alarm.ts';
import type { RingingView } from '../../src-shared/contract/schemas.ts';
import type { Clock } from '../clock.ts';
import type { Runtime } from '../runtime.ts';
import { attempt } from './attempt.ts';
import type { Deliveries } from './deliveries.ts';
import type { Digest } from '../hush/digest.ts';
import { digestMessage, messageOf } from './messages.ts';
import type { NotificationReport, Notifier, Summons } from './ports.ts';

/** A notification that no desktop has confirmed by then has failed. */
const shownWithinMs = 3_000;
/** What changes within this time is told by one notification. */
const groupedWithinMs = 2_000;
/** So many one command takes. */
const mostDismissed = 1_000;

/** The one notification of everything that rings. */
export interface RingNotification {
  /** Makes it list what rings; `fresh` has just joined. */
  readonly follow: (
    ringing: readonly RingingView[],
    fresh: readonly RingingView[],
    /** What came while nothing was to be shown: told once, whatever rings. */
    digest?: Digest | null,
  ) => void;
  readonly stop: () => void;
}

export interface RingNotificationOptions {
  readonly runtime: Pick<Runtime, 'handle' | 'say'>;
  readonly notifier: Notifier;
  readonly summons: Pick<Summons, 'open'>;
  readonly clock: Pick<Clock, 'setTimer'>;
  readonly deliveries: Deliveries;
}

function sameIds(a: readonly FiringId[], b: readonly FiringId[]): boolean {
  return a.length === b.length && a.every((id) => b.includes(id));
}

export function createRingNotification(options: RingNotificationOptions): RingNotification {
  const { runtime, notifier, summons, clock, deliveries } = options;
  const { say } = runtime;
  let ringing: readonly RingingView[] = [];
  /** What the one that was shown last lists. */
  let listed: readonly FiringId[] = [];
  /** Joined, and in no notification yet. */
  let untold: readonly FiringId[] = [];
  /** Told by a notification that no desktop has confirmed or refused yet. */
  let unconfirmed: readonly FiringId[] = [];
  /** What came while nothing was to be shown; the one that is to be told, or is told by what is shown now. */
  let digest: Digest | null = null;
  let toldDigest: number | null = null;
  /** The one that was shown last went away: it timed out, or somebody put it away. */
  let isGone = false;
  let newest = 0;
  let cancelWait = () => {};
  let cancelGroup: (() => void) | null = null;
  let ended = false;

  const dismiss = (named: readonly FiringId[], tellsDigest: boolean) => {
    for (let at = 0; at < named.length; at += mostDismissed) {
      const some = named.slice(at, at + mostDismissed);
      void runtime.handle('ring.dismiss', { ids: some }, { client: 'notification' });
    }
    if (tellsDigest) void runtime.handle('summary.dismiss', {}, { client: 'notification' });
  };

  const ids = () => ringing.map((each) => each.id);

  /** @param told what this notification is for; the others in it were told before */
  const hearer = (told: readonly FiringId[], named: readonly FiringId[], tellsDigest: boolean) => {
    newest += 1;
    isGone = false;
    const number = newest;
    let failedOnce = false;
    const confirmed = () => {
      unconfirmed = unconfirmed.filter((id) => !told.includes(id));
    };
    // Its own: an answer that comes late says nothing about the notification that took its place.
    let cancelOwnWait = () => {};
    const failed = (cause: string) => {
      cancelOwnWait();
      // One that only lists less is no news, nor is its failure.
      if (!failedOnce && told.length > 0) deliveries.noteFailure(told, 'notification', cause);
      failedOnce = true;
      confirmed();
    };
    const hear = (report: NotificationReport) => {
      if (ended) return;
      switch (report.kind) {
        case 'failed':
          return failed(report.cause);
        case 'shown':
          cancelOwnWait();
          deliveries.untell('notification');
          confirmed();
          return deliveries.note(told, { channel: 'notification', outcome: 'shown', cause: null });
        case 'gone':
          if (number === newest) isGone = true;
          return;
        case 'clicked':
          deliveries.note(named, { channel: 'notification', outcome: 'clicked', cause: null });
          return summons.open();
        case 'dismiss':
          return dismiss(named, tellsDigest);
      }
    };
    const late = say('delivery.no-answer', { seconds: shownWithinMs / 1_000 });
    cancelOwnWait = clock.setTimer(() => failed(late), shownWithinMs);
    cancelWait = cancelOwnWait;
    return { hear, failed };
  };

  const clear = () => {
    cancelWait();
    cancelGroup?.();
    cancelGroup = null;
    listed = [];
    untold = [];
    unconfirmed = [];
    attempt(() => {}, notifier.clear);
  };

  const freshDigest = () => (digest !== null && digest.id !== toldDigest ? digest : null);

  /** Once of what came meanwhile, and as long as nothing else rings; else of everything that rings. */
  const digestToTell = (fresh: Digest | null) => fresh ?? (ringing.length === 0 ? digest : null);

  const show = () => {
    cancelGroup?.();
    cancelGroup = null;
    const named = ids();
    const meanwhile = freshDigest();
    if (meanwhile !== null) {
      untold = [...new Set([...untold, ...meanwhile.firings])];
      toldDigest = meanwhile.id;
    }
    if (untold.length === 0 && sameIds(named, listed)) return;
    // Who has put it away wants no other one for what was in it; a desktop may still keep the old one in a list.
    if (untold.length === 0 && isGone) {
      clear();
      listed = named;
      return;
    }
    // One that takes the place of another before anybody saw that speaks for it too.
    const told = [...unconfirmed, ...untold];
    untold = [];
    unconfirmed = told;
    listed = named;
    cancelWait();
    const toTell = digestToTell(meanwhile);
    const { hear, failed } = hearer(told, named, toTell !== null);
    const message = toTell === null ? messageOf(say, ringing) : digestMessage(say, toTell);
    attempt(failed, () => notifier.show(message, hear));
  };

  /** A digest that somebody read takes the notification along, as does the end of all rings. */
  const endsWith = (now: readonly RingingView[], told: Digest | null) =>
    now.length === 0 && (ringing.length > 0 || (digest !== null && told === null));

  const take = (now: readonly RingingView[], fresh: readonly RingingView[], told: Digest | null) => {
    ringing = now;
    digest = told;
    const known = new Set([...ids(), ...(told?.firings ?? [])]);
    untold = [...untold.filter((id) => known.has(id)), ...fresh.map((each) => each.id)];
    unconfirmed = unconfirmed.filter((id) => known.has(id));
  };

  return {
    follow(now, fresh, told = null) {
      const isOver = endsWith(now, told);
      take(now, fresh, told);
      const isNews = freshDigest() !== null;
      if (now.length === 0 && !isNews) {
        if (isOver) clear();
        return;
      }
      // Who presses the test alarm looks at it, and nothing else comes with it.
      const alone = cancelGroup === null && untold.length > 0 && fresh.every(({ kind }) => kind === 'test');
      if (alone) return show();
      if (untold.length === 0 && !isNews && sameIds(ids(), listed)) return;
      cancelGroup ??= clock.setTimer(show, groupedWithinMs);
    },
    stop() {
      ended = true;
      clear();
    },
  };
}
