import { app, type BrowserWindow } from 'electron';

/** Asks for a look at the window, in the way of each desktop, without taking the keyboard. */
export interface Attention {
  readonly ask: (window: BrowserWindow) => void;
  readonly stop: (window: BrowserWindow | null) => void;
}

/** What `bounce` answers while the app is in front already. */
const noBounce = -1;

export function createAttention(): Attention {
  let bounce = noBounce;

  const stopBounce = () => {
    if (bounce !== noBounce) app.dock?.cancelBounce(bounce);
    bounce = noBounce;
  };

  return {
    ask(window) {
      window.flashFrame(true);
      if (process.platform !== 'darwin') return;
      stopBounce();
      bounce = app.dock?.bounce('critical') ?? noBounce;
    },
    stop(window) {
      if (window !== null && !window.isDestroyed()) window.flashFrame(false);
      stopBounce();
    },
  };
}
