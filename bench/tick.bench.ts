import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import Conf from 'conf';
import type { EpochMs, Pair } from '../src-core/pair.ts';
import type { Sample } from '../src-core/sample.ts';
import type { Feed, FeedResult, Quotes } from '../src-feeds/feed.ts';
import { createFeeds } from '../src-feeds/registry.ts';
import type { Clock } from '../src-runtime/clock.ts';
import { silentLog } from '../src-runtime/log.ts';
import { noRecord } from '../src-runtime/record.ts';
import { type Runtime, startRuntime } from '../src-runtime/runtime.ts';
import { openStorage, type Storage } from '../src-runtime/storage/storage.ts';
import { alarmsFor, createWalk, historySteps, pairs, startT, stepMs } from './market.ts';
import { createPlainWatcher } from './plain-watcher.ts';
import { median, type Row, row } from './row.ts';

const ticks = 60;
const plainTicks = 3;
const maintenanceMs = 5_000;
const patienceMs = 30_000;
/** The newest samples of a pair lie in rows of their own, as maintenance leaves them. */
const unpackedSteps = 30;
const firstT = startT + historySteps * stepMs;
const noCandles: Feed['candles'] = async () => ({ ok: true, value: [], serverDate: null });

function openFolder(folder: string): Storage {
  const open = () => new Conf({ cwd: folder, configName: 'config', projectName: 'bench' });
  return openStorage(folder, open, { now: () => firstT });
}

/** Lays 24 hours of 15-second samples and 900 armed alarms down, as the app itself would have. */
export async function fill(folder: string, watched: readonly Pair[]): Promise<void> {
  const storage = openFolder(folder);
  const next = createWalk();
  const samples = watched.map((): Sample[] => []);
  let first: readonly number[] = [];
  for (let step = 0; step < historySteps; step += 1) {
    const prices = next();
    if (step === 0) first = [...prices];
    prices.forEach((price, index) => {
      samples[index]?.push({ t: startT + (step + 1) * stepMs, price, kind: 'quote' });
    });
  }
  storage.write('process', () => {
    watched.forEach((pair, index) => {
      const own = samples[index] ?? [];
      storage.history.addSamples(pair.id, own.slice(0, -unpackedSteps));
      for (const sample of own.slice(-unpackedSteps)) storage.history.append(pair.id, sample);
    });
  });
  const alarms = watched.flatMap((pair, index) => alarmsFor(pair, first[index] ?? 1));
  await storage.rules.change((rules) => ({ ...rules, pairs: [...watched], alarms }));
  storage.close();
}

export interface DrivenTick {
  readonly clock: Clock;
  readonly feed: Feed;
  /** Lets one poll happen and answers how long judging and storing took, in ms. */
  readonly run: () => Promise<number>;
  /** Goes to sleep for so many steps; the prices of each are told. */
  readonly sleep: (steps: number, tell: (t: EpochMs, prices: Float64Array) => void) => void;
}

/** A clock and a feed that answer at once, so that only our own work is measured. */
export function drive(watched: readonly Pair[], candles: Feed['candles'] = noCandles): DrivenTick {
  const next = createWalk();
  for (let step = 0; step < historySteps; step += 1) next();
  let now = firstT;
  let answeredAt = 0;
  let timer: (() => void) | null = null;
  let done: (ms: number) => void = () => {};
  const clock: Clock = {
    now: () => now,
    monotonic: () => now - firstT,
    setTimer(callback, ms) {
      // Only the poller's timer drives this; the others are maintenance, and the patience with missing candles.
      if (ms === maintenanceMs || ms === patienceMs) return () => {};
      timer = callback;
      done(performance.now() - answeredAt);
      return () => {};
    },
  };
  const quotes = async (): Promise<FeedResult<Quotes>> => {
    const prices = next();
    const list = watched.map((pair, index) => ({
      pairId: pair.id,
      price: prices[index] ?? 1,
      t: null,
      change24h: 1,
      high24h: null,
      low24h: null,
    }));
    answeredAt = performance.now();
    return { ok: true, value: { quotes: list, missing: [] }, serverDate: null };
  };
  const { simulated } = createFeeds({ now: clock.now });
  return {
    clock,
    feed: { ...simulated, quotes, candles },
    run: () =>
      new Promise((resolve) => {
        done = resolve;
        now += stepMs;
        const callback = timer;
        timer = null;
        callback?.();
      }),
    sleep(steps, tell) {
      for (let step = 0; step < steps; step += 1) {
        now += stepMs;
        tell(now, next());
      }
    },
  };
}

/** The whole app without a host, on the data of `fill`. */
export function startDriven(folder: string, { clock, feed }: DrivenTick): Runtime {
  return startRuntime({
    storage: openFolder(folder),
    clock,
    random: () => 0,
    newId: () => 'id',
    log: silentLog,
    record: noRecord,
    feeds: { ...createFeeds({ now: clock.now }), simulated: feed },
    source: 'simulated',
    pollMs: stepMs,
    version: 'bench',
    demo: false,
  });
}

/** One tick of 100 pairs with 9 alarms each and 24 hours of history: judge and persist. Also: the start. */
export async function tickRows(): Promise<readonly [tick: Row, start: Row]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'alarm-bench-'));
  try {
    const watched = pairs();
    await fill(folder, watched);
    const driven = drive(watched);
    const startedAt = performance.now();
    const runtime = startDriven(folder, driven);
    await driven.run();
    const startMs = performance.now() - startedAt;
    const times: number[] = [];
    for (let tick = 0; tick < ticks; tick += 1) times.push(await driven.run());
    await runtime.stop();

    const plain = plainTimes(watched, path.join(folder, 'plain.json'));
    return [
      row(
        'one tick, 100 pairs, 9 alarms each, 24 h of history: judge + persist',
        'ms',
        median(times),
        plain.tick,
        5,
      ),
      row(
        'start with 100 pairs and their history: to the first judged tick',
        'ms',
        startMs,
        plain.start,
        300,
      ),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function plainTimes(watched: readonly Pair[], file: string): { tick: number; start: number } {
  const next = createWalk();
  const first = [...next()];
  const alarms = watched.flatMap((pair, index) => alarmsFor(pair, first[index] ?? 1));
  const watcher = createPlainWatcher(alarms, file);
  for (let step = 0; step < historySteps; step += 1) {
    const prices = next();
    watched.forEach((pair, index) => {
      const points = watcher.history.get(pair.id) ?? [];
      if (points.length === 0) watcher.history.set(pair.id, points);
      points.push({ t: startT + (step + 1) * stepMs, price: prices[index] ?? 1 });
    });
  }
  const times: number[] = [];
  for (let tick = 0; tick < plainTicks; tick += 1) {
    const prices = next();
    const map = new Map(watched.map((pair, index) => [pair.id, prices[index] ?? 1]));
    const before = performance.now();
    watcher.tick(firstT + (tick + 1) * stepMs, map);
    times.push(performance.now() - before);
  }
  const before = performance.now();
  JSON.parse(readFileSync(file, 'utf8'));
  return { tick: median(times), start: performance.now() - before };
}
