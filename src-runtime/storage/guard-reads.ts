import type { EpochMs } from '../../src-core/pair.ts';
import type { HistoryStore } from './history-store.ts';
import type { StateStore } from './state-store.ts';

type Methods = Readonly<Record<string, (...args: never[]) => unknown>>;

/** Where reading goes, and what becomes of failures. */
export interface ReadGuard<Store> {
  /** The store that is in use at the moment. */
  readonly storeOf: () => Store;
  /** Within a transaction a failure must undo it all, and is thrown. */
  readonly isWriting: () => boolean;
  /** Told of each failure; answers whether another store is in use now, which is worth asking. */
  readonly failed: (error: unknown) => boolean;
}

/**
 * A store whose reading never throws outside a transaction: where the disk cannot be read, what is asked for is not there.
 * @param unread what each way of reading answers then
 */
function guardReads<Store extends object>(guard: ReadGuard<Store>, unread: Partial<Store>): Store {
  const method = (store: Partial<Store>, name: string) => (store as unknown as Methods)[name];
  const guarded = Object.keys(guard.storeOf()).map((name) => {
    const fallback = method(unread, name);
    const call = (...args: never[]) => method(guard.storeOf(), name)?.(...args);
    const read = (...args: never[]): unknown => {
      if (fallback === undefined || guard.isWriting()) return call(...args);
      try {
        return call(...args);
      } catch (error) {
        if (!guard.failed(error)) return fallback(...args);
      }
      return read(...args);
    };
    return [name, read];
  });
  return Object.fromEntries(guarded) as Store;
}

export function guardHistory(guard: ReadGuard<HistoryStore>): HistoryStore {
  const nothing = () => [];
  const guarded = guardReads<HistoryStore>(guard, {
    samplesOf: nothing,
    timesOf: nothing,
    candlesOf: nothing,
    candleTimesOf: nothing,
    pairs: nothing,
    packIsDue: () => false,
    thinIsDue: () => false,
  });
  return {
    ...guarded,
    // What it answers reads later, and would go on with a store that is out of use by then.
    reader(from: EpochMs) {
      let read: ReturnType<HistoryStore['reader']> = (pair) => guarded.samplesOf(pair, from);
      try {
        read = guard.storeOf().reader(from);
      } catch (error) {
        guard.failed(error);
      }
      return (pair) => {
        try {
          return read(pair);
        } catch (error) {
          guard.failed(error);
          read = (one) => guarded.samplesOf(one, from);
          return read(pair);
        }
      };
    },
  };
}

export function guardState(guard: ReadGuard<StateStore>): StateStore {
  const none = () => new Map<string, never>();
  return guardReads<StateStore>(guard, {
    trackers: none,
    extremes: none,
    snoozes: none,
    lastFiringNumber: () => 0,
    hasFiring: () => false,
    unacknowledged: () => [],
    firingsOf: () => [],
    firingsBefore: () => [],
    hasFiringsBefore: () => false,
    remembered: () => undefined,
    symbols: () => null,
  });
}
