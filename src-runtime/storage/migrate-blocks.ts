import type { DatabaseSync } from 'node:sqlite';
import type { Candle, Sample } from '../../src-core/sample.ts';
import { foldCandles } from '../../src-core/windows/fold.ts';
import { createCandleStore, minuteMs } from './candle-store.ts';
import { sampleOf } from './packing/samples.ts';
import { createSampleStore } from './sample-store.ts';

/** Puts the block tables of version 2 out of the way of those of version 3. */
export const oldBlockTables = `
  DROP INDEX sample_blocks_of_pair;
  DROP INDEX candle_blocks_of_pair;
  ALTER TABLE sample_blocks RENAME TO old_sample_blocks;
  ALTER TABLE candle_blocks RENAME TO old_candle_blocks;
`;

const sampleColumns = 6;
const candleColumns = 5;

/** A copy, because a blob from SQLite need not lie on a multiple of eight bytes. What is cut off is left out. */
function rowsOf(blob: Uint8Array, columns: number): Float64Array[] {
  const copy = new Uint8Array(blob.length - (blob.length % (columns * 8)));
  copy.set(blob.subarray(0, copy.length));
  const numbers = new Float64Array(copy.buffer);
  return Array.from({ length: numbers.length / columns }, (_, row) =>
    numbers.subarray(row * columns, (row + 1) * columns),
  );
}

/** Rows of six numbers: t, price, low, high, from (NaN where no range is known), candle or quote. */
function oldSamples(blob: Uint8Array): Sample[] {
  return rowsOf(blob, sampleColumns).map(([t = 0, price = 0, low = 0, high = 0, from = 0, candle]) =>
    sampleOf(t, price, Number.isNaN(low) ? null : { low, high, from }, candle === 1),
  );
}

/** Minute candles as rows of five numbers: open time, open, high, low, close. */
function oldCandles(blob: Uint8Array): Candle[] {
  return rowsOf(blob, candleColumns).map(([openTime = 0, open = 0, high = 0, low = 0, close = 0]) => ({
    openTime,
    intervalMs: minuteMs,
    open,
    high,
    low,
    close,
  }));
}

/** Moves samples and candles of version 2 into the blocks of version 3, and makes the candles that samples have earned. */
export function moveBlocks(database: DatabaseSync): void {
  const samples = createSampleStore(database);
  const candles = createCandleStore(database);
  const blobsOf = (table: string, pair: unknown) =>
    database
      .prepare(`SELECT data FROM ${table} WHERE pair = ? ORDER BY first_t, rowid`)
      .all(String(pair))
      .map((row) => row['data'] as Uint8Array);
  const pairsOf = (table: string) =>
    database
      .prepare(`SELECT DISTINCT pair FROM ${table}`)
      .all()
      .map((row) => String(row['pair']));

  for (const pair of pairsOf('old_sample_blocks')) {
    const own = blobsOf('old_sample_blocks', pair).flatMap(oldSamples);
    samples.addPacked(pair, own);
    candles.addOwn(pair, foldCandles(own, minuteMs));
  }
  for (const pair of pairsOf('old_candle_blocks')) {
    candles.addFetched(pair, minuteMs, blobsOf('old_candle_blocks', pair).flatMap(oldCandles));
  }
  database.exec('DROP TABLE old_sample_blocks; DROP TABLE old_candle_blocks');
}
