import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app, windowStays } from './app.ts';
import { boot } from './boot.ts';
import { asElectron, makeEvent } from './emitter.ts';
import { needReady } from './lifecycle.ts';
import { WebContents } from './web-contents.ts';
import { WindowDecoration } from './window-decoration.ts';
import { addWindow, openWindows, removeWindow } from './windows.ts';

type Options = Electron.BrowserWindowConstructorOptions;
const ids = { last: 0 };

/** The double runs preload scripts in the sandbox only: what would need more is refused instead of half done. */
function checkPreferences(preferences: Electron.WebPreferences): void {
  const { nodeIntegration, contextIsolation, sandbox, preload } = preferences;
  if (nodeIntegration || contextIsolation === false || sandbox === false) {
    throw new Error('The double has no nodeIntegration, and pages are always isolated and sandboxed.');
  }
  if (preload !== undefined && !path.isAbsolute(preload))
    throw new Error('preload script must have absolute path');
}

function checked(options: Options): Options {
  needReady('Cannot create BrowserWindow');
  checkPreferences(options.webPreferences ?? {});
  return options;
}

export class BrowserWindow extends WindowDecoration {
  readonly id: number;
  readonly #contents: WebContents;
  readonly #state = {
    visible: false,
    focused: false,
    minimized: false,
    painted: false,
  };
  #title: string;

  constructor(options: Options = {}) {
    super(checked(options));
    ids.last += 1;
    this.id = ids.last;
    this.#title = options.title ?? app.name;
    const { width, height } = this.getBounds();
    this.#contents = new WebContents(options.webPreferences ?? {}, [width, height], {
      close: () => this.close(),
      gone: () => this.destroy(),
      loaded: () => this.#loaded(),
      titled: (title) => this.#pageTitled(title),
      opens: (url, override) => BrowserWindow.#opened(url, override),
    });
    this.#contents.on('render-process-gone', (_event, details) =>
      app.emit('render-process-gone', makeEvent({}), asElectron(this.#contents), details),
    );
    addWindow(this);
    app.emit('web-contents-created', makeEvent({}), asElectron(this.#contents));
    app.emit('browser-window-created', makeEvent({}), asElectron(this));
    if (options.show !== false) this.show();
  }

  static #opened(url: string, options: Options): Electron.BrowserWindow {
    const window = new BrowserWindow(options);
    if (url !== '' && url !== 'about:blank') window.loadURL(url).catch(() => undefined);
    return asElectron(window);
  }

  static getAllWindows(): Electron.BrowserWindow[] {
    return openWindows().map((window) => asElectron(window));
  }

  static fromId(id: number): Electron.BrowserWindow | null {
    return asElectron(openWindows().find((window) => window.id === id) ?? (null as never));
  }

  static fromWebContents(contents: Electron.WebContents): Electron.BrowserWindow | null {
    const found = openWindows().find((window) => window.#contents === (contents as unknown));
    return asElectron(found ?? (null as never));
  }

  static getFocusedWindow(): Electron.BrowserWindow | null {
    return asElectron(openWindows().find((window) => window.#state.focused) ?? (null as never));
  }

  get webContents(): Electron.WebContents {
    this.alive();
    return asElectron(this.#contents);
  }

  protected override resized(width: number, height: number): void {
    WebContents.resize(this.#contents, width, height);
  }

  #loaded(): void {
    if (this.#state.painted || this.isDestroyed()) return;
    this.#state.painted = true;
    this.emit('ready-to-show');
  }

  #pageTitled(title: string): void {
    if (this.isDestroyed()) return;
    const event = makeEvent({});
    this.#contents.emit('page-title-updated', event, title, true);
    this.emit('page-title-updated', event, title, true);
    if (!event.defaultPrevented) this.#title = title;
  }

  loadURL(url: string, _options?: Electron.LoadURLOptions): Promise<void> {
    this.alive();
    return this.#contents.loadURL(url);
  }

  loadFile(filePath: string, options: Electron.LoadFileOptions = {}): Promise<void> {
    const url = pathToFileURL(path.resolve(boot().appPath, filePath));
    for (const [name, value] of Object.entries(options.query ?? {})) url.searchParams.set(name, value);
    if (options.search !== undefined) url.search = options.search;
    if (options.hash !== undefined) url.hash = options.hash;
    return this.loadURL(url.href);
  }

  reload(): void {
    this.webContents.reload();
  }

  show(): void {
    this.showInactive();
    this.focus();
  }

  showInactive(): void {
    this.alive();
    if (this.#state.visible) return;
    this.#state.visible = true;
    this.emit('show');
  }

  hide(): void {
    this.alive();
    if (!this.#state.visible) return;
    this.#state.visible = false;
    this.blur();
    this.emit('hide');
  }

  isVisible(): boolean {
    this.alive();
    return this.#state.visible;
  }

  focus(): void {
    this.alive();
    // A minimised window is not brought back by its focus.
    if (!this.#state.visible || this.#state.minimized) return;
    if (this.#state.focused) return;
    for (const window of openWindows()) if (window !== this) window.blur();
    this.#state.focused = true;
    this.flashFrame(false);
    this.emit('focus', makeEvent({}));
    this.#contents.emit('focus');
    app.emit('browser-window-focus', makeEvent({}), asElectron(this));
  }

  blur(): void {
    this.alive();
    if (!this.#state.focused) return;
    this.#state.focused = false;
    this.emit('blur', makeEvent({}));
    this.#contents.emit('blur');
    app.emit('browser-window-blur', makeEvent({}), asElectron(this));
  }

  isFocused(): boolean {
    this.alive();
    return this.#state.focused;
  }

  minimize(): void {
    this.alive();
    if (this.#state.minimized) return;
    this.#state.minimized = true;
    this.blur();
    this.emit('minimize');
  }

  restore(): void {
    this.alive();
    if (!this.#state.minimized) return;
    this.#state.minimized = false;
    this.emit('restore');
  }

  isMinimized(): boolean {
    this.alive();
    return this.#state.minimized;
  }

  setTitle(title: string): void {
    this.alive();
    this.#title = title;
  }

  getTitle(): string {
    this.alive();
    return this.#title;
  }

  capturePage(): Promise<Electron.NativeImage> {
    return this.webContents.capturePage();
  }

  close(): void {
    this.alive();
    const event = makeEvent({});
    this.emit('close', event);
    if (event.defaultPrevented) windowStays();
    // The page is asked first in Electron, so the window is still there when this call returns.
    else setImmediate(() => this.destroy());
  }

  destroy(): void {
    if (this.isDestroyed()) return;
    this.blur();
    this.markDestroyed();
    WebContents.destroy(this.#contents);
    this.emit('closed');
    removeWindow(this);
  }

  /** For the double's own modules. */
  static stateOf(window: BrowserWindow) {
    return { ...window.#state, ...window.decoration };
  }
}
