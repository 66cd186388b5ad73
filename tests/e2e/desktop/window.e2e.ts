import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ElectronApplication } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import {
  fakeGdbus,
  type LaunchSettings,
  launchDesktop,
  type MainGlobals,
  onRealElectron,
  pageOf,
} from '../hosts/desktop-host.ts';
import {
  closeIntoTray,
  closeWindow,
  ended,
  pagesOf,
  pressTray,
  trayLabels,
  waitForWindows,
  windowsOf,
} from './desk-hands.ts';
import { startEmpty } from '../hands.ts';

const simulated = { CRYPTO_ALARM_SOURCE: 'simulated' };
const open: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

function makeFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'alarm-window-'));
  open.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function launch(more: Partial<LaunchSettings> = {}): Promise<ElectronApplication> {
  const app = await launchDesktop({ dataDir: makeFolder(), environment: simulated, ...more });
  open.push(() => app.close());
  return app;
}

const ready = (app: ElectronApplication) => expect.poll(() => trayLabels(app)).toContain('Quit');

test('closing the window keeps the app in the tray, with no page left', async () => {
  const app = await launch();
  const page = await pageOf(app);
  await startEmpty(page);
  await closeIntoTray(app, page);
  await waitForWindows(app, { pages: 0, sounds: 0 });
  if (!onRealElectron) await expect.poll(() => pagesOf(app)).toBe(0);
  expect(app.process().exitCode).toBeNull();
  await pressTray(app, 'Open');
  const again = await pageOf(app);
  await startEmpty(again);
  expect(await windowsOf(app)).toEqual([{ visible: true, focused: true, minimized: false, sound: false }]);
});

test('it opens again where it was and as large as it was', async () => {
  const dataDir = makeFolder();
  const boundsOf = async (app: ElectronApplication) =>
    (await app.browserWindow(await pageOf(app))).evaluate((window) => window.getBounds());
  const first = await launchDesktop({ dataDir, environment: simulated });
  const window = await first.browserWindow(await pageOf(first));
  await window.evaluate((each) => each.setBounds({ x: 40, y: 30, width: 700, height: 600 }));
  await first.close();
  const second = await launch({ dataDir });
  expect(await boundsOf(second)).toEqual({ x: 40, y: 30, width: 700, height: 600 });
});

test('closed into the tray it opens where it was, not as large as the screen it filled', async () => {
  const app = await launch();
  const page = await pageOf(app);
  const window = await app.browserWindow(page);
  await window.evaluate((each) => {
    each.setBounds({ x: 40, y: 30, width: 700, height: 600 });
    each.maximize();
  });
  await closeIntoTray(app, page);
  await waitForWindows(app, { pages: 0, sounds: 0 });
  await pressTray(app, 'Open');
  const again = await app.browserWindow(await pageOf(app));
  expect(await again.evaluate((each) => each.getBounds())).toEqual({ x: 40, y: 30, width: 700, height: 600 });
});

test('a click in the dock opens it again', async () => {
  const app = await launch({ args: ['--hidden'] });
  await ready(app);
  await app.evaluate(({ app: electron }) => void electron.emit('activate'));
  await waitForWindows(app, { pages: 1, sounds: 0 });
});

test('--hidden starts without a window, and rings all the same', async () => {
  const app = await launch({ args: ['--hidden'] });
  await ready(app);
  expect(await windowsOf(app)).toEqual([]);
  await pressTray(app, 'Test alarm');
  await waitForWindows(app, { pages: 1, sounds: 1 });
  await (await pageOf(app)).getByRole('alertdialog').waitFor();
});

test('a second start shows the window of the first, and ends', async () => {
  const dataDir = makeFolder();
  const app = await launch({ dataDir, args: ['--hidden'] });
  await ready(app);
  const said: string[] = [];
  const second = launchDesktop({ dataDir, environment: simulated }).then(
    async (started) => ended(started),
    (error: unknown) => {
      said.push(String(error));
      return 0;
    },
  );
  await waitForWindows(app, { pages: 1, sounds: 0 });
  await startEmpty(await pageOf(app));
  expect(await second).toBe(0);
  expect(app.process().exitCode).toBeNull();
});

test('where the desktop shows no trays, closing minimises and says why; quitting quits', async () => {
  const app = await launch({ showsTrays: false });
  const page = await pageOf(app);
  await startEmpty(page);
  await closeWindow(app, page);
  await expect.poll(() => windowsOf(app)).toMatchObject([{ minimized: true }]);
  await page.getByText('This desktop shows no tray icons').waitFor();
  const end = ended(app);
  await app.evaluate(({ app: electron }) => electron.quit());
  expect(await end).toBe(0);
});

test('where the desktop shows no trays, --hidden starts minimised once it is clear that none comes', async () => {
  const app = await launch({ showsTrays: false, args: ['--hidden'], startsAt: Date.UTC(2026, 0, 5) });
  const fire = () =>
    app.evaluate(() => (globalThis as unknown as MainGlobals).cryptoAlarmClock.fireLoosely());
  await ready(app);
  expect(await windowsOf(app)).toEqual([]);
  await expect
    .poll(async () => {
      await fire();
      return windowsOf(app);
    })
    .toMatchObject([{ minimized: true }]);
});

