import { statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Sample } from '../../src-core/sample.ts';
import { foldCandles, joinCandles } from '../../src-core/windows/fold.ts';
import { temporaryFolders } from '../testing/temp-folder.ts';
import { openDatabase } from './database.ts';
import { createHistoryStore, hourMs, minuteMs } from './history-store.ts';

/** `YEAR_ON_DISK=whole`: 100 pairs and every day of a year, which takes minutes. */
const isWhole = process.env['YEAR_ON_DISK'] === 'whole';
const pairCount = isWhole ? 100 : 2;
const days = isWhole ? 366 : 30;
/** Until then minutes of a week fill up, and what they leave free is taken again. */
const steadyDay = 18;
const allowedBytes = 100_000_000;

const folders = temporaryFolders();
const stepMs = 15_000;
const dayMs = 24 * hourMs;
const start = Date.UTC(2026, 0, 5);

/** A small seeded generator (mulberry32, public domain), so that every run walks the same way. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** An hour of one pair: answers that come a little late, prices that move up to 0.05 % between them. */
function createWalk(seed: number, like: 'an exchange' | 'full doubles with ranges') {
  const random = seeded(seed);
  let price = 0.05 * 3 ** (seed % 13);
  const steps = 10 ** Math.max(2, 5 - Math.floor(Math.log10(price)));
  const rounded = (value: number) => (like === 'an exchange' ? Math.round(value * steps) / steps : value);
  return (from: number): Sample[] =>
    Array.from({ length: hourMs / stepMs }, (_, n) => {
      price *= 1 + (random() - 0.5) * 0.001;
      const t = from + n * stepMs + 100 + Math.floor(random() * 300);
      const sample: Sample = { t, price: rounded(price), kind: 'quote' };
      if (like === 'an exchange') return sample;
      return {
        ...sample,
        range: { low: price * (1 - random() / 1_000), high: price * (1 + random() / 1_000), from },
      };
    });
}

const pairOf = (n: number) => `binance:P${n}USDT`;

/** Lays a time of ticks down as the app does, hour by hour. Answers the size of the file after each day, in bytes. */
function fill(
  folder: string,
  like: Parameters<typeof createWalk>[1],
  seen: (samples: readonly Sample[]) => void,
) {
  const { database } = openDatabase(folder, 0);
  folders.closeAfter(() => database.close());
  const history = createHistoryStore(database);
  const walks = Array.from({ length: pairCount }, (_, n) => [pairOf(n), createWalk(n, like)] as const);
  const sizes: number[] = [];
  for (let hour = 0; hour < days * 24; hour += 1) {
    const from = start + hour * hourMs;
    const made = walks.map(([pair, walk]) => [pair, walk(from)] as const);
    database.exec('BEGIN');
    for (const [pair, samples] of made) {
      history.addSamples(pair, samples);
      while (history.thin(pair, from + hourMs));
    }
    database.exec('COMMIT');
    seen(made[0]?.[1] ?? []);
    if (hour % 24 < 23) continue;
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    sizes.push(statSync(path.join(folder, 'state.db')).size);
  }
  return { history, sizes };
}

test.each(['an exchange', 'full doubles with ranges'] as const)(
  'a year of 100 pairs, prices like %s, takes less than 100 MB, and does not grow beyond it',
  (like) => {
    const hours: (readonly Sample[])[] = [];
    const { history, sizes } = fill(folders.make(), like, (samples) => {
      hours.push(samples);
      if (isWhole && hours.length > 24) hours.shift();
    });

    // Samples of a day, and all candles, bit for bit.
    const pair = pairOf(0);
    expect(history.samplesOf(pair, start + (days - 1) * dayMs)).toEqual(hours.slice(-24).flat());
    const candles = history.candlesOf(pair, hourMs, 0);
    expect(candles).toHaveLength(days * 24);
    const minutes = foldCandles(hours.flat(), minuteMs);
    expect(candles.slice(-hours.length)).toEqual(joinCandles(minutes, hourMs));

    // Only hours are added then, so that what is left of the year can be told.
    const last = sizes.at(-1) ?? 0;
    const perDay = (last - (sizes[steadyDay] ?? 0)) / (days - 1 - steadyDay);
    const afterYear = (last + perDay * (366 - days)) * (100 / pairCount);
    console.log(`${like}: ${(afterYear / 1_000_000).toFixed(1)} MB after a year of 100 pairs`);
    expect(afterYear).toBeLessThan(allowedBytes);
  },
  isWhole ? 3_600_000 : 30_000,
);
