import type { Candle, Sample } from '../../src-core/sample.ts';

/** Candles of this version are fetched by the minute. */
export const candleMs = 60_000;
const sampleColumns = 6;
const candleColumns = 5;

function blobOf(numbers: Float64Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}

/** A copy, because a blob from SQLite need not lie on a multiple of eight bytes. */
function numbersOf(blob: Uint8Array): Float64Array {
  const copy = new Uint8Array(blob.length);
  copy.set(blob);
  return new Float64Array(copy.buffer);
}

/** Samples as rows of six numbers: t, price, low, high, from (NaN where no range is known), candle or quote. */
export function packSamples(samples: readonly Sample[]): Uint8Array {
  const numbers = new Float64Array(samples.length * sampleColumns);
  samples.forEach(({ t, price, range, kind }, index) => {
    const row = [t, price, range?.low ?? Number.NaN, range?.high ?? Number.NaN, range?.from ?? Number.NaN];
    numbers.set([...row, kind === 'candle' ? 1 : 0], index * sampleColumns);
  });
  return blobOf(numbers);
}

/** A sample from its columns; `low` null or NaN means that no range was known. */
export function sampleOf(
  t: number,
  price: number,
  low: number | null,
  high: number | null,
  from: number | null,
  candle: boolean,
): Sample {
  const kind = candle ? 'candle' : 'quote';
  if (low === null || high === null || from === null || Number.isNaN(low)) return { t, price, kind };
  return { t, price, range: { low, high, from }, kind };
}

export function unpackSamples(blob: Uint8Array): Sample[] {
  const numbers = numbersOf(blob);
  const samples: Sample[] = [];
  for (let at = 0; at + sampleColumns <= numbers.length; at += sampleColumns) {
    const column = (index: number) => numbers[at + index] ?? Number.NaN;
    samples.push(sampleOf(column(0), column(1), column(2), column(3), column(4), column(5) === 1));
  }
  return samples;
}

/** The times alone of packed samples. */
export function unpackSampleTimes(blob: Uint8Array): number[] {
  const numbers = numbersOf(blob);
  return Array.from(
    { length: numbers.length / sampleColumns },
    (_, row) => numbers[row * sampleColumns] ?? 0,
  );
}

/** When packed candles close. */
export function unpackCandleTimes(blob: Uint8Array): number[] {
  const numbers = numbersOf(blob);
  return Array.from(
    { length: numbers.length / candleColumns },
    (_, row) => (numbers[row * candleColumns] ?? 0) + candleMs,
  );
}

/** Minute candles as rows of five numbers: open time, open, high, low, close. */
export function packCandles(candles: readonly Candle[]): Uint8Array {
  const numbers = new Float64Array(candles.length * candleColumns);
  candles.forEach(({ openTime, open, high, low, close }, index) => {
    numbers.set([openTime, open, high, low, close], index * candleColumns);
  });
  return blobOf(numbers);
}

export function unpackCandles(blob: Uint8Array): Candle[] {
  const numbers = numbersOf(blob);
  const candles: Candle[] = [];
  for (let at = 0; at + candleColumns <= numbers.length; at += candleColumns) {
    const [openTime = 0, open = 0, high = 0, low = 0, close = 0] = numbers.subarray(at, at + candleColumns);
    candles.push({ openTime, intervalMs: candleMs, open, high, low, close });
  }
  return candles;
}
