import { type NativeImage, nativeImage, nativeTheme } from 'electron';
import type { GlanceState } from '../../src-runtime/glance.ts';

/** Every tray picture as a data address, so that the app is one file. */
const pictures = import.meta.glob<string>('../../assets/tray/*.png', {
  eager: true,
  query: '?inline',
  import: 'default',
});

type Variant = 'template' | 'on-light' | 'on-dark';

function pictureOf(state: GlanceState, variant: Variant, scale: '' | '@2x'): string {
  const picture = pictures[`../../assets/tray/${state}-${variant}${scale}.png`];
  if (picture === undefined) throw new Error(`no tray picture ${state}-${variant}${scale}`);
  return picture;
}

function make(state: GlanceState, variant: Variant): NativeImage {
  const image = nativeImage.createEmpty();
  image.addRepresentation({ scaleFactor: 1, dataURL: pictureOf(state, variant, '') });
  image.addRepresentation({ scaleFactor: 2, dataURL: pictureOf(state, variant, '@2x') });
  if (variant === 'template') image.setTemplateImage(true);
  return image;
}

/** macOS colours a template itself; elsewhere the bar is light or dark, whatever the windows are. */
export function variantNow(platform: string = process.platform): Variant {
  if (platform === 'darwin') return 'template';
  // On Linux only the theme of the windows is known.
  const dark = nativeTheme.shouldUseDarkColorsForSystemIntegratedUI ?? nativeTheme.shouldUseDarkColors;
  return dark ? 'on-dark' : 'on-light';
}

/** The tray picture of a state in a variant, each made once. */
export function createTrayIcons(): (state: GlanceState, variant: Variant) => NativeImage {
  const made = new Map<string, NativeImage>();
  return (state, variant) => {
    const name = `${state}-${variant}`;
    const image = made.get(name) ?? make(state, variant);
    made.set(name, image);
    return image;
  };
}
