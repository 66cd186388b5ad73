import type { watchListWords } from '../en/watch-list.ts';

/** Russian has two plural forms more than English. */
type Keys = keyof typeof watchListWords | 'watch.shown_few' | 'watch.shown_many';

export const watchListRu: Readonly<Record<Keys, string>> = {
  'watch.blindFor': 'нет цен {{age}}',
  'watch.via': 'через {{source}}',
  'watch.move': '{{percent}} за {{window}}',
  'watch.more': 'Ещё о {{pair}}',
  'watch.sort': 'Порядок',
  'watch.sort.own': 'Свой порядок',
  'watch.sort.name': 'По имени',
  'watch.sort.change': 'По изменению',
  'watch.sort.nearest': 'Ближайший будильник',
  'watch.filter': 'Найти по коду или имени',
  'watch.kind': 'Показать',
  'watch.kind.all': 'Все',
  'watch.kind.alarms': 'С будильниками',
  'watch.kind.ringing': 'Звонят',
  'watch.kind.trouble': 'С неполадками',
  'watch.shown_one': '{{count}} из {{all}} пар',
  'watch.shown_few': '{{count}} из {{all}} пар',
  'watch.shown_many': '{{count}} из {{all}} пар',
  'watch.shown_other': '{{count}} из {{all}} пар',
  'watch.shown.none': 'Таких пар в списке нет.',
  'watch.shown.clear': 'Показать все пары',
  'watch.moved': '{{pair}}: теперь место {{place}} из {{count}}.',
};
