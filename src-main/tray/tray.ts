import { app, Menu, type MenuItemConstructorOptions, nativeTheme, Tray } from 'electron';
import type { PairId } from '../../src-core/pair.ts';
import type { Runtime } from '../../src-runtime/runtime.ts';
import type { CommandName } from '../../src-shared/contract/contract.ts';
import type { Show } from '../../src-shared/contract/schemas.ts';
import { createTrayIcons, variantNow } from './tray-icons.ts';
import { trayMenu } from './tray-menu.ts';

const sender = { client: 'tray' };
const snoozeMinutes = 5;
/** Elsewhere there is no room for words beside the picture. */
const hasTitle = process.platform === 'darwin';

/**
 * The tray icon with its menu: follows how things stand. Menu and picture are set only when they change, because a menu
 * that is replaced closes under the pointer.
 */
export function showTray(runtime: Runtime, open: (wanted?: Show) => void): Tray {
  const { say } = runtime;
  const icons = createTrayIcons();
  const shown = { picture: '', menu: '', hint: '', title: '' };
  let reading = false;
  const tray = new Tray(icons(runtime.glance().state, variantNow()));
  const actions = {
    open: () => open(),
    openPair: (pairId: PairId) => open({ pairId }),
    openSettings: () => open({ view: 'settings' }),
    run: (command: CommandName, input: object) => void runtime.handle(command, input, sender),
    snoozeAll() {
      const firings = runtime.ringing().filter(({ kind, held }) => kind === 'firing' && held !== true);
      const ids = firings.map(({ id }) => id);
      void runtime.handle('ring.snooze', { ids, for: { minutes: snoozeMinutes } }, sender);
    },
    quit: () => app.quit(),
  };

  /** One that is open stays as it is until it is closed: replacing it would close it. */
  const setMenu = (template: MenuItemConstructorOptions[]) => {
    const menu = Menu.buildFromTemplate(template);
    if (process.platform === 'darwin') {
      menu.on('menu-will-show', () => {
        reading = true;
      });
      menu.on('menu-will-close', () => {
        reading = false;
        setImmediate(follow);
      });
    }
    tray.setContextMenu(menu);
  };

  const follow = () => {
    if (tray.isDestroyed()) return;
    const glance = runtime.glance();
    const variant = variantNow();
    const template = trayMenu(glance, say, actions);
    const hint = [say('app.name'), glance.sentence, ...glance.also].join('\n');
    const set = (part: keyof typeof shown, value: string, work: () => void) => {
      if (shown[part] === value) return;
      work();
      shown[part] = value;
    };
    if (!reading) set('menu', JSON.stringify(template), () => setMenu(template));
    set('hint', hint, () => tray.setToolTip(hint));
    if (hasTitle) set('title', glance.title ?? '', () => tray.setTitle(glance.title ?? ''));
    set('picture', `${glance.state} ${variant}`, () => tray.setImage(icons(glance.state, variant)));
  };

  follow();
  // On macOS and most Linux desktops a click opens the menu; where it does not, it opens the window.
  tray.on('click', () => {
    if (process.platform !== 'darwin') open();
  });
  runtime.watch(follow);
  nativeTheme.on('updated', follow);
  return tray;
}
