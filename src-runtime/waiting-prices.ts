import type { EpochMs, PairId } from '../src-core/pair.ts';
import { type Candle, type Sample, sampleOfClosedCandle } from '../src-core/sample.ts';
import { foldCandles } from '../src-core/windows/fold.ts';
import { type HistoryStore, hourMs, keptMs, minuteMs } from './storage/history-store.ts';

/** Samples and candles that wait for the disk, a bounded number of them. */
export interface WaitingPrices {
  readonly addSample: (pair: PairId, sample: Sample) => void;
  /** Answers false where there is no room for more: the source can be asked again. */
  readonly addCandles: (pair: PairId, intervalMs: number, candles: readonly Candle[]) => boolean;
  /** Sorted by time. */
  readonly samplesOf: (pair: PairId, from: EpochMs) => readonly Sample[];
  readonly candlesOf: (pair: PairId, intervalMs: number, from: EpochMs) => readonly Candle[];
  readonly isEmpty: () => boolean;
  /** Puts a bounded part into the store; the answer forgets that part, and is called once it is on disk. */
  readonly writeSome: (store: HistoryStore) => () => void;
  /** Forgets what waits of a pair. */
  readonly drop: (pair: PairId) => void;
}

/** A day of 100 pairs asked every 15 seconds. What is more is kept by the minute. */
const mostSamples = 600_000;
/** A day of as many pairs, twice. */
const mostCandles = 300_000;
/** As many rows as a tick of many pairs brings go one by one; more are packed at once. */
const fewSamples = 1_000;
/** So much goes with one write, so that no tick waits long. */
const samplesPerWrite = 8_000;
const candlesPerWrite = 8_000;

interface CandleBatch {
  readonly pair: PairId;
  readonly intervalMs: number;
  readonly candles: readonly Candle[];
}

export function createWaitingPrices(most = mostSamples): WaitingPrices {
  const samples = new Map<PairId, Sample[]>();
  let sampleCount = 0;
  let batches: CandleBatch[] = [];
  let candleCount = 0;

  const replace = (pair: PairId, list: Sample[], kept: readonly Sample[]) => {
    sampleCount += kept.length - list.length;
    if (kept.length === 0) samples.delete(pair);
    else samples.set(pair, [...kept]);
  };

  /** Minutes in place of samples, but for the last hour. */
  const byMinute = (list: readonly Sample[]): Sample[] => {
    const lately = Math.floor((list.at(-1)?.t ?? 0) / minuteMs) * minuteMs - hourMs;
    const old = list.filter((sample) => sample.t <= lately);
    const minutes = foldCandles(old, minuteMs).map(sampleOfClosedCandle);
    return [...minutes, ...list.slice(old.length)];
  };

  const makeRoom = () => {
    if (sampleCount <= most) return;
    for (const [pair, list] of samples) replace(pair, list, byMinute(list));
    // A tenth of it stays free: this is not done at each tick.
    const each = Math.floor((most * 0.9) / samples.size);
    for (const [pair, list] of samples) if (list.length > each) replace(pair, list, list.slice(-each));
  };

  const someSamples = (): [PairId, readonly Sample[]][] => {
    const some: [PairId, readonly Sample[]][] = [];
    let left = samplesPerWrite;
    for (const [pair, list] of samples) {
      if (left <= 0) break;
      some.push([pair, list.slice(0, left)]);
      left -= list.length;
    }
    return some;
  };

  const someBatches = (): CandleBatch[] => {
    let left = candlesPerWrite;
    return batches.filter(({ candles }) => {
      left -= candles.length;
      return left + candles.length > 0;
    });
  };

  const keepBatches = (isKept: (batch: CandleBatch) => boolean) => {
    batches = batches.filter(isKept);
    candleCount = batches.reduce((sum, { candles }) => sum + candles.length, 0);
  };

  return {
    addSample(pair, sample) {
      const list = samples.get(pair) ?? [];
      if (list.length === 0) samples.set(pair, list);
      list.push(sample);
      sampleCount += 1;
      // An hour at a time.
      if ((list[0]?.t ?? 0) < sample.t - keptMs.samples - hourMs) {
        const from = sample.t - keptMs.samples;
        replace(
          pair,
          list,
          list.filter(({ t }) => t >= from),
        );
      }
      makeRoom();
    },
    addCandles(pair, intervalMs, candles) {
      if (candleCount + candles.length > mostCandles) return false;
      if (candles.length > 0) batches.push({ pair, intervalMs, candles });
      candleCount += candles.length;
      return true;
    },
    samplesOf: (pair, from) => (samples.get(pair) ?? []).filter((sample) => sample.t >= from),
    candlesOf(pair, intervalMs, from) {
      const found = new Map<EpochMs, Candle>();
      for (const batch of batches) {
        if (batch.pair !== pair || batch.intervalMs !== intervalMs) continue;
        for (const candle of batch.candles) if (candle.openTime >= from) found.set(candle.openTime, candle);
      }
      return [...found.values()].sort((a, b) => a.openTime - b.openTime);
    },
    isEmpty: () => samples.size === 0 && batches.length === 0,
    writeSome(store) {
      const few = sampleCount <= fewSamples;
      const some = someSamples();
      for (const [pair, list] of some) {
        if (few) for (const sample of list) store.append(pair, sample);
        else store.addSamples(pair, list);
      }
      const written = someBatches();
      for (const { pair, intervalMs, candles } of written) store.addCandles(pair, intervalMs, candles);
      return () => {
        for (const [pair, list] of some) {
          const all = samples.get(pair) ?? [];
          replace(pair, all, all.slice(list.length));
        }
        keepBatches((batch) => !written.includes(batch));
      };
    },
    drop(pair) {
      replace(pair, samples.get(pair) ?? [], []);
      keepBatches((batch) => batch.pair !== pair);
    },
  };
}
