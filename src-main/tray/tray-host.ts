import { askDesktop } from '../desktop-bus.ts';

const watcher = 'org.kde.StatusNotifierWatcher';

/**
 * Whether this desktop shows tray icons. Electron cannot tell on Linux, so its message bus is asked; null where that does not
 * answer.
 */
export async function desktopShowsTrays(platform: string = process.platform): Promise<boolean | null> {
  if (platform !== 'linux') return true;
  const answer = await askDesktop({
    service: watcher,
    path: '/StatusNotifierWatcher',
    method: 'org.freedesktop.DBus.Properties.Get',
    args: [watcher, 'IsStatusNotifierHostRegistered'],
  });
  return answer === null ? null : answer.includes('true');
}
