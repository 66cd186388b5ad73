import i18next from 'i18next';
import { type Catalogue, merge } from './catalogue.ts';
import type { Language } from './language.ts';
import * as page from './shelves/en-page.ts';

/** What the interface says; hosts say more (`host-words.ts`), which a page need not load. */
export const pageCatalogue = merge(page);

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

/** The catalogue of the interface in English; the Russian one is fetched when it is wanted. */
export function createWords(): Say {
  return createWordsOf(pageCatalogue);
}

/** Says the sentences of any catalogue, which is in that language. */
export function createWordsOf<Sentences extends Catalogue>(
  catalogue: Sentences,
  language: Language = 'en',
): SayFrom<KeyOf<Sentences>> {
  const instance = i18next.createInstance();
  void instance.init({
    lng: language,
    fallbackLng: language,
    resources: { [language]: { translation: catalogue } },
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
