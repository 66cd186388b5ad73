import type { FiringId } from '../../src-core/alarm.ts';
import type { Handlers } from '../../src-shared/contract/dispatch.ts';
import type { Desk } from '../desk.ts';
import { testId } from '../ring.ts';
import { refusal } from './refuse.ts';

type RingHandlers = Pick<Handlers, 'ring.dismiss' | 'ring.dismissAll' | 'ring.test' | 'notice.dismiss'>;

/**
 * Records a user's act that stops ringing, then silences. A disk that refuses does not keep a siren on: the
 * acknowledgement waits for the disk, and the notice about storage says so.
 */
export function acknowledge(desk: Desk, ids: readonly FiringId[], client: string): number {
  const now = desk.clock.now();
  for (const id of ids) if (id !== testId) desk.outbox.acknowledgement(id, now, client);
  desk.outbox.save('power');
  const affected = desk.ring.list().filter((one) => ids.includes(one.id));
  const silenced = desk.ring.silence(ids);
  for (const one of affected) {
    if (one.kind === 'firing') desk.publisher.touchAlarm(one.firing.alarmId, one.firing.pairId);
  }
  if (silenced.length > 0) {
    desk.log.info({ event: 'ring.dismissed', firings: silenced, client });
    desk.publisher.touch('ringing');
  }
  return silenced.length;
}

export function createRingCommands(desk: Desk): RingHandlers {
  return {
    'ring.dismiss'({ ids }, { client }) {
      const ringing = new Set(desk.ring.list().map((one) => one.id));
      // Another client was quicker: not an error. An id that never was is one.
      const known = ids.filter(
        (id) =>
          ringing.has(id) ||
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
    'ring.test'() {
      if (desk.ring.startTest(desk.clock.now())) desk.publisher.touch('ringing');
      return {};
    },
    'notice.dismiss'({ id }) {
      if (desk.notices.remove(id)) desk.publisher.touch('notices');
      return {};
    },
  };
}
