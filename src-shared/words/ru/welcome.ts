import type { welcome as en } from '../en/welcome.ts';

/** The first start: a few cards, each of which can be skipped, in Russian. */
export const welcome: Record<keyof typeof en, string> = {
  'welcome.region': 'Первые шаги',
  'welcome.step': 'Шаг {{step}} из {{steps}}',
  'welcome.skip': 'Пропустить',
  'welcome.skipAll': 'Настроить позже',
  'welcome.back': 'Назад',
  'welcome.next': 'Дальше',
  'welcome.done': 'Начать наблюдение',
  'welcome.language.title': 'Выберите язык',
  'welcome.language.body': 'Его можно сменить в настройках в любой момент.',
  'welcome.pair.title': 'Какая цена важна?',
  'welcome.pair.body':
    'Для начала достаточно одной пары из списка или любой другой. Остальные можно добавить потом.',
  'welcome.pair.busy': 'Ищем',
  'welcome.pair.other': 'Другая пара',
  'welcome.pair.watch': 'Следить за {{pair}}',
  'welcome.alarm.title': 'Когда звонить по {{pair}}?',
  'welcome.alarm.body': 'Звонит каждый раз, когда цена прошла столько, и отсчёт начинается заново.',
  'welcome.alarm.percent': 'Насколько должна сдвинуться цена',
  'welcome.alarm.direction': 'Направление',
  'welcome.alarm.any': 'вверх или вниз',
  'welcome.alarm.up': 'вверх',
  'welcome.alarm.down': 'вниз',
  'welcome.alarm.sentence': 'Звонит, когда {{pair}} {{condition}}.',
  'welcome.alarm.add': 'Добавить будильник',
  'welcome.test.title': 'Проверка звонка',
  'welcome.test.body':
    'Пробный будильник появляется, звонит и уведомляет как настоящий, пока его не выключить. Так видно, что он дойдёт.',
  'welcome.test.ring': 'Включить пробный будильник',
  'welcome.test.rang':
    'Если его было видно и слышно, всё готово. Если нет, помогут разделы «Звук» и «Уведомления» в настройках.',
  'welcome.test.settings': 'Открыть настройки звука',
};
