import { app, type BrowserWindow } from 'electron';
import type { Summons } from '../../src-runtime/alerting/ports.ts';
import type { Log } from '../../src-runtime/log.ts';
import type { Runtime } from '../../src-runtime/runtime.ts';
import { channels } from '../../src-shared/contract/bridge.ts';
import { createAttention } from './attention.ts';
import { makePageWindow, reviveCrashedPage, whenPresentable } from './page-window.ts';

export interface MainWindow extends Summons {
  readonly current: () => BrowserWindow | null;
  /** Starts without a window: in the tray, or minimised where there is none. */
  readonly startHidden: () => void;
  /** The app ends: the window goes, and none comes any more. */
  readonly letGo: () => void;
}

export interface MainWindowOptions {
  readonly runtime: Runtime;
  readonly address: string;
  readonly log: Log;
  /** Whether this desktop shows tray icons, as far as is known now. */
  readonly hasTray: () => boolean;
  /** The window was minimised because there is no tray to close it into. */
  readonly onKept: () => void;
}

const boundsKey = 'window bounds';

/** The one window of the interface. Closed, its page is gone and the app lives on in the tray. */
export function createMainWindow(options: MainWindowOptions): MainWindow {
  const { runtime, address, log, hasTray } = options;
  const attention = createAttention();
  let window: BrowserWindow | null = null;
  let leaving = false;
  // Said at every start: macOS may remember the policy of the run before.
  if (process.platform === 'darwin') app.setActivationPolicy('accessory');

  const send = (to: BrowserWindow) =>
    runtime.onUpdate((update) => {
      if (!to.isDestroyed() && !to.webContents.isCrashed()) to.webContents.send(channels.update, update);
    });

  const keepBounds = (made: BrowserWindow) => runtime.remember(boundsKey, made.getNormalBounds());

  const keepInsteadOfClosing = (made: BrowserWindow, event: { preventDefault: () => void }) => {
    if (leaving || hasTray()) return false;
    event.preventDefault();
    made.minimize();
    options.onKept();
    return true;
  };

  /** @param show how it first comes up; not at all where it was closed meanwhile */
  const make = (show: (made: BrowserWindow) => void): BrowserWindow => {
    const made = makePageWindow(runtime.remembered(boundsKey), !hasTray(), runtime.say('app.name'));
    window = made;
    if (process.platform === 'darwin') app.setActivationPolicy('regular');
    const unsubscribe = send(made);
    made.on('close', (event) => {
      if (keepInsteadOfClosing(made, event)) return;
      keepBounds(made);
    });
    made.on('closed', () => {
      unsubscribe();
      window = null;
      // Not earlier: a policy that changes under a visible window leaves its icon in the dock.
      if (process.platform === 'darwin' && !leaving) app.setActivationPolicy('accessory');
    });
    reviveCrashedPage(made, log);
    whenPresentable(made, () => show(made));
    made.loadURL(address).catch((error: unknown) => log.error({ event: 'window.not-loaded', err: error }));
    return made;
  };

  const toFront = (made: BrowserWindow) => {
    if (made.isMinimized()) made.restore();
    made.show();
    made.focus();
  };

  return {
    current: () => window,
    open() {
      if (window === null) make(toFront);
      else toFront(window);
    },
    startHidden() {
      if (!hasTray() && window === null) make((made) => made.minimize());
    },
    call(shown) {
      const appear = (made: BrowserWindow) => {
        if (!made.isFocused()) {
          made.showInactive();
          attention.ask(made);
        }
        shown();
      };
      if (window === null) make(appear);
      else appear(window);
    },
    calm: () => attention.stop(window),
    letGo() {
      leaving = true;
      if (window === null) return;
      keepBounds(window);
      window.destroy();
    },
  };
}
