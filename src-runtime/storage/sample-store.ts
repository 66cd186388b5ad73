import type { DatabaseSync } from 'node:sqlite';
import type { EpochMs, PairId } from '../../src-core/pair.ts';
import type { Sample } from '../../src-core/sample.ts';
import { stretchOf } from '../../src-core/windows/fold.ts';
import { packSamples, sampleOf, unpackSamples, unpackSampleTimes, viaFrom } from './packing/samples.ts';
import { fromJson } from './rows.ts';

/** A block holds the samples of one hour. */
export const blockMs = 3_600_000;

/** Samples of a pair that were rows. */
export interface UnpackedSamples {
  readonly pair: PairId;
  readonly samples: readonly Sample[];
}

/** Samples on disk: the newest as rows, older ones packed. Writes happen inside the caller's transaction. */
export interface SampleStore {
  readonly append: (pair: PairId, sample: Sample) => void;
  /** Adds samples to the pair's blocks, behind those that are there. */
  readonly addPacked: (pair: PairId, samples: readonly Sample[]) => void;
  readonly samplesOf: (pair: PairId, from: EpochMs) => Sample[];
  /** The samples of one pair after another: what is not packed yet is read once for all of them. */
  readonly reader: (from: EpochMs) => (pair: PairId) => Sample[];
  /** When samples were taken; much quicker than the samples themselves. */
  readonly timesOf: (pair: PairId, from: EpochMs) => EpochMs[];
  /** Whether rows have grown too many, or too old. */
  readonly isFull: () => boolean;
  /** Takes rows out that are among the oldest `mostRows`, of at most `mostPairs` pairs. Answers them by pair. */
  readonly takeOldest: (mostRows: number, mostPairs: number) => UnpackedSamples[];
  /** Whether there are blocks that `dropBefore` would drop. */
  readonly hasBefore: (pair: PairId, before: EpochMs) => boolean;
  /** Drops at most `most` blocks that ended before `before`. The newest stays: the last price is always known. */
  readonly dropBefore: (pair: PairId, before: EpochMs, most: number) => number;
  readonly pairs: () => PairId[];
  /** Drops at most `most` blocks of a pair, and its rows; answers how many blocks went. */
  readonly drop: (pair: PairId, most: number) => number;
}

type Row = Record<string, unknown>;

/** Rows cost more to read than blocks at a start, and less to write at each tick. */
const mostUnpacked = 4_000;

function sampleOfRow(row: Row): Sample {
  const { low, high, from_t: from, via } = row;
  const range = low === null ? null : { low: Number(low), high: Number(high), from: Number(from) };
  const by = via === null ? null : viaFrom(fromJson(via));
  return sampleOf(Number(row['t']), Number(row['price']), range, row['candle'] === 1, by);
}

/** Sorted by time; nearly always they are already. The first `sorted` ones are. */
function inOrder(samples: Sample[], sorted = 1): Sample[] {
  for (let index = Math.max(1, sorted); index < samples.length; index += 1) {
    if ((samples[index]?.t ?? 0) < (samples[index - 1]?.t ?? 0)) return samples.sort((a, b) => a.t - b.t);
  }
  return samples;
}

