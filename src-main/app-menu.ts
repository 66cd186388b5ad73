import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { HostSay } from '../src-shared/words/host-words.ts';

type Named = { readonly role: NonNullable<MenuItemConstructorOptions['role']>; readonly label: string };

/** What the menu of the window shows. */
function template(say: HostSay): MenuItemConstructorOptions[] {
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const item = (role: Named['role'], label: string): Named => ({ role, label });
  const edit: MenuItemConstructorOptions = {
    label: say('menu.edit'),
    submenu: [
      item('undo', say('menu.undo')),
      item('redo', say('menu.redo')),
      separator,
      item('cut', say('menu.cut')),
      item('copy', say('menu.copy')),
      item('paste', say('menu.paste')),
      item('delete', say('menu.delete')),
      separator,
      item('selectAll', say('menu.selectAll')),
    ],
  };
  const view: MenuItemConstructorOptions = {
    label: say('menu.view'),
    submenu: [
      ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
      item('resetZoom', say('menu.resetZoom')),
      item('zoomIn', say('menu.zoomIn')),
      item('zoomOut', say('menu.zoomOut')),
      item('togglefullscreen', say('menu.fullScreen')),
    ],
  };
  const file: MenuItemConstructorOptions = {
    label: say('menu.file'),
    submenu: [item('close', say('menu.close')), item('quit', say('tray.quit'))],
  };
  // On macOS the system names what is its own.
  return process.platform === 'darwin'
    ? [{ role: 'appMenu' }, { role: 'fileMenu' }, edit, view, { role: 'windowMenu' }]
    : [file, edit, view];
}

/**
 * Sets the menu of the window, and sets it again once it reads differently. On macOS cut, copy and paste work through it
 * alone; elsewhere it is the way to quit without a tray.
 * @returns to be called when the language may have changed
 */
export function keepAppMenu(say: HostSay): () => void {
  let shown = '';
  const follow = () => {
    const wanted = template(say);
    const reads = JSON.stringify(wanted);
    if (reads === shown) return;
    shown = reads;
    Menu.setApplicationMenu(Menu.buildFromTemplate(wanted));
  };
  follow();
  return follow;
}
