import type { DatabaseSync } from 'node:sqlite';
import type { EpochMs, PairId } from '../../src-core/pair.ts';
import type { Candle } from '../../src-core/sample.ts';
import { joinCandles } from '../../src-core/windows/fold.ts';
import { packCandles, unpackCandles } from './packing/candles.ts';

export const minuteMs = 60_000;
export const hourMs = 3_600_000;

/** How much a block holds: minutes by the hour, hours by the day. */
const shelfOf = (intervalMs: number) => (intervalMs === minuteMs ? hourMs : 24 * hourMs);

/** Which of two candles of one stretch counts: made of too few minutes, told by the source, made of our own samples. */
const parts = 0;
const fetched = 1;
const own = 2;

/** An hour that lacks no more minutes than this is taken for a whole one. */
const bridgedMinutes = 3;

/** Candles on disk. Lengths are a minute or an hour. Writes happen inside the caller's transaction. */
export interface CandleStore {
  /** Keeps minutes that our own samples made. One minute may come in several parts, in order. */
  readonly addOwn: (pair: PairId, minutes: readonly Candle[]) => void;
  /** Keeps what a source told; the newest answer counts. */
  readonly addFetched: (pair: PairId, intervalMs: number, candles: readonly Candle[]) => void;
  /** Candles with an open time in `[from, to)`, sorted, one for each stretch. Hours are made of minutes where those are kept. */
  readonly candlesOf: (pair: PairId, intervalMs: number, from: EpochMs, to?: EpochMs) => Candle[];
  /** When candles closed of which nothing is missing, sorted. */
  readonly timesOf: (pair: PairId, intervalMs: number, from: EpochMs, to?: EpochMs) => EpochMs[];
  /** Whether there are blocks of candles of this length that ended before `before`. */
  readonly hasBefore: (pair: PairId, intervalMs: number, before: EpochMs) => boolean;
  /** Makes hours out of at most `most` blocks of minutes that ended before `before`; answers how many blocks that were. */
  readonly foldBefore: (pair: PairId, before: EpochMs, most: number) => number;
  /** Drops at most `most` blocks of hours that ended before `before`. */
  readonly dropBefore: (pair: PairId, before: EpochMs, most: number) => number;
  readonly pairs: () => PairId[];
  /** Drops at most `most` blocks of a pair; answers how many went. */
  readonly drop: (pair: PairId, most: number) => number;
}

interface Ranked {
  readonly candle: Candle;
  readonly rank: number;
}

const upToHour = (t: EpochMs) => Math.ceil(t / hourMs) * hourMs;

function byOpenTime(a: Candle, b: Candle): number {
  return a.openTime - b.openTime;
}

function isCandle({ openTime, intervalMs, open, high, low, close }: Candle): boolean {
  const prices = [open, high, low, close].every((price) => Number.isFinite(price) && price > 0);
  return prices && low <= high && Number.isInteger(openTime / intervalMs);
}

/** Hours out of minutes, with the rank that their completeness gives them. */
function hoursOf(minutes: readonly Candle[]): Ranked[] {
  const count = new Map<EpochMs, number>();
  for (const { openTime } of minutes) {
    const hour = Math.floor(openTime / hourMs) * hourMs;
    count.set(hour, (count.get(hour) ?? 0) + 1);
  }
  const whole = hourMs / minuteMs - bridgedMinutes;
  return joinCandles(minutes, hourMs).map((candle) => ({
    candle,
    rank: (count.get(candle.openTime) ?? 0) >= whole ? own : parts,
  }));
}

