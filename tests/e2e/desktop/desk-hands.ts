import type { ElectronApplication, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { DeliveryView } from '../../../src-shared/contract/schemas.ts';
import type { controls } from '../../double/controls.ts';
import type { MainGlobals } from '../hosts/desktop-host.ts';

/** The electron module as tests on the double see it. */
export interface WithDouble {
  readonly __double: typeof controls;
}

/** What a person reads in the menu of the tray; `-` for a line between. */
export function trayLabels(app: ElectronApplication): Promise<string[]> {
  return app.evaluate(() => {
    const { menu } = (globalThis as unknown as MainGlobals).cryptoAlarmSeen;
    return (menu?.items ?? []).map((item) => (item.type === 'separator' ? '-' : item.label));
  });
}

export function pressTray(app: ElectronApplication, label: string): Promise<void> {
  return app.evaluate((_, wanted) => {
    const { menu } = (globalThis as unknown as MainGlobals).cryptoAlarmSeen;
    const item = menu?.items.find((each) => each.label === wanted);
    if (item === undefined) throw new Error(`no ${wanted} in the tray`);
    item.click();
  }, label);
}

/** What the tray shows, and how often it was set; and every notification so far. */
export async function seen(app: ElectronApplication) {
  return app.evaluate(() => {
    const { image, toolTip, menusSet, imagesSet, notifications, flashes } = (
      globalThis as unknown as MainGlobals
    ).cryptoAlarmSeen;
    return { image, toolTip, menusSet, imagesSet, notifications, flashes };
  });
}

/** Windows with the interface, and the hidden one that plays. */
export function windowsOf(app: ElectronApplication) {
  return app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => ({
      visible: window.isVisible(),
      focused: window.isFocused(),
      minimized: window.isMinimized(),
      sound: window.webContents.getURL().includes('sound.html'),
    })),
  );
}

/** Pages that are open in Chromium right now, on the double. */
export function pagesOf(app: ElectronApplication): Promise<number> {
  return app.evaluate((electron) => (electron as unknown as WithDouble).__double.pages());
}

export async function closeWindow(app: ElectronApplication, page: Page): Promise<void> {
  const window = await app.browserWindow(page);
  await window.evaluate((each) => each.close());
  // A handle keeps what it stands for alive.
  await window.dispose();
}

/** Closes the window of a page into the tray, and waits until the page is gone. */
export async function closeIntoTray(app: ElectronApplication, page: Page): Promise<void> {
  const closed = page.waitForEvent('close');
  await closeWindow(app, page);
  await closed;
}

/** Resolves with the exit code, however the process ends. */
export function ended(app: ElectronApplication): Promise<number | null> {
  const child = app.process();
  if (child.exitCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once('exit', (code) => resolve(code)));
}

/** `channel outcome` of each delivery. */
export const told = (deliveries: readonly DeliveryView[]) =>
  deliveries.map(({ channel, outcome }) => `${channel} ${outcome}`);

/** Waits until the app holds this many windows of each kind. */
export async function waitForWindows(
  app: ElectronApplication,
  wanted: { readonly pages: number; readonly sounds: number },
): Promise<void> {
  await expect
    .poll(async () => {
      const windows = await windowsOf(app);
      return {
        pages: windows.filter((window) => !window.sound).length,
        sounds: windows.filter((window) => window.sound).length,
      };
    })
    .toEqual(wanted);
}
