import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ElectronApplication } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import {
  fakeGdbus,
  type LaunchSettings,
  launchDesktop,
  listenToDesktop,
  onRealElectron,
  pageOf,
} from '../hosts/desktop-host.ts';
import { closeWindow, pressTray, seen, trayLabels, type WithDouble, waitForWindows } from './desk-hands.ts';
import { startEmpty } from '../hands.ts';

const open: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

function makeFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'alarm-fails-'));
  open.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function launch(more: Partial<LaunchSettings> = {}): Promise<ElectronApplication> {
  const dataDir = makeFolder();
  const app = await launchDesktop({
    dataDir,
    environment: { CRYPTO_ALARM_SOURCE: 'simulated' },
    args: ['--hidden'],
    ...more,
  });
  open.push(() => app.close());
  await expect.poll(() => trayLabels(app)).toContain('Test alarm');
  return app;
}

const loud = (app: ElectronApplication) =>
  expect.poll(async () => (await listenToDesktop(app)).peak).toBeGreaterThan(0.05);
const shows = async (app: ElectronApplication) => (await pageOf(app)).getByRole('alertdialog').waitFor();

test('where no service answers, no notification is tried: it would hold everything up', async () => {
  const app = await launch({ showsNotifications: false });
  await pressTray(app, 'Test alarm');
  await loud(app);
  await shows(app);
  const told = (await pageOf(app)).getByText(/the notification service of this desktop does not answer/);
  await told.first().waitFor();
  expect((await seen(app)).notifications).toEqual([]);
});

test.each(['setImage', 'setToolTip', 'setContextMenu'] as const)(
  'a tray whose %s throws keeps nothing from ringing',
  async (method) => {
    const app = await launch();
    await app.evaluate(({ Tray }, name) => {
      Tray.prototype[name] = () => {
        throw new Error('the tray is broken');
      };
    }, method);
    await pressTray(app, 'Test alarm');
    await loud(app);
    await shows(app);
    await expect.poll(async () => (await seen(app)).notifications.at(-1)?.title).toBe('Test alarm');
  },
);

test('a notification that throws keeps neither sound nor window from coming', async () => {
  const app = await launch();
  await app.evaluate(({ Notification }) => {
    Notification.prototype.show = () => {
      throw new Error('no notifications today');
    };
  });
  await pressTray(app, 'Test alarm');
  await loud(app);
  await shows(app);
  await (await pageOf(app))
    .getByText(/no notifications today/)
    .first()
    .waitFor();
});

test.skipIf(onRealElectron)(
  'a sound window that cannot be made gives way to a beep, and the rest comes',
  async () => {
    const app = await launch();
    await pressTray(app, 'Open');
    await startEmpty(await pageOf(app));
    await app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.prototype.loadURL = () => Promise.reject(new Error('out of memory'));
    });
    await pressTray(app, 'Test alarm');
    await shows(app);
    const beeps = () => app.evaluate((electron) => (electron as unknown as WithDouble).__double.beeps);
    await expect.poll(beeps).toBeGreaterThan(0);
    const told = (await pageOf(app)).getByText(/The alarm sound could not be played \(out of memory\)/);
    await told.first().waitFor();
    await expect.poll(async () => (await seen(app)).notifications.at(-1)?.title).toBe('Test alarm');
  },
);

test('who opens the window while the desktop is asked where it closes to, keeps it', async () => {
  const bus = fakeGdbus(true);
  open.push(bus.remove);
  const app = await launch({ bus, args: [] });
  const page = await pageOf(app);
  await startEmpty(page);
  // The answer comes when the test lets it.
  bus.hold();
  await closeWindow(app, page);
  await pressTray(app, 'Open');
  bus.letGo();
  await bus.answered();
  await waitForWindows(app, { pages: 1, sounds: 0 });
  expect(page.isClosed()).toBe(false);
});

test.skipIf(onRealElectron)(
  'a page that keeps crashing is one line in the log, and loaded again at once for whoever wants to see it',
  async () => {
    const dataDir = makeFolder();
    const app = await launch({ args: [], dataDir });
    await startEmpty(await pageOf(app));
    const state = () =>
      app.evaluate(async ({ BrowserWindow }) => {
        const [window] = BrowserWindow.getAllWindows();
        if (window === undefined || window.webContents.isCrashed()) return 'crashed';
        return window.webContents.isLoading() ? 'loading' : 'there';
      });
    const crash = () =>
      app.evaluate(async ({ BrowserWindow }) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        const gone = new Promise((resolve) => contents?.once('render-process-gone', resolve));
        contents?.forcefullyCrashRenderer();
        await gone;
      });
    await crash();
    await expect.poll(state).toBe('there');
    await crash();
    await expect.poll(state).toBe('crashed');
    await pressTray(app, 'Open');
    await expect.poll(state).toBe('there');
    const log = readFileSync(path.join(dataDir, 'app.log'), 'utf8');
    expect(log.match(/"window\.page-stopped"/g)).toHaveLength(1);
  },
);
