import type { AlarmId, FiringId } from '../src-core/alarm.ts';
import type { EpochMs, PairId } from '../src-core/pair.ts';
import type { DeliveryView, FiringView, SnoozeView } from '../src-shared/contract/schemas.ts';
import type { Desk } from './desk.ts';
import type { HostMemory, StoredFiring } from './storage/state-store.ts';
import type { Durability, Storage, StorageNews } from './storage/storage.ts';
import { renumbered } from './renumbered.ts';
import { storageCause } from './storage-cause.ts';
import { createWaitingPrices, type WaitingPrices } from './waiting-prices.ts';

type OutboxDesk = Pick<Desk, 'storage' | 'engine' | 'notices' | 'publisher' | 'log' | 'say' | 'failures'>;

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
  readonly remember: (key: string, value: HostMemory) => void;
  /** Anything else that is to be written; of two under one key the later one counts. It goes before all the rest. */
  readonly keep: (key: string, write: (storage: Pick<Storage, 'state' | 'history'>) => void) => void;
  readonly prices: Pick<WaitingPrices, 'addSample' | 'addCandles' | 'samplesOf' | 'candlesOf' | 'drop'>;
  /** The firing of that id that waits for the disk. */
  readonly waitingFiring: (firing: FiringId) => StoredFiring | null;
  /** Firings that wait for the disk, with what is known of them by now, in the order in which they came. */
  readonly waitingFirings: () => StoredFiring[];
  /** A firing as it is on disk, with who acknowledged it and how it reached people as far as that still waits. */
  readonly asKnown: (firing: FiringView) => FiringView;
  /** What was left under a name, by this run or an earlier one, unchecked; undefined where there is nothing. */
  readonly remembered: (key: string) => unknown;
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
  let snoozes = new Map<FiringId, SnoozeView | null>();
  const kept = new Map<string, (storage: Pick<Storage, 'state' | 'history'>) => void>();
  const prices = createWaitingPrices();

  const writeWaiting = ({ storage, engine }: OutboxDesk) => {
    const { state } = storage;
    // First: what is dropped here may have come anew since.
    for (const write of kept.values()) write(storage);
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

  const asKnown = (firing: FiringView): FiringView => {
    const acknowledged = firing.acknowledgedAt === null ? acknowledgements.get(firing.id) : undefined;
    const waiting = deliveries.filter((one) => one.firing === firing.id).map((one) => one.delivery);
    return {
      ...firing,
      deliveries: [...firing.deliveries, ...waiting],
      ...(acknowledged && { acknowledgedAt: acknowledged.at, acknowledgedBy: acknowledged.client }),
    };
  };

  const forgetWaiting = () => {
    const all = [trackers, extremes, firings, acknowledgements, snoozes, memories, kept];
    for (const waiting of all) waiting.clear();
    deliveries = [];
  };

  const succeed = ({ notices, publisher, log, failures }: OutboxDesk) => {
    // A day of prices goes in several writes; until the last of them it is not all stored.
    if (!prices.isEmpty()) return;
    // Each by itself: the user may have put the notice away.
    if (failures.over(noticeId)) log.info({ event: 'storage.recovered' });
    if (notices.remove(noticeId)) publisher.touch('notices');
  };

  const fail = ({ notices, publisher, log, say, failures }: OutboxDesk, error: unknown) => {
    const params = () => ({ cause: storageCause(say, error) });
    if (failures.isNews(noticeId, error)) log.error({ event: 'storage.failed', err: error });
    if (notices.put({ id: noticeId, code: 'not-stored', params })) publisher.touch('notices');
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
    const waiting = [trackers, extremes, firings, acknowledgements, snoozes, memories, kept, deliveries];
    return waiting.some((one) => ('size' in one ? one.size : one.length) > 0) || !prices.isEmpty();
  };

  return {
    tracker: (alarm) => void trackers.add(alarm),
    extremes: (pair) => void extremes.add(pair),
    firings: (list) => {
      for (const stored of list) firings.set(stored.firing.id, stored);
    },
    acknowledgement(firing, at, client) {
      // The first one stands, as in the store.
      if (!acknowledgements.has(firing)) acknowledgements.set(firing, { at, client });
    },
    delivery: (firing, delivery) => void deliveries.push({ firing, delivery }),
    snooze: (firing, snooze) => void snoozes.set(firing, snooze),
    remember: (key, value) => void memories.set(key, value),
    keep: (key, write) => void kept.set(key, write),
    prices,
    waitingFiring: (firing) => firings.get(firing) ?? null,
    // How they reached people is told one by one, as in the store.
    waitingFirings: () =>
      [...firings.values()].map((stored) => ({
        ...stored,
        firing: asKnown({ ...stored.firing, deliveries: [] }),
      })),
    asKnown,
    remembered: (key) => (memories.has(key) ? memories.get(key) : deskOf().storage.state.remembered(key)),
    renumber(alarm, by) {
      const renamed = (id: FiringId) => renumbered(id, alarm, by);
      firings = new Map(
        [...firings].map(([id, stored]) => [
          renamed(id),
          { ...stored, firing: { ...stored.firing, id: renamed(id) } },
        ]),
      );
      acknowledgements = new Map([...acknowledgements].map(([id, one]) => [renamed(id), one]));
      snoozes = new Map([...snoozes].map(([id, one]) => [renamed(id), one]));
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
