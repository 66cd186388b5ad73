import { app, type BrowserWindow } from 'electron';
import { callsWindow } from '../../src-runtime/alerting/loudness.ts';
import type { Summons } from '../../src-runtime/alerting/ports.ts';
import type { Log } from '../../src-runtime/log.ts';
import type { Runtime } from '../../src-runtime/runtime.ts';
import type { Show } from '../../src-shared/contract/schemas.ts';
import { channels } from '../../src-shared/contract/bridge.ts';
import { createAttention } from './attention.ts';
import { comeUpQuietly, toFront } from './come-up.ts';
import { isDark } from '../theme.ts';
import { makePageWindow, reviveCrashedPage, whenPresentable } from './page-window.ts';

export interface MainWindow extends Omit<Summons, 'open'> {
  /** To the front, and at what is named. */
  readonly open: (wanted?: Show) => void;
  readonly current: () => BrowserWindow | null;
  /** Minimised, where a desktop has no tray to start in. */
  readonly openMinimised: () => void;
  /** The app ends: the window goes, and none comes any more. */
  readonly letGo: () => void;
}

export interface MainWindowOptions {
  readonly runtime: Runtime;
  readonly address: string;
  readonly log: Log;
  /** Whether this desktop shows tray icons, as far as is known now. */
  readonly hasTray: () => boolean;
  /** Asks it; a desktop may have got a tray since, or lost it. */
  readonly askForTray: () => Promise<boolean>;
  /** The window was minimised because there is no tray to close it into. */
  readonly onKept: () => void;
}

const boundsKey = 'window bounds';
const onMac = process.platform === 'darwin';

/** The one window of the interface. Closed, its page is gone and the app lives on in the tray. */
export function createMainWindow(options: MainWindowOptions): MainWindow {
  const { runtime, address, log, hasTray } = options;
  const attention = createAttention();
  let window: BrowserWindow | null = null;
  let chosen: Show | null = null;
  let leaving = false;
  /** Closed by the user, while the desktop is asked where to: whoever wants to see it now keeps it. */
  let closing = false;
  // Said at every start: macOS may remember the policy of the run before.
  if (onMac) app.setActivationPolicy('accessory');

  const send = (to: BrowserWindow) =>
    runtime.onUpdate((update) => {
      if (!to.isDestroyed() && !to.webContents.isCrashed()) to.webContents.send(channels.update, update);
    });

  /** Not by Electron's own way, which takes its time: until then the window would count as one that can be shown. */
  const end = (made: BrowserWindow) => {
    if (made.isDestroyed()) return;
    runtime.remember(boundsKey, made.getNormalBounds());
    made.destroy();
  };

  const closeIntoTray = async (made: BrowserWindow) => {
    if (process.platform !== 'linux') return end(made);
    closing = true;
    const intoTray = await options.askForTray();
    if (!closing || leaving || made.isDestroyed()) return;
    closing = false;
    if (intoTray) return end(made);
    made.minimize();
    options.onKept();
  };

  /** A page hears of it once it is there; the last choice counts. */
  const showChosen = ({ webContents }: BrowserWindow) => {
    if (chosen !== null) webContents.send(channels.show, chosen);
    chosen = null;
  };

  const load = async (made: BrowserWindow) => {
    try {
      await made.loadURL(address);
    } catch (error) {
      if (!made.isDestroyed()) log.error({ event: 'window.not-loaded', err: error });
    }
  };

  /** @param show how it first comes up; not at all where it was closed meanwhile */
  const make = (show: (made: BrowserWindow) => void): void => {
    const made = makePageWindow(
      runtime.remembered(boundsKey),
      !hasTray(),
      runtime.say('app.name'),
      isDark(runtime.settings().theme),
    );
    window = made;
    if (onMac) app.setActivationPolicy('regular');
    const unsubscribe = send(made);
    made.on('close', (event) => {
      event.preventDefault();
      void closeIntoTray(made);
    });
    made.on('closed', () => {
      unsubscribe();
      attention.stop(null);
      window = null;
      // Not earlier: a policy that changes under a visible window leaves its icon in the dock.
      if (onMac && !leaving) app.setActivationPolicy('accessory');
    });
    made.on('focus', () => attention.stop(made));
    made.webContents.on('did-finish-load', () => showChosen(made));
    reviveCrashedPage(made, log);
    whenPresentable(made, () => show(made));
    void load(made);
  };

  const showOrMake = (show: (made: BrowserWindow) => void) => {
    if (leaving) return;
    closing = false;
    if (window === null) return make(show);
    // Whoever looks now shall not wait for the next try.
    if (window.webContents.isCrashed()) window.webContents.reload();
    show(window);
  };

  return {
    current: () => window,
    open(wanted) {
      chosen = wanted ?? chosen;
      showOrMake(toFront);
      if (window !== null && !window.webContents.isLoading()) showChosen(window);
    },
    openMinimised() {
      // One that something rings for comes up, whatever was asked at the start.
      if (window === null)
        showOrMake((made) => void (runtime.ringing().some(callsWindow) || made.minimize()));
    },
    call: (hear) =>
      showOrMake((made) => {
        comeUpQuietly(made, hear, runtime.say('delivery.window-hidden'));
        // Afterwards: a window that is hidden has no place to flash at.
        if (!made.isFocused()) attention.ask(made);
      }),
    calm: () => attention.stop(window),
    letGo() {
      leaving = true;
      if (window !== null) end(window);
    },
  };
}
