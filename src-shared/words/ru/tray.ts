import type { Russian } from '../catalogue.ts';
import type { tray as english } from '../en/tray.ts';

/** Значок в области уведомлений и уведомления: тишина, тихие часы, ближайшие будильники. */
export const tray: Russian<typeof english> = {
  'tray.settings': 'Настройки …',
  'tray.mute': 'Тишина на час',
  'tray.mute.end': 'Снять тишину',
  'tray.test.muted': 'Проверка будильника (сейчас тишина)',
  'tray.snoozeAll_one': 'Отложить {{count}} будильник на 5 мин',
  'tray.snoozeAll_few': 'Отложить {{count}} будильника на 5 мин',
  'tray.snoozeAll_many': 'Отложить {{count}} будильников на 5 мин',
  'tray.snoozeAll_other': 'Отложить {{count}} будильника на 5 мин',
  'tray.nearest': 'Ближайшие будильники',
  'tray.nearest.up': '▲ {{pair}}  {{level}} · {{percent}}',
  'tray.nearest.down': '▼ {{pair}}  {{level}} · {{percent}}',
  'tray.title': '{{base}} {{price}}',
  'tray.title.old': '{{base}} {{price}} (старая)',

  'glance.muted': 'Тишина до {{time}}',
  'glance.quiet': 'Тихие часы до {{time}}',
  'glance.held_one': '{{count}} будильник сработал и ждёт',
  'glance.held_few': '{{count}} будильника сработали и ждут',
  'glance.held_many': '{{count}} будильников сработали и ждут',
  'glance.held_other': '{{count}} будильника сработали и ждут',

  'hush.cause.muted': 'тишина до {{time}}',
  'hush.cause.quiet': 'тихие часы до {{time}}',

  'blind.sources': '{{first}} и {{last}}',

  'notification.test.title': 'Пробное уведомление',
  'notification.test.body': 'Так выглядит уведомление будильника. С ценами ничего не произошло.',
};
