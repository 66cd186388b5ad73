import * as z from 'zod/mini';
import type { EpochMs } from '../../src-core/pair.ts';
import {
  type MuteView,
  mute as muteSchema,
  type QuietView,
  quiet as quietSchema,
} from '../../src-shared/contract/hush.ts';
import type { RingingView } from '../../src-shared/contract/schemas.ts';
import { type Desk, settingsOf } from '../desk.ts';
import { testId } from '../ring.ts';
import { type Digest, release } from './digest.ts';
import { quietStretch } from './quiet-hours.ts';

/** Whether anything may be heard or pop up now: muted by the user, or in quiet hours. */
export interface Hush {
  readonly mute: () => MuteView | null;
  /** Quiet hours, while they are in force. */
  readonly quiet: () => QuietView | null;
  /** Whether a ring is listed only. */
  readonly isHeld: (ringing: RingingView) => boolean;
  /** What came meanwhile, told at the end; null once it was read. */
  readonly digest: () => Digest | null;
  readonly readDigest: () => void;
  readonly startMute: (until: EpochMs, client: string) => MuteView;
  readonly endMute: (client: string) => void;
  /** Goes on where the run before stopped: what ended meanwhile is told. */
  readonly recall: () => void;
  /** Looks whether something began or ended. */
  readonly look: () => void;
  readonly stop: () => void;
}

interface State {
  readonly mute: MuteView | null;
  readonly quiet: QuietView | null;
}

const key = 'hush';
const remembered = z.object({ mute: z.nullable(muteSchema), quiet: z.nullable(quietSchema) });
const none: State = { mute: null, quiet: null };
/** A clock that was set to before the beginning of a mute: how long it still lasts is not known any more. */
const clockToleranceMs = 60_000;

function isLoud(ringing: RingingView): boolean {
  if (ringing.kind === 'firing') return ringing.firing.urgency === 'loud';
  return ringing.kind !== 'seeing';
}

function holds({ mute, quiet }: State, ringing: RingingView): boolean {
  // It is in the list alone, whatever the hour.
  if (ringing.kind === 'firing' && ringing.firing.urgency === 'silent') return false;
  if (mute !== null) return true;
  return quiet !== null && !(quiet.loudMayPass && isLoud(ringing));
}

/** @param deskOf the desk, which holds this too */
export function createHush(deskOf: () => Desk): Hush {
  let state = none;
  let digest: Digest | null = null;
  let cancelTimer = () => {};
  let stopped = false;

  const quietNow = (desk: Desk): QuietView | null => {
    const { quietHours } = settingsOf(desk);
    const stretch = quietStretch(desk.clock.now(), quietHours);
    return stretch && { ...stretch, loudMayPass: quietHours.loudMayPass };
  };

  const isOver = (desk: Desk, { until, at }: MuteView) => {
    const now = desk.clock.now();
    return now >= until || now < at - clockToleranceMs;
  };

  const wait = (desk: Desk) => {
    cancelTimer();
    const ends = [state.mute?.until, state.quiet?.until].filter((until) => until !== undefined);
    if (ends.length === 0 || stopped) return;
    // A clock that was set, and a sleep, are noticed by who looks every few seconds.
    cancelTimer = desk.clock.setTimer(look, Math.max(0, Math.min(...ends) - desk.clock.now()));
  };

  const become = (desk: Desk, next: State) => {
    const before = state;
    const heldBefore = desk.ring.list().filter((one) => holds(before, one));
    state = next;
    wait(desk);
    if (JSON.stringify(before) === JSON.stringify(next)) return;
    desk.outbox.remember(key, next);
    const freed = heldBefore.filter((one) => !holds(next, one));
    if (before.mute !== null && next.mute === null) desk.log.info({ event: 'mute.ended' });
    if (freed.length > 0) digest = release(desk, freed, before, digest);
    desk.outbox.save('process');
    desk.publisher.touch('hush');
    desk.publisher.touch('ringing');
  };

  const look = () => {
    const desk = deskOf();
    const mute = state.mute !== null && isOver(desk, state.mute) ? null : state.mute;
    become(desk, { mute, quiet: quietNow(desk) });
  };

  return {
    mute: () => state.mute,
    quiet: () => state.quiet,
    isHeld: (ringing) => holds(state, ringing),
    digest: () => digest,
    readDigest() {
      digest = null;
    },
    startMute(until, client) {
      const desk = deskOf();
      const mute = { until, by: client, at: desk.clock.now() };
      desk.log.info({ event: 'mute.started', until, client });
      // Who mutes has heard enough of it.
      desk.ring.silence([testId]);
      digest = null;
      become(desk, { mute, quiet: quietNow(desk) });
      return mute;
    },
    endMute(client) {
      const desk = deskOf();
      if (state.mute === null) return;
      desk.log.info({ event: 'mute.end-asked', client });
      become(desk, { mute: null, quiet: quietNow(desk) });
    },
    recall() {
      const desk = deskOf();
      const found = remembered.safeParse(desk.outbox.remembered(key));
      if (found.success) state = found.data;
      look();
    },
    look,
    stop() {
      stopped = true;
      cancelTimer();
    },
  };
}
