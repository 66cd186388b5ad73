import type { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import type { BrowserWindow } from './browser-window.ts';
import type { NotificationEvents, PowerEvents, ScreenEvents, TrayEvents } from './desk-events.ts';
import type { Double } from './electron.ts';
import type { AppEvents, WebContentsEvents, WindowEvents } from './events.ts';
import type { Menu, MenuItem } from './menu.ts';
import type { NativeImage } from './native-image.ts';
import type { ThemeEvents } from './native-theme.ts';
import type { Notification } from './notification.ts';
import type { Session } from './session.ts';
import type { Tray } from './tray.ts';
import type { WebContents } from './web-contents.ts';
import type { WebFrameMain } from './web-frame.ts';

type Main = typeof Electron.CrossProcessExports;

/** The members of ours that Electron does not have, or has with another type. */
type Misfits<Ours, Theirs> = {
  [Name in Extract<keyof Ours, string>]: Name extends keyof EventEmitter
    ? never
    : Name extends keyof Theirs
      ? Ours[Name] extends Theirs[Name]
        ? never
        : Name
      : Name;
}[Extract<keyof Ours, string>];

type Accepts<Theirs, Name, Args extends unknown[]> = Theirs extends {
  on(event: Name, listener: (...args: Args) => void): unknown;
}
  ? true
  : false;

/** Whether Electron gives a listener more than we do: then it also takes one that wants more. */
type Lacks<Theirs, Name, Args extends unknown[]> = number extends Args['length']
  ? false
  : Accepts<Theirs, Name, [...Args, unknown]>;

/** The events of ours that Electron does not emit, or emits with other arguments. */
type MisfitEvents<Ours extends { [Name in keyof Ours]: unknown[] }, Theirs> = {
  [Name in keyof Ours]: Accepts<Theirs, Name, Ours[Name]> extends true
    ? Lacks<Theirs, Name, Ours[Name]> extends true
      ? Name
      : never
    : Name;
}[keyof Ours];

/** Names the misfits in the compiler's message. */
function fits<Names extends never>(..._none: Names[]): void {
  expect(_none).toEqual([]);
}

/** What a class offers apart from its instances, without what only the double's own modules use. */
type Statics<Class, Own extends keyof Class = never> = Omit<
  Class,
  'prototype' | Own | keyof typeof EventEmitter
>;

test('the compiler holds every member that the double offers against the typings of Electron', () => {
  fits<Misfits<Double['app'], Main['app']>>();
  fits<Misfits<Double['app']['commandLine'], Electron.CommandLine>>();
  fits<Misfits<BrowserWindow, Electron.BrowserWindow>>();
  fits<Misfits<Statics<Double['BrowserWindow'], 'stateOf'>, Main['BrowserWindow']>>();
  fits<Misfits<WebContents, Electron.WebContents>>();
  fits<Misfits<Double['webContents'], Main['webContents']>>();
  fits<Misfits<WebFrameMain, Electron.WebFrameMain>>();
  fits<Misfits<Double['ipcMain'], Main['ipcMain']>>();
  fits<Misfits<Menu, Electron.Menu>>();
  fits<Misfits<Statics<Double['Menu']>, Main['Menu']>>();
  fits<Misfits<Omit<MenuItem, 'role' | 'type'>, Omit<Electron.MenuItem, 'role' | 'type'>>>();
  fits<Misfits<Tray, Electron.Tray>>();
  fits<Misfits<Notification, Electron.Notification>>();
  fits<Misfits<Statics<Double['Notification']>, Main['Notification']>>();
  fits<Misfits<NativeImage, Electron.NativeImage>>();
  fits<Misfits<Double['nativeImage'], Main['nativeImage']>>();
  fits<Misfits<Double['nativeTheme'], Main['nativeTheme']>>();
  fits<Misfits<Double['powerMonitor'], Main['powerMonitor']>>();
  fits<Misfits<Double['powerSaveBlocker'], Main['powerSaveBlocker']>>();
  fits<Misfits<Double['screen'], Main['screen']>>();
  fits<Misfits<Double['shell'], Main['shell']>>();
  fits<Misfits<Double['clipboard'], Main['clipboard']>>();
  fits<Misfits<Double['dialog'], Main['dialog']>>();
  fits<Misfits<Double['net'], Main['net']>>();
  fits<Misfits<Double['protocol'], Main['protocol']>>();
  fits<Misfits<Double['session'], Main['session']>>();
  fits<Misfits<Omit<Session, 'webRequest'>, Electron.Session>>();
  fits<Misfits<Session['webRequest'], Electron.WebRequest>>();
  fits<Misfits<Omit<Double, '__double'>, Record<keyof Main, unknown>>>();
});

test('the compiler holds every event against the typings of Electron', () => {
  fits<MisfitEvents<AppEvents, Electron.App>>();
  fits<MisfitEvents<WindowEvents, Electron.BrowserWindow>>();
  fits<MisfitEvents<WebContentsEvents, Electron.WebContents>>();
  fits<MisfitEvents<NotificationEvents, Electron.Notification>>();
  fits<MisfitEvents<TrayEvents, Electron.Tray>>();
  fits<MisfitEvents<PowerEvents, Electron.PowerMonitor>>();
  fits<MisfitEvents<ScreenEvents, Electron.Screen>>();
  fits<MisfitEvents<ThemeEvents, Electron.NativeTheme>>();
});

test('the check itself names a wrong member, a wrong parameter and a wrong event', () => {
  const name: Misfits<{ getNam(): string }, Electron.App> = 'getNam';
  const parameter: Misfits<{ setName(name: number): void }, Electron.App> = 'setName';
  const result: Misfits<{ getName(): number }, Electron.App> = 'getName';
  const event: MisfitEvents<{ 'second-instanc': [event: Electron.Event] }, Electron.App> = 'second-instanc';
  const argument: MisfitEvents<{ quit: [event: Electron.Event, code: string] }, Electron.App> = 'quit';
  const missing: MisfitEvents<{ quit: [event: Electron.Event] }, Electron.App> = 'quit';
  expect([name, parameter, result, event, argument, missing]).toHaveLength(6);
});
