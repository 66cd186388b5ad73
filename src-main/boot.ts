import path from 'node:path';
import { app, net } from 'electron';
import ElectronStore from 'electron-store';
import { startAlerting } from '../src-runtime/alerting/alerting.ts';
import { type Clock, systemClock } from '../src-runtime/clock.ts';
import { settingsOptions } from '../src-runtime/hosting/data-folder.ts';
import { openHostLog } from '../src-runtime/hosting/log-file.ts';
import { say } from '../src-runtime/hosting/say.ts';
import { startWatching } from '../src-runtime/hosting/start-watching.ts';
import { print } from '../src-runtime/hosting/terminal.ts';
import type { Show } from '../src-shared/contract/schemas.ts';
import { settingsName } from '../src-runtime/storage/rules-file.ts';
import { keepAppMenu } from './app-menu.ts';
import { bundleOrigin } from './app-pages.ts';
import { createDoor, type Door } from './door.ts';
import { guardPages } from './guard.ts';
import { answerCalls } from './ipc.ts';
import { surviveBugs } from './last-resort.ts';
import { createNotifier } from './notifier.ts';
import { followPower } from './power.ts';
import { serveInterface } from './protocol.ts';
import type { DesktopSettings } from './settings.ts';
import { stopBeforeQuitting } from './shutdown.ts';
import { createSpeaker } from './sound.ts';
import { followTheme } from './theme.ts';
import { showTray } from './tray/tray.ts';
import { lookForTray, type TrayPresence } from './tray/tray-presence.ts';
import { createMainWindow, type MainWindow } from './window/main-window.ts';

declare global {
  /** A clock in the hands of an end-to-end test, put there before the app; the app itself never sets it. */
  var cryptoAlarmClock: Clock | undefined;
}

/** With a window, whatever this run was started with; an AppImage is found where it lies, not where it is mounted. */
function relaunch(): void {
  const args = process.argv.slice(1).filter((argument) => argument !== '--hidden');
  const image = process.env['APPIMAGE'];
  app.relaunch({ args, ...(image !== undefined && { execPath: image }) });
}

/** Comes up where people expect it: its window, the tray alone, or minimised where there is no tray. */
async function appear(door: Door, window: MainWindow, tray: TrayPresence): Promise<void> {
  const open = (wanted?: Show) => {
    window.open(wanted);
    void tray.ask();
  };
  if (door.opensWith(open) || (await tray.waitFor())) return;
  window.openMinimised();
}

/**
 * Puts the desktop together, once Electron is ready.
 * @throws StartError with one sentence for people
 */
export async function boot({ watch, dataDir, hidden, keepAwake, devServer }: DesktopSettings): Promise<void> {
  const log = openHostLog(dataDir, watch);
  surviveBugs(log);
  const door = createDoor();
  if (!hidden) door.knock();
  let leaving = false;
  app.on('activate', () => door.knock());
  app.on('second-instance', (_event, argv) => {
    if (argv.includes('--hidden')) return;
    // Too late for this one, and the second has gone already: another takes over.
    if (leaving) relaunch();
    else door.knock();
  });
  const clock = globalThis.cryptoAlarmClock ?? systemClock;
  const origin = devServer ?? bundleOrigin;
  guardPages(origin);
  const runtime = startWatching({
    host: 'desktop',
    settings: watch,
    dataDir,
    openSettings: () => new ElectronStore({ ...settingsOptions, cwd: dataDir, name: settingsName }),
    version: __APP_VERSION__,
    demo: false,
    systemLocale: app.getLocale(),
    log,
    clock,
    random: Math.random,
    fetch: (input, init) => net.fetch(input instanceof URL ? input.href : input, init),
  });
  runtime.watch(keepAppMenu(runtime.say));
  if (devServer === null) {
    const theme = () => runtime.settings().theme;
    serveInterface(path.join(import.meta.dirname, '../renderer'), { theme, ownSound: runtime.ownSound });
  }
  const stopTheme = followTheme(runtime);
  const trays = await lookForTray(clock);
  const window = createMainWindow({
    runtime,
    address: `${origin}/`,
    log,
    hasTray: trays.known,
    askForTray: async () => {
      const shows = await trays.ask();
      if (shows) runtime.untell('no-tray');
      return shows;
    },
    onKept: () => runtime.tell({ id: 'no-tray', code: 'no-tray', params: {} }),
  });
  answerCalls(runtime, window.current, origin, log);
  // Before the tray: nothing that only shows may keep an alarm from ringing.
  const stopAlerting = startAlerting({
    runtime,
    notifier: createNotifier(runtime.say),
    testNotifier: createNotifier(runtime.say, 'test'),
    speaker: createSpeaker({
      origin,
      say: runtime.say,
      chosen: () => ({ ...runtime.settings(), own: runtime.ownSoundView() }),
    }),
    summons: { ...window, open: () => door.knock() },
    clock: systemClock,
  });
  const tray = showTray(runtime, door.knock);
  followPower(runtime, keepAwake);
  stopBeforeQuitting(async () => {
    leaving = true;
    window.letGo();
    stopAlerting();
    stopTheme();
    tray.destroy();
    await runtime.stop();
    log.info({ event: 'host.stopped' });
  });
  void appear(door, window, trays);
  log.info({ event: 'host.started', version: __APP_VERSION__, hidden, hasTray: trays.known() });
  print(say(trays.known() ? 'desktop.started' : 'desktop.started.no-tray', { version: __APP_VERSION__ }));
}
