import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';
import type { AlarmId, FiringId } from '../../src-core/alarm.ts';
import type { EpochMs, PairId, SourceId } from '../../src-core/pair.ts';
import type { PairMemory } from '../../src-core/pair-slot.ts';
import type { Tracker } from '../../src-core/tracker.ts';
import type { FeedSymbol } from '../../src-feeds/feed.ts';
import {
  type DeliveryView,
  delivery,
  type FiringView,
  firing,
  pair,
  type SnoozeView,
  snooze,
} from '../../src-shared/contract/schemas.ts';
import { pairMemorySchema, symbolListSchema, trackerSchema } from './tracker-schema.ts';

const storedFiring = z.object({ firing, pair });
/** A firing with the pair as it was, so that it can be shown even when the pair is gone. */
export type StoredFiring = z.output<typeof storedFiring>;

/** What a pair remembers besides its samples. */
export type StoredExtremes = Omit<PairMemory, 'last' | 'recent'>;

/** Everything that changes by itself, besides samples and candles. Writes happen inside the caller's transaction. */
export interface StateStore {
  readonly putTracker: (alarm: AlarmId, tracker: Tracker) => void;
  readonly trackers: () => Map<AlarmId, Tracker>;
  readonly dropTracker: (alarm: AlarmId) => void;
  readonly putExtremes: (pair: PairId, extremes: StoredExtremes) => void;
  readonly extremes: () => Map<PairId, StoredExtremes>;
  readonly dropExtremes: (pair: PairId) => void;
  readonly addFiring: (stored: StoredFiring) => void;
  /** The number of each alarm's last firing: `n` of `alarmId#n`. */
  readonly lastFiringNumbers: () => Map<AlarmId, number>;
  readonly hasFiring: (id: FiringId) => boolean;
  readonly acknowledge: (id: FiringId, at: EpochMs, client: string) => void;
  readonly addDelivery: (firing: FiringId, delivery: DeliveryView) => void;
  readonly putSnooze: (firing: FiringId, snooze: SnoozeView) => void;
  readonly dropSnooze: (firing: FiringId) => void;
  readonly snoozes: () => Map<FiringId, SnoozeView>;
  /** What the host remembers under a name between its runs, as it was put there; undefined where there is nothing. */
  readonly remembered: (key: string) => unknown;
  readonly remember: (key: string, value: object | string | number | boolean | null) => void;
  /** Firings nobody has acknowledged, in the order in which they came. */
  readonly unacknowledged: () => StoredFiring[];
  /** Firings of a pair, or (null) of all, that came true before `before`; newest first. */
  readonly firingsBefore: (asked: {
    readonly pairId?: PairId | undefined;
    readonly before: EpochMs;
    readonly limit: number;
  }) => StoredFiring[];
  readonly firingsOf: (pair: PairId, from: EpochMs) => FiringView[];
  readonly putSymbols: (source: SourceId, fetchedAt: EpochMs, symbols: readonly FeedSymbol[]) => void;
  readonly symbols: (
    source: SourceId,
  ) => { readonly fetchedAt: EpochMs; readonly symbols: FeedSymbol[] } | null;
}

/** Undefined where the text is no JSON. */
function fromJson(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}

/** Rows that do not pass their schema count as absent: a rule without tracker is armed afresh. */
function parsedRows<T>(
  rows: readonly Record<string, unknown>[],
  key: string,
  schema: z.ZodMiniType<T>,
): Map<string, T> {
  const found = new Map<string, T>();
  for (const row of rows) {
    const parsed = schema.safeParse(fromJson(row['json']));
    if (parsed.success) found.set(String(row[key]), parsed.data);
  }
  return found;
}

