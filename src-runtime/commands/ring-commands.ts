import type { AlarmId, FiringId } from '../../src-core/alarm.ts';
import type { EpochMs } from '../../src-core/pair.ts';
import type { CommandIn } from '../../src-shared/contract/contract.ts';
import type { Handlers } from '../../src-shared/contract/dispatch.ts';
import type { FiringView, RingingView } from '../../src-shared/contract/schemas.ts';
import { formatMinute } from '../../src-shared/words/time.ts';
import { noteInDiary } from '../alarm-diary.ts';
import { type Desk, nowOf } from '../desk.ts';
import { readHole } from '../holes.ts';
import { testId, testRing } from '../ring.ts';
import { dropFromSummary } from '../summary.ts';
import { refusal } from './refuse.ts';

type RingHandlers = Pick<
  Handlers,
  'ring.dismiss' | 'ring.dismissAll' | 'ring.snooze' | 'ring.test' | 'notice.dismiss'
>;

const minuteMs = 60_000;

/** Ids of firings are on disk; the test alarm, and that prices are out, are not. */
function isFiring(id: FiringId): boolean {
  return id.includes('#');
}

/** Alarms whose shown state depends on these rings. */
function touchAlarms(desk: Desk, views: readonly Extract<RingingView, { kind: 'firing' }>['firing'][]): void {
  for (const { alarmId, pairId } of views) desk.publisher.touchAlarm(alarmId, pairId);
}

function firingsIn(desk: Desk, ids: readonly FiringId[]) {
  const ringing = desk.ring.list().flatMap((one) => (one.kind === 'firing' ? [one.firing] : []));
  const snoozed = desk.ring.snoozed().map((one) => one.firing);
  return [...ringing, ...snoozed].filter((firing) => ids.includes(firing.id));
}

/**
 * Records a user's act that stops ringing, then silences. A disk that refuses does not keep a siren on: the
 * acknowledgement waits for the disk, and the notice about storage says so.
 */
export function acknowledge(desk: Desk, ids: readonly FiringId[], client: string): number {
  const now = desk.clock.now();
  for (const id of ids.filter(isFiring)) {
    desk.outbox.acknowledgement(id, now, client);
    desk.outbox.snooze(id, null);
  }
  desk.outbox.save('power');
  const affected = firingsIn(desk, ids);
  const silenced = desk.ring.silence(ids);
  touchAlarms(desk, affected);
  if (silenced.length > 0) {
    desk.log.info({ event: 'ring.dismissed', firings: silenced, client });
    desk.publisher.touch('ringing');
  }
  return silenced.length;
}

/** Alarms are removed: everything of them that nobody has acknowledged is over. */
export function silenceAlarms(desk: Desk, alarms: readonly AlarmId[], client: string): void {
  const told = dropFromSummary(desk, ({ firing }) => alarms.includes(firing.alarmId));
  const ids = [...alarms.flatMap((id) => desk.ring.idsOf(id)), ...told.map(({ firing }) => firing.id)];
  if (ids.length > 0) acknowledge(desk, ids, client);
}

/** Until when a firing is silent, in its source's time. */
function endOf(desk: Desk, { pairId }: FiringView, wanted: CommandIn<'ring.snooze'>['for']): EpochMs {
  const watched = desk.pairs.get(pairId);
  const now = watched === undefined ? desk.clock.now() : nowOf(desk, watched.pair);
  const until = 'until' in wanted ? wanted.until : now + wanted.minutes * minuteMs;
  if (until <= now) throw refusal(desk, 'bad-input', 'error.snooze-over');
  return until;
}

/** A test that nobody may hear would look like a failure. */
function refuseInHush(desk: Desk): void {
  const now = desk.clock.now();
  if (!desk.hush.isHeld(testRing(now))) return;
  const muted = desk.hush.mute();
  const until = formatMinute(muted?.until ?? desk.hush.quiet()?.until ?? now, desk.say.style, now);
  throw refusal(desk, 'muted', muted === null ? 'error.muted.quiet' : 'error.muted', { time: until });
}

export function createRingCommands(desk: Desk): RingHandlers {
  return {
    'ring.dismiss'({ ids }, { client }) {
      const waiting = new Set([...desk.ring.list(), ...desk.ring.snoozed()].map((one) => one.id));
      // Another client was quicker: not an error. An id that never was is one.
      const known = ids.filter(
        (id) =>
          waiting.has(id) ||
          id === testId ||
          desk.outbox.waitingFiring(id) !== null ||
          desk.storage.state.hasFiring(id),
      );
      if (known.length === 0) throw refusal(desk, 'unknown-firing', 'error.unknown-firing');
      return { dismissed: acknowledge(desk, known, client) };
    },
    'ring.dismissAll'(_input, { client }) {
      const ids = desk.ring.list().map((one) => one.id);
      return { dismissed: ids.length === 0 ? 0 : acknowledge(desk, ids, client) };
    },
    'ring.snooze'({ ids, for: wanted, unless = null }, { client }) {
      const firings = firingsIn(desk, ids);
      if (firings.length === 0) throw refusal(desk, 'nothing-rings', 'error.nothing-rings');
      const at = desk.clock.now();
      const snoozes = firings.map((firing) => ({
        firing,
        snooze: { until: endOf(desk, firing, wanted), unless, by: client, at },
      }));
      for (const { firing, snooze } of snoozes) {
        desk.ring.snooze([firing.id], snooze);
        desk.outbox.snooze(firing.id, snooze);
        noteInDiary(desk, { id: firing.alarmId, pairId: firing.pairId }, 'snoozed', snooze.until);
      }
      desk.outbox.save('power');
      touchAlarms(desk, firings);
      desk.publisher.touch('ringing');
      desk.log.info({ event: 'ring.snoozed', firings: firings.map((one) => one.id), client });
      return { snoozed: firings.length };
    },
    'ring.test'() {
      refuseInHush(desk);
      if (desk.ring.startTest(desk.clock.now())) desk.publisher.touch('ringing');
      return {};
    },
    'notice.dismiss'({ id }) {
      if (!desk.notices.remove(id)) return {};
      readHole(desk, id);
      desk.publisher.touch('notices');
      return {};
    },
  };
}
