import type { Protocol } from '../../node_modules/playwright-core/types/protocol.d.ts';
import type { Events } from './cdp.ts';
import { cloned, encode } from './codec.ts';
import { consoleMessage, levelNumber } from './console-messages.ts';
import { ContentsOdds } from './contents-odds.ts';
import { asElectron, makeEvent } from './emitter.ts';
import { takeMessage } from './messages.ts';
import { nativeImage } from './native-image.ts';
import { nativeTheme } from './native-theme.ts';
import { Navigation } from './navigation.ts';
import { Page } from './page.ts';
import { colourScheme, pageSource, secret, soundNeedsGesture } from './page-source.ts';
import { type Session, sessionOf } from './session.ts';
import { WebFrameMain } from './web-frame.ts';

type OpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0];

/** What a page's contents ask of the window around them. */
export interface Owner {
  close(): void;
  gone(): void;
  loaded(): void;
  titled(title: string): void;
  opens(url: string, options: Electron.BrowserWindowConstructorOptions): Electron.BrowserWindow;
}

const all = new Map<number, WebContents>();

export class WebContents extends ContentsOdds {
  readonly session: Electron.Session;
  readonly #session: Session;
  readonly #page: Page;
  readonly #navigation: Navigation;
  readonly #owner: Owner;
  readonly #preload: string;
  readonly #mainFrame: WebFrameMain;
  readonly #state = { crashed: false, title: '' };
  #openHandler: OpenHandler | undefined;

