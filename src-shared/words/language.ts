/** The languages that everything people read is in. */
export const languages = ['en', 'ru'] as const;
export type Language = (typeof languages)[number];

/** What is to be followed where nobody has chosen. */
export const languageSettings = ['system', ...languages] as const;
export type LanguageSetting = (typeof languageSettings)[number];

/** The language of a locale such as `ru-RU`; English where there is no catalogue of its own. */
export function languageOf(locale: string): Language {
  const [stem] = locale.toLowerCase().split(/[-_]/);
  return languages.find((one) => one === stem) ?? 'en';
}

/** The language that is spoken: the one that was set, else that of the system's locale. */
export function languageInUse(setting: LanguageSetting, systemLocale: string): Language {
  return setting === 'system' ? languageOf(systemLocale) : setting;
}