test('Quit in the tray ends everything within two seconds', async () => {
  const app = await launch();
  await pageOf(app);
  await ready(app);
  const end = ended(app);
  const before = performance.now();
  await pressTray(app, 'Quit').catch(() => {});
  expect(await end).toBe(0);
  expect(performance.now() - before).toBeLessThan(10_000);
});

test('the menu of the window can quit, close, copy and paste', async () => {
  const app = await launch();
  await ready(app);
  const roles = await app.evaluate(({ Menu }) => {
    const flat = (items: readonly Electron.MenuItem[]): string[] =>
      items.flatMap((item) => [String(item.role ?? ''), ...flat(item.submenu?.items ?? [])]);
    return flat(Menu.getApplicationMenu()?.items ?? []).map((role) => role.toLowerCase());
  });
  expect(roles).toEqual(
    expect.arrayContaining(['quit', 'close', 'cut', 'copy', 'paste', 'zoomin', 'toggledevtools']),
  );
});

test('a second start that is hidden shows nothing', async () => {
  const dataDir = makeFolder();
  const app = await launch({ dataDir, args: ['--hidden'] });
  await ready(app);
  await launchDesktop({ dataDir, environment: simulated, args: ['--hidden'] }).then(
    (second) => ended(second),
    () => null,
  );
  expect(await windowsOf(app)).toEqual([]);
  // The next one is heard after it, so nothing is still on its way.
  await launchDesktop({ dataDir, environment: simulated }).then(
    (third) => ended(third),
    () => null,
  );
  await waitForWindows(app, { pages: 1, sounds: 0 });
});

test('where the desktop shows no trays, a ring brings the minimised window back', async () => {
  const app = await launch({ showsTrays: false });
  const page = await pageOf(app);
  await startEmpty(page);
  await closeWindow(app, page);
  await expect.poll(() => windowsOf(app)).toMatchObject([{ minimized: true }]);
  await pressTray(app, 'Test alarm');
  await expect
    .poll(async () => (await windowsOf(app)).filter((window) => !window.sound))
    .toMatchObject([{ visible: true, minimized: false, focused: false }]);
});

test('a tray that comes later is closed into', async () => {
  const bus = fakeGdbus(false);
  open.push(bus.remove);
  const app = await launch({ bus });
  const page = await pageOf(app);
  await startEmpty(page);
  bus.showTrays(true);
  await closeIntoTray(app, page);
  await waitForWindows(app, { pages: 0, sounds: 0 });
});

test('the computer may sleep, unless it was asked not to', async () => {
  const sleepless = (app: ElectronApplication) =>
    app.evaluate(({ powerSaveBlocker }) => powerSaveBlocker.isStarted(0) || powerSaveBlocker.isStarted(1));
  const usual = await launch();
  await ready(usual);
  expect(await sleepless(usual)).toBe(false);
  const awake = await launch({ args: ['--keep-awake'] });
  await ready(awake);
  expect(await sleepless(awake)).toBe(true);
});

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('%s quits as the menu does', async (signal) => {
  const dataDir = makeFolder();
  const app = await launch({ dataDir });
  await pageOf(app);
  await ready(app);
  const end = ended(app);
  app.process().kill(signal);
  expect(await end).toBe(0);
  expect(readFileSync(path.join(dataDir, 'app.log'), 'utf8')).toContain('"host.stopped"');
  expect(readdirSync(dataDir).filter((file) => file.endsWith('-wal'))).toEqual([]);
});

test('what the app and Chromium keep lies in the data folder', async () => {
  const dataDir = makeFolder();
  const app = await launch({ dataDir });
  await ready(app);
  const paths = await app.evaluate(({ app: electron }) =>
    (['userData', 'sessionData'] as const).map((name) => electron.getPath(name)),
  );
  expect(paths).toEqual([dataDir, path.join(dataDir, 'chromium')]);
  expect(readdirSync(dataDir)).toEqual(expect.arrayContaining(['app.log', 'chromium', 'state.db']));
});

test('a bug in one corner is written down once, and everything else goes on', async () => {
  const dataDir = makeFolder();
  const app = await launch({ dataDir });
  await ready(app);
  await app.evaluate(() => {
    for (let count = 0; count < 3; count += 1) {
      setTimeout(() => {
        throw new Error('thrown where nobody waits');
      });
    }
    void Promise.reject(new Error('refused where nobody asks'));
  });
  const bugs = () =>
    readFileSync(path.join(dataDir, 'app.log'), 'utf8')
      .split('\n')
      .filter((line) => line.includes('"host.bug"'));
  await expect.poll(() => bugs().length).toBe(2);
  await pressTray(app, 'Test alarm');
  await (await pageOf(app)).getByRole('alertdialog').waitFor();
  expect(bugs()).toHaveLength(2);
});
