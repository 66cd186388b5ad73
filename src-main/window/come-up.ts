import type { BrowserWindow } from 'electron';
import type { Summons } from '../../src-runtime/alerting/ports.ts';

/** A desktop needs a moment before it has done what it was asked. */
const settledAfterMs = 500;

/** The user asked for it: it takes the keyboard. */
export function toFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/**
 * Shows a window without taking the keyboard from whoever types, and tells whether it can really be seen.
 * @param hidden what to say where it cannot
 */
export function comeUpQuietly(
  window: BrowserWindow,
  { shown, failed }: Parameters<Summons['call']>[0],
  hidden: string,
): void {
  if (!window.isFocused()) {
    // Only on Windows does showing bring back a minimised window, and there restoring would take the keyboard.
    if (window.isMinimized() && process.platform !== 'win32') window.restore();
    window.showInactive();
  }
  setTimeout(() => {
    const seen =
      !window.isDestroyed() && window.isVisible() && !window.isMinimized() && !window.webContents.isCrashed();
    if (seen) shown();
    else failed(hidden);
  }, settledAfterMs);
}
