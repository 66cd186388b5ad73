import type { DatabaseSync } from 'node:sqlite';
import type { EpochMs, PairId } from '../../src-core/pair.ts';
import type { Candle, Sample } from '../../src-core/sample.ts';
import {
  packCandles,
  packSamples,
  sampleOf,
  unpackCandles,
  unpackCandleTimes,
  unpackSamples,
  unpackSampleTimes,
} from './packing.ts';

/** Samples and fetched candles on disk. Writes happen inside the caller's transaction. */
export interface HistoryStore {
  readonly append: (pair: PairId, sample: Sample) => void;
  /** Samples of every pair since `from`, sorted by time. One pass over the newest ones, whatever the number of pairs. */
  readonly samplesOfAll: (from: EpochMs) => Map<PairId, Sample[]>;
  readonly samplesOf: (pair: PairId, from: EpochMs) => Sample[];
  /** When samples were taken and candles closed, sorted; much quicker than the samples themselves. */
  readonly timesOf: (pair: PairId, from: EpochMs) => EpochMs[];
  readonly addCandles: (pair: PairId, candles: readonly Candle[]) => void;
  readonly candlesOf: (pair: PairId, from: EpochMs) => Candle[];
  /** Drops everything of a pair. */
  readonly dropPair: (pair: PairId) => void;
  /** Drops everything of pairs that are not among these. */
  readonly dropAllBut: (pairs: readonly PairId[]) => void;
  /** Pairs with samples before `before` that are not packed yet. */
  readonly unpackedPairs: (before: EpochMs) => PairId[];
  /** Packs a pair's samples before `before` into one block and drops blocks that ended before `keepFrom`. */
  readonly pack: (pair: PairId, before: EpochMs, keepFrom: EpochMs) => void;
}

type Row = Record<string, unknown>;

function sampleOfRow(row: Row): Sample {
  const number = (name: string) => (row[name] === null ? null : Number(row[name]));
  return sampleOf(
    Number(row['t']),
    Number(row['price']),
    number('low'),
    number('high'),
    number('from_t'),
    row['candle'] === 1,
  );
}

export function createHistoryStore(database: DatabaseSync): HistoryStore {
  const insert = database.prepare(
    'INSERT INTO samples (pair, t, price, low, high, from_t, candle) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const all = database.prepare('SELECT * FROM samples WHERE t >= ? ORDER BY id');
  const ofPair = database.prepare('SELECT * FROM samples WHERE pair = ? AND t >= ? ORDER BY id');
  const liveTimes = database.prepare('SELECT t FROM samples WHERE pair = ? AND t >= ?');
  const before = database.prepare('SELECT * FROM samples WHERE pair = ? AND t < ? ORDER BY id');
  const dropPacked = database.prepare('DELETE FROM samples WHERE pair = ? AND t < ?');
  const pairsBefore = database.prepare('SELECT DISTINCT pair FROM samples WHERE t < ?');
  const addBlock = database.prepare(
    'INSERT INTO sample_blocks (pair, first_t, last_t, data) VALUES (?, ?, ?, ?)',
  );
  const blocks = database.prepare('SELECT pair, data FROM sample_blocks WHERE last_t >= ? ORDER BY first_t');
  const blocksOf = database.prepare(
    'SELECT data FROM sample_blocks WHERE pair = ? AND last_t >= ? ORDER BY first_t',
  );
  // The newest block stays, so that the last price is known however long a pair has been silent.
  const dropBlocks = database.prepare(
    'DELETE FROM sample_blocks WHERE pair = ?1 AND last_t < ?2 AND last_t < (SELECT max(last_t) FROM sample_blocks WHERE pair = ?1)',
  );
  const addCandleBlock = database.prepare(
    'INSERT INTO candle_blocks (pair, first_t, last_t, data) VALUES (?, ?, ?, ?)',
  );
  const candleBlocks = database.prepare(
    'SELECT data FROM candle_blocks WHERE pair = ? AND last_t >= ? ORDER BY first_t',
  );
  const dropCandles = database.prepare('DELETE FROM candle_blocks WHERE pair = ? AND last_t < ?');

  const dropOwn = ['samples', 'sample_blocks', 'candle_blocks'].map((table) =>
    database.prepare(`DELETE FROM ${table} WHERE pair = ?`),
  );
  const dropOthers = ['samples', 'sample_blocks', 'candle_blocks'].map((table) =>
    database.prepare(`DELETE FROM ${table} WHERE pair NOT IN (SELECT value FROM json_each(?))`),
  );

  const samplesOf = (pair: PairId, from: EpochMs): Sample[] => {
    const packed = blocksOf.all(pair, from).flatMap((row) => unpackSamples(row['data'] as Uint8Array));
    return [...packed.filter((sample) => sample.t >= from), ...ofPair.all(pair, from).map(sampleOfRow)];
  };

  return {
    append(pair, { t, price, range, kind }) {
      const candle = kind === 'candle' ? 1 : 0;
      insert.run(pair, t, price, range?.low ?? null, range?.high ?? null, range?.from ?? null, candle);
    },
    samplesOfAll(from) {
      const found = new Map<PairId, Sample[]>();
      const listOf = (pair: PairId) => {
        const list = found.get(pair) ?? [];
        if (list.length === 0) found.set(pair, list);
        return list;
      };
      for (const row of blocks.all(from)) {
        const list = listOf(String(row['pair']));
        for (const sample of unpackSamples(row['data'] as Uint8Array))
          if (sample.t >= from) list.push(sample);
      }
      for (const row of all.all(from)) listOf(String(row['pair'])).push(sampleOfRow(row));
      return found;
    },
    samplesOf,
    timesOf(pair, from) {
      const packed = blocksOf.all(pair, from).flatMap((row) => unpackSampleTimes(row['data'] as Uint8Array));
      const live = liveTimes.all(pair, from).map((row) => Number(row['t']));
      const candles = candleBlocks
        .all(pair, from)
        .flatMap((row) => unpackCandleTimes(row['data'] as Uint8Array));
      return [...packed, ...live, ...candles].sort((a, b) => a - b);
    },
    addCandles(pair, candles) {
      const [first] = candles;
      const last = candles.at(-1);
      if (first === undefined || last === undefined) return;
      addCandleBlock.run(pair, first.openTime, last.openTime + last.intervalMs, packCandles(candles));
    },
    candlesOf(pair, from) {
      const byTime = new Map<EpochMs, Candle>();
      for (const row of candleBlocks.all(pair, from)) {
        for (const candle of unpackCandles(row['data'] as Uint8Array)) {
          if (candle.openTime >= from) byTime.set(candle.openTime, candle);
        }
      }
      return [...byTime.values()].sort((a, b) => a.openTime - b.openTime);
    },
    dropPair(pair) {
      for (const statement of dropOwn) statement.run(pair);
    },
    dropAllBut(pairs) {
      const list = JSON.stringify(pairs);
      for (const statement of dropOthers) statement.run(list);
    },
    unpackedPairs: (limit) => pairsBefore.all(limit).map((row) => String(row['pair'])),
    pack(pair, limit, keepFrom) {
      const samples = before.all(pair, limit).map(sampleOfRow);
      const [first] = samples;
      const last = samples.at(-1);
      if (first !== undefined && last !== undefined) {
        addBlock.run(pair, first.t, last.t, packSamples(samples));
        dropPacked.run(pair, limit);
      }
      dropBlocks.run(pair, keepFrom);
      dropCandles.run(pair, keepFrom);
    },
  };
}
