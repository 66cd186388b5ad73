import type { commandWords as en } from '../en/command.ts';

type Forms = {
  readonly [K in
    | 'command.options_one'
    | 'command.options_few'
    | 'command.options_many'
    | 'command.options_other']: string;
};

export const commandWords: Record<keyof typeof en, string> & Forms = {
  'command.title': 'Командная строка',
  'command.field': 'Будильник, пара или команда',
  'command.list': 'Что сделает Enter',
  'command.hint': '<b>↑ ↓</b> выбрать · <b>Enter</b> выполнить · <b>Esc</b> закрыть',

  'command.examples': 'Например',
  'command.example.1': 'btc ниже 58к',
  'command.example.2': 'sol 5% за 15м',
  'command.example.3': 'eth -8% от максимума',
  'command.example.4': 'doge каждые 10%',
  'command.example.5': 'btc между 50к и 60к',

  'command.alarm': 'Добавить',
  'command.watch': 'Следить',
  'command.show': 'Открыть',
  'command.fill': 'Пример',
  'command.run': 'Выполнить',

  'command.alsoWatched': 'Пары {{pair}} в списке ещё нет: она будет добавлена.',
  'command.choose': 'Такой тикер у нескольких монет. Нужно выбрать одну.',
  'command.searching': 'Поиск: {{text}} …',
  'command.noPair': 'Пара «{{text}}» не найдена. Проверьте написание; без пары подойдёт та, что на экране.',
  'command.whichPair': 'Какая пара? Начните с неё: btc ниже 58к.',
  'command.options_one': '{{count}} вариант',
  'command.options_few': '{{count}} варианта',
  'command.options_many': '{{count}} вариантов',
  'command.options_other': '{{count}} варианта',
  'command.busy': 'Добавляется',

  'command.lacks.price': 'Нужна цена: btc ниже 58к.',
  'command.lacks.second price': 'Нужны обе границы: между 50к и 60к.',
  'command.lacks.percent': 'Нужен процент: 5% за 15м или -8% от максимума.',
  'command.lacks.step': 'Нужен шаг: каждые 10% или каждые 1000.',
  'command.lacks.time': 'Нужно время: 5% за 15м, 2ч или 3д.',
  'command.problem.words': 'Непонятно: «{{words}}». Например: btc ниже 58к.',
  'command.problem.several':
    'Это больше, чем один будильник. Нужна одна цена, один диапазон или один процент.',
  'command.problem.wrong way': 'От максимума цена может только упасть, от минимума только вырасти.',
  'command.problem.falls to nothing': 'Цена не может упасть на 100 % и больше. Нужно меньше.',
  'command.problem.equal ends': 'Границы совпадают. Нужны две разные цены.',
  'command.problem.signed price': 'У цены нет знака. Например: btc ниже 58к, или процент: -5%.',
  'command.problem.price range': 'Такой цены не бывает. Проверьте цифры.',
  'command.problem.percent range': 'Такого процента не бывает. Проверьте цифры.',
  'command.problem.time range': 'Нужно время от 1 с до 30 дней.',

  'command.added': 'Будильник добавлен: {{alarm}}.',
  'command.added.watched': 'Будильник добавлен: {{alarm}}. {{pair}} теперь в списке.',
  'command.added.already': 'Будильник добавлен: {{alarm}}. Условие уже выполнено: сработает в следующий раз.',
  'command.added.already.move': 'Будильник добавлен: {{alarm}}. Цена уже столько прошла: отсчёт отсюда.',
  'command.added.rings': 'Будильник добавлен: {{alarm}}. Условие уже выполнено: звонит сейчас.',
  'command.pairAdded': '{{pair}} теперь в списке.',

  'command.do.pauseAll': 'Приостановить все будильники',
  'command.do.resumeAll': 'Возобновить все будильники',
  'command.do.pauseMonitoring': 'Приостановить наблюдение',
  'command.do.resumeMonitoring': 'Возобновить наблюдение',
  'command.do.alarms': 'Все будильники',
  'command.do.history': 'История',
  'command.do.settings': 'Настройки',
  'command.do.test': 'Пробный будильник',
};