export function createSampleStore(database: DatabaseSync): SampleStore {
  const insert = database.prepare(
    'INSERT INTO samples (pair, t, price, low, high, from_t, candle, via) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const all = database.prepare('SELECT * FROM samples WHERE t >= ? ORDER BY id');
  const ofPair = database.prepare('SELECT * FROM samples WHERE pair = ? AND t >= ? ORDER BY id');
  const rowTimes = database.prepare('SELECT t FROM samples WHERE pair = ? AND t >= ? ORDER BY id');
  const ends = database.prepare(
    `SELECT (SELECT count(*) FROM samples) AS count, (SELECT t FROM samples ORDER BY id LIMIT 1) AS oldest,
      (SELECT t FROM samples ORDER BY id DESC LIMIT 1) AS newest`,
  );
  const oldest = database.prepare('SELECT max(id) AS last FROM (SELECT id FROM samples ORDER BY id LIMIT ?)');
  const oldestPairs = database.prepare('SELECT DISTINCT pair FROM samples WHERE id <= ? LIMIT ?');
  const ofOldest = 'FROM samples WHERE id <= ? AND pair IN (SELECT value FROM json_each(?))';
  const oldestRows = database.prepare(`SELECT * ${ofOldest} ORDER BY id`);
  const dropOldest = database.prepare(`DELETE ${ofOldest}`);
  const dropRows = database.prepare('DELETE FROM samples WHERE pair = ?');
  const block = database.prepare('SELECT data FROM sample_blocks WHERE pair = ? AND first_t = ?');
  const blocks = database.prepare(
    'SELECT data FROM sample_blocks WHERE pair = ? AND first_t >= ? ORDER BY first_t',
  );
  const putBlock = database.prepare(
    'INSERT OR REPLACE INTO sample_blocks (pair, first_t, data) VALUES (?, ?, ?)',
  );
  const old = `SELECT rowid FROM sample_blocks WHERE pair = ?1 AND first_t < ?2
    AND first_t < (SELECT max(first_t) FROM sample_blocks WHERE pair = ?1) ORDER BY first_t LIMIT ?3`;
  const anyOld = database.prepare(old);
  const dropOld = database.prepare(`DELETE FROM sample_blocks WHERE rowid IN (${old})`);
  const dropSome = database.prepare(
    'DELETE FROM sample_blocks WHERE rowid IN (SELECT rowid FROM sample_blocks WHERE pair = ? LIMIT ?)',
  );
  // One step of the index for each pair, whatever the number of its blocks.
  const pairs = database.prepare(
    `WITH RECURSIVE found (pair) AS (SELECT min(pair) FROM sample_blocks UNION ALL
      SELECT (SELECT min(pair) FROM sample_blocks WHERE pair > found.pair) FROM found WHERE pair IS NOT NULL)
      SELECT pair FROM found WHERE pair IS NOT NULL UNION SELECT DISTINCT pair FROM samples`,
  );

  /** Sorted: blocks follow each other, and each of them was sorted when it was packed. */
  const packedOf = (pair: PairId, from: EpochMs): Sample[] => {
    const samples: Sample[] = [];
    for (const row of blocks.iterate(pair, from - blockMs)) unpackSamples(row['data'] as Uint8Array, samples);
    return (samples[0]?.t ?? from) < from ? samples.filter((sample) => sample.t >= from) : samples;
  };

  const addToBlock = (pair: PairId, firstT: EpochMs, samples: readonly Sample[]) => {
    const known = block.get(pair, firstT);
    const before = known === undefined ? [] : unpackSamples(known['data'] as Uint8Array);
    putBlock.run(pair, firstT, packSamples(inOrder([...before, ...samples])));
  };

  return {
    append(pair, { t, price, range, kind, via }) {
      const { low = null, high = null, from = null } = range ?? {};
      const by = via === undefined ? null : JSON.stringify(via);
      insert.run(pair, t, price, low, high, from, kind === 'candle' ? 1 : 0, by);
    },
    addPacked(pair, samples) {
      const byBlock = Map.groupBy(samples, ({ t }) => stretchOf(t, blockMs));
      for (const [firstT, own] of byBlock) addToBlock(pair, firstT, own);
    },
    samplesOf(pair, from) {
      const samples = packedOf(pair, from);
      const packed = samples.length;
      for (const row of ofPair.iterate(pair, from)) samples.push(sampleOfRow(row));
      return inOrder(samples, packed);
    },
    reader(from) {
      const unpacked = Map.groupBy(all.all(from), (row) => String(row['pair']));
      return (pair) => {
        const samples = packedOf(pair, from);
        const packed = samples.length;
        for (const row of unpacked.get(pair) ?? []) samples.push(sampleOfRow(row));
        return inOrder(samples, packed);
      };
    },
    timesOf(pair, from) {
      const times: EpochMs[] = [];
      for (const row of blocks.all(pair, from - blockMs)) {
        for (const t of unpackSampleTimes(row['data'] as Uint8Array)) if (t >= from) times.push(t);
      }
      for (const row of rowTimes.all(pair, from)) times.push(Number(row['t']));
      return times;
    },
    isFull() {
      const { count, oldest: first, newest } = ends.get() ?? {};
      return Number(count) > mostUnpacked || Number(newest) - Number(first) > blockMs;
    },
    takeOldest(mostRows, mostPairs) {
      const last = Number(oldest.get(mostRows)?.['last'] ?? 0);
      const pairs = JSON.stringify(oldestPairs.all(last, mostPairs).map((row) => row['pair']));
      const byPair = Map.groupBy(oldestRows.all(last, pairs), (row) => String(row['pair']));
      dropOldest.run(last, pairs);
      return [...byPair].map(([pair, rows]) => ({ pair, samples: rows.map(sampleOfRow) }));
    },
    hasBefore: (pair, before) => anyOld.get(pair, before - blockMs, 1) !== undefined,
    dropBefore: (pair, before, most) => Number(dropOld.run(pair, before - blockMs, most).changes),
    pairs: () => pairs.all().map((row) => String(row['pair'])),
    drop(pair, most) {
      dropRows.run(pair);
      return Number(dropSome.run(pair, most).changes);
    },
  };
}
