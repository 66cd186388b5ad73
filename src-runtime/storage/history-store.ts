import type { DatabaseSync } from 'node:sqlite';
import type { EpochMs, PairId } from '../../src-core/pair.ts';
import type { Candle, Sample } from '../../src-core/sample.ts';
import { foldCandles } from '../../src-core/windows/fold.ts';
import { type CandleStore, createCandleStore, hourMs, minuteMs } from './candle-store.ts';
import { createSampleStore, type SampleStore } from './sample-store.ts';

export { hourMs, minuteMs };

const dayMs = 24 * hourMs;
/** How long prices are kept, each as its finest form, in ms: windows of a day, of a week, charts of a year. */
export const keptMs = { samples: dayMs, minutes: 7 * dayMs, hours: 366 * dayMs } as const;

/** Samples and candles on disk. Writes happen inside the caller's transaction. */
export interface HistoryStore extends Pick<SampleStore, 'append' | 'samplesOf' | 'reader'> {
  /** Adds many samples at once, in order of time and behind those that are there; packed at once. */
  readonly addSamples: (pair: PairId, samples: readonly Sample[]) => void;
  /** When samples were taken and minutes closed, sorted; much quicker than both themselves. */
  readonly timesOf: (pair: PairId, from: EpochMs) => EpochMs[];
  /** Keeps candles (a minute or an hour long) that a source told. Own samples win over them where there are any. */
  readonly addCandles: (pair: PairId, intervalMs: number, candles: readonly Candle[]) => void;
  /** Candles with an open time in `[from, to)`, sorted, one for each stretch; hours are made of minutes where those are kept. */
  readonly candlesOf: CandleStore['candlesOf'];
  /** When those candles closed, without hours of which parts are missing. */
  readonly candleTimesOf: CandleStore['timesOf'];
  /** Whether samples that are not packed have grown many or old. */
  readonly packIsDue: () => boolean;
  /** Packs the oldest samples, a bounded number of them; answers how many. */
  readonly pack: () => number;
  /** Whether a pair has prices that `thin` would let go. */
  readonly thinIsDue: (pair: PairId, now: EpochMs) => boolean;
  /**
   * Lets old prices of a pair go, a bounded number of blocks; answers whether there may be more. `now` is the source's
   * time in epoch ms.
   */
  readonly thin: (pair: PairId, now: EpochMs) => boolean;
  /** Pairs of which there is anything. */
  readonly pairs: () => PairId[];
  /** Drops a bounded number of blocks of a pair; answers whether there may be more. */
  readonly drop: (pair: PairId) => boolean;
}

/** What one piece of work may touch, so that a tick never waits for it. */
const packedRows = 2_000;
const packedPairs = 20;
const thinnedBlocks = 6;
const droppedBlocks = 100;

export function createHistoryStore(database: DatabaseSync): HistoryStore {
  const samples = createSampleStore(database);
  const candles = createCandleStore(database);

  const addSamples = (pair: PairId, list: readonly Sample[]) => {
    samples.addPacked(pair, list);
    candles.addOwn(pair, foldCandles(list, minuteMs));
  };

  return {
    append: samples.append,
    samplesOf: samples.samplesOf,
    reader: samples.reader,
    addSamples,
    timesOf: (pair, from) =>
      [...samples.timesOf(pair, from), ...candles.timesOf(pair, minuteMs, from - minuteMs)]
        .filter((t) => t >= from)
        .sort((a, b) => a - b),
    addCandles: candles.addFetched,
    candlesOf: candles.candlesOf,
    candleTimesOf: candles.timesOf,
    packIsDue: samples.isFull,
    pack() {
      let packed = 0;
      for (const taken of samples.takeOldest(packedRows, packedPairs)) {
        addSamples(taken.pair, taken.samples);
        packed += taken.samples.length;
      }
      return packed;
    },
    thinIsDue: (pair, now) =>
      samples.hasBefore(pair, now - keptMs.samples) ||
      candles.hasBefore(pair, minuteMs, now - keptMs.minutes) ||
      candles.hasBefore(pair, hourMs, now - keptMs.hours),
    thin(pair, now) {
      const dropped = samples.dropBefore(pair, now - keptMs.samples, thinnedBlocks);
      const folded = candles.foldBefore(pair, now - keptMs.minutes, thinnedBlocks);
      const gone = candles.dropBefore(pair, now - keptMs.hours, thinnedBlocks);
      return Math.max(dropped, folded, gone) >= thinnedBlocks;
    },
    pairs: () => [...new Set([...samples.pairs(), ...candles.pairs()])],
    drop: (pair) => samples.drop(pair, droppedBlocks) + candles.drop(pair, droppedBlocks) >= droppedBlocks,
  };
}