  constructor(preferences: Electron.WebPreferences, size: readonly [number, number], owner: Owner) {
    super();
    all.set(this.id, this);
    this.setBackgroundThrottling(preferences.backgroundThrottling ?? true);
    this.#owner = owner;
    this.#session =
      (preferences.session as unknown as Session | undefined) ?? sessionOf(preferences.partition ?? '');
    this.session = asElectron(this.#session);
    this.#preload = preferences.preload ?? '';
    this.#mainFrame = new WebFrameMain(this.id, {
      url: () => this.#navigation.url,
      destroyed: () => this.isDestroyed() || this.#state.crashed,
      send: (channel, args) => this.send(channel, ...args),
      run: (code, gesture) => this.executeJavaScript(code, gesture),
    });
    const source = pageSource(this.#preload, soundNeedsGesture(preferences.autoplayPolicy));
    this.#page = new Page(source, size[0], size[1], {
      event: (name, params) => this.#take(name, params),
      crashed: (exitCode) => this.#crash(exitCode),
      closed: () => this.#owner.gone(),
    });
    this.#navigation = new Navigation(this, this.#page, this.#session);
    void this.#page.opened.then(() => this.#colours()).catch(() => undefined);
  }

  get mainFrame(): Electron.WebFrameMain {
    this.alive();
    return asElectron(this.#mainFrame);
  }

  #titled(title: string): void {
    if (title === this.#state.title) return;
    this.#state.title = title;
    this.#owner.titled(title);
  }

  #colours(): void {
    const value = colourScheme(nativeTheme.themeSource);
    if (value === 'dark' || nativeTheme.themeSource !== 'system') {
      this.#page.tell('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] });
    }
  }

  #take(name: keyof Events, params: unknown): void {
    if (this.isDestroyed()) return;
    const message = consoleMessage(name, params);
    if (message) {
      const { level, lineNumber, sourceId } = message;
      const event = makeEvent({ ...message, frame: this.#mainFrame });
      this.emit(
        'console-message',
        asElectron(event),
        levelNumber(level),
        message.message,
        lineNumber,
        sourceId,
      );
      return;
    }
    const takers: Partial<Record<keyof Events, () => void>> = {
      'Page.frameNavigated': () => this.#navigation.navigated(params as Protocol.Page.frameNavigatedPayload),
      'Page.navigatedWithinDocument': () =>
        this.#navigation.navigatedWithin(params as Protocol.Page.navigatedWithinDocumentPayload),
      'Page.frameRequestedNavigation': () =>
        this.#navigation.askedByPage(params as Protocol.Page.frameRequestedNavigationPayload),
      'Page.domContentEventFired': () => this.#navigation.domReady(),
      'Page.loadEventFired': () => {
        this.#owner.loaded();
        this.#navigation.loaded();
      },
      'Page.windowOpen': () => this.#pageOpens(params as Protocol.Page.windowOpenPayload),
      'Runtime.bindingCalled': () => this.#posted(params as Protocol.Runtime.bindingCalledPayload),
      'Fetch.requestPaused': () => {
        this.#navigation.paused(params as Protocol.Fetch.requestPausedPayload).catch(() => undefined);
      },
    };
    takers[name]?.();
  }

  #posted({ name, payload }: Protocol.Runtime.bindingCalledPayload): void {
    if (name !== '__electronDoublePost') return;
    takeMessage(
      {
        contents: this,
        session: this.#session,
        preload: this.#preload,
        pageUrl: () => this.#navigation.httpUrl,
        follow: (url) => this.#navigation.follow(url),
        titled: (title) => this.#titled(title),
        deliver: (kind, message) => this.#deliver(kind, message),
      },
      payload,
    );
  }

  #deliver(kind: string, message: object): void {
    if (this.isDestroyed()) return;
    const expression = `globalThis[${JSON.stringify(secret)}]?.(${JSON.stringify(kind)}, ${JSON.stringify(message)})`;
    void this.#page.opened
      .then(() => this.#page.tell('Runtime.evaluate', { expression }))
      .catch(() => undefined);
  }

  #pageOpens({ url, windowName, windowFeatures }: Protocol.Page.windowOpenPayload): void {
    const details = {
      url,
      frameName: windowName,
      features: windowFeatures.join(','),
      disposition: windowFeatures.length > 0 ? ('new-window' as const) : ('foreground-tab' as const),
      referrer: { url: this.getURL(), policy: 'strict-origin-when-cross-origin' as const },
    };
    const answer = this.#openHandler?.(details) ?? { action: 'allow' as const };
    if (answer.action !== 'allow') return;
    const options = answer.overrideBrowserWindowOptions ?? {};
    const window = this.#owner.opens(url, options);
    this.emit('did-create-window', window, { ...details, options });
  }

  #crash(exitCode: number): void {
    if (this.#state.crashed || this.isDestroyed()) return;
    this.#state.crashed = true;
    this.#navigation.abandon();
    this.emit('render-process-gone', makeEvent({}), { reason: 'crashed', exitCode });
  }

  loadURL(url: string): Promise<void> {
    this.alive();
    this.#state.crashed = false;
    return this.#navigation.load(url);
  }

  send(channel: string, ...args: unknown[]): void {
    this.alive();
    if (typeof channel !== 'string') throw new TypeError('Missing required channel argument');
    this.#deliver('event', { channel, args: encode(cloned(args)) });
  }

  async executeJavaScript(code: string, userGesture = false): Promise<unknown> {
    this.alive();
    while (this.#navigation.url === '' || this.#navigation.loading) {
      await new Promise<void>((resolve) => this.once('did-stop-loading', resolve));
    }
    const never = (): Promise<never> => new Promise(() => undefined);
    const wanted = { expression: code, awaitPromise: true, returnByValue: true, userGesture };
    const answer = await this.#page.call('Runtime.evaluate', wanted).catch(never);
    const { exceptionDetails, result } = answer;
    if (!exceptionDetails) return result.value as unknown;
    const [said = ''] = (exceptionDetails.exception?.description ?? exceptionDetails.text).split('\n', 1);
    if (exceptionDetails.text.includes('in promise')) throw new Error(said.replace(/^Error: /, ''));
    throw new Error(
      'Script failed to execute, this normally means an error was thrown. Check the renderer console for the error.',
      { cause: said },
    );
  }

  getURL(): string {
    this.alive();
    return this.#navigation.url;
  }

  getTitle(): string {
    this.alive();
    return this.#state.title;
  }

  isLoading(): boolean {
    this.alive();
    return this.#navigation.loading;
  }

  isCrashed(): boolean {
    this.alive();
    return this.#state.crashed;
  }

  forcefullyCrashRenderer(): void {
    this.alive();
    this.#page.tell('Page.crash');
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.alive();
    this.#openHandler = handler;
  }

  reload(): void {
    this.alive();
    this.#state.crashed = false;
    this.#navigation.reload();
  }

  reloadIgnoringCache(): void {
    this.reload();
  }

  close(_options?: Electron.CloseOpts): void {
    this.alive();
    this.#owner.close();
  }

  async capturePage(): Promise<Electron.NativeImage> {
    this.alive();
    const { data } = await this.#page.call('Page.captureScreenshot', {});
    return asElectron(nativeImage.createFromBuffer(Buffer.from(data, 'base64')));
  }

  /** For the double's own modules. */
  static resize(contents: WebContents, width: number, height: number): void {
    void contents.#page.opened.then(() => contents.#page.resize(width, height)).catch(() => undefined);
  }

  static destroy(contents: WebContents): void {
    if (!contents.markDestroyed()) return;
    all.delete(contents.id);
    contents.#navigation.abandon();
    contents.#page.close();
    contents.emit('destroyed');
  }

  static targetId(contents: WebContents): string {
    return contents.#page.targetId;
  }

  static followTheme(): void {
    for (const contents of all.values()) {
      const value = colourScheme(nativeTheme.themeSource);
      contents.#page.tell('Emulation.setEmulatedMedia', {
        features: [{ name: 'prefers-color-scheme', value }],
      });
    }
  }
}

const found = (contents: WebContents | undefined): Electron.WebContents | undefined =>
  contents && asElectron<Electron.WebContents>(contents);

export const webContents = {
  fromId: (id: number): Electron.WebContents | undefined => found(all.get(id)),
  fromDevToolsTargetId: (targetId: string): Electron.WebContents | undefined =>
    found([...all.values()].find((one) => WebContents.targetId(one) === targetId)),
  getAllWebContents: (): Electron.WebContents[] => [...all.values()].map((one) => asElectron(one)),
  getFocusedWebContents: (): Electron.WebContents | null => null,
};
