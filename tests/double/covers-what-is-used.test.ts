import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { BrowserWindow } from './browser-window.ts';
import { notificationEvents, powerEvents, screenEvents, trayEvents } from './desk-events.ts';
import electron from './electron.ts';
import { appEvents, webContentsEvents, windowEvents } from './events.ts';
import { Menu, MenuItem } from './menu.ts';
import { NativeImage } from './native-image.ts';
import { themeEvents } from './native-theme.ts';
import { Notification } from './notification.ts';
import { Session } from './session.ts';
import { Tray } from './tray.ts';
import { type Use, usedElectron } from './used.ts';
import { WebContents } from './web-contents.ts';

const root = path.join(import.meta.dirname, '../..');
/** In the page's process the runtime of the double gives these two, and what they offer is in its text. */
const forPreload = ['contextBridge', 'ipcRenderer'];
/** Fields of objects are made by their constructors: these are not on any prototype. */
const fields: Readonly<Record<string, readonly string[]>> = {
  'BrowserWindow#': ['id'],
  'WebContents#': ['id', 'session'],
  'Session#': ['webRequest', 'storagePath'],
  'Menu#': ['items'],
  'MenuItem#': [
    'id',
    'label',
    'click',
    'enabled',
    'visible',
    'checked',
    'role',
    'type',
    'submenu',
    'commandId',
  ],
  'Notification#': [
    'id',
    'title',
    'subtitle',
    'body',
    'silent',
    'urgency',
    'timeoutType',
    'actions',
    'sound',
  ],
  'Tray#': [],
  'NativeImage#': [],
};
const prototypes: Readonly<Record<string, object>> = {
  'BrowserWindow#': BrowserWindow.prototype,
  'WebContents#': WebContents.prototype,
  'Session#': Session.prototype,
  'Menu#': Menu.prototype,
  'MenuItem#': MenuItem.prototype,
  'Notification#': Notification.prototype,
  'Tray#': Tray.prototype,
  'NativeImage#': NativeImage.prototype,
};
const events: Readonly<Record<string, object>> = {
  app: appEvents,
  'BrowserWindow#': windowEvents,
  'WebContents#': webContentsEvents,
  'Notification#': notificationEvents,
  'Tray#': trayEvents,
  nativeTheme: themeEvents,
  powerMonitor: powerEvents,
  screen: screenEvents,
};
/** Absent on this system, as in Electron. */
const ofOtherSystems = new Set([
  'app.dock',
  'app.setActivationPolicy',
  'app.setUserTasks',
  'app.setJumpList',
]);

function lacks({ name, members, events: heard }: Use): string[] {
  const target = prototypes[name] ?? Reflect.get(electron, name);
  if (target === undefined) return [name];
  const has = (member: string): boolean =>
    member in (target as object) ||
    (fields[name]?.includes(member) ?? false) ||
    ofOtherSystems.has(`${name}.${member}`);
  const offered = events[name];
  return [
    ...members.filter((member) => !has(member)).map((member) => `${name}.${member}`),
    ...heard
      .filter((event) => offered && !Object.hasOwn(offered, event))
      .map((event) => `${name} '${event}'`),
  ];
}

function missing(source: string): string[] {
  return [...new Set(usedElectron(source).flatMap(lacks))];
}

const sources = ['src-main', 'src-preload'].flatMap((folder) =>
  existsSync(path.join(root, folder))
    ? globSync('**/*.{ts,tsx}', { cwd: path.join(root, folder) }).map((file) => path.join(folder, file))
    : [],
);

test('the double offers what the main process and the preload script use', () => {
  const found = sources
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => [file, missing(readFileSync(path.join(root, file), 'utf8'))] as const)
    .map(
      ([file, names]) =>
        [
          file,
          file.startsWith('src-preload') ? names.filter((n) => !forPreload.includes(n)) : names,
        ] as const,
    )
    .filter(([, names]) => names.length > 0);
  expect(found).toEqual([]);
});

test('what the double lacks is named: modules, members, events, static ones and those of objects', () => {
  const source = `
    import { app as theApp, autoUpdater, BrowserWindow, type Display, Tray } from 'electron';
    import type { WebContents } from 'electron';
    theApp.on('ready', start); theApp.once('gpu-info-update', start); theApp.getGPUInfo();
    const window = new BrowserWindow({}); window.on('closed', end); window.once('swipe', end);
    window.setVibrancy(null); window.show(); BrowserWindow.getAllWindows(); BrowserWindow.addDevToolsExtension();
    window.webContents.on('did-finish-load', end); window.webContents.on('cursor-changed', end);
    window.webContents.startDrag({}); let icon: Tray | undefined; icon?.displayBalloon({});
    function crash(contents: WebContents) { contents.insertCSS(''); }
  `;
  expect(missing(source).toSorted()).toEqual([
    "BrowserWindow# 'swipe'",
    'BrowserWindow#.setVibrancy',
    'BrowserWindow.addDevToolsExtension',
    'Tray#.displayBalloon',
    "WebContents# 'cursor-changed'",
    'WebContents#.insertCSS',
    'WebContents#.startDrag',
    "app 'gpu-info-update'",
    'app.getGPUInfo',
    'autoUpdater',
  ]);
});

test('a source without a fault has none', () => {
  const source = `
    import { app, Menu, Notification } from 'electron';
    app.setPath('userData', folder); app.on('second-instance', show); app.dock?.bounce('critical');
    const note = new Notification({ title }); note.on('failed', tell); note.show(); note.id;
    Menu.setApplicationMenu(Menu.buildFromTemplate([]));
  `;
  expect(missing(source)).toEqual([]);
});
