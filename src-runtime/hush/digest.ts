import type { FiringId } from '../../src-core/alarm.ts';
import type { MuteView, QuietView } from '../../src-shared/contract/hush.ts';
import type { RingingView } from '../../src-shared/contract/schemas.ts';
import { ringTitle } from '../../src-shared/words/ring-title.ts';
import { formatMinute } from '../../src-shared/words/time.ts';
import type { Desk } from '../desk.ts';
import { stillHolds } from '../snoozes.ts';
import type { StoredFiring } from '../storage/state-store.ts';
import { addToSummary } from '../summary.ts';

/** What came while nothing was to be heard, told once at the end. */
export interface Digest {
  /** Another one has another id. */
  readonly id: number;
  readonly title: string;
  readonly lines: readonly string[];
  /** The firings in it. */
  readonly firings: readonly FiringId[];
}

type Held = Extract<RingingView, { kind: 'firing' }>;
type Hushed = { readonly mute: MuteView | null; readonly quiet: QuietView | null };

/** What held no more is told of, and rings no more; until it was read nobody has acknowledged it. */
function tellOnly(desk: Desk, { firing, pair }: Held): StoredFiring {
  const told: StoredFiring = { firing: { ...firing, told: 'summary' }, pair };
  desk.ring.silence([firing.id]);
  if (desk.outbox.waitingFiring(firing.id) !== null) desk.outbox.firings([told]);
  else desk.outbox.keep(`told ${firing.id}`, ({ state }) => state.tellInSummary(firing.id));
  desk.publisher.touchAlarm(firing.alarmId, firing.pairId);
  return told;
}

function lineOf(desk: Desk, one: RingingView, holds: boolean): string {
  const title = ringTitle(desk.say, one);
  const at = one.kind === 'firing' ? one.firing.receivedAt : one.startedAt;
  const time = formatMinute(at, desk.say.style, desk.clock.now());
  return desk.say(holds ? 'digest.line' : 'digest.line.over', { time, title });
}

interface Freed {
  readonly line: string;
  /** Of a firing: whether it rings now. */
  readonly late: { readonly stored: StoredFiring; readonly holds: boolean } | null;
}

/** One that was held rings from now on, or is over and only told of. */
function free(desk: Desk, one: RingingView): Freed {
  if (one.kind !== 'firing') {
    // That prices are back is news for the digest; that they are out is still so.
    if (one.kind === 'seeing') desk.ring.silence([one.id]);
    else desk.ring.ringAfresh(one.id);
    return { line: lineOf(desk, one, true), late: null };
  }
  const holds = stillHolds(desk, one);
  const line = lineOf(desk, one, holds);
  if (!holds) return { line, late: { stored: tellOnly(desk, one), holds } };
  desk.ring.ringAfresh(one.id);
  return { line, late: { stored: { firing: one.firing, pair: one.pair }, holds } };
}

/**
 * Lets what was held ring where it still holds, and tells of all of it: in the summary, and in one digest.
 * @param hushed why it was held
 * @param before a digest that nobody has read goes on in this one
 */
export function release(
  desk: Desk,
  held: readonly RingingView[],
  { mute, quiet }: Hushed,
  before: Digest | null,
): Digest {
  const freed = held.map((one) => free(desk, one));
  const late = freed.map((one) => one.late).filter((one) => one !== null);
  const now = desk.clock.now();
  const why = mute === null ? 'quiet hours' : 'muted';
  addToSummary(desk, { from: mute?.at ?? quiet?.since ?? now, to: now, why }, late);
  const { id = 0, lines = [], firings = [] } = before ?? {};
  const told = [...lines, ...freed.map(({ line }) => line)];
  desk.log.info({ event: 'hush.digest', why, held: held.length });
  return {
    id: id + now,
    title: desk.say(`digest.title.${why}`, { count: told.length }),
    lines: told,
    firings: [...firings, ...late.map(({ stored }) => stored.firing.id)],
  };
}
