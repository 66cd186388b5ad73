import path from 'node:path';
import { app, net } from 'electron';
import ElectronStore from 'electron-store';
import { startAlerting } from '../src-runtime/alerting/alerting.ts';
import { type Clock, systemClock } from '../src-runtime/clock.ts';
import { settingsOptions } from '../src-runtime/hosting/data-folder.ts';
import { openLogFile } from '../src-runtime/hosting/log-file.ts';
import { say } from '../src-runtime/hosting/say.ts';
import { startWatching } from '../src-runtime/hosting/start-watching.ts';
import { complain, print } from '../src-runtime/hosting/terminal.ts';
import { settingsName } from '../src-runtime/storage/rules-file.ts';
import { setAppMenu } from './app-menu.ts';
import { guardPages } from './guard.ts';
import { answerCalls } from './ipc.ts';
import { surviveBugs } from './last-resort.ts';
import { createNotifier } from './notifier.ts';
import { followPower } from './power.ts';
import { bundleOrigin, serveInterface } from './protocol.ts';
import type { DesktopSettings } from './settings.ts';
import { stopBeforeQuitting } from './shutdown.ts';
import { createSpeaker } from './sound.ts';
import { showTray } from './tray/tray.ts';
import { desktopShowsTrays } from './tray/tray-host.ts';
import { createMainWindow } from './window/main-window.ts';

declare global {
  /** A clock in the hands of an end-to-end test, put there before the app; the app itself never sets it. */
  var cryptoAlarmClock: Clock | undefined;
}

/**
 * Puts the desktop together, once Electron is ready.
 * @throws StartError with one sentence for people
 */
export async function boot({ watch, dataDir, hidden, devServer }: DesktopSettings): Promise<void> {
  const file = path.join(dataDir, 'app.log');
  const log = openLogFile(file, watch.logLevel, (cause) => complain(say('host.no-log', { file, cause })));
  surviveBugs(log);
  const origin = devServer ?? bundleOrigin;
  // A second start while this one is still on its way wants the window too.
  let wanted = !hidden;
  let open = () => {
    wanted = true;
  };
  app.on('second-instance', () => open());
  app.on('activate', () => open());
  guardPages(origin);
  if (devServer === null) serveInterface(path.join(import.meta.dirname, '../renderer'));
  const runtime = startWatching({
    settings: watch,
    dataDir,
    openSettings: () => new ElectronStore({ ...settingsOptions, cwd: dataDir, name: settingsName }),
    version: __APP_VERSION__,
    demo: false,
    log,
    clock: globalThis.cryptoAlarmClock ?? systemClock,
    random: Math.random,
    fetch: (input, init) => net.fetch(input instanceof URL ? input.href : input, init),
  });
  let hasTray = await desktopShowsTrays();
  const window = createMainWindow({
    runtime,
    address: `${origin}/`,
    log,
    hasTray: () => hasTray,
    onKept: () => runtime.tell({ id: 'no-tray', code: 'no-tray', params: {} }),
  });
  open = () => {
    window.open();
    // A desktop may have got a tray since, or lost it.
    void desktopShowsTrays().then((shows) => {
      hasTray = shows;
    });
  };
  setAppMenu(say);
  answerCalls(runtime, window.current, origin, log);
  const tray = showTray(runtime, () => open());
  const stopAlerting = startAlerting({
    runtime,
    notifier: createNotifier(say),
    speaker: createSpeaker(origin, say),
    summons: { ...window, open: () => open() },
    clock: systemClock,
  });
  followPower(runtime);
  stopBeforeQuitting(async () => {
    window.letGo();
    stopAlerting();
    tray.destroy();
    await runtime.stop();
    log.info({ event: 'host.stopped' });
  });
  if (wanted) open();
  else window.startHidden();
  log.info({ event: 'host.started', version: __APP_VERSION__, hidden, hasTray });
  print(say(hasTray ? 'desktop.started' : 'desktop.started.no-tray', { version: __APP_VERSION__ }));
}
