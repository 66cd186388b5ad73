import type { Russian } from '../catalogue.ts';
import type { language as english } from '../en/language.ts';

export const language: Russian<typeof english> = {
  'language.title': 'Язык и числа',
  'language.label': 'Язык',
  'language.system': 'как на компьютере',
  'language.en': 'English',
  'language.ru': 'Русский',
  'language.numbers': 'Числа',
  'language.numbers.system': 'как в языке: {{example}}',
};