export function createCandleStore(database: DatabaseSync): CandleStore {
  const block = database.prepare(
    'SELECT data FROM candle_blocks WHERE pair = ? AND interval = ? AND rank = ? AND first_t = ?',
  );
  const put = database.prepare(
    'INSERT OR REPLACE INTO candle_blocks (pair, interval, rank, first_t, data) VALUES (?, ?, ?, ?, ?)',
  );
  const between = database.prepare(
    'SELECT rank, data FROM candle_blocks WHERE pair = ? AND interval = ? AND first_t > ? AND first_t < ? ORDER BY first_t, rank',
  );
  const shelvesBefore = database.prepare(
    'SELECT DISTINCT first_t FROM candle_blocks WHERE pair = ? AND interval = ? AND first_t <= ? ORDER BY first_t LIMIT ?',
  );
  const dropShelf = database.prepare(
    'DELETE FROM candle_blocks WHERE pair = ? AND interval = ? AND first_t = ?',
  );
  const dropSome = database.prepare(
    'DELETE FROM candle_blocks WHERE rowid IN (SELECT rowid FROM candle_blocks WHERE pair = ? LIMIT ?)',
  );
  const pairs = database.prepare(
    `WITH RECURSIVE found (pair) AS (SELECT min(pair) FROM candle_blocks UNION ALL
      SELECT (SELECT min(pair) FROM candle_blocks WHERE pair > found.pair) FROM found WHERE pair IS NOT NULL)
      SELECT pair FROM found WHERE pair IS NOT NULL`,
  );

  const add = (
    pair: PairId,
    intervalMs: number,
    rank: number,
    candles: readonly Candle[],
    merged: (known: readonly Candle[], more: readonly Candle[]) => Candle[],
  ) => {
    const shelfMs = shelfOf(intervalMs);
    const sound = candles.filter((candle) => candle.intervalMs === intervalMs && isCandle(candle));
    for (const [firstT, more] of Map.groupBy(
      sound,
      ({ openTime }) => Math.floor(openTime / shelfMs) * shelfMs,
    )) {
      const row = block.get(pair, intervalMs, rank, firstT);
      const known = row === undefined ? [] : unpackCandles(row['data'] as Uint8Array, intervalMs);
      put.run(pair, intervalMs, rank, firstT, packCandles(merged(known, more)));
    }
  };

  const newestOfEach = (known: readonly Candle[], more: readonly Candle[]) =>
    [...new Map([...known, ...more].map((candle) => [candle.openTime, candle])).values()].sort(byOpenTime);

  const stored = (pair: PairId, intervalMs: number, from: EpochMs, to: EpochMs): Ranked[] => {
    const found = new Map<EpochMs, Ranked>();
    for (const row of between.all(pair, intervalMs, from - shelfOf(intervalMs), to)) {
      const rank = Number(row['rank']);
      for (const candle of unpackCandles(row['data'] as Uint8Array, intervalMs)) {
        if (candle.openTime >= from && candle.openTime < to) found.set(candle.openTime, { candle, rank });
      }
    }
    return [...found.values()].sort((a, b) => byOpenTime(a.candle, b.candle));
  };

  const storedMinutes = (pair: PairId, from: EpochMs, to: EpochMs): Candle[] =>
    stored(pair, minuteMs, from, to).map(({ candle }) => candle);

  const ranked = (pair: PairId, intervalMs: number, from: EpochMs, to: EpochMs): Ranked[] => {
    const found = stored(pair, intervalMs, from, to);
    if (intervalMs === minuteMs) return found;
    const best = new Map(found.map((one) => [one.candle.openTime, one]));
    for (const hour of hoursOf(storedMinutes(pair, upToHour(from), upToHour(to)))) {
      const { openTime } = hour.candle;
      if (hour.rank > (best.get(openTime)?.rank ?? -1)) best.set(openTime, hour);
    }
    return [...best.values()].sort((a, b) => byOpenTime(a.candle, b.candle));
  };

  return {
    addOwn: (pair, minutes) =>
      add(pair, minuteMs, own, minutes, (known, more) =>
        joinCandles([...known, ...more].sort(byOpenTime), minuteMs),
      ),
    addFetched: (pair, intervalMs, candles) => add(pair, intervalMs, fetched, candles, newestOfEach),
    candlesOf: (pair, intervalMs, from, to = Number.MAX_VALUE) =>
      ranked(pair, intervalMs, from, to).map(({ candle }) => candle),
    timesOf: (pair, intervalMs, from, to = Number.MAX_VALUE) =>
      ranked(pair, intervalMs, from, to)
        .filter(({ rank }) => rank > parts)
        .map(({ candle }) => candle.openTime + intervalMs),
    hasBefore: (pair, intervalMs, before) =>
      shelvesBefore.get(pair, intervalMs, before - shelfOf(intervalMs), 1) !== undefined,
    foldBefore(pair, before, most) {
      const shelves = shelvesBefore
        .all(pair, minuteMs, before - hourMs, most)
        .map((row) => Number(row['first_t']));
      const [first] = shelves;
      const last = shelves.at(-1);
      if (first === undefined || last === undefined) return 0;
      const hours = hoursOf(storedMinutes(pair, first, last + hourMs));
      for (const [rank, some] of Map.groupBy(hours, (hour) => hour.rank)) {
        const joined = some.map(({ candle }) => candle);
        add(pair, hourMs, rank, joined, newestOfEach);
      }
      for (const shelf of shelves) dropShelf.run(pair, minuteMs, shelf);
      return shelves.length;
    },
    dropBefore(pair, before, most) {
      const shelves = shelvesBefore.all(pair, hourMs, before - shelfOf(hourMs), most);
      for (const row of shelves) dropShelf.run(pair, hourMs, Number(row['first_t']));
      return shelves.length;
    },
    pairs: () => pairs.all().map((row) => String(row['pair'])),
    drop: (pair, most) => Number(dropSome.run(pair, most).changes),
  };
}
