/** Real recorded minutes from the folder next to the project; it may be absent. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type Candle, type Sample, sampleOfClosedCandle } from '../../src-core/sample.ts';

const folder = path.join(import.meta.dirname, '../../../shared/market-data');
const minute = 60_000;

/** The names of all recorded series, without their endings; null when the folder is absent. */
export function marketSeries(): string[] | null {
  if (!existsSync(folder)) return null;
  return readdirSync(folder)
    .filter((name) => name.endsWith('.csv.gz'))
    .map((name) => name.slice(0, -'.csv.gz'.length))
    .sort();
}

/** The minutes of one series, oldest first; null when it is absent. */
export function marketMinutes(series: string): Candle[] | null {
  const file = path.join(folder, `${series}.csv.gz`);
  if (!existsSync(file)) return null;
  const [, ...rows] = gunzipSync(readFileSync(file)).toString().trim().split('\n');
  return rows.map((row) => {
    const [openTime = NaN, open = NaN, high = NaN, low = NaN, close = NaN] = row.split(',').map(Number);
    return { openTime, intervalMs: minute, open, high, low, close };
  });
}

/** "As quotes, a minute is its open, low, high, close at :15, :30, :45, :60." */
export function* quotesOf(minutes: Iterable<Candle>): Generator<Sample> {
  for (const { openTime, open, low, high, close } of minutes) {
    yield { t: openTime + 15_000, price: open, kind: 'quote' };
    yield { t: openTime + 30_000, price: low, kind: 'quote' };
    yield { t: openTime + 45_000, price: high, kind: 'quote' };
    yield { t: openTime + minute, price: close, kind: 'quote' };
  }
}

export function* closedCandlesOf(minutes: Iterable<Candle>): Generator<Sample> {
  for (const candle of minutes) yield sampleOfClosedCandle(candle);
}
