import { desk } from './desk.ts';
import { Emitter } from './emitter.ts';

export interface ThemeEvents {
  updated: [];
}

export const themeEvents: Record<keyof ThemeEvents, true> = { updated: true };

export class NativeTheme extends Emitter<ThemeEvents> {
  #source: 'system' | 'light' | 'dark' = 'system';
  readonly shouldUseHighContrastColors = false;
  readonly shouldUseInvertedColorScheme = false;
  readonly inForcedColorsMode = false;
  readonly prefersReducedTransparency = false;
  readonly shouldDifferentiateWithoutColor = false;

  constructor() {
    super('nativeTheme', themeEvents);
  }

  get themeSource(): 'system' | 'light' | 'dark' {
    return this.#source;
  }

  set themeSource(source: 'system' | 'light' | 'dark') {
    if (!['system', 'light', 'dark'].includes(source)) throw new TypeError(`Not a theme: ${String(source)}`);
    if (source === this.#source) return;
    this.#source = source;
    this.emit('updated');
  }

  get shouldUseDarkColors(): boolean {
    return this.#source === 'system' ? desk.dark : this.#source === 'dark';
  }

  get shouldUseDarkColorsForSystemIntegratedUI(): boolean {
    return desk.dark;
  }
}

export const nativeTheme = new NativeTheme();
