import { app, Menu, nativeTheme, Tray } from 'electron';
import type { Glance } from '../../src-runtime/glance.ts';
import type { Runtime } from '../../src-runtime/runtime.ts';
import { createTrayIcons, variantNow } from './tray-icons.ts';
import { trayMenu } from './tray-menu.ts';

const sender = { client: 'tray' };

/**
 * The tray icon with its menu: follows how things stand. Menu and picture are set only when they change, because a menu
 * that is replaced closes under the pointer.
 */
export function showTray(runtime: Runtime, open: () => void): Tray {
  const { say } = runtime;
  const icons = createTrayIcons();
  let shown = { picture: '', menu: '', hint: '' };
  const first = runtime.glance();
  const tray = new Tray(icons(first.state, variantNow()));
  const actions = {
    open,
    run: (command: Parameters<Runtime['handle']>[0]) => void runtime.handle(command, {}, sender),
    quit: () => app.quit(),
  };

  const follow = (glance: Glance = runtime.glance()) => {
    if (tray.isDestroyed()) return;
    const variant = variantNow();
    const template = trayMenu(glance, say, actions);
    const hint = `${say('app.name')}\n${glance.sentence}`;
    const next = { picture: `${glance.state} ${variant}`, menu: JSON.stringify(template), hint };
    const before = shown;
    shown = next;
    if (next.picture !== before.picture) tray.setImage(icons(glance.state, variant));
    if (next.hint !== before.hint) tray.setToolTip(hint);
    if (next.menu !== before.menu) tray.setContextMenu(Menu.buildFromTemplate(template));
  };

  follow(first);
  // On macOS and most Linux desktops a click opens the menu; where it does not, it opens the window.
  tray.on('click', () => {
    if (process.platform !== 'darwin') open();
  });
  runtime.watch(() => follow());
  nativeTheme.on('updated', () => follow());
  return tray;
}
