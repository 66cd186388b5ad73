import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { setImmediate as turn } from 'node:timers/promises';
import type { PairId } from '../src-core/pair.ts';
import type { Candle } from '../src-core/sample.ts';
import type { Snapshot } from '../src-shared/contract/schemas.ts';
import { alarmsFor, createWalk, historySteps, pairs, startT, stepMs } from './market.ts';
import { createPlainWatcher } from './plain-watcher.ts';
import { median, type Row, row } from './row.ts';
import { drive, fill, startDriven } from './tick.bench.ts';

const minuteMs = 60_000;
const stepsOfMinute = minuteMs / stepMs;
const minutes = 480;
const plainTicks = 3;

interface Night {
  readonly name: string;
  /** What a price is multiplied with in minute 0 to 480. */
  readonly factor: (minute: number) => number;
  readonly budgetMs: number;
}

const nights: readonly Night[] = [
  { name: 'an ordinary night', factor: () => 1, budgetMs: 2_000 },
  // Down by 30 % and back: nearly all alarms ring, some of them often.
  {
    name: 'a wild night',
    factor: (minute) => 1 - 0.3 * Math.sin((Math.PI * minute) / minutes),
    budgetMs: 2_000,
  },
];

/** From the first answer after the night until all of it is judged and stored, in ms; and how many rang. */
async function nightMs({ factor }: Night): Promise<{ readonly ms: number; readonly firings: number }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'alarm-night-'));
  try {
    const watched = pairs();
    await fill(folder, watched);
    const missed = new Map<PairId, Candle[]>(watched.map(({ id }) => [id, []]));
    const driven = drive(watched, async (pair, intervalMs, from, to) => {
      const own = missed.get(pair.id) ?? [];
      const value = own.filter(({ openTime }) => openTime >= from && openTime + intervalMs <= to);
      return { ok: true, value, serverDate: null };
    });
    const runtime = startDriven(folder, driven);
    await driven.run();
    await turn();
    sleepThrough(driven, missed, factor);
    const before = performance.now();
    const asking = await driven.run();
    const asked = performance.now() - asking;
    // What waits for candles goes on as soon as they are there, without another turn of the loop.
    await turn();
    const ms = performance.now() - Math.max(before, asked);
    const reply = await runtime.handle('state.get', {}, { client: 'bench' });
    if (!reply.ok) throw new Error(reply.message);
    const state = reply.data as Snapshot;
    const behind = state.pairs.filter(({ t }) => t !== driven.clock.now());
    if (behind.length > 0) throw new Error(`${behind.length} pairs are not up to date after the night`);
    const firings = state.alarms.reduce((sum, { firedCount }) => sum + firedCount, 0);
    await runtime.stop();
    return { ms, firings };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The candles of a night, as the source will tell them. */
function sleepThrough(
  driven: ReturnType<typeof drive>,
  missed: ReadonlyMap<PairId, Candle[]>,
  factor: Night['factor'],
): void {
  const lists = [...missed.values()];
  let step = 0;
  driven.sleep(minutes * stepsOfMinute, (t, prices) => {
    const share = factor(step / stepsOfMinute);
    step += 1;
    const openTime = Math.floor((t - 1) / minuteMs) * minuteMs;
    lists.forEach((list, index) => {
      const price = (prices[index] ?? 1) * share;
      const last = list.at(-1);
      if (last?.openTime !== openTime) {
        list.push({ openTime, intervalMs: minuteMs, open: price, high: price, low: price, close: price });
        return;
      }
      const [high, low] = [Math.max(last.high, price), Math.min(last.low, price)];
      list[list.length - 1] = { ...last, high, low, close: price };
    });
  });
}

/** Looking at everything again for each minute, told for all of them by a few. */
function plainMs(): number {
  const watched = pairs();
  const next = createWalk();
  const first = [...next()];
  const watcher = createPlainWatcher(
    watched.flatMap((pair, index) => alarmsFor(pair, first[index] ?? 1)),
    null,
  );
  for (const pair of watched) watcher.history.set(pair.id, []);
  for (let step = 0; step < historySteps; step += 1) {
    const prices = next();
    watched.forEach((pair, index) => {
      watcher.history.get(pair.id)?.push({ t: startT + (step + 1) * stepMs, price: prices[index] ?? 1 });
    });
  }
  const times: number[] = [];
  for (let tick = 1; tick <= plainTicks; tick += 1) {
    const prices = next();
    const map = new Map(watched.map((pair, index) => [pair.id, prices[index] ?? 1]));
    const before = performance.now();
    watcher.tick(startT + historySteps * stepMs + tick * minuteMs, map);
    times.push(performance.now() - before);
  }
  return median(times) * minutes;
}

/** A night asleep: 100 pairs with 9 alarms each catch up with 480 candles of a minute: judge and persist. */
export async function nightRows(): Promise<Row[]> {
  const plain = plainMs();
  const rows: Row[] = [];
  for (const night of nights) {
    const { ms, firings } = await nightMs(night);
    const what = `${night.name}, 100 pairs, 480 candles each, ${firings} firings: judge + persist`;
    rows.push(row(what, 'ms', ms, plain, night.budgetMs));
  }
  return rows;
}
