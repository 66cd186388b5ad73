/** Language and number format in the settings. A language is called as its speakers call it. */
export const language = {
  'language.title': 'Language and numbers',
  'language.label': 'Language',
  'language.system': 'as on this computer',
  'language.en': 'English',
  'language.ru': 'Русский',
  'language.numbers': 'Numbers',
  'language.numbers.system': 'as the language: {{example}}',
} as const;
