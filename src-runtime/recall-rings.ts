import type { FiringId } from '../src-core/alarm.ts';
import type { SnoozeView } from '../src-shared/contract/schemas.ts';
import type { Desk } from './desk.ts';
import type { StoredFiring } from './storage/state-store.ts';
import { recallSummary } from './summary.ts';

/** What nobody has acknowledged, and what of it is snoozed. */
export interface StoredRings {
  readonly waiting: readonly StoredFiring[];
  readonly snoozes: ReadonlyMap<FiringId, SnoozeView>;
}

export function storedRings({ storage: { state } }: Pick<Desk, 'storage'>): StoredRings {
  return { waiting: state.unacknowledged(), snoozes: state.snoozes() };
}

/** What nobody has acknowledged rings again, goes on being snoozed, or waits in the summary. */
export function recallRings(desk: Desk, { waiting, snoozes }: StoredRings): void {
  const ringing = waiting.filter(({ firing }) => firing.told === 'ring');
  desk.ring.add(ringing);
  const ids = new Set(ringing.map(({ firing }) => firing.id));
  for (const [id, snooze] of snoozes) {
    if (ids.has(id)) desk.ring.snooze([id], snooze);
    else desk.outbox.snooze(id, null);
  }
  desk.record.catchUp(waiting);
  recallSummary(desk, waiting);
}
