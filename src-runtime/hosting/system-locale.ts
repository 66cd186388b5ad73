/**
 * The locale of the computer, such as `ru-RU`, as programs in a terminal find it: by the environment, else by what Node
 * was told by the system.
 * @param environment the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that says something
 */
export function systemLocale(environment: Readonly<Record<string, string | undefined>>): string {
  const named = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || '';
  const [locale = ''] = named.split(/[.@]/);
  if (locale === '') return Intl.DateTimeFormat().resolvedOptions().locale;
  return locale === 'C' || locale === 'POSIX' ? 'en-US' : locale.replaceAll('_', '-');
}
