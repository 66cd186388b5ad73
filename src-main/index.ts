/**
 * The entry of the desktop. Everything here happens before Electron is ready, and nothing may wait: `ready` comes only
 * after this file has been read.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { app, dialog } from 'electron';
import { makeFolder } from '../src-runtime/hosting/data-folder.ts';
import { say } from '../src-runtime/hosting/say.ts';
import { WrongSetting } from '../src-runtime/hosting/settings.ts';
import { StartError } from '../src-runtime/hosting/start-error.ts';
import { complain, print } from '../src-runtime/hosting/terminal.ts';
import { boot } from './boot.ts';
import { registerAppScheme } from './protocol.ts';
import { type DesktopSettings, readDesktopStart } from './settings.ts';

/** The same as in electron-builder.yml: Windows and Linux know the app by it. */
const appId = 'app.crypto-price-alarm';
/** Bad settings, a folder that cannot be written or is in use: said in a sentence. */
const cannotStart = 2;

/** Our files in the folder itself, Chromium's in one of their own. */
function settleIn(dataDir: string): void {
  makeFolder(dataDir);
  const browserData = path.join(dataDir, 'chromium');
  mkdirSync(browserData, { recursive: true });
  app.setPath('userData', dataDir);
  app.setPath('sessionData', browserData);
}

function giveUp(error: unknown): void {
  const known = error instanceof StartError || error instanceof WrongSetting;
  const sentence = error instanceof Error ? error.message : String(error);
  complain(known ? sentence : String(error instanceof Error ? error.stack : error));
  // Who started it from a terminal reads it there.
  if (app.isPackaged) dialog.showErrorBox(say('desktop.cannot-start'), sentence);
  app.exit(known ? cannotStart : 1);
}

/** Answers what was asked on the command line, and nothing else. */
function tell(text: string): void {
  print(text);
  app.exit(0);
}

function start(settings: DesktopSettings): void {
  settleIn(settings.dataDir);
  if (!app.requestSingleInstanceLock()) {
    print(say(settings.hidden ? 'desktop.already-running.hidden' : 'desktop.already-running'));
    app.quit();
    return;
  }
  app
    .whenReady()
    .then(() => boot(settings))
    .catch(giveUp);
}

app.setName(say('app.name'));
app.setAppUserModelId(appId);
registerAppScheme();
// Without a listener the app would quit with its last window.
app.on('window-all-closed', () => {});
try {
  const parsed = readDesktopStart(process.argv.slice(1), process.env, app.isPackaged);
  if (parsed.kind === 'run') start(parsed.settings);
  else tell(parsed.kind === 'help' ? say('desktop.usage') : __APP_VERSION__);
} catch (error) {
  giveUp(error);
}
