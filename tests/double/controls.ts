import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { openPages, runningChromium } from './browser.ts';
import { BrowserWindow } from './browser-window.ts';
import { desk, type NotificationMode } from './desk.ts';
import { nativeTheme } from './native-theme.ts';
import { clickShown, closeShown, pressShown, replyToShown, shownNotifications } from './notification.ts';
import { activeBlockers } from './power.ts';
import { clickTray, clickTrayItem, plainTrays } from './tray.ts';
import { WebContents } from './web-contents.ts';
import { openWindows } from './windows.ts';

nativeTheme.on('updated', () => WebContents.followTheme());

/** Lets go of everything that nothing references; a second round takes what the first one made free. */
async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let round = 0; round < 3; round += 1) {
    // A weak reference that was just looked at holds its target until the current task has ended.
    await new Promise((resolve) => setImmediate(resolve));
    collect();
  }
}

/** What tests see of the desktop and do to it: `app.evaluate(({ __double }) => …)`. Data only, no references. */
export const controls = {
  notifications: {
    get mode(): NotificationMode {
      return desk.notificationMode;
    },
    set mode(mode: NotificationMode) {
      desk.notificationMode = mode;
    },
    shown: shownNotifications,
    click: clickShown,
    action: pressShown,
    reply: replyToShown,
    close: closeShown,
  },
  get senderFrameIsNull(): boolean {
    return desk.senderFrameIsNull;
  },
  set senderFrameIsNull(value: boolean) {
    desk.senderFrameIsNull = value;
  },
  trays: plainTrays,
  clickTray: (event: 'click' | 'double-click' | 'right-click' = 'click', index = 0): void =>
    clickTray(index, event),
  clickTrayItem: (label: string, index = 0): void => clickTrayItem(label, index),
  get beeps(): number {
    return desk.beeps;
  },
  openedExternal: (): string[] => [...desk.openedExternal],
  failToOpenExternal(fails: boolean): void {
    desk.openExternalFails = fails;
  },
  dialogs: () => structuredClone(desk.dialogs),
  answerDialog(button: number): void {
    desk.dialogAnswers.push(button);
  },
  powerSaveBlockers: activeBlockers,
  setIdleSeconds(seconds: number): void {
    desk.idleSeconds = seconds;
  },
  /** The system turns dark or light; pages and the app hear of it. */
  setDark(dark: boolean): void {
    if (desk.dark === dark) return;
    desk.dark = dark;
    nativeTheme.emit('updated');
  },
  windows: () =>
    openWindows().map((window) => ({
      id: window.id,
      title: window.getTitle(),
      url: window.webContents.getURL(),
      bounds: window.getBounds(),
      ...BrowserWindow.stateOf(window),
    })),
  collectGarbage,
  pages: openPages,
  chromiumPid: (): number => runningChromium()?.pid ?? 0,
};
