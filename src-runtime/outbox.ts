import type { AlarmId, FiringId } from '../src-core/alarm.ts';
import type { EpochMs, PairId } from '../src-core/pair.ts';
import type { DeliveryView } from '../src-shared/contract/schemas.ts';
import type { Desk } from './desk.ts';
import type { HostMemory, StateStore, StoredFiring } from './storage/state-store.ts';
import type { Durability, StorageNews } from './storage/storage.ts';
import { storageCause } from './storage-cause.ts';
import { createWaitingPrices, type WaitingPrices } from './waiting-prices.ts';

type OutboxDesk = Pick<Desk, 'storage' | 'engine' | 'notices' | 'publisher' | 'log' | 'say'>;

/** What has happened and is not on disk yet. It stays here while the disk refuses, and goes with the next write. */
export interface Outbox {
  readonly tracker: (alarm: AlarmId) => void;
  readonly extremes: (pair: PairId) => void;
  readonly firings: (firings: readonly StoredFiring[]) => void;
  readonly acknowledgement: (firing: FiringId, at: EpochMs, client: string) => void;
  readonly delivery: (firing: FiringId, delivery: DeliveryView) => void;
  /** What a host puts away under a name between its runs. */
  readonly memory: (key: string, value: HostMemory) => void;
  /** Anything else that goes into the state; of two under one key the later one counts. */
  readonly keep: (key: string, write: (state: StateStore) => void) => void;
  readonly prices: Pick<WaitingPrices, 'addSample' | 'addCandles' | 'samplesOf' | 'candlesOf'>;
  /** The firing of that id that waits for the disk. */
  readonly waitingFiring: (firing: FiringId) => StoredFiring | null;
  /** Firings that wait for the disk, with what is known of them by now, in the order in which they came. */
  readonly waitingFirings: () => StoredFiring[];
  /** What waits to be put away under a name; undefined where nothing does. */
  readonly waitingMemory: (key: string) => HostMemory | undefined;
  /** The number of a firing counts on from those of an earlier run that could not be read before. */
  readonly renumber: (alarm: AlarmId, by: number) => void;
  /**
   * Writes everything that waits, and `also`, in one transaction. Where the disk refuses, everything goes on in memory
   * and every screen says so until a write goes through. Answers whether it is on disk.
   */
  readonly save: (durability: Durability, also?: () => void) => boolean;
  /** Tries again what the disk has refused, and mends what is broken; does nothing where all is well. */
  readonly tryAgain: () => void;
}

const noticeId = 'not-stored';

/** @param answer what is to be done about news of the storage, which may put more into the outbox */
export function createOutbox(deskOf: () => OutboxDesk, answer: (news: StorageNews) => void): Outbox {
  const trackers = new Set<AlarmId>();
  const extremes = new Set<PairId>();
  let firings = new Map<FiringId, StoredFiring>();
  let deliveries: { readonly firing: FiringId; readonly delivery: DeliveryView }[] = [];
  let acknowledgements = new Map<FiringId, { readonly at: EpochMs; readonly client: string }>();
  const memories = new Map<string, HostMemory>();
  const kept = new Map<string, (state: StateStore) => void>();
  const prices = createWaitingPrices();

  const writeWaiting = ({ storage: { state }, engine }: OutboxDesk) => {
    // First: what is dropped here may have come anew since.
    for (const write of kept.values()) write(state);
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
    for (const { firing, delivery } of deliveries) state.addDelivery(firing, delivery);
    for (const [key, value] of memories) state.remember(key, value);
  };

  const forgetWaiting = () => {
    for (const waiting of [trackers, extremes, firings, acknowledgements, memories, kept]) waiting.clear();
    deliveries = [];
  };

  const succeed = ({ notices, publisher, log }: OutboxDesk) => {
    // A day of prices goes in several writes; until the last of them it is not all stored.
    if (!prices.isEmpty() || !notices.remove(noticeId)) return;
    log.info({ event: 'storage.recovered' });
    publisher.touch('notices');
  };

  const fail = ({ notices, publisher, log, say }: OutboxDesk, error: unknown) => {
    const cause = storageCause(say, error);
    if (!notices.put({ id: noticeId, code: 'not-stored', params: { cause } })) return;
    log.error({ event: 'storage.failed', err: error });
    publisher.touch('notices');
  };

  const answerNews = ({ storage }: OutboxDesk): boolean => {
    const news = storage.takeNews();
    for (const one of news) answer(one);
    return news.some(({ kind }) => kind !== 'reading failed');
  };

  const write = (desk: OutboxDesk, durability: Durability, also: () => void) => {
    desk.storage.prepare();
    // Before anything is written: firings may get other numbers, and all may have to be written.
    answerNews(desk);
    const mustLast = firings.size > 0 || acknowledgements.size > 0;
    let pricesAreWritten = () => {};
    desk.storage.write(mustLast ? 'power' : durability, () => {
      writeWaiting(desk);
      pricesAreWritten = prices.writeSome(desk.storage.history);
      also();
    });
    pricesAreWritten();
    forgetWaiting();
    desk.storage.rules.restore();
  };

  const save: Outbox['save'] = (durability, also = () => {}) => {
    const desk = deskOf();
    try {
      try {
        write(desk, durability, also);
      } catch (error) {
        // Damage was found, and another database took the place of that one: everything goes there at once.
        if (!answerNews(desk)) throw error;
        write(desk, durability, also);
      }
    } catch (error) {
      fail(desk, error);
      return false;
    }
    succeed(desk);
    return true;
  };

  const isWaiting = () => {
    const waiting = [trackers, extremes, firings, acknowledgements, memories, kept, deliveries];
    return waiting.some((one) => ('size' in one ? one.size : one.length) > 0) || !prices.isEmpty();
  };

  return {
    tracker: (alarm) => void trackers.add(alarm),
    extremes: (pair) => void extremes.add(pair),
    firings: (list) => {
      for (const stored of list) firings.set(stored.firing.id, stored);
    },
    acknowledgement: (firing, at, client) => void acknowledgements.set(firing, { at, client }),
    delivery: (firing, delivery) => void deliveries.push({ firing, delivery }),
    memory: (key, value) => void memories.set(key, value),
    keep: (key, write) => void kept.set(key, write),
    prices,
    waitingFiring: (firing) => firings.get(firing) ?? null,
    waitingFirings: () =>
      [...firings.values()].map((stored) => {
        const { id } = stored.firing;
        const acknowledged = acknowledgements.get(id);
        const known = {
          deliveries: deliveries.filter(({ firing }) => firing === id).map(({ delivery }) => delivery),
          ...(acknowledged && { acknowledgedAt: acknowledged.at, acknowledgedBy: acknowledged.client }),
        };
        return { ...stored, firing: { ...stored.firing, ...known } };
      }),
    waitingMemory: (key) => memories.get(key),
    renumber(alarm, by) {
      const renamed = (id: FiringId) => {
        const [of, number] = id.split('#');
        return of === alarm ? `${alarm}#${Number(number) + by}` : id;
      };
      firings = new Map(
        [...firings].map(([id, stored]) => [
          renamed(id),
          { ...stored, firing: { ...stored.firing, id: renamed(id) } },
        ]),
      );
      acknowledgements = new Map([...acknowledgements].map(([id, one]) => [renamed(id), one]));
      deliveries = deliveries.map(({ firing, delivery }) => ({ firing: renamed(firing), delivery }));
    },
    save,
    tryAgain() {
      const { storage, notices } = deskOf();
      const isTold = notices.list().some(({ id }) => id === noticeId);
      if (isTold || isWaiting() || storage.isUnwell()) save('process');
    },
  };
}
