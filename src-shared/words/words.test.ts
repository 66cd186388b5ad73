import { describe, expect, test } from 'vitest';
import { failureCauses } from '../contract/causes.ts';
import { errorCodes } from '../contract/contract.ts';
import { notice } from '../contract/schemas.ts';
import type { Catalogue } from './catalogue.ts';
import { createHostWords, hostCatalogue } from './host-words.ts';
import * as hosts from './shelves/en-hosts.ts';
import * as page from './shelves/en-page.ts';
import * as views from './shelves/en-views.ts';
import { styleOf } from './style.ts';
import { viewCatalogue } from './view-words.ts';
import { createWords, createWordsOf, plain } from './words.ts';

/** A part may stand on several shelves. */
const parts = [...new Set([hosts, page, views].flatMap((shelf) => Object.values<Catalogue>(shelf)))];
const catalogue: Catalogue = { ...hostCatalogue, ...viewCatalogue };
const say = createHostWords();
const sayAny = createWordsOf(catalogue);

const parametersOf = (sentence: string) =>
  [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '');

describe('the catalogue', () => {
  test('no key stands in two parts of it', () => {
    const keys = parts.flatMap((part) => Object.keys(part));
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  test('every sentence is said whole: no placeholder is left once its values are given', () => {
    for (const [key, sentence] of Object.entries(catalogue)) {
      const values = Object.fromEntries(
        parametersOf(sentence).map((name) => [name, name === 'count' ? 3 : `<${name}>`]),
      );
      const said = sayAny(key, values);
      expect([key, said]).toEqual([key, expect.not.stringMatching(/\{\{|\}\}|undefined/)]);
      for (const [name, value] of Object.entries(values)) {
        if (name !== 'count') expect([key, said]).toEqual([key, expect.stringContaining(String(value))]);
      }
    }
  });

  test('placeholders are written as i18next reads them', () => {
    for (const [key, sentence] of Object.entries(catalogue)) {
      const rest = sentence.replaceAll(/\{\{\w+\}\}/g, '');
      expect([key, rest]).toEqual([key, expect.not.stringMatching(/[{}]|\$t\(/)]);
    }
  });

  test('marks are opened and closed, and there are no others', () => {
    for (const [key, sentence] of Object.entries(catalogue)) {
      expect([key, sentence.replaceAll(/<b>[^<]*<\/b>/g, '')]).toEqual([
        key,
        expect.not.stringMatching(/[<>]/),
      ]);
    }
  });

  test('plural forms come in pairs', () => {
    for (const key of Object.keys(catalogue)) {
      if (key.endsWith('_one')) expect(catalogue).toHaveProperty([key.replace(/_one$/, '_other')]);
      if (key.endsWith('_other')) expect(catalogue).toHaveProperty([key.replace(/_other$/, '_one')]);
    }
  });

  test('every failure of a source has its cause in words, and every notice its sentence', () => {
    for (const cause of failureCauses) expect(catalogue).toHaveProperty([`cause.${cause}`]);
    for (const code of notice.shape.code.options) expect(catalogue).toHaveProperty([`notice.${code}`]);
  });

  test('every code of a refusal has a sentence, which says what to do', () => {
    for (const code of errorCodes) {
      const found = Object.keys(catalogue).filter(
        (key) => key === `error.${code}` || key.startsWith(`error.${code}.`),
      );
      expect([code, found.length]).toEqual([code, expect.toSatisfy((n: number) => n > 0)]);
    }
    for (const [key, sentence] of Object.entries(catalogue)) {
      if (key.startsWith('error.'))
        expect([key, sentence]).toEqual([key, expect.stringMatching(/^[\p{Lu}“{].*[.?]$/su)]);
    }
  });
});

describe('saying', () => {
  test.each([
    '$&',
    '$1',
    '$$',
    '{{text}}',
    '{{source}}',
    '$t(error.internal)',
    '<b>x</b>',
    '&amp;',
    '🚀',
    '__proto__',
  ])('what a user typed is said as typed: %s', (text) => {
    const said = say('error.unknown-symbol', { source: 'Binance', text });
    expect(said).toBe(
      `Binance does not trade ${text}. Check the spelling, or try another quote such as USDT.`,
    );
  });

  test('numbers choose the plural form', () => {
    expect(say('watch.title', { count: 1 })).toBe('Watching 1 pair');
    expect(say('watch.title', { count: 0 })).toBe('Watching 0 pairs');
    expect(say('watch.title', { count: 2 })).toBe('Watching 2 pairs');
  });

  test('what is counted is written in the style, other numbers as they are', () => {
    expect(say('watch.title', { count: 12_346 })).toBe('Watching 12,346 pairs');
    expect(say('add.rank', { rank: 12_346 })).toBe('rank 12,346');
    expect(say('host.port-in-use', { port: 8787, host: 'x' })).toContain('Port 8787 on x');
    const russian = createHostWords(styleOf('ru', { decimal: ',', group: '.' }));
    expect(russian('watch.title', { count: 12_341 })).toBe('В списке 12.341 пара');
  });

  test('a page says the same as a host, of what it has', () => {
    expect(createWords()('watch.title', { count: 2 })).toBe('Watching 2 pairs');
    expect(createWords()('status.live')).toBe(say('status.live'));
  });

  test('plain drops the marks and nothing else', () => {
    expect(plain('reaches <b>60,000</b> from below')).toBe('reaches 60,000 from below');
    expect(plain('1 < 2 <i>x</i>')).toBe('1 < 2 <i>x</i>');
  });
});
