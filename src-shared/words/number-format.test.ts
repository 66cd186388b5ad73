import { describe, expect, test } from 'vitest';
import {
  formatChange,
  formatLevel,
  formatPercent,
  formatPrice,
} from '../../src-core/numbers/format-number.ts';
import { parseNumber } from '../../src-core/numbers/parse-number.ts';
import { numberFormats, numbersInUse, numbersOf } from './number-format.ts';

const space = '\u00a0';

test.each([
  ['en-US', { decimal: '.', group: ',' }],
  ['ru-RU', { decimal: ',', group: space }],
  ['ru_RU', { decimal: ',', group: space }],
  ['de-DE', { decimal: ',', group: '.' }],
  ['fr', { decimal: ',', group: '\u202f' }],
  // Marks that nobody could type here.
  ['ar-EG', { decimal: '.', group: ',' }],
  ['not a locale', { decimal: '.', group: ',' }],
  ['', { decimal: '.', group: ',' }],
])('the locale %s writes numbers as %o', (locale, style) => {
  expect(numbersOf(locale)).toEqual(style);
});

describe('the format in use', () => {
  const sample = (...[numbers, language, locale]: Parameters<typeof numbersInUse>) =>
    formatPrice(12_346.5, 0.1, numbersInUse(numbers, language, locale)).replaceAll(space, ' ');

  test.each([
    ['system', 'system', 'en-US', '12,346.5'],
    ['system', 'system', 'ru-RU', '12 346,5'],
    ['system', 'system', 'de-DE', '12.346,5'],
    ['system', 'ru', 'en-US', '12 346,5'],
    ['system', 'en', 'ru-RU', '12,346.5'],
    // English with numbers of its own, as the system has it.
    ['system', 'en', 'en-ZA', '12 346,5'],
    ['comma-point', 'ru', 'ru-RU', '12,346.5'],
    ['space-comma', 'en', 'en-US', '12 346,5'],
    ['point-comma', 'en', 'en-US', '12.346,5'],
    ['space-point', 'en', 'en-US', '12 346.5'],
  ] as const)('with %s, the language %s and a system of %s is %s', (numbers, language, locale, text) => {
    expect(sample(numbers, language, locale)).toBe(text);
  });
});

describe.each(numberFormats)('in the format %s', (format) => {
  const style = numbersInUse(format, 'system', 'en-US');

  test.each([58_412.5, 58_412, 60_000, 1_234_567.89, 58.412, 0.5, 0.00001234, 999, 1_000, 142.25])(
    'what is shown of %d is read back',
    (value) => {
      for (const text of [formatPrice(value, null, style), formatLevel(value, null, style)]) {
        const read = parseNumber(text, style);
        expect([text, read.ok && read.value]).toEqual([text, value]);
      }
    },
  );

  test('significant digits stay, and signs stand where they stood', () => {
    expect(formatPrice(0.00001234, 1e-8, style)).toBe(`0${style.decimal}00001234`);
    expect(formatPercent(2.7178, style)).toBe(`2${style.decimal}72 %`);
    expect(formatPercent(0.004, style)).toBe(`0${style.decimal}004 %`);
    expect(formatChange(-12_345.6, style)).toBe(`▼ 12${style.group}346 %`);
    expect(formatPrice(Number.NaN, null, style)).toBe('–');
  });
});

test('where commas are decimal, what looks grouped by one is a fraction, and every other way is read as ever', () => {
  const comma = numbersInUse('space-comma', 'ru', 'ru-RU');
  const read = (text: string, style = comma) => {
    const parsed = parseNumber(text, style);
    return parsed.ok ? parsed.value : parsed.problem;
  };
  expect(read('58,412')).toBe(58.412);
  expect(read('58.412')).toBe(58.412);
  expect(read('58 412,5')).toBe(58_412.5);
  expect(read('58,412.50')).toBe(58_412.5);
  expect(read('1,000,000')).toBe(1_000_000);
  expect(read('58k')).toBe(58_000);
  const point = numbersInUse('point-comma', 'en', 'en-US');
  expect(read('58.412', point)).toBe(58_412);
  expect(read('0.412', point)).toBe(0.412);
  expect(read('58.41', point)).toBe(58.41);
  expect(read('58,412', point)).toBe(58.412);
});
