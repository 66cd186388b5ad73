import type { DatabaseSync } from 'node:sqlite';
import type { AlarmId } from '../../src-core/alarm.ts';
import type { EpochMs, PairId, SourceId } from '../../src-core/pair.ts';
import type { PairMemory } from '../../src-core/pair-slot.ts';
import type { Tracker } from '../../src-core/tracker.ts';
import type { FeedSymbol } from '../../src-feeds/feed.ts';
import { createFiringStore, type FiringStore } from './firing-store.ts';
import { fromJson, parsedRows } from './rows.ts';
import { pairMemorySchema, symbolListSchema, trackerSchema } from './tracker-schema.ts';

export type { FiringsBefore, StoredFiring } from './firing-store.ts';

/** What a pair remembers besides its samples. */
export type StoredExtremes = Omit<PairMemory, 'last' | 'recent'>;

/** What a host may remember under a name between its runs. */
export type HostMemory = object | string | number | boolean | null;

/** Everything that changes by itself, besides samples and candles. Writes happen inside the caller's transaction. */
export interface StateStore extends FiringStore {
  readonly putTracker: (alarm: AlarmId, tracker: Tracker) => void;
  /** Trackers that can be read: a rule without one is armed afresh. */
  readonly trackers: () => Map<AlarmId, Tracker>;
  readonly dropTracker: (alarm: AlarmId) => void;
  readonly putExtremes: (pair: PairId, extremes: StoredExtremes) => void;
  readonly extremes: () => Map<PairId, StoredExtremes>;
  readonly dropExtremes: (pair: PairId) => void;
  /** What the host remembers under a name between its runs, as it was put there; undefined where there is nothing. */
  readonly remembered: (key: string) => unknown;
  readonly remember: (key: string, value: HostMemory) => void;
  readonly putSymbols: (source: SourceId, fetchedAt: EpochMs, symbols: readonly FeedSymbol[]) => void;
  readonly symbols: (
    source: SourceId,
  ) => { readonly fetchedAt: EpochMs; readonly symbols: FeedSymbol[] } | null;
}

export function createStateStore(database: DatabaseSync): StateStore {
  const putTracker = database.prepare('INSERT OR REPLACE INTO trackers (alarm, json) VALUES (?, ?)');
  const trackers = database.prepare('SELECT alarm, json FROM trackers');
  const dropTracker = database.prepare('DELETE FROM trackers WHERE alarm = ?');
  const putExtremes = database.prepare('INSERT OR REPLACE INTO pair_memory (pair, json) VALUES (?, ?)');
  const extremes = database.prepare('SELECT pair, json FROM pair_memory');
  const dropExtremes = database.prepare('DELETE FROM pair_memory WHERE pair = ?');
  const remembered = database.prepare('SELECT json FROM host_memory WHERE key = ?');
  const remember = database.prepare('INSERT OR REPLACE INTO host_memory (key, json) VALUES (?, ?)');
  const putSymbols = database.prepare(
    'INSERT OR REPLACE INTO symbol_lists (source, fetched_at, json) VALUES (?, ?, ?)',
  );
  const symbols = database.prepare('SELECT fetched_at, json FROM symbol_lists WHERE source = ?');

  return {
    ...createFiringStore(database),
    putTracker: (alarm, tracker) => void putTracker.run(alarm, JSON.stringify(tracker)),
    trackers: () => parsedRows<Tracker>(trackers.all(), 'alarm', trackerSchema),
    dropTracker: (alarm) => void dropTracker.run(alarm),
    putExtremes: (id, { highest, lowest, held, strange, trusted, unbased, windowsFrom }) =>
      void putExtremes.run(
        id,
        JSON.stringify({ highest, lowest, held, strange, trusted, unbased, windowsFrom }),
      ),
    extremes: () => parsedRows<StoredExtremes>(extremes.all(), 'pair', pairMemorySchema),
    dropExtremes: (id) => void dropExtremes.run(id),
    remembered: (key) => fromJson(remembered.get(key)?.['json']),
    remember: (key, value) => void remember.run(key, JSON.stringify(value)),
    putSymbols: (source, fetchedAt, list) => void putSymbols.run(source, fetchedAt, JSON.stringify(list)),
    symbols(source) {
      const row = symbols.get(source);
      if (row === undefined) return null;
      const parsed = symbolListSchema.safeParse(fromJson(row['json']));
      return parsed.success ? { fetchedAt: Number(row['fetched_at']), symbols: parsed.data } : null;
    },
  };
}
