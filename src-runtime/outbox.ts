import type { AlarmId, FiringId } from '../src-core/alarm.ts';
import type { EpochMs, PairId } from '../src-core/pair.ts';
import type { DeliveryView, SnoozeView } from '../src-shared/contract/schemas.ts';
import type { Desk } from './desk.ts';
import type { StoredFiring } from './storage/state-store.ts';
import type { Durability } from './storage/storage.ts';

type OutboxDesk = Pick<Desk, 'storage' | 'engine' | 'notices' | 'publisher' | 'log' | 'failures'>;

/** What has happened and is not on disk yet. It stays here while the disk refuses, and goes with the next write. */
export interface Outbox {
  readonly tracker: (alarm: AlarmId) => void;
  readonly extremes: (pair: PairId) => void;
  readonly firings: (firings: readonly StoredFiring[]) => void;
  readonly acknowledgement: (firing: FiringId, at: EpochMs, client: string) => void;
  readonly delivery: (firing: FiringId, delivery: DeliveryView) => void;
  /** A firing is silenced for a while, or (null) no longer. */
  readonly snooze: (firing: FiringId, snooze: SnoozeView | null) => void;
  /** Something small that this run leaves to the next, under a name; of several under one name the last counts. */
  readonly remember: (key: string, value: object) => void;
  /** Whether this firing is still waiting for the disk. */
  readonly holds: (firing: FiringId) => boolean;
  /**
   * Writes everything that waits, and `also`, in one transaction. Where the disk refuses, everything goes on in memory
   * and every screen says so until a write goes through. Answers whether it is on disk.
   */
  readonly save: (durability: Durability, also?: () => void) => boolean;
}

const noticeId = 'not-stored';

export function createOutbox(deskOf: () => OutboxDesk): Outbox {
  const trackers = new Set<AlarmId>();
  const extremes = new Set<PairId>();
  const firings = new Map<FiringId, StoredFiring>();
  const deliveries: { readonly firing: FiringId; readonly delivery: DeliveryView }[] = [];
  const memories = new Map<string, object>();
  const acknowledgements = new Map<FiringId, { readonly at: EpochMs; readonly client: string }>();
  const snoozes = new Map<FiringId, SnoozeView | null>();

  const writeWaiting = ({ storage: { state }, engine }: OutboxDesk) => {
    for (const id of trackers) {
      const tracker = engine.tracker(id);
      if (tracker !== null) state.putTracker(id, tracker);
    }
    for (const id of extremes) {
      const memory = engine.pairMemory(id);
      if (memory !== null) state.putExtremes(id, memory);
    }
    for (const firing of firings.values()) state.addFiring(firing);
    for (const [id, { at, client }] of acknowledgements) state.acknowledge(id, at, client);
    for (const [id, snooze] of snoozes) {
      if (snooze === null) state.dropSnooze(id);
      else state.putSnooze(id, snooze);
    }
    for (const { firing, delivery } of deliveries) state.addDelivery(firing, delivery);
    for (const [key, value] of memories) state.remember(key, value);
  };

  const succeed = ({ notices, publisher, log, failures }: OutboxDesk) => {
    const all = [trackers, extremes, firings, acknowledgements, snoozes, memories];
    for (const waiting of all) waiting.clear();
    deliveries.length = 0;
    // Each by itself: the user may have put the notice away.
    if (failures.over(noticeId)) log.info({ event: 'storage.recovered' });
    if (notices.remove(noticeId)) publisher.touch('notices');
  };

  const fail = ({ notices, publisher, log, failures }: OutboxDesk, error: unknown) => {
    const cause = error instanceof Error ? error.message : String(error);
    if (failures.isNews(noticeId, error)) log.error({ event: 'storage.failed', err: error });
    if (notices.put({ id: noticeId, code: 'not-stored', params: { cause } })) publisher.touch('notices');
  };

  return {
    tracker: (alarm) => void trackers.add(alarm),
    extremes: (pair) => void extremes.add(pair),
    firings: (list) => {
      for (const stored of list) firings.set(stored.firing.id, stored);
    },
    acknowledgement: (firing, at, client) => void acknowledgements.set(firing, { at, client }),
    snooze: (firing, snooze) => void snoozes.set(firing, snooze),
    delivery: (firing, delivery) => void deliveries.push({ firing, delivery }),
    remember: (key, value) => void memories.set(key, value),
    holds: (firing) => firings.has(firing),
    save(durability, also = () => {}) {
      const desk = deskOf();
      const mustLast = firings.size > 0 || acknowledgements.size > 0;
      try {
        desk.storage.write(mustLast ? 'power' : durability, () => {
          writeWaiting(desk);
          also();
        });
      } catch (error) {
        fail(desk, error);
        return false;
      }
      succeed(desk);
      return true;
    },
  };
}
