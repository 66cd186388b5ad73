import { execFile } from 'node:child_process';

const patienceMs = 1_000;
const question = [
  'call',
  '--session',
  '--dest',
  'org.kde.StatusNotifierWatcher',
  '--object-path',
  '/StatusNotifierWatcher',
  '--method',
  'org.freedesktop.DBus.Properties.Get',
  'org.kde.StatusNotifierWatcher',
  'IsStatusNotifierHostRegistered',
] as const;

/**
 * Whether this desktop shows tray icons. Electron cannot tell on Linux, so its message bus is asked; no answer within a
 * second is a no.
 */
export function desktopShowsTrays(platform: string = process.platform): Promise<boolean> {
  if (platform !== 'linux') return Promise.resolve(true);
  return new Promise((resolve) => {
    execFile('gdbus', question, { timeout: patienceMs, killSignal: 'SIGKILL' }, (error, answer) =>
      resolve(error === null && answer.includes('true')),
    );
  });
}
