import type { Russian } from '../catalogue.ts';
import type { refusals as english } from '../en/refusals.ts';

export const refusals: Russian<typeof english> = {
  'error.bad-input':
    'Это пришло в непонятном приложению виде ({{field}}). Проверьте значение и попробуйте снова.',
  'error.unknown-command': 'Приложение не знает «{{name}}». Обновите страницу и попробуйте снова.',
  'error.unknown-pair': 'Этой пары нет в списке. Сначала добавьте её.',
  'error.unknown-alarm': 'Этого будильника уже нет. Возможно, его удалили.',
  'error.unknown-firing': 'Этот звонок уже окончен.',
  'error.already-watching': '{{pair}} уже в списке.',
  'error.duplicate-alarm': 'Такой будильник уже есть: {{alarm}}.',
  'error.unreadable-symbol': '«{{text}}» не читается как пара. Напишите так: BTC/USDT или btcusdt.',
  'error.unknown-symbol':
    '{{source}} не торгует {{text}}. Проверьте написание или возьмите другую котировку, например USDT.',
  'error.coin-alone': '«{{text}}» — ещё не пара. Выберите нужную.',
  'error.unknown-symbol.unasked':
    '{{source}} не торгует {{text}}, а {{other}} сейчас не отвечает: {{cause}}. Проверьте написание или попробуйте через минуту.',
  'error.unknown-symbol.closest': '{{source}} не торгует {{text}}. Может быть, {{closest}}?',
  'error.ambiguous': 'Тикер {{text}} есть у нескольких монет. Выберите нужную.',
  'error.not-trading': '{{source}} больше не торгует {{pair}}. Выберите другую котировку или источник.',
  'error.source-unavailable': '{{source}} сейчас не отвечает: {{cause}}. Попробуйте через минуту.',
  'error.window-too-short':
    'Окно слишком короткое: цены приходят раз в {{interval}}. Возьмите {{shortest}} или больше.',
  'error.paused-already': 'Этот будильник уже на паузе.',
  'error.not-paused': 'Этот будильник не на паузе.',
  'error.paused': 'Этот будильник на паузе. Сначала возобновите его.',
  'error.not-possible': 'По этой паре решать нечего.',
  'error.expired': 'Этот будильник истёк. Сначала задайте более поздний срок.',
  'error.nothing-rings': 'Это уже не звонит, откладывать нечего.',
  'error.not-snoozed': 'Это уже звонит.',
  'error.snooze-over': 'Это время прошло. Выберите более позднее.',
  'error.not-fired': 'Этот будильник уже активен.',
  'error.nothing-to-restore': 'Это удаление уже не отменить. Добавьте заново.',
  'error.unreadable-import':
    'Этот файл — не экспорт приложения и не данные первого веб-приложения. Выберите другой файл.',
  'error.newer-import':
    'Этот файл записан более новой версией приложения. Обновите приложение, затем импортируйте.',
  'error.import-outdated':
    'После просмотра пары, будильники или настройки изменились. Посмотрите ещё раз, затем импортируйте.',
  'error.unknown-import': 'Этот импорт окончен или устарел. Выберите файл снова.',
  'error.storage-failed':
    'Изменение не записалось на диск: {{cause}}. Освободите место или проверьте папку и попробуйте снова.',
};
