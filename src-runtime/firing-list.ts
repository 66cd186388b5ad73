import type { EpochMs, PairId } from '../src-core/pair.ts';
import type { FiringView } from '../src-shared/contract/schemas.ts';
import type { Desk } from './desk.ts';
import type { FiringsBefore, StoredFiring } from './storage/state-store.ts';

type ListDesk = Pick<Desk, 'storage' | 'outbox'>;

/** What is stored and what waits for the disk, as it is known by now; what waits is newer. */
function withWaiting(
  { outbox }: ListDesk,
  stored: readonly FiringView[],
  isWanted: (firing: FiringView) => boolean,
): FiringView[] {
  const waiting = outbox
    .waitingFirings()
    .map(({ firing }) => firing)
    .filter(isWanted);
  const ids = new Set(waiting.map(({ id }) => id));
  return [...stored.filter(({ id }) => !ids.has(id)).map(outbox.asKnown), ...waiting];
}

/** Firings of a pair since `from`, those that wait for the disk too, in the order in which they came. */
export function firingsOf(desk: ListDesk, pair: PairId, from: EpochMs): FiringView[] {
  const stored = desk.storage.state.firingsOf(pair, from);
  return withWaiting(desk, stored, (firing) => firing.pairId === pair && firing.t >= from);
}

function isWanted(
  { t, pairId, proof }: FiringView,
  { pairId: pair = pairId, kinds = [proof.condition.kind], since = t, before }: FiringsBefore,
): boolean {
  return t < before && t >= since && pairId === pair && kinds.includes(proof.condition.kind);
}

/**
 * Firings newest first, those that wait for the disk too; see `FiringsBefore`. All of one moment come together, so that
 * there may be more than `limit`.
 */
export function firingsBefore(desk: ListDesk, wanted: FiringsBefore): StoredFiring[] {
  const { limit } = wanted;
  const stored = desk.storage.state.firingsBefore(wanted);
  const pairOf = new Map(
    [...stored, ...desk.outbox.waitingFirings()].map((one) => [one.firing.id, one.pair]),
  );
  const all = withWaiting(
    desk,
    stored.map(({ firing }) => firing),
    (firing) => isWanted(firing, wanted),
  ).sort((a, b) => b.t - a.t);
  const last = all[limit - 1]?.t ?? Number.NEGATIVE_INFINITY;
  return all.flatMap((firing) => {
    const pair = pairOf.get(firing.id);
    return pair === undefined || firing.t < last ? [] : [{ firing, pair }];
  });
}
