import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';
import type { AlarmId, FiringId } from '../../src-core/alarm.ts';
import type { Condition } from '../../src-core/condition.ts';
import type { EpochMs, PairId } from '../../src-core/pair.ts';
import {
  type DeliveryView,
  delivery,
  type FiringView,
  firing,
  pair,
  type SnoozeView,
  snooze as snoozeSchema,
} from '../../src-shared/contract/schemas.ts';
import { fromJson, parsedRows } from './rows.ts';

const storedFiring = z.object({ firing, pair });
/** A firing with the pair as it was, so that it can be shown even when the pair is gone. */
export type StoredFiring = z.output<typeof storedFiring>;

/** Which firings of a list are wanted. */
export interface FiringsBefore {
  /** Only those of this pair. */
  readonly pairId?: PairId | undefined;
  /** Only those of conditions of these kinds. */
  readonly kinds?: readonly Condition['kind'][] | undefined;
  /** Only those with `t` at or after this, epoch ms. */
  readonly since?: EpochMs | undefined;
  /** Only those with `t` before this, epoch ms; the `t` of the last one asks for the next page. */
  readonly before: EpochMs;
  readonly limit: number;
}

/** Firings, how they reached people, who acknowledged them, and what is snoozed. */
export interface FiringStore {
  readonly addFiring: (stored: StoredFiring) => void;
  /** The number of an alarm's last firing, `n` of `alarmId#n`; 0 where it never fired. */
  readonly lastFiringNumber: (alarm: AlarmId) => number;
  readonly hasFiring: (id: FiringId) => boolean;
  readonly acknowledge: (id: FiringId, at: EpochMs, client: string) => void;
  /** It rang, or was to ring, and is only told of from now on. */
  readonly tellInSummary: (id: FiringId) => void;
  readonly addDelivery: (firing: FiringId, delivery: DeliveryView) => void;
  /** Firings nobody has acknowledged, in the order in which they came. */
  readonly unacknowledged: () => StoredFiring[];
  readonly firingsOf: (pair: PairId, from: EpochMs) => FiringView[];
  /** Firings of all pairs, or of one, newest first. All of one moment come together, so that there may be more than `limit`. */
  readonly firingsBefore: (wanted: FiringsBefore) => StoredFiring[];
  readonly putSnooze: (firing: FiringId, snooze: SnoozeView) => void;
  readonly dropSnooze: (firing: FiringId) => void;
  readonly snoozes: () => Map<FiringId, SnoozeView>;
  /** Whether there are acknowledged firings from before `before`. */
  readonly hasFiringsBefore: (before: EpochMs) => boolean;
  /** Drops at most `most` acknowledged firings from before `before`, with all that belongs to them; answers how many. */
  readonly dropFirings: (before: EpochMs, most: number) => number;
}

export function createFiringStore(database: DatabaseSync): FiringStore {
  // The id says which firing it is: one that is there already stays as it is.
  const add = database.prepare('INSERT OR IGNORE INTO firings (id, pair, t, json) VALUES (?, ?, ?, ?)');
  const acknowledge = database.prepare(
    'UPDATE firings SET acknowledged_at = ?, acknowledged_by = ? WHERE id = ? AND acknowledged_at IS NULL',
  );
  // The sign that follows # ends the ids of this alarm.
  const numbers = database.prepare(
    "SELECT max(CAST(substr(id, length(?1) + 2) AS INTEGER)) AS number FROM firings WHERE id >= ?1 || '#' AND id < ?1 || '$'",
  );
  const has = database.prepare('SELECT 1 FROM firings WHERE id = ?');
  const ringing = database.prepare('SELECT * FROM firings WHERE acknowledged_at IS NULL ORDER BY rowid');
  const ofPair = database.prepare('SELECT * FROM firings WHERE pair = ? AND t >= ? ORDER BY rowid');
  const before = (where: string) => {
    // A line that is no JSON any more is of no kind, and no reason to fail.
    const kind = "CASE WHEN json_valid(json) THEN json_extract(json, '$.firing.proof.condition.kind') END";
    const ofKind = `($kinds IS NULL OR ${kind} IN (SELECT value FROM json_each($kinds)))`;
    const inTime = `t < $before AND t >= $since AND ${where} AND ${ofKind}`;
    const page = `SELECT t FROM firings WHERE ${inTime} ORDER BY t DESC LIMIT $limit`;
    return database.prepare(
      `SELECT * FROM firings WHERE ${inTime} AND t >= (SELECT min(t) FROM (${page})) ORDER BY t DESC, rowid DESC`,
    );
  };
  const beforeAll = before('1');
  const beforeOfPair = before('pair = $pair');
  const tellInSummary = database.prepare(
    "UPDATE firings SET json = json_set(json, '$.firing.told', 'summary') WHERE id = ?",
  );
  const addDelivery = database.prepare('INSERT INTO deliveries (firing, json) VALUES (?, ?)');
  const deliveries = database.prepare('SELECT json FROM deliveries WHERE firing = ? ORDER BY rowid');
  const putSnooze = database.prepare('INSERT OR REPLACE INTO snoozes (firing, json) VALUES (?, ?)');
  const dropSnooze = database.prepare('DELETE FROM snoozes WHERE firing = ?');
  const snoozes = database.prepare('SELECT firing, json FROM snoozes');
  const old = database.prepare(
    'SELECT id FROM firings WHERE t < ? AND acknowledged_at IS NOT NULL ORDER BY t LIMIT ?',
  );
  const dropOf = ['firings WHERE id', 'deliveries WHERE firing', 'snoozes WHERE firing'].map((rows) =>
    database.prepare(`DELETE FROM ${rows} = ?`),
  );

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
    addFiring: (stored) =>
      void add.run(stored.firing.id, stored.firing.pairId, stored.firing.t, JSON.stringify(stored)),
    lastFiringNumber: (alarm) => Number(numbers.get(alarm)?.['number'] ?? 0),
    hasFiring: (id) => has.get(id) !== undefined,
    acknowledge: (id, at, client) => void acknowledge.run(at, client, id),
    tellInSummary: (id) => void tellInSummary.run(id),
    addDelivery: (id, made) => void addDelivery.run(id, JSON.stringify(made)),
    unacknowledged: () => firingsFrom(ringing.all()),
    firingsOf: (id, from) => firingsFrom(ofPair.all(id, from)).map((stored) => stored.firing),
    firingsBefore({ pairId, kinds, since = 0, before: t, limit }) {
      const $kinds = kinds === undefined ? null : JSON.stringify(kinds);
      const page = { $before: t, $since: since, $kinds, $limit: limit };
      return firingsFrom(
        pairId === undefined ? beforeAll.all(page) : beforeOfPair.all({ ...page, $pair: pairId }),
      );
    },
    putSnooze: (id, snooze) => void putSnooze.run(id, JSON.stringify(snooze)),
    dropSnooze: (id) => void dropSnooze.run(id),
    snoozes: () => parsedRows<SnoozeView>(snoozes.all(), 'firing', snoozeSchema),
    hasFiringsBefore: (t) => old.get(t, 1) !== undefined,
    dropFirings(t, most) {
      const ids = old.all(t, most).map((row) => String(row['id']));
      for (const id of ids) for (const statement of dropOf) statement.run(id);
      return ids.length;
    },
  };
}
