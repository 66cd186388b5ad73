import { type ScreenEvents, screenEvents } from './desk-events.ts';
import { asElectron, Emitter } from './emitter.ts';
import { needReady } from './lifecycle.ts';

/** One display with a bar at its top. */
const display = {
  id: 1,
  label: 'Display of the double',
  bounds: { x: 0, y: 0, width: 1280, height: 800 },
  size: { width: 1280, height: 800 },
  workArea: { x: 0, y: 24, width: 1280, height: 776 },
  workAreaSize: { width: 1280, height: 776 },
  scaleFactor: 1,
  rotation: 0,
  internal: false,
  touchSupport: 'unavailable',
} as const;

export const workArea: Electron.Rectangle = display.workArea;

export class Screen extends Emitter<ScreenEvents> {
  constructor() {
    super('screen', screenEvents);
  }

  getPrimaryDisplay(): Electron.Display {
    needReady("The 'screen' module cannot be used");
    return asElectron(structuredClone(display));
  }

  getAllDisplays(): Electron.Display[] {
    return [this.getPrimaryDisplay()];
  }

  getDisplayNearestPoint(_point: Electron.Point): Electron.Display {
    return this.getPrimaryDisplay();
  }

  getDisplayMatching(_rect: Electron.Rectangle): Electron.Display {
    return this.getPrimaryDisplay();
  }

  getCursorScreenPoint(): Electron.Point {
    needReady("The 'screen' module cannot be used");
    return { x: 640, y: 400 };
  }
}

export const screen = new Screen();
