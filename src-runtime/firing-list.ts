import type { EpochMs, PairId } from '../src-core/pair.ts';
import type { FiringView } from '../src-shared/contract/schemas.ts';
import type { Desk } from './desk.ts';
import type { FiringsBefore, StoredFiring } from './storage/state-store.ts';

type ListDesk = Pick<Desk, 'storage' | 'outbox'>;

/** What is stored and what waits for the disk; what waits is newer. */
function withWaiting(
  { outbox }: ListDesk,
  stored: readonly StoredFiring[],
  wanted: (waiting: StoredFiring) => boolean,
): StoredFiring[] {
  const waiting = outbox.waitingFirings().filter(wanted);
  const ids = new Set(waiting.map(({ firing }) => firing.id));
  return [...stored.filter(({ firing }) => !ids.has(firing.id)), ...waiting];
}

/** Firings of a pair since `from`, those that wait for the disk too, in the order in which they came. */
export function firingsOf(desk: ListDesk, pair: PairId, from: EpochMs): FiringView[] {
  const stored = desk.storage.state.firingsOf(pair, from);
  const waiting = desk.outbox
    .waitingFirings()
    .map(({ firing }) => firing)
    .filter((firing) => firing.pairId === pair && firing.t >= from);
  const ids = new Set(waiting.map(({ id }) => id));
  return [...stored.filter(({ id }) => !ids.has(id)), ...waiting];
}

/**
 * Firings newest first, those that wait for the disk too; see `FiringsBefore`. All of one moment come together, so that
 * there may be more than `limit`.
 */
export function firingsBefore(desk: ListDesk, wanted: FiringsBefore): StoredFiring[] {
  const { pairId, before, limit } = wanted;
  const isWanted = ({ firing }: StoredFiring) =>
    firing.t < before && (pairId === undefined || firing.pairId === pairId);
  const all = withWaiting(desk, desk.storage.state.firingsBefore(wanted), isWanted).sort(
    (a, b) => b.firing.t - a.firing.t,
  );
  const last = all[limit - 1]?.firing.t ?? Number.NEGATIVE_INFINITY;
  return all.filter(({ firing }) => firing.t >= last);
}
