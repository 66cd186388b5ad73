import type { Russian } from '../catalogue.ts';
import type { damage as english } from '../en/damage.ts';

export const damage: Russian<typeof english> = {
  'damage.pairs_one': '{{count}} пара',
  'damage.pairs_few': '{{count}} пары',
  'damage.pairs_many': '{{count}} пар',
  'damage.pairs_other': '{{count}} пары',
  'damage.alarms_one': '{{count}} будильник',
  'damage.alarms_few': '{{count}} будильника',
  'damage.alarms_many': '{{count}} будильников',
  'damage.alarms_other': '{{count}} будильника',
  'damage.what': '{{pairs}} и {{alarms}}',
  'damage.missing': 'Не вернулось: {{what}}.',
  'damage.missing.newer': 'Там остались {{what}}: обновите приложение и импортируйте этот файл.',
  'damage.missing.none': 'Все пары и будильники на месте; последние правки в них могли пропасть.',
  'damage.missing.all': 'Задайте их заново или импортируйте этот файл, когда он будет исправлен.',
  'damage.missing.unknown': 'Изменённое позже пропало: проверьте будильники.',
};
