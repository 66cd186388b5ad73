import { type NumberStyle, plainNumbers } from '../../src-core/numbers/format-number.ts';
import type { LanguageSetting } from './language.ts';

const noBreak = '\u00a0';

/** The formats to choose from, named by what stands between groups, then before the fraction. */
const styles = {
  'comma-point': plainNumbers,
  'space-comma': { decimal: ',', group: noBreak },
  'point-comma': { decimal: ',', group: '.' },
  'space-point': { decimal: '.', group: noBreak },
} as const satisfies Record<string, NumberStyle>;
export type NumberFormat = keyof typeof styles;
export const numberFormats = Object.keys(styles) as [NumberFormat, ...NumberFormat[]];

/** `system`: as the language has it, or the system's locale. */
export type NumberSetting = 'system' | NumberFormat;

const readable = /^[.,'’\s]$/;

/** How a locale writes numbers; plainly where it is unknown, or has marks that the app cannot read back. */
export function numbersOf(locale: string): NumberStyle {
  try {
    const parts = new Intl.NumberFormat(locale.replaceAll('_', '-')).formatToParts(1_234_567.5);
    const find = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
    const [decimal, group] = [find('decimal'), find('group')];
    const isUsable = readable.test(decimal) && readable.test(group) && decimal !== group;
    return isUsable ? { decimal, group } : plainNumbers;
  } catch {
    return plainNumbers;
  }
}

const localeOf = { en: 'en-US', ru: 'ru-RU' } as const;

/** The format in use: the one that was set, else that of the language; a system of that language may have its own. */
export function numbersInUse(
  numbers: NumberSetting,
  language: LanguageSetting,
  systemLocale: string,
): NumberStyle {
  if (numbers !== 'system') return styles[numbers];
  const followsSystem = language === 'system' || systemLocale.toLowerCase().startsWith(language);
  return numbersOf(followsSystem ? systemLocale : localeOf[language]);
}
