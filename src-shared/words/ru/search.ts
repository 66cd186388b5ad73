import type { searchWords as en } from '../en/search.ts';

type Forms = {
  readonly [K in 'found.count_one' | 'found.count_few' | 'found.count_many' | 'found.count_other']: string;
};

export const searchWords: Record<keyof typeof en, string> & Forms = {
  'found.list': 'Найденные пары',
  'found.watched': 'в списке',
  'found.none': 'Такой пары нет.',
  'found.count_one': 'Найдена {{count}} пара',
  'found.count_few': 'Найдено {{count}} пары',
  'found.count_many': 'Найдено {{count}} пар',
  'found.count_other': 'Найдено {{count}} пары',
  'found.missing': 'Источник {{source}} сейчас недоступен для поиска.',
  'command.open': 'Новый будильник: btc ниже 58к',
  'command.keys': 'Ctrl K',
  'command.keys.mac': '⌘ K',
};
