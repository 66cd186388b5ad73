import { styleSettings } from '../../src-shared/contract/app-settings.ts';
import { type Style, type StyleSettings, styleInUse } from '../../src-shared/words/style.ts';

const key = 'crypto-price-alarm.style';
const unset: StyleSettings = { language: 'system', numbers: 'system' };

/** What the settings come to on this computer. */
export function styleHere(settings: StyleSettings): Style {
  return styleInUse(settings, navigator.language);
}

/** Keeps a copy of what is set, so that the next page speaks so before the host has answered. */
export function rememberStyle(settings: StyleSettings): void {
  try {
    localStorage.setItem(key, JSON.stringify(settings));
  } catch {
    // A browser that keeps nothing: the page speaks the browser's language for a moment.
  }
}

/** How the page spoke last; else as the browser does. */
export function rememberedStyle(): Style {
  try {
    const parsed = styleSettings.safeParse(JSON.parse(localStorage.getItem(key) ?? 'null'));
    return styleHere(parsed.success ? parsed.data : unset);
  } catch {
    return styleHere(unset);
  }
}
