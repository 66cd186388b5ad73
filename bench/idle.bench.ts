import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import type { Candle } from '../src-core/sample.ts';
import type { Bridge } from '../src-shared/contract/bridge.ts';
import { launchDesktop, type MainGlobals, pageOf } from '../tests/e2e/hosts/desktop-host.ts';
import { startMarketReplay } from '../tests/market-replay/market-replay.ts';
import { alarmsFor, conditions, createWalk, historySteps, pairs, seeded, startT, stepMs } from './market.ts';
import { createPlainWatcher } from './plain-watcher.ts';
import { type Row, row } from './row.ts';

const watched = 20;
const warmUpMs = 10 * 60_000;
const measuredMs = 60 * 60_000;
const plainTicks = 5;
const symbolOf = (index: number) => `B${index}USDT`;

/** A day and three hours of an ordinary market. */
function candles(index: number): Candle[] {
  const random = seeded(index + 1);
  let price = 100 + index * 13;
  return Array.from({ length: 27 * 60 }, (_, minute) => {
    const open = Number(price.toFixed(2));
    price *= 1 + (random() - 0.5) * 0.001;
    const close = Number(price.toFixed(2));
    const [low, high] = [Math.min(open, close), Math.max(open, close)];
    return { openTime: startT + minute * 60_000, intervalMs: 60_000, open, high, low, close };
  });
}

async function watch(page: Page): Promise<void> {
  const call = async (name: string, input: unknown) => {
    const reply = await page.evaluate(
      ([command, given]) =>
        (globalThis as unknown as { app: Bridge }).app.call(command as 'state.get', given) as Promise<{
          ok: boolean;
          message: string;
        }>,
      [name, input] as const,
    );
    if (!reply.ok) throw new Error(reply.message);
  };
  for (let index = 0; index < watched; index += 1) {
    const id = `binance:${symbolOf(index)}`;
    await call('pair.add', { id });
    for (const condition of conditions(100 + index * 13)) await call('alarm.add', { pairId: id, condition });
  }
}

const run = (app: ElectronApplication, ms: number) =>
  app.evaluate((_, passed) => (globalThis as unknown as MainGlobals).cryptoAlarmClock.run(passed), ms);

/** Share of one core that the main process takes, in percent, while hours pass in the tray. */
async function idleShare(): Promise<number> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'alarm-idle-'));
  let now = startT + 25 * 3_600_000;
  const files = Object.fromEntries(
    Array.from({ length: watched }, (_, index) => [symbolOf(index), candles(index)]),
  );
  // The app's time flies by itself: the market goes on a poll with each request.
  const market = await startMarketReplay({ files, now: () => (now += stepMs / 4) });
  const app = await launchDesktop({
    dataDir,
    startsAt: now,
    environment: {
      CRYPTO_ALARM_BINANCE_REST: market.url,
      CRYPTO_ALARM_SOURCE: 'binance',
      CRYPTO_ALARM_LOG_LEVEL: 'info',
    },
  });
  try {
    const page = await pageOf(app);
    await watch(page);
    const closed = page.waitForEvent('close');
    await (await app.browserWindow(page)).evaluate((window) => window.close());
    await closed;
    await run(app, warmUpMs);
    const cpu = () =>
      app.evaluate(() => {
        const { user, system } = process.cpuUsage();
        return (user + system) / 1_000;
      });
    const before = await cpu();
    await run(app, measuredMs);
    return ((await cpu()) - before) / (measuredMs / 100);
  } finally {
    await app.close();
    await market.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** The same for a loop that keeps everything in one JSON file. */
function plainShare(): number {
  const folder = mkdtempSync(path.join(tmpdir(), 'alarm-idle-plain-'));
  try {
    const list = pairs(watched);
    const next = createWalk(watched);
    const first = [...next()];
    const alarms = list.flatMap((pair, index) => alarmsFor(pair, first[index] ?? 1));
    const watcher = createPlainWatcher(alarms, path.join(folder, 'plain.json'));
    const pricesNow = () => {
      const prices = next();
      return new Map(list.map((pair, index) => [pair.id, prices[index] ?? 1]));
    };
    for (const pair of list) watcher.history.set(pair.id, []);
    for (let step = 0; step < historySteps; step += 1) {
      for (const [id, price] of pricesNow())
        watcher.history.get(id)?.push({ t: startT + step * stepMs, price });
    }
    const before = process.cpuUsage();
    for (let tick = 0; tick < plainTicks; tick += 1) {
      watcher.tick(startT + (historySteps + tick) * stepMs, pricesNow());
    }
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000 / plainTicks / (stepMs / 100);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Idle in the tray: the main process alone, on the double of Electron, while an hour passes. */
export async function idleRow(): Promise<Row> {
  const name = `idle in the tray, ${watched} pairs, 9 alarms each: share of one core`;
  return row(name, '%', await idleShare(), plainShare(), 0.5);
}
