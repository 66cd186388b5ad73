import type { Protocol } from '../../node_modules/playwright-core/types/protocol.d.ts';
import { asElectron, makeEvent } from './emitter.ts';
import type { Page } from './page.ts';
import { fromHttp, isLoadable, toHttp } from './schemes.ts';
import { Session } from './session.ts';
import type { WebContents } from './web-contents.ts';

const errorNumbers: Readonly<Record<string, number>> = {
  ERR_FAILED: -2,
  ERR_ABORTED: -3,
  ERR_FILE_NOT_FOUND: -6,
  ERR_CONNECTION_CLOSED: -100,
  ERR_CONNECTION_REFUSED: -102,
  ERR_NAME_NOT_RESOLVED: -105,
  ERR_INVALID_URL: -300,
  ERR_UNKNOWN_URL_SCHEME: -302,
  ERR_EMPTY_RESPONSE: -324,
};

function loadError(name: string, url: string): Error {
  const errno = errorNumbers[name] ?? -2;
  return Object.assign(new Error(`${name} (${errno}) loading '${url}'`), { code: name, errno, url });
}

const withoutHash = (url: string): string => url.split('#', 1)[0] ?? url;

/** Everything about which document a window shows: loads of the app, and those that the page itself begins. */
export class Navigation {
  readonly #contents: WebContents;
  readonly #page: Page;
  readonly #session: Session;
  /** Loads that the app has begun: for these nobody is asked. */
  readonly #ours = new Set<string>();
  /** Frames whose document has asked to go elsewhere. */
  readonly #asked = new Set<string>();
  #httpUrl = '';
  #loading = false;
  #failed = false;
  #settle: ((cause?: Error) => void) | undefined;

  constructor(contents: WebContents, page: Page, session: Session) {
    this.#contents = contents;
    this.#page = page;
    this.#session = session;
  }

  get httpUrl(): string {
    return this.#httpUrl;
  }

