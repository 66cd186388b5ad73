import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Candle } from '../../src-core/sample.ts';

const folder = path.resolve(import.meta.dirname, '../../../shared/market-data');

/** Where the recorded market data lie, null where they are not at hand. They are read from there, never copied. */
export function marketDataFolder(): string | null {
  return existsSync(folder) ? folder : null;
}

/** Why a test did not run; part of its name where the folder is absent. */
export const needsMarketData = 'needs the recorded data in ../shared/market-data, which is not there';

function fileIn(name: string): string {
  const found = marketDataFolder();
  if (found === null) throw new Error(needsMarketData);
  return path.join(found, name);
}

/** The one-minute candles of one file, sorted; columns `timestamp_ms,open,high,low,close,volume`. */
export function readCandles(file: string): readonly Candle[] {
  const lines = gunzipSync(readFileSync(fileIn(file)))
    .toString()
    .trimEnd()
    .split('\n')
    .slice(1);
  return lines.map((line) => {
    const [openTime = 0, open = 0, high = 0, low = 0, close = 0] = line.split(',').map(Number);
    return { openTime, intervalMs: 60_000, open, high, low, close };
  });
}

/** The text of a recorded API answer in `api/`. */
export function readRecorded(file: string): string {
  const bytes = readFileSync(fileIn(path.join('api', file)));
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();
}
