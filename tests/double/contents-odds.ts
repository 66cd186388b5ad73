import { Emitter } from './emitter.ts';
import { type WebContentsEvents, webContentsEvents } from './events.ts';

const ids = { last: 0 };

/** What a window's contents have without their page: identity, end, and settings that the double only notes. */
export abstract class ContentsOdds extends Emitter<WebContentsEvents> {
  readonly id: number;
  readonly #state = { destroyed: false, devTools: false, muted: false, throttled: true };

  constructor() {
    super('webContents', webContentsEvents);
    ids.last += 1;
    this.id = ids.last;
  }

  protected alive(): void {
    if (this.#state.destroyed) throw new TypeError('Object has been destroyed');
  }

  protected markDestroyed(): boolean {
    const first = !this.#state.destroyed;
    this.#state.destroyed = true;
    return first;
  }

  isDestroyed(): boolean {
    return this.#state.destroyed;
  }

  openDevTools(_options?: Electron.OpenDevToolsOptions): void {
    this.alive();
    if (this.#state.devTools) return;
    this.#state.devTools = true;
    this.emit('devtools-opened');
  }

  closeDevTools(): void {
    this.alive();
    if (!this.#state.devTools) return;
    this.#state.devTools = false;
    this.emit('devtools-closed');
  }

  isDevToolsOpened(): boolean {
    this.alive();
    return this.#state.devTools;
  }

  focus(): void {
    this.alive();
  }

  setAudioMuted(muted: boolean): void {
    this.alive();
    this.#state.muted = muted;
  }

  isAudioMuted(): boolean {
    this.alive();
    return this.#state.muted;
  }

  setBackgroundThrottling(allowed: boolean): void {
    this.alive();
    this.#state.throttled = allowed;
  }

  getBackgroundThrottling(): boolean {
    this.alive();
    return this.#state.throttled;
  }

  getOSProcessId(): number {
    this.alive();
    return this.id;
  }
}
