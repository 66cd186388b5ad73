import { expect, test } from 'vitest';
import { languageInUse, languageOf } from './language.ts';

test.each([
  ['ru', 'ru'],
  ['ru-RU', 'ru'],
  ['ru_RU.UTF-8', 'ru'],
  ['RU', 'ru'],
  ['en-GB', 'en'],
  ['de-DE', 'en'],
  ['rue', 'en'],
  ['C', 'en'],
  ['', 'en'],
] as const)('a system that speaks %j is answered in %s', (locale, language) => {
  expect(languageOf(locale)).toBe(language);
});

test('the language that was set goes before that of the system', () => {
  expect(languageInUse('ru', 'en-US')).toBe('ru');
  expect(languageInUse('en', 'ru-RU')).toBe('en');
  expect(languageInUse('system', 'ru-RU')).toBe('ru');
});
