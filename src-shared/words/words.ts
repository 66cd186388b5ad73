import i18next, { type FormatterModule } from 'i18next';
import { formatTypedPrice } from '../../src-core/numbers/format-number.ts';
import { type Catalogue, merge } from './catalogue.ts';
import * as page from './shelves/en-page.ts';
import { plainStyle, type Style } from './style.ts';

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
export interface SayFrom<Key> {
  (key: Key, params?: WordParams): string;
  /** How numbers, lengths of time and dates are written in what it says. */
  readonly style: Style;
}
export type Say = SayFrom<WordKey>;

/** The catalogue of the interface in English; the Russian one (`russian-page.ts`) is fetched when it is wanted. */
export function createWords(style: Style = plainStyle): Say {
  return createWordsOf(pageCatalogue, style);
}

/** Parameters that count something; other numbers, such as a port, are written as they are. */
const amounts = new Set(['count', 'total', 'rank', 'most', 'used', 'days']);

function amountsIn({ numbers }: Style): FormatterModule {
  return {
    type: 'formatter',
    init() {},
    add() {},
    addCached() {},
    format: (value: unknown, _format, _language, options) =>
      typeof value === 'number' && amounts.has(String(options?.['interpolationkey']))
        ? formatTypedPrice(value, numbers)
        : (value as string),
  };
}

/**
 * Says the sentences of any catalogue.
 * @param style its language is that of the catalogue
 */
export function createWordsOf<Sentences extends Catalogue>(
  catalogue: Sentences,
  style: Style = plainStyle,
): SayFrom<KeyOf<Sentences>> {
  const { language } = style;
  const instance = i18next.createInstance().use(amountsIn(style));
  void instance.init({
    lng: language,
    fallbackLng: language,
    resources: { [language]: { translation: catalogue } },
    keySeparator: false,
    nsSeparator: false,
    initAsync: false,
    // React escapes what it shows, and nothing else renders HTML.
    interpolation: { escapeValue: false, alwaysFormat: true },
  });
  const say = (key: KeyOf<Sentences>, params?: WordParams) => instance.t(key as string, { ...params });
  return Object.assign(say, { style });
}

/** The sentence without its `<b>` marks. */
export function plain(sentence: string): string {
  return sentence.replaceAll(/<\/?b>/g, '');
}
