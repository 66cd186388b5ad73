import type { Protocol } from '../../node_modules/playwright-core/types/protocol.d.ts';
import { browser } from './browser.ts';
import type { Answers, Cdp, Commands, Events } from './cdp.ts';

export interface PageListener {
  event(name: keyof Events, params: unknown): void;
  crashed(exitCode: number): void;
  closed(): void;
}

const pages = new Map<string, PageListener>();
const watched = new WeakSet<Cdp>();

/** Targets are watched at the browser: a page that closes or crashes can no longer say so itself. */
function watch(cdp: Cdp): void {
  if (watched.has(cdp)) return;
  watched.add(cdp);
  cdp.listen('', (name, params) => {
    if (name === 'Target.targetDestroyed') {
      const { targetId } = params as Protocol.Target.targetDestroyedPayload;
      pages.get(targetId)?.closed();
    } else if (name === 'Target.targetCrashed') {
      const { targetId, errorCode } = params as Protocol.Target.targetCrashedPayload;
      pages.get(targetId)?.crashed(errorCode);
    }
  });
  cdp.call('Target.setDiscoverTargets', { discover: true }).catch(() => undefined);
}

/** One page of Chromium with the double's own session to it. */
export class Page {
  readonly opened: Promise<void>;
  #targetId = '';
  #session = '';
  #closed = false;
  readonly #listener: PageListener;

  constructor(source: string, width: number, height: number, listener: PageListener) {
    this.#listener = listener;
    this.opened = this.#open(source, width, height);
    this.opened.catch(() => undefined);
  }

  get targetId(): string {
    return this.#targetId;
  }

  async #open(source: string, width: number, height: number): Promise<void> {
    const cdp = browser();
    watch(cdp);
    const made = await cdp.call('Target.createTarget', {
      url: 'about:blank',
      newWindow: true,
      width,
      height,
    });
    this.#targetId = made.targetId;
    pages.set(made.targetId, this.#listener);
    const attached = await cdp.call('Target.attachToTarget', { targetId: made.targetId, flatten: true });
    this.#session = attached.sessionId;
    cdp.listen(this.#session, (name, params) => this.#listener.event(name, params));
    await Promise.all([
      this.call('Page.enable'),
      this.call('Runtime.enable'),
      this.call('Log.enable'),
      this.call('Runtime.addBinding', { name: '__electronDoublePost' }),
      this.call('Page.addScriptToEvaluateOnNewDocument', { source, runImmediately: false }),
      this.call('Fetch.enable', { patterns: [{ urlPattern: '*', resourceType: 'Document' }] }),
      this.resize(width, height),
    ]);
    if (this.#closed) await cdp.call('Target.closeTarget', { targetId: this.#targetId });
  }

  call<Name extends keyof Commands>(method: Name, params?: Commands[Name]): Promise<Answers[Name]> {
    return browser().call(method, params, this.#session);
  }

  /** For commands whose failure can only mean that the page is gone. */
  tell<Name extends keyof Commands>(method: Name, params?: Commands[Name]): void {
    this.call(method, params).catch(() => undefined);
  }

  async resize(width: number, height: number): Promise<void> {
    await this.call('Emulation.setDeviceMetricsOverride', {
      width,
      height,
      deviceScaleFactor: 1,
      mobile: false,
    });
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    pages.delete(this.#targetId);
    void this.opened
      .then(() => {
        browser().forget(this.#session);
        return browser().call('Target.closeTarget', { targetId: this.#targetId });
      })
      .catch(() => undefined);
  }
}
