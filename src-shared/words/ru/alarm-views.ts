import type { alarmViews as english } from '../en/alarm-views.ts';

type Plural = 'alarms.bulk.count' | 'toast.alarmsRemoved';

export const alarmViews: Readonly<Record<keyof typeof english | `${Plural}_${'few' | 'many'}`, string>> = {
  'alarms.list': 'Как показать',
  'alarms.list.pairs': 'По парам',
  'alarms.list.flat': 'Одним списком',
  'alarms.filter': 'Показать только',
  'alarms.filter.all': 'все',
  'alarms.filter.none': 'Таких будильников сейчас нет.',
  'alarms.filter.clear': 'Показать все',
  'alarms.select': 'Выбрать: {{alarm}}',
  'alarms.select.all': 'Выбрать все показанные',
  'alarms.column.select': 'Выбор',
  'alarms.bulk': 'Действия с выбранными',
  'alarms.bulk.count_one': 'Выбран {{count}}',
  'alarms.bulk.count_few': 'Выбрано {{count}}',
  'alarms.bulk.count_many': 'Выбрано {{count}}',
  'alarms.bulk.count_other': 'Выбрано {{count}}',
  'alarms.bulk.pause': 'Приостановить',
  'alarms.bulk.resume': 'Продолжить',
  'alarms.bulk.remove': 'Удалить',
  'alarms.bulk.clear': 'Снять выбор',
  'toast.alarmsRemoved_one': 'Удалён {{count}} будильник.',
  'toast.alarmsRemoved_few': 'Удалено {{count}} будильника.',
  'toast.alarmsRemoved_many': 'Удалено {{count}} будильников.',
  'toast.alarmsRemoved_other': 'Удалено {{count}} будильника.',
};
