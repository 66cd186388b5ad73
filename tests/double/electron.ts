import { app } from './app.ts';
import { BrowserWindow } from './browser-window.ts';
import { controls } from './controls.ts';
import { dialog } from './dialog.ts';
import { ipcMain } from './ipc-main.ts';
import { Menu, MenuItem } from './menu.ts';
import { nativeImage } from './native-image.ts';
import { nativeTheme } from './native-theme.ts';
import { net } from './net.ts';
import { Notification } from './notification.ts';
import { powerMonitor, powerSaveBlocker } from './power.ts';
import { protocol } from './protocol.ts';
import { screen } from './screen.ts';
import { session } from './session.ts';
import { clipboard, shell } from './shell.ts';
import { Tray } from './tray.ts';
import { webContents } from './web-contents.ts';

/** What `import electron from 'electron'` and `require('electron')` give. */
const electron = {
  app,
  BrowserWindow,
  webContents,
  ipcMain,
  Menu,
  MenuItem,
  nativeImage,
  nativeTheme,
  net,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  screen,
  session,
  shell,
  clipboard,
  dialog,
  Tray,
  __double: controls,
};

export type Double = typeof electron;
export default electron;
export {
  app,
  BrowserWindow,
  clipboard,
  controls as __double,
  dialog,
  electron as 'module.exports',
  ipcMain,
  Menu,
  MenuItem,
  Notification,
  nativeImage,
  nativeTheme,
  net,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  screen,
  session,
  shell,
  Tray,
  webContents,
};
