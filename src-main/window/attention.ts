import { app, type BrowserWindow } from 'electron';

/** Asks for a look at the window, in the way of each desktop, without taking the keyboard. */
export interface Attention {
  readonly ask: (window: BrowserWindow) => void;
  readonly stop: (window: BrowserWindow | null) => void;
}

export function createAttention(): Attention {
  let bounce: number | null = null;

  const stop = (window: BrowserWindow | null) => {
    if (window !== null && !window.isDestroyed()) window.flashFrame(false);
    // -1: the app was in front already, so nothing bounces.
    if (bounce !== null && bounce !== -1) app.dock?.cancelBounce(bounce);
    bounce = null;
  };

  return {
    ask(window) {
      window.flashFrame(true);
      window.once('focus', () => stop(window));
      if (process.platform === 'darwin') bounce ??= app.dock?.bounce('critical') ?? null;
    },
    stop,
  };
}
