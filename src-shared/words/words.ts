import i18next from 'i18next';
import { alarms } from './en/alarms.ts';
import { errors } from './en/errors.ts';
import { host } from './en/host.ts';
import { interfaceWords } from './en/interface.ts';

const en = { ...alarms, ...errors, ...host, ...interfaceWords };

/** A key of the catalogue; plural forms (`…_one`, `…_other`) are asked for by the part before. */
export type WordKey = keyof typeof en extends infer K
  ? K extends `${infer Stem}_one`
    ? Stem | K
    : K
  : never;
export type WordParams = Readonly<Record<string, string | number>>;

/** Says a sentence of the catalogue; `count` chooses the plural form. */
export type Say = (key: WordKey, params?: WordParams) => string;

/** The catalogue of one language; `en` is the only one of this version. */
export function createWords(language: 'en' = 'en'): Say {
  const instance = i18next.createInstance();
  void instance.init({
    lng: language,
    fallbackLng: 'en',
    resources: { en: { translation: en } },
    keySeparator: false,
    nsSeparator: false,
    initAsync: false,
    // React escapes what it shows, and nothing else renders HTML.
    interpolation: { escapeValue: false },
  });
  return (key, params) => instance.t(key as string, { ...params });
}

/** The sentence without its `<b>` marks. */
export function plain(sentence: string): string {
  return sentence.replaceAll(/<\/?b>/g, '');
}
