import type { BrowserWindow } from './browser-window.ts';

/** The windows that exist, oldest first, and what happens when the last one is gone. */
const windows = new Set<BrowserWindow>();
const watchers: { lastGone?: () => void } = {};

export function openWindows(): BrowserWindow[] {
  return [...windows];
}

export function addWindow(window: BrowserWindow): void {
  windows.add(window);
}

export function removeWindow(window: BrowserWindow): void {
  if (windows.delete(window) && windows.size === 0) watchers.lastGone?.();
}

export function whenLastIsGone(then: () => void): void {
  watchers.lastGone = then;
}