export function createStateStore(database: DatabaseSync): StateStore {
  const putTracker = database.prepare('INSERT OR REPLACE INTO trackers (alarm, json) VALUES (?, ?)');
  const trackers = database.prepare('SELECT alarm, json FROM trackers');
  const dropTracker = database.prepare('DELETE FROM trackers WHERE alarm = ?');
  const putExtremes = database.prepare('INSERT OR REPLACE INTO pair_memory (pair, json) VALUES (?, ?)');
  const extremes = database.prepare('SELECT pair, json FROM pair_memory');
  const dropExtremes = database.prepare('DELETE FROM pair_memory WHERE pair = ?');
  // The id says which firing it is: one that is there already stays as it is.
  const addFiring = database.prepare('INSERT OR IGNORE INTO firings (id, pair, t, json) VALUES (?, ?, ?, ?)');
  const acknowledge = database.prepare(
    'UPDATE firings SET acknowledged_at = ?, acknowledged_by = ? WHERE id = ? AND acknowledged_at IS NULL',
  );
  const firingIds = database.prepare('SELECT id FROM firings');
  const hasFiring = database.prepare('SELECT 1 FROM firings WHERE id = ?');
  const ringing = database.prepare('SELECT * FROM firings WHERE acknowledged_at IS NULL ORDER BY rowid');
  const firingsOf = database.prepare('SELECT * FROM firings WHERE pair = ? AND t >= ? ORDER BY rowid');
  const firingsBefore = database.prepare(
    'SELECT * FROM firings WHERE t < ?1 AND (?2 IS NULL OR pair = ?2) ORDER BY t DESC, rowid DESC LIMIT ?3',
  );
  const addDelivery = database.prepare('INSERT INTO deliveries (firing, json) VALUES (?, ?)');
  const deliveries = database.prepare('SELECT json FROM deliveries WHERE firing = ? ORDER BY rowid');
  const remembered = database.prepare('SELECT json FROM host_memory WHERE key = ?');
  const remember = database.prepare('INSERT OR REPLACE INTO host_memory (key, json) VALUES (?, ?)');
  const snoozes = database.prepare(
    "SELECT substr(key, 8) AS firing, json FROM host_memory WHERE key LIKE 'snooze:%'",
  );
  const forget = database.prepare('DELETE FROM host_memory WHERE key = ?');
  const putSymbols = database.prepare(
    'INSERT OR REPLACE INTO symbol_lists (source, fetched_at, json) VALUES (?, ?, ?)',
  );
  const symbols = database.prepare('SELECT fetched_at, json FROM symbol_lists WHERE source = ?');

  const deliveriesOf = (id: FiringId): DeliveryView[] =>
    deliveries.all(id).flatMap((row) => {
      const parsed = delivery.safeParse(fromJson(row['json']));
      return parsed.success ? [parsed.data] : [];
    });

  const firingsFrom = (rows: readonly Record<string, unknown>[]): StoredFiring[] =>
    rows.flatMap((row) => {
      const parsed = storedFiring.safeParse(fromJson(row['json']));
      if (!parsed.success) return [];
      const acknowledgedAt = row['acknowledged_at'] === null ? null : Number(row['acknowledged_at']);
      const by = row['acknowledged_by'];
      const acknowledgedBy = typeof by === 'string' ? by : null;
      const known = { acknowledgedAt, acknowledgedBy, deliveries: deliveriesOf(parsed.data.firing.id) };
      return [{ ...parsed.data, firing: { ...parsed.data.firing, ...known } }];
    });

  return {
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
    addFiring: (stored) =>
      void addFiring.run(stored.firing.id, stored.firing.pairId, stored.firing.t, JSON.stringify(stored)),
    lastFiringNumbers() {
      const found = new Map<AlarmId, number>();
      for (const row of firingIds.all()) {
        const [alarm = '', number = ''] = String(row['id']).split('#');
        found.set(alarm, Math.max(found.get(alarm) ?? 0, Number(number) || 0));
      }
      return found;
    },
    hasFiring: (id) => hasFiring.get(id) !== undefined,
    acknowledge: (id, at, client) => void acknowledge.run(at, client, id),
    addDelivery: (id, made) => void addDelivery.run(id, JSON.stringify(made)),
    putSnooze: (id, made) => void remember.run(`snooze:${id}`, JSON.stringify(made)),
    dropSnooze: (id) => void forget.run(`snooze:${id}`),
    snoozes: () => parsedRows<SnoozeView>(snoozes.all(), 'firing', snooze),
    remembered: (key) => fromJson(remembered.get(key)?.['json']),
    remember: (key, value) => void remember.run(key, JSON.stringify(value)),
    unacknowledged: () => firingsFrom(ringing.all()),
    firingsBefore: ({ pairId, before, limit }) =>
      firingsFrom(firingsBefore.all(before, pairId ?? null, limit)),
    firingsOf: (id, from) => firingsFrom(firingsOf.all(id, from)).map((stored) => stored.firing),
    putSymbols: (source, fetchedAt, list) => void putSymbols.run(source, fetchedAt, JSON.stringify(list)),
    symbols(source) {
      const row = symbols.get(source);
      if (row === undefined) return null;
      const parsed = symbolListSchema.safeParse(fromJson(row['json']));
      return parsed.success ? { fetchedAt: Number(row['fetched_at']), symbols: parsed.data } : null;
    },
  };
}
