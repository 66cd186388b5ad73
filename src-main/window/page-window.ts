import path from 'node:path';
import { app, BrowserWindow, nativeImage, screen } from 'electron';
import icon from '../../assets/icons/256x256.png?inline';
import type { Log } from '../../src-runtime/log.ts';
import { openingBounds, smallest } from './bounds.ts';

/** A page that stops a second time within this is not loaded again by itself. */
const crashesApartMs = 10_000;
/** Some Linux desktops never say that a hidden window is ready to be shown. */
const showAfterMs = 2_000;

/** Makes the window of the interface, not shown yet. */
export function makePageWindow(remembered: unknown, menuBar: boolean, title: string): BrowserWindow {
  const areas = screen.getAllDisplays().map((display) => display.workArea);
  return new BrowserWindow({
    ...openingBounds(remembered, areas),
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    title,
    icon: nativeImage.createFromDataURL(icon),
    autoHideMenuBar: !menuBar,
    webPreferences: {
      preload: path.join(import.meta.dirname, '../preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  });
}

/** Calls back once, when the window has something to show. */
export function whenPresentable(window: BrowserWindow, show: () => void): void {
  let shown = false;
  const once = () => {
    clearTimeout(timer);
    if (shown || window.isDestroyed()) return;
    shown = true;
    show();
  };
  const timer = setTimeout(once, showAfterMs);
  window.once('ready-to-show', once);
  window.webContents.once('did-finish-load', once);
}

/** A page that stopped is loaded again; one that stops again at once is closed, and can be opened anew. */
export function reviveCrashedPage(window: BrowserWindow, log: Log): void {
  let crashedAt = Number.NEGATIVE_INFINITY;
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (window.isDestroyed()) return;
    log.error({ event: 'window.page-stopped', reason, exitCode });
    const now = performance.now();
    if (now - crashedAt < crashesApartMs) window.destroy();
    else window.webContents.reload();
    crashedAt = now;
  });
}
