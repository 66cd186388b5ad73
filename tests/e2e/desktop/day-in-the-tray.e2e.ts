import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ElectronApplication } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Bridge } from '../../../src-shared/contract/bridge.ts';
import { tellFigures } from '../../figures.ts';
import { launchDesktop, type MainGlobals, onRealElectron, pageOf } from '../hosts/desktop-host.ts';
import {
  closeIntoTray,
  ended,
  pagesOf,
  pressTray,
  trayLabels,
  type WithDouble,
  waitForWindows,
} from './desk-hands.ts';

const whole = process.env['DAY_IN_THE_TRAY'] === 'whole';
/** A day of polls every 15 seconds, or an hour of it. */
const day = whole
  ? { ticks: 5_760, sleeps: 20, rings: 50, windows: 200 }
  : { ticks: 240, sleeps: 4, rings: 4, windows: 8 };
const pollMs = 15_000;
const hour = 3_600_000;
/** What was opened, loaded and compiled once is not counted. */
const warmUp = { rings: 2, windows: 3, ticks: 240 };

const dataDir = mkdtempSync(path.join(tmpdir(), 'alarm-day-'));
let app: ElectronApplication;

beforeAll(async () => {
  app = await launchDesktop({
    dataDir,
    startsAt: Date.UTC(2026, 0, 5, 12),
    environment: { CRYPTO_ALARM_SOURCE: 'simulated', CRYPTO_ALARM_LOG_LEVEL: 'warn' },
  });
  const page = await pageOf(app);
  for (const symbol of ['BTCUSDT', 'ETHUSDT', 'SOLUSDT']) {
    await page.evaluate(
      (id) => (globalThis as unknown as { app: Bridge }).app.call('pair.add', { id }),
      `simulated:${symbol}`,
    );
  }
});
afterAll(async () => {
  await app?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const run = (ms: number) =>
  app.evaluate((_, passed) => (globalThis as unknown as MainGlobals).cryptoAlarmClock.run(passed), ms);

async function sleepThroughTheNight(): Promise<void> {
  await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('suspend'));
  await app.evaluate((_, ms) => (globalThis as unknown as MainGlobals).cryptoAlarmClock.sleep(ms), 8 * hour);
  await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume'));
}

async function openAndClose(): Promise<void> {
  await pressTray(app, 'Open');
  const page = await pageOf(app);
  await page.getByText('Watching 3 pairs').waitFor();
  await closeIntoTray(app, page);
  await waitForWindows(app, { pages: 0, sounds: 0 });
}

/** A ring comes up with a window of its own; both are gone afterwards. */
async function ringAndDismiss(): Promise<void> {
  await pressTray(app, 'Test alarm');
  const page = await pageOf(app);
  await page.getByRole('alertdialog').waitFor();
  await waitForWindows(app, { pages: 1, sounds: 1 });
  await pressTray(app, 'Dismiss the alarm');
  await waitForWindows(app, { pages: 1, sounds: 0 });
  await closeIntoTray(app, page);
  await waitForWindows(app, { pages: 0, sounds: 0 });
}

/** Everything that a day must not add to. */
async function belongings() {
  const held = await app.evaluate((electron) => {
    const { app: self, nativeTheme, powerMonitor, ipcMain } = electron;
    const emitters = { self, nativeTheme, powerMonitor, ipcMain, process };
    const listeners = Object.entries(emitters).map(([name, emitter]) => {
      const names = (emitter as NodeJS.EventEmitter).eventNames();
      const count = names.reduce((sum, event) => sum + emitter.listenerCount(event as never), 0);
      return `${name} ${count}`;
    });
    return {
      listeners,
      timers: (globalThis as unknown as MainGlobals).cryptoAlarmClock.waiting(),
      windows: electron.BrowserWindow.getAllWindows().length,
    };
  });
  if (onRealElectron) return held;
  const trays = await app.evaluate((electron) => (electron as unknown as WithDouble).__double.trays().length);
  return { ...held, trays, pages: await pagesOf(app) };
}

/** Counts windows that are closed and still held by somebody, from now on. */
const countHeldWindows = () =>
  app.evaluate(({ app: self }) => {
    const made: WeakRef<object>[] = [];
    self.on('browser-window-created', (_event, window) => made.push(new WeakRef(window)));
    Object.assign(globalThis, {
      heldWindows: () => made.filter((each) => each.deref() !== undefined).length,
    });
  });
const heldWindows = () =>
  app.evaluate(() => (globalThis as unknown as { heldWindows: () => number }).heldWindows());

/** Megabytes in use by the main process after a forced collection. */
async function megabytes(): Promise<number> {
  return app.evaluate(async () => {
    const { setFlagsFromString } = process.getBuiltinModule('node:v8');
    const { runInNewContext } = process.getBuiltinModule('node:vm');
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    for (let round = 0; round < 4; round += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      collect();
    }
    const { heapUsed, external } = process.memoryUsage();
    return (heapUsed + external) / 1_048_576;
  });
}

test(
  `${day.ticks} polls, ${day.sleeps} sleeps, ${day.rings} rings and ${day.windows} windows leave nothing behind`,
  async () => {
    await closeIntoTray(app, await pageOf(app));
    await waitForWindows(app, { pages: 0, sounds: 0 });
    await run(warmUp.ticks * pollMs);
    for (let n = 0; n < warmUp.windows; n += 1) await openAndClose();
    for (let n = 0; n < warmUp.rings; n += 1) await ringAndDismiss();
    await sleepThroughTheNight();
    await run(pollMs);
    await countHeldWindows();
    const before = await belongings();
    const memoryBefore = await megabytes();

    const rounds = Math.max(day.sleeps, day.rings, day.windows);
    const due = (total: number, round: number) =>
      Math.floor((total * (round + 1)) / rounds) - Math.floor((total * round) / rounds);
    for (let round = 0; round < rounds; round += 1) {
      await run(due(day.ticks, round) * pollMs);
      for (let n = due(day.windows, round); n > 0; n -= 1) await openAndClose();
      for (let n = due(day.rings, round); n > 0; n -= 1) await ringAndDismiss();
      for (let n = due(day.sleeps, round); n > 0; n -= 1) await sleepThroughTheNight();
    }
    await run(4 * pollMs);

    const memoryAfter = await megabytes();
    const memory = `${memoryBefore.toFixed(1)} MB before, ${memoryAfter.toFixed(1)} MB after`;
    tellFigures(`day in the tray: ${day.ticks} polls, ${day.rings} rings; main process ${memory}`);
    expect(await belongings()).toEqual(before);
    // The last one may still stand on somebody's stack.
    expect(await heldWindows()).toBeLessThanOrEqual(2);
    expect(memoryAfter).toBeLessThan(memoryBefore * 1.1 + 5);
    expect((await trayLabels(app))[0]).toBe('Prices are live: Simulated market');
    const end = ended(app);
    await pressTray(app, 'Quit').catch(() => {});
    expect(await end).toBe(0);
  },
  whole ? 900_000 : 120_000,
);
