import type { watchActions } from '../en/watch-actions.ts';

/** Russian has two plural forms more than English. */
type Keys = keyof typeof watchActions | 'row.remove.with_few' | 'row.remove.with_many';

export const watchActionsRu: Readonly<Record<Keys, string>> = {
  'row.open': 'Открыть',
  'row.pause': 'Приостановить её будильники',
  'row.resume': 'Включить её будильники',
  'row.up': 'Переместить выше',
  'row.down': 'Переместить ниже',
  'row.remove': 'Убрать',
  'row.remove.with_one': 'Убрать вместе с {{count}} будильником',
  'row.remove.with_few': 'Убрать вместе с {{count}} будильниками',
  'row.remove.with_many': 'Убрать вместе с {{count}} будильниками',
  'row.remove.with_other': 'Убрать вместе с {{count}} будильниками',
  'drag.handle': 'Переместить {{pair}}',
  'drag.role': 'строка, которую можно переместить',
  'drag.how':
    'Пробел — взять пару, стрелки — переместить, ещё раз пробел — положить, Escape — оставить на месте.',
  'drag.start': '{{pair}}: пара взята. Место {{place}} из {{count}}.',
  'drag.over': '{{pair}}: место {{place}} из {{count}}.',
  'drag.end': '{{pair}}: теперь место {{place}} из {{count}}.',
  'drag.cancel': '{{pair}} остаётся на своём месте.',
};
