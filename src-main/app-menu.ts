import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { HostSay } from '../src-shared/words/host-words.ts';

/** The menu of the window. On macOS cut, copy and paste work through it alone; elsewhere it is the way to quit without a tray. */
export function setAppMenu(say: HostSay): void {
  const edit: MenuItemConstructorOptions = { role: 'editMenu' };
  const view: MenuItemConstructorOptions = {
    label: say('menu.view'),
    submenu: [
      ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { role: 'togglefullscreen' },
    ],
  };
  const file: MenuItemConstructorOptions = {
    label: say('menu.file'),
    submenu: [
      { label: say('menu.close'), role: 'close' },
      { label: say('tray.quit'), role: 'quit' },
    ],
  };
  const template: MenuItemConstructorOptions[] =
    process.platform === 'darwin'
      ? [{ role: 'appMenu' }, { role: 'fileMenu' }, edit, view, { role: 'windowMenu' }]
      : [file, edit, view];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
