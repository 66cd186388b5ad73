import path from 'node:path';
import { app, BrowserWindow, nativeImage, screen } from 'electron';
import icon from '../../assets/icons/256x256.png?inline';
import { createFailures } from '../../src-runtime/failures.ts';
import type { Log } from '../../src-runtime/log.ts';
import { openingBounds, smallest } from './bounds.ts';

/** How long a page that stops is left alone before it is loaded again: at once the first time, then longer and longer. */
const reloadAfterMs = [0, 2_000, 10_000, 60_000] as const;
/** A page that ran this long counts as new. */
const ranWellMs = 60_000;
/** Some Linux desktops never say that a hidden window is ready to be shown. */
const showAfterMs = 2_000;

/** `--bg` of the interface's tokens. */
const background = { light: '#f5f6f8', dark: '#0e1116' } as const;

/** Makes the window of the interface, not shown yet. */
export function makePageWindow(
  remembered: unknown,
  menuBar: boolean,
  title: string,
  dark: boolean,
): BrowserWindow {
  const usual = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== usual.id);
  const areas = [usual, ...others].map((display) => display.workArea);
  return new BrowserWindow({
    ...openingBounds(remembered, areas),
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    title,
    icon: nativeImage.createFromDataURL(icon),
    autoHideMenuBar: !menuBar,
    // As the page will be, so that it does not flash.
    backgroundColor: dark ? background.dark : background.light,
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

/** A page that stopped is loaded again, less and less often while it keeps stopping. */
export function reviveCrashedPage(window: BrowserWindow, log: Log): void {
  const told = createFailures();
  let stops = 0;
  let loadedAt = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;
  const reload = () => {
    loadedAt = performance.now();
    if (!window.isDestroyed() && window.webContents.isCrashed()) window.webContents.reload();
  };
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (window.isDestroyed()) return;
    if (performance.now() - loadedAt > ranWellMs) {
      stops = 0;
      told.over('page');
    }
    if (told.isNews('page', `${reason} ${exitCode}`)) {
      log.error({ event: 'window.page-stopped', reason, exitCode });
    }
    clearTimeout(timer);
    timer = setTimeout(reload, reloadAfterMs[Math.min(stops, reloadAfterMs.length - 1)]);
    stops += 1;
  });
  window.on('closed', () => clearTimeout(timer));
}
