import { askDesktop } from '../desktop-bus.ts';

const watcher = 'org.kde.StatusNotifierWatcher';

/**
 * Whether this desktop shows tray icons. Electron cannot tell on Linux, so its message bus is asked; no answer is a no.
 */
export async function desktopShowsTrays(platform: string = process.platform): Promise<boolean> {
  if (platform !== 'linux') return true;
  const answer = await askDesktop({
    service: watcher,
    path: '/StatusNotifierWatcher',
    method: 'org.freedesktop.DBus.Properties.Get',
    args: [watcher, 'IsStatusNotifierHostRegistered'],
  });
  return answer?.includes('true') ?? false;
}
