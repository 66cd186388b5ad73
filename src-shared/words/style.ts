import type { DurationStyle } from '../../src-core/numbers/format-duration.ts';
import { type NumberStyle, plainNumbers } from '../../src-core/numbers/format-number.ts';
import { units as english } from './en/units.ts';
import { type Language, type LanguageSetting, languageInUse } from './language.ts';
import { type NumberSetting, numbersInUse } from './number-format.ts';
import { units as russian } from './ru/units.ts';

/** How everything is written beside the sentences: numbers, lengths of time, dates. */
export interface Style {
  readonly language: Language;
  readonly numbers: NumberStyle;
  readonly durations: DurationStyle;
  /** How `Intl` writes dates in this language. */
  readonly dates: string;
}

const durations = { en: english, ru: russian } as const satisfies Record<Language, DurationStyle>;
const dates = { en: 'en-GB', ru: 'ru-RU' } as const satisfies Record<Language, string>;

/** The style of a language. */
export function styleOf(language: Language, numbers: NumberStyle): Style {
  return { language, numbers, durations: durations[language], dates: dates[language] };
}

/** English with plain numbers, where nothing else is said. */
export const plainStyle: Style = styleOf('en', plainNumbers);

/** What the user has set about language and numbers. */
export interface StyleSettings {
  readonly language: LanguageSetting;
  readonly numbers: NumberSetting;
}

/** @param systemLocale of whoever reads it: the browser's, the desktop's, that of the environment; such as `ru-RU` */
export function styleInUse({ language, numbers }: StyleSettings, systemLocale: string): Style {
  return styleOf(languageInUse(language, systemLocale), numbersInUse(numbers, language, systemLocale));
}