  get url(): string {
    return fromHttp(this.#httpUrl);
  }

  get loading(): boolean {
    return this.#loading;
  }

  async load(url: string): Promise<void> {
    if (URL.parse(url) === null) throw this.#fail('ERR_INVALID_URL', url);
    if (!isLoadable(url)) throw this.#fail('ERR_UNKNOWN_URL_SCHEME', url);
    this.#settle?.(loadError('ERR_ABORTED', url));
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#settle = (cause) => (cause ? reject(cause) : resolve());
    promise.catch(() => undefined);
    this.#begin();
    await this.#page.opened;
    const target = toHttp(url);
    this.#ours.add(withoutHash(target));
    const { errorText, loaderId } = await this.#page.call('Page.navigate', { url: target }).catch(() => {
      throw loadError('ERR_FAILED', url);
    });
    this.#ours.delete(withoutHash(target));
    if (errorText !== undefined && errorText !== '') throw this.#fail(errorText.replace('net::', ''), url);
    if (loaderId === undefined) this.#finish();
    return promise;
  }

  reload(): void {
    this.#begin();
    this.#ours.add(withoutHash(this.#httpUrl));
    this.#page.tell('Page.reload');
  }

  /** Ends what is under way: the page will not load any more. */
  abandon(): void {
    this.#settle?.(loadError('ERR_FAILED', this.url));
    this.#settle = undefined;
    this.#loading = false;
  }

  #begin(): void {
    this.#failed = false;
    if (this.#loading) return;
    this.#loading = true;
    this.#contents.emit('did-start-loading');
  }

  #finish(): void {
    const settle = this.#settle;
    this.#settle = undefined;
    if (this.#loading) {
      this.#loading = false;
      this.#contents.emit('did-stop-loading');
    }
    settle?.();
  }

  #fail(name: string, url: string): Error {
    const cause = loadError(name, url);
    this.#failed = true;
    this.#contents.emit('did-fail-load', makeEvent({}), errorNumbers[name] ?? -2, name, url, true, 1, 1);
    this.#settle?.(cause);
    this.#settle = undefined;
    this.#finish();
    return cause;
  }

  navigated({ frame }: Protocol.Page.frameNavigatedPayload): void {
    if (frame.parentId !== undefined) return;
    if (this.#httpUrl === '' && frame.url === 'about:blank' && !this.#loading) return;
    if (frame.unreachableUrl !== undefined) {
      if (!this.#failed) this.#fail('ERR_FAILED', fromHttp(frame.unreachableUrl));
      return;
    }
    this.#begin();
    this.#httpUrl = frame.url + (frame.urlFragment ?? '');
    this.#contents.emit('did-navigate', makeEvent({}), this.url, 200, 'OK');
  }

  navigatedWithin({ frameId, url }: Protocol.Page.navigatedWithinDocumentPayload): void {
    if (frameId !== this.#page.targetId) return;
    this.#httpUrl = url;
    this.#contents.emit('did-navigate-in-page', makeEvent({}), this.url, true, 1, 1);
  }

  domReady(): void {
    if (this.#httpUrl !== '' && !this.#failed) this.#contents.emit('dom-ready');
  }

  loaded(): void {
    if (this.#httpUrl === '' || this.#failed || !this.#loading) return;
    this.#contents.emit('did-finish-load');
    this.#finish();
  }

  askedByPage({ frameId }: Protocol.Page.frameRequestedNavigationPayload): void {
    this.#asked.add(frameId);
  }

  /** Chromium itself does not know the app's own schemes: the page's runtime brings such addresses here. */
  follow(url: string): void {
    if (!this.#mayGo(this.#page.targetId, url) || !isLoadable(url)) return;
    this.load(url).catch(() => undefined);
  }

  async paused(request: Protocol.Fetch.requestPausedPayload): Promise<void> {
    const { requestId } = request;
    if (request.responseStatusCode !== undefined) {
      await this.#withHeaders(request);
    } else if (request.redirectedRequestId === undefined && !(await this.#mayLoad(request))) {
      await this.#page.call('Fetch.failRequest', { requestId, errorReason: 'Aborted' });
    } else {
      // The answer is looked at only where the app wants to change its headers.
      const interceptResponse = Session.handlersOf(this.#session).headers !== undefined;
      await this.#page.call('Fetch.continueRequest', { requestId, interceptResponse });
    }
  }

  async #mayLoad({ frameId, request }: Protocol.Fetch.requestPausedPayload): Promise<boolean> {
    if (frameId === this.#page.targetId && this.#ours.delete(withoutHash(request.url))) return true;
    // The page's own word comes from another process than this request: after an answer of the page it must be here.
    if (!this.#asked.has(frameId) && !this.#contents.isCrashed()) {
      await this.#page.call('Runtime.evaluate', { expression: '0' }).catch(() => undefined);
    }
    if (!this.#asked.delete(frameId)) return true;
    return this.#mayGo(frameId, fromHttp(request.url + (request.urlFragment ?? '')));
  }

  #mayGo(frameId: string, url: string): boolean {
    const isMainFrame = frameId === this.#page.targetId;
    const frame = isMainFrame ? asElectron<Electron.WebFrameMain>(this.#contents.mainFrame) : null;
    const params = { url, isSameDocument: false, isMainFrame, frame };
    const first = makeEvent(params);
    this.#contents.emit('will-frame-navigate', asElectron(first));
    if (first.defaultPrevented) return false;
    if (!isMainFrame) return true;
    const second = makeEvent(params);
    this.#contents.emit('will-navigate', asElectron(second), url, false, true, 1, 1);
    return !second.defaultPrevented;
  }

  async #withHeaders(request: Protocol.Fetch.requestPausedPayload): Promise<void> {
    const { requestId, responseStatusCode = 200, responseHeaders = [] } = request;
    const listener = Session.handlersOf(this.#session).headers;
    const grouped: Record<string, string[]> = {};
    for (const { name, value } of responseHeaders) grouped[name] = [...(grouped[name] ?? []), value];
    const details = {
      id: 1,
      url: fromHttp(request.request.url),
      method: request.request.method,
      resourceType: 'mainFrame' as const,
      timestamp: Date.now(),
      statusCode: responseStatusCode,
      statusLine: `HTTP/1.1 ${responseStatusCode}`,
      responseHeaders: grouped,
    };
    const wanted = await new Promise<Electron.HeadersReceivedResponse>((resolve) => {
      if (listener) listener(asElectron(details), resolve);
      else resolve({});
    });
    if (wanted.cancel) {
      await this.#page.call('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' });
      return;
    }
    const headers = Object.entries(wanted.responseHeaders ?? grouped).flatMap(([name, values]) =>
      [values].flat().map((value) => ({ name, value })),
    );
    // Chromium reads the policies of a changed answer only where the whole answer is given anew.
    const { body, base64Encoded } = await this.#page.call('Fetch.getResponseBody', { requestId });
    await this.#page.call('Fetch.fulfillRequest', {
      requestId,
      responseCode: responseStatusCode,
      responseHeaders: headers,
      body: base64Encoded ? body : Buffer.from(body).toString('base64'),
    });
  }
}
