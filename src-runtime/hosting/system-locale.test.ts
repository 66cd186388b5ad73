import { expect, test } from 'vitest';
import { systemLocale } from './system-locale.ts';

test.each([
  [{ LANG: 'ru_RU.UTF-8' }, 'ru-RU'],
  [{ LANG: 'de_CH@euro' }, 'de-CH'],
  [{ LANG: 'ru_RU.UTF-8', LC_ALL: 'en_GB.UTF-8' }, 'en-GB'],
  [{ LANG: 'en_US.UTF-8', LC_MESSAGES: 'ru_RU.UTF-8' }, 'ru-RU'],
  [{ LANG: 'ru_RU.UTF-8', LC_ALL: '' }, 'ru-RU'],
  [{ LC_ALL: 'C.UTF-8', LANG: 'ru_RU.UTF-8' }, 'en-US'],
  [{ LANG: 'POSIX' }, 'en-US'],
])('%o is the locale %s', (environment, locale) => {
  expect(systemLocale(environment)).toBe(locale);
});

test('an environment that says nothing leaves it to the system', () => {
  expect(systemLocale({})).toMatch(/^[a-z]{2,3}(-|$)/);
});
