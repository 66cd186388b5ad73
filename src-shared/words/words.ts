import i18next from 'i18next';
import { alarms } from './en/alarms.ts';
import { errors } from './en/errors.ts';
import { form } from './en/form.ts';
import { hush } from './en/hush.ts';
import { interfaceWords } from './en/interface.ts';
import { ring } from './en/ring.ts';

/** What the interface says; hosts say more (`host-words.ts`), which a page need not load. */
export const pageCatalogue = { ...alarms, ...errors, ...form, ...hush, ...interfaceWords, ...ring };

/** A key of a catalogue; plural forms (`…_one`, `…_other`) are asked for by the part before. */
export type KeyOf<Catalogue> = keyof Catalogue extends infer K
  ? K extends `${infer Stem}_one`
    ? Stem | K
    : K
  : never;
export type WordKey = KeyOf<typeof pageCatalogue>;
export type WordParams = Readonly<Record<string, string | number>>;

/** Says a sentence of a catalogue; `count` chooses the plural form. */
export type SayFrom<Key> = (key: Key, params?: WordParams) => string;
export type Say = SayFrom<WordKey>;

/** The catalogue of the interface in one language; `en` is the only one of this version. */
export function createWords(): Say {
  return createWordsOf(pageCatalogue);
}

/** Says the sentences of any catalogue. */
export function createWordsOf<Catalogue extends Readonly<Record<string, string>>>(
  catalogue: Catalogue,
  language: 'en' = 'en',
): SayFrom<KeyOf<Catalogue>> {
  const instance = i18next.createInstance();
  void instance.init({
    lng: language,
    fallbackLng: 'en',
    resources: { en: { translation: catalogue } },
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
