import { URL } from 'node:url';

export interface FrameSource {
  url(): string;
  destroyed(): boolean;
  send(channel: string, args: unknown[]): void;
  run(code: string, userGesture: boolean): Promise<unknown>;
}

/** The main frame of a window; the double knows no other. */
export class WebFrameMain {
  readonly #source: FrameSource;
  readonly frameTreeNodeId: number;
  readonly name = '';
  readonly parent = null;
  readonly detached = false;
  readonly processId: number;
  readonly routingId = 1;

  constructor(id: number, source: FrameSource) {
    this.#source = source;
    this.frameTreeNodeId = id;
    this.processId = id;
  }

  get url(): string {
    if (this.#source.destroyed())
      throw new Error('Render frame was disposed before WebFrameMain could be accessed');
    return this.#source.url();
  }

  get origin(): string {
    const url = URL.parse(this.url);
    if (url === null) return '';
    return url.origin === 'null' && url.host !== '' ? `${url.protocol}//${url.host}` : url.origin;
  }

  get top(): Electron.WebFrameMain {
    return this as unknown as Electron.WebFrameMain;
  }

  get frames(): Electron.WebFrameMain[] {
    return [];
  }

  get framesInSubtree(): Electron.WebFrameMain[] {
    return [this.top];
  }

  isDestroyed(): boolean {
    return this.#source.destroyed();
  }

  send(channel: string, ...args: unknown[]): void {
    this.#source.send(channel, args);
  }

  executeJavaScript(code: string, userGesture = false): Promise<unknown> {
    return this.#source.run(code, userGesture);
  }
}
