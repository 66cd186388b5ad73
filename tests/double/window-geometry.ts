import { Emitter } from './emitter.ts';
import { type WindowEvents, windowEvents } from './events.ts';
import { workArea } from './screen.ts';

type Rectangle = Electron.Rectangle;
type Options = Electron.BrowserWindowConstructorOptions;

/** Where a window is and how large; there is no frame around its content. */
export abstract class WindowGeometry extends Emitter<WindowEvents> {
  #bounds: Rectangle;
  #normal: Rectangle | undefined;
  #minimum: [number, number];
  #resizable: boolean;
  #destroyed = false;

  constructor(options: Options) {
    super('BrowserWindow', windowEvents);
    const { width = 800, height = 600, minWidth = 0, minHeight = 0 } = options;
    this.#minimum = [minWidth, minHeight];
    this.#resizable = options.resizable ?? true;
    const size = { width: Math.max(width, minWidth), height: Math.max(height, minHeight) };
    this.#bounds = {
      x: options.x ?? Math.round((workArea.width - size.width) / 2),
      y: options.y ?? workArea.y + Math.round((workArea.height - size.height) / 2),
      ...size,
    };
  }

  protected alive(): void {
    if (this.#destroyed) throw new TypeError('Object has been destroyed');
  }

  protected markDestroyed(): boolean {
    const first = !this.#destroyed;
    this.#destroyed = true;
    return first;
  }

  protected abstract resized(width: number, height: number): void;

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  getBounds(): Rectangle {
    this.alive();
    return { ...this.#bounds };
  }

  getNormalBounds(): Rectangle {
    this.alive();
    return { ...(this.#normal ?? this.#bounds) };
  }

  getContentBounds(): Rectangle {
    return this.getBounds();
  }

  setBounds(bounds: Partial<Rectangle>, _animate?: boolean): void {
    this.alive();
    const before = this.#bounds;
    const wanted = { ...before, ...bounds };
    const [minWidth, minHeight] = this.#minimum;
    this.#bounds = {
      x: Math.round(wanted.x),
      y: Math.round(wanted.y),
      width: Math.max(Math.round(wanted.width), minWidth),
      height: Math.max(Math.round(wanted.height), minHeight),
    };
    const { x, y, width, height } = this.#bounds;
    if (width !== before.width || height !== before.height) {
      this.resized(width, height);
      this.emit('resize');
      this.emit('resized');
    }
    if (x !== before.x || y !== before.y) {
      this.emit('move');
      this.emit('moved');
    }
  }

  setContentBounds(bounds: Rectangle, _animate?: boolean): void {
    this.setBounds(bounds);
  }

  getSize(): number[] {
    const { width, height } = this.getBounds();
    return [width, height];
  }

  setSize(width: number, height: number, _animate?: boolean): void {
    this.setBounds({ width, height });
  }

  getContentSize(): number[] {
    return this.getSize();
  }

  setContentSize(width: number, height: number, _animate?: boolean): void {
    this.setBounds({ width, height });
  }

  getMinimumSize(): number[] {
    this.alive();
    return [...this.#minimum];
  }

  setMinimumSize(width: number, height: number): void {
    this.alive();
    this.#minimum = [width, height];
    this.setBounds({});
  }

  getPosition(): number[] {
    const { x, y } = this.getBounds();
    return [x, y];
  }

  setPosition(x: number, y: number, _animate?: boolean): void {
    this.setBounds({ x, y });
  }

  center(): void {
    const { width, height } = this.getBounds();
    this.setBounds({ x: (workArea.width - width) / 2, y: workArea.y + (workArea.height - height) / 2 });
  }

  isResizable(): boolean {
    this.alive();
    return this.#resizable;
  }

  setResizable(resizable: boolean): void {
    this.alive();
    this.#resizable = resizable;
  }

  maximize(): void {
    this.alive();
    if (this.#normal) return;
    this.#normal = this.getBounds();
    this.setBounds(workArea);
    this.emit('maximize');
  }

  unmaximize(): void {
    this.alive();
    if (!this.#normal) return;
    const back = this.#normal;
    this.#normal = undefined;
    this.setBounds(back);
    this.emit('unmaximize');
  }

  isMaximized(): boolean {
    this.alive();
    return this.#normal !== undefined;
  }
}
