import { spawn } from 'node:child_process';
import { AppPaths } from './app-paths.ts';
import { boot } from './boot.ts';
import { startBridge } from './bridge.ts';
import { runningChromium, setChromium } from './browser.ts';
import { launchChromium } from './chromium.ts';
import { asElectron, Emitter, makeEvent } from './emitter.ts';
import { type AppEvents, appEvents } from './events.ts';
import { afterEntry, becomeReady, isReady, noteReadyAsked } from './lifecycle.ts';
import { setRoleHosts } from './menu-roles.ts';
import { openPermissions, Session, sessionOf } from './session.ts';
import { SingleInstance } from './single-instance.ts';
import { openWindows, whenLastIsGone } from './windows.ts';

type PathName = Parameters<Electron.App['getPath']>[0];

export class App extends Emitter<AppEvents> {
  name: string;
  readonly dock: Electron.Dock | undefined = undefined;
  readonly #ready = Promise.withResolvers<void>();
  readonly #paths = new AppPaths(() => this.name);
  readonly #instance = new SingleInstance(({ argv, workingDirectory, additionalData }) => {
    // Electron tells only after ready.
    void this.whenReady().then(() =>
      this.emit('second-instance', makeEvent({}), argv, workingDirectory, additionalData),
    );
  });
  readonly #state = { quitting: false, ending: false, refusing: false, badge: 0 };
  readonly #relaunches: Electron.RelaunchOptions[] = [];
  #loginItem: Electron.Settings = {};

  readonly commandLine = {
    appendSwitch: (name: string, value = ''): void => void boot().switches.set(name, value),
    appendArgument: (_value: string): void => undefined,
    hasSwitch: (name: string): boolean => boot().switches.has(name),
    getSwitchValue: (name: string): string => boot().switches.get(name) ?? '',
    removeSwitch: (name: string): void => void boot().switches.delete(name),
  };

  constructor() {
    super('app', appEvents);
    this.name = boot().name;
    this.setMaxListeners(50);
    this.#ready.promise.catch(() => undefined);
    void afterEntry.then(() => this.#start());
    whenLastIsGone(() => this.#lastWindowGone());
    setRoleHosts({ quit: () => this.quit() });
  }

  async #start(): Promise<void> {
    if (this.#state.ending) return;
    try {
      await startBridge();
      const autoplay = 'no-user-gesture-required';
      const chromium = await launchChromium(this.getPath('sessionData'), autoplay);
      setChromium(chromium);
      if (!Session.handlersOf(sessionOf('')).request) await openPermissions();
      void chromium.ended.then(() => this.#chromiumEnded());
      process.stderr.write(`DevTools listening on ${chromium.url}\n`);
    } catch (cause) {
      process.stderr.write(`double: Chromium does not start: ${String(cause)}\n`);
      process.exit(1);
    }
    becomeReady();
    this.emit('ready', makeEvent({}), {});
    this.#ready.resolve();
  }

  #chromiumEnded(): void {
    if (this.#state.ending) return;
    process.stderr.write('double: Chromium has ended by itself.\n');
    process.exit(1);
  }

  #lastWindowGone(): void {
    if (this.#state.ending) return;
    if (this.#state.quitting) this.#shutDown();
    else if (!this.emit('window-all-closed')) this.quit();
  }

  whenReady(): Promise<void> {
    noteReadyAsked();
    return this.#ready.promise;
  }

  isReady(): boolean {
    return isReady();
  }

  quit(): void {
    // As where the system asked: one more from within the turn that was refused leads nowhere.
    if (this.#state.quitting || this.#state.ending || this.#state.refusing) return;
    const event = makeEvent({});
    this.emit('before-quit', event);
    if (event.defaultPrevented) {
      this.#state.refusing = true;
      setImmediate(() => {
        this.#state.refusing = false;
      });
      return;
    }
    this.#state.quitting = true;
    const windows = openWindows();
    if (windows.length === 0) this.#shutDown();
    for (const window of windows) window.close();
  }

  /** A window that stays open keeps the app: for the double's own modules. */
  static windowStays(of: App): void {
    of.#state.quitting = false;
  }

  #shutDown(): void {
    const event = makeEvent({});
    this.emit('will-quit', event);
    if (event.defaultPrevented) this.#state.quitting = false;
    else this.exit(0);
  }

  exit(exitCode = 0): void {
    if (this.#state.ending) return;
    this.#state.ending = true;
    for (const window of openWindows()) window.destroy();
    this.emit('quit', makeEvent({}), exitCode);
    this.#instance.release();
    void (runningChromium()?.close() ?? Promise.resolve()).finally(() => {
      this.#startAgain();
      process.exit(exitCode);
    });
  }

  #startAgain(): void {
    for (const { args, execPath } of this.#relaunches) {
      process.stderr.write('double: the app wants to be started again.\n');
      if (process.env['DOUBLE_RELAUNCH'] !== '1') continue;
      spawn(execPath ?? boot().execPath, args ?? process.argv.slice(1), {
        detached: true,
        stdio: 'ignore',
      }).unref();
    }
  }

  relaunch(options: Electron.RelaunchOptions = {}): void {
    this.#relaunches.push(options);
  }

  requestSingleInstanceLock(additionalData?: Record<string, unknown>): boolean {
    const call = { argv: [...process.argv], workingDirectory: process.cwd(), additionalData };
    return this.#instance.request(this.getPath('userData'), call);
  }

  hasSingleInstanceLock(): boolean {
    return this.#instance.held;
  }

  releaseSingleInstanceLock(): void {
    this.#instance.release();
  }

  getPath(name: PathName): string {
    return this.#paths.get(name);
  }

  setPath(name: string, path: string): void {
    this.#paths.set(name, path);
  }

  getAppPath(): string {
    return boot().appPath;
  }

  getVersion(): string {
    return boot().version;
  }

  getName(): string {
    return this.name;
  }

  setName(name: string): void {
    this.name = name;
  }

  get isPackaged(): boolean {
    return boot().packaged;
  }

  getLocale(): string {
    if (!isReady()) throw new Error('app.getLocale() can only be called after app is ready');
    return boot().switches.get('lang') ?? 'en-US';
  }

  getLocaleCountryCode(): string {
    if (!isReady()) throw new Error('app.getLocaleCountryCode() can only be called after app is ready');
    return 'US';
  }

  getSystemLocale(): string {
    if (!isReady()) throw new Error('app.getSystemLocale() can only be called after app is ready');
    return 'en-US';
  }

  getPreferredSystemLanguages(): string[] {
    return ['en-US'];
  }

  setAppUserModelId(id: string): void {
    if (typeof id !== 'string') throw new TypeError('The id must be a string');
  }

  setLoginItemSettings(settings: Electron.Settings): void {
    this.#loginItem = settings;
  }

  getLoginItemSettings(_options?: Electron.LoginItemSettingsOptions): Electron.LoginItemSettings {
    const { openAtLogin = false } = this.#loginItem;
    return asElectron({
      openAtLogin,
      openAsHidden: false,
      wasOpenedAtLogin: false,
      wasOpenedAsHidden: false,
    });
  }

  get badgeCount(): number {
    return this.#state.badge;
  }

  setBadgeCount(count = 0): boolean {
    this.#state.badge = count;
    return true;
  }

  getBadgeCount(): number {
    return this.#state.badge;
  }

  disableHardwareAcceleration(): void {
    if (isReady())
      throw new Error('app.disableHardwareAcceleration() can only be called before app is ready');
  }

  enableSandbox(): void {
    if (isReady()) throw new Error('app.enableSandbox() can only be called before app is ready');
  }

  focus(_options?: Electron.FocusOptions): void {
    const [window] = openWindows();
    window?.focus();
  }

  setAboutPanelOptions(_options: Electron.AboutPanelOptionsOptions): void {}

  showAboutPanel(): void {}
}

const dock = {
  bounce: (_type?: 'critical' | 'informational'): number => 1,
  cancelBounce: (_id: number): void => undefined,
  setBadge: (_text: string): void => undefined,
  setMenu: (_menu: Electron.Menu): void => undefined,
  setIcon: (_image: Electron.NativeImage | string): void => undefined,
  hide: (): void => undefined,
  show: async (): Promise<void> => undefined,
  isVisible: (): boolean => true,
};

function makeApp(): App {
  const made = new App();
  if (process.platform !== 'darwin') return made;
  const setActivationPolicy: Electron.App['setActivationPolicy'] = () => undefined;
  return Object.assign(made, { dock: asElectron<Electron.Dock>(dock), setActivationPolicy });
}

export const app = makeApp();
export function windowStays(): void {
  App.windowStays(app);
}
