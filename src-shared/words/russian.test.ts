import { describe, expect, test } from 'vitest';
import type { Catalogue } from './catalogue.ts';
import { createHostWords, hostCatalogue } from './host-words.ts';
import { russianHosts } from './russian-hosts.ts';
import * as englishHosts from './shelves/en-hosts.ts';
import * as englishPage from './shelves/en-page.ts';
import * as englishViews from './shelves/en-views.ts';
import * as hosts from './shelves/ru-hosts.ts';
import * as page from './shelves/ru-page.ts';
import * as views from './shelves/ru-views.ts';
import { styleInUse } from './style.ts';
import { viewCatalogue } from './view-words.ts';
import { createWordsOf } from './words.ts';

type Shelf = Readonly<Record<string, Catalogue>>;
const shelves: readonly (readonly [english: Shelf, russian: Shelf])[] = [
  [englishPage, page],
  [englishViews, views],
  [englishHosts, hosts],
];
const english: Catalogue = { ...hostCatalogue, ...viewCatalogue };
const style = styleInUse({ language: 'ru', numbers: 'system' }, 'en-US');
const sayAny = createWordsOf(russianHosts, style);

const forms = ['one', 'few', 'many', 'other'] as const;
const stemOf = (key: string) => key.replace(/_(one|few|many|other)$/, '');
const isPlural = (key: string) => stemOf(key) !== key;
const parametersOf = (sentence: string) =>
  [...new Set([...sentence.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? ''))].toSorted();
const marksOf = (sentence: string) => sentence.match(/<b>/g)?.length ?? 0;
/** What a Russian sentence is held against. Where a count chooses, all forms name it: one of them is said of 21 too. */
const originalOf = (key: string) => english[isPlural(key) ? `${stemOf(key)}_other` : key] ?? '';

/** Both languages may write nothing but marks and parameters, or a name. */
const same =
  /^(app\.name|source\.(binance|coingecko)|alarms\.noDistance|language\.en|status\.failing\.detail|command\.keys(\.mac)?)$/;

describe('the Russian catalogue', () => {
  test('has the areas of the English one, each with its keys, and four forms of what is counted', () => {
    for (const [from, to] of shelves) {
      expect(Object.keys(to).toSorted()).toEqual(Object.keys(from).toSorted());
      for (const [area, sentences] of Object.entries(from)) {
        const wanted = Object.keys(sentences).flatMap((key) =>
          isPlural(key) ? forms.map((form) => `${stemOf(key)}_${form}`) : [key],
        );
        expect([area, Object.keys(to[area] ?? {}).toSorted()]).toEqual([
          area,
          [...new Set(wanted)].toSorted(),
        ]);
      }
    }
  });

  test('every sentence takes the parameters of the English one, and sets as much in bold', () => {
    for (const [key, sentence] of Object.entries(russianHosts)) {
      const original = originalOf(key);
      expect([key, parametersOf(sentence)]).toEqual([key, parametersOf(original)]);
      expect([key, marksOf(sentence)]).toEqual([key, marksOf(original)]);
    }
  });

  test('marks are closed, placeholders whole, and every sentence is Russian', () => {
    for (const [key, sentence] of Object.entries(russianHosts)) {
      const rest = sentence.replaceAll(/<b>[^<]*<\/b>/g, '').replaceAll(/\{\{\w+\}\}/g, '');
      expect([key, rest]).toEqual([key, expect.not.stringMatching(/[<>{}]|\$t\(|“|”/)]);
      const needsLetters = /\p{L}/u.test(originalOf(key).replaceAll(/\{\{\w+\}\}|<\/?b>/g, ''));
      if (needsLetters && !same.test(key)) {
        expect([key, sentence]).toEqual([key, expect.stringMatching(/\p{Script=Cyrillic}/u)]);
      }
    }
  });

  test('a refusal is a sentence', () => {
    const refusals = Object.entries(russianHosts).filter(([key]) => key.startsWith('error.'));
    expect(refusals.length).toBeGreaterThan(30);
    for (const [key, sentence] of refusals) {
      expect([key, sentence]).toEqual([key, expect.stringMatching(/^[\p{Lu}«{].*[.?]$/su)]);
    }
  });

  test.each([
    [1, 'В списке 1 пара'],
    [3, 'В списке 3 пары'],
    [11, 'В списке 11 пар'],
    [21, 'В списке 21 пара'],
    [0, 'В списке 0 пар'],
  ])('%d are counted as Russian counts', (count, sentence) => {
    expect(createHostWords(style)('watch.title', { count })).toBe(sentence);
    expect(sayAny('watch.title', { count })).toBe(sentence);
  });
});
