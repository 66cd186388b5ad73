import { type TrayEvents, trayEvents } from './desk-events.ts';
import { asElectron, Emitter } from './emitter.ts';
import { needReady } from './lifecycle.ts';
import { clickInMenu, type PlainItem, plainMenu } from './menu.ts';
import { imageOf, type NativeImage } from './native-image.ts';

interface TrayState {
  image: NativeImage;
  toolTip: string;
  title: string;
  menu: Electron.Menu | null;
  destroyed: boolean;
}

/** Only weak references: a tray that the app lets go of disappears, as in Electron. */
const trays: WeakRef<Tray>[] = [];
const bounds: Electron.Rectangle = { x: 1200, y: 0, width: 24, height: 24 };

function usable(image: Electron.NativeImage | string): NativeImage {
  const found = imageOf(image);
  if (found.isEmpty()) {
    throw new Error(
      typeof image === 'string' ? `Failed to load image from path '${image}'` : 'The image is empty',
    );
  }
  return found;
}

export class Tray extends Emitter<TrayEvents> {
  readonly #state: TrayState;

  constructor(image: Electron.NativeImage | string, _guid?: string) {
    super('tray', trayEvents);
    needReady('Cannot create Tray');
    this.#state = { image: usable(image), toolTip: '', title: '', menu: null, destroyed: false };
    trays.push(new WeakRef(this));
  }

  #alive(): TrayState {
    if (this.#state.destroyed) throw new Error('Tray is destroyed');
    return this.#state;
  }

  setImage(image: Electron.NativeImage | string): void {
    this.#alive().image = usable(image);
  }

  setPressedImage(image: Electron.NativeImage | string): void {
    this.#alive();
    usable(image);
  }

  setToolTip(toolTip: string): void {
    this.#alive().toolTip = toolTip;
  }

  setTitle(title: string, _options?: Electron.TitleOptions): void {
    this.#alive().title = title;
  }

  getTitle(): string {
    return this.#alive().title;
  }

  setContextMenu(menu: Electron.Menu | null): void {
    this.#alive().menu = menu;
  }

  popUpContextMenu(menu?: Electron.Menu, _position?: Electron.Point): void {
    this.#alive();
    (menu ?? this.#state.menu)?.popup();
  }

  closeContextMenu(): void {
    this.#alive();
  }

  setIgnoreDoubleClickEvents(_ignore: boolean): void {
    this.#alive();
  }

  getBounds(): Electron.Rectangle {
    this.#alive();
    return { ...bounds };
  }

  destroy(): void {
    this.#state.destroyed = true;
  }

  isDestroyed(): boolean {
    return this.#state.destroyed;
  }

  /** For the double's own modules. */
  static stateOf(tray: Tray): TrayState {
    return tray.#state;
  }
}

export interface PlainTray {
  readonly image: string;
  readonly size: Electron.Size;
  readonly isTemplate: boolean;
  readonly toolTip: string;
  readonly title: string;
  readonly menu: readonly PlainItem[] | null;
}

export function livingTrays(): Tray[] {
  return trays.flatMap((weak) => {
    const tray = weak.deref();
    return tray && !tray.isDestroyed() ? [tray] : [];
  });
}

export function plainTrays(): PlainTray[] {
  return livingTrays().map((tray) => {
    const { image, toolTip, title, menu } = Tray.stateOf(tray);
    return {
      image: image.toDataURL(),
      size: image.getSize(),
      isTemplate: image.isTemplateImage(),
      toolTip,
      title,
      menu: menu && plainMenu(menu),
    };
  });
}

function trayAt(index: number): Tray {
  const tray = livingTrays()[index];
  if (!tray) throw new Error(`No tray ${index} is alive.`);
  return tray;
}

export function clickTray(index: number, event: keyof TrayEvents): void {
  const press = asElectron<Electron.KeyboardEvent>({});
  if (event === 'click') trayAt(index).emit(event, press, bounds, { x: bounds.x + 12, y: 12 });
  else trayAt(index).emit(event, press, bounds);
}

export function clickTrayItem(label: string, index: number): void {
  const { menu } = Tray.stateOf(trayAt(index));
  if (!menu || !clickInMenu(menu, label)) throw new Error(`The tray has no item '${label}'.`);
}
