import type { chartWords } from '../en/chart.ts';

/** Plural forms that English does not have. */
type Plurals =
  | 'chart.summary.firings_few'
  | 'chart.summary.firings_many'
  | 'chart.preview_few'
  | 'chart.preview_many';

export const chartWordsRu: Record<keyof typeof chartWords | Plurals, string> = {
  'chart.region': 'График {{pair}}',
  'chart.waiting': 'График загружается.',
  'chart.empty': 'Цен пока нет. График начнётся с первой.',
  'chart.liveOnly': 'У этого источника нет прошлых цен: дальше только новые.',
  'chart.failed': 'Прошлые цены получить не удалось: дальше только новые.',
  'chart.refused': 'График получить не удалось. {{message}}',
  'chart.retry': 'Повторить',
  'chart.stale': 'Новой цены нет {{age}}: будильники ждут.',
  'chart.singlePrices':
    '{{source}} сообщает отдельные цены с промежутками, поэтому здесь линия: максимумы и минимумы между ними неизвестны.',
  'chart.goesBack': 'Цены есть только с {{time}}.',

  'chart.ranges': 'Период',
  'chart.range.1H': '1Ч',
  'chart.range.4H': '4Ч',
  'chart.range.1D': '1Д',
  'chart.range.1W': '1Н',
  'chart.range.1M': '1М',
  'chart.range.1Y': '1Г',
  'chart.range.1H.long': 'последний час',
  'chart.range.4H.long': 'последние 4 часа',
  'chart.range.1D.long': 'последние 24 часа',
  'chart.range.1W.long': 'последние 7 дней',
  'chart.range.1M.long': 'последние 30 дней',
  'chart.range.1Y.long': 'последний год',
  'chart.kinds': 'Вид графика',
  'chart.kind.candles': 'Свечи',
  'chart.kind.line': 'Линия',
  'chart.kind.area': 'Область',
  'chart.kind.noCandles': 'У источника {{source}} нет свечей',
  'chart.showTable': 'Показать таблицей',

  'chart.summary':
    '{{pair}}, {{range}}: от {{first}} ({{from}}) до {{last}} ({{to}}), минимум {{low}}, максимум {{high}}.',
  'chart.summary.levels': 'Уровни будильников: {{levels}}.',
  'chart.summary.firings_one': '{{count}} срабатывание за это время.',
  'chart.summary.firings_few': '{{count}} срабатывания за это время.',
  'chart.summary.firings_many': '{{count}} срабатываний за это время.',
  'chart.summary.firings_other': '{{count}} срабатывания за это время.',

  'chart.open': 'Откр',
  'chart.high': 'Макс',
  'chart.low': 'Мин',
  'chart.close': 'Закр',
  'chart.above': 'на {{percent}} выше цены сейчас',
  'chart.below': 'на {{percent}} ниже цены сейчас',
  'chart.at': 'цена сейчас',
  'chart.typical': 'обычных движений за {{length}}: {{moves}}',

  'chart.table': 'Цены {{pair}}, {{range}}, сначала новые',
  'chart.table.newest': 'Показано последних: {{count}}.',
  'chart.table.time': 'Время',
  'chart.table.open': 'Открытие',
  'chart.table.high': 'Максимум',
  'chart.table.low': 'Минимум',
  'chart.table.close': 'Закрытие',
  'chart.table.price': 'Цена',

  'chart.level': 'Уровень будильника: {{alarm}}',
  'chart.level.low': 'Нижняя граница будильника: {{alarm}}',
  'chart.level.high': 'Верхняя граница будильника: {{alarm}}',
  'chart.level.hint': 'Перетащить линию или двигать стрелками, затем Enter.',
  'chart.level.set': 'Enter сохраняет, Escape оставляет как было.',
  'chart.up': 'снизу',
  'chart.down': 'сверху',
  'chart.any': 'с любой стороны',
  'chart.moved': 'Изменено: {{alarm}}.',
  'chart.moved.already': 'Изменено: {{alarm}}. Цена уже там, сработает при следующем пересечении.',
  'chart.movedBack': 'Как было: {{alarm}}.',

  'chart.new.title': 'Будильник на {{price}}',
  'chart.new.sentence': 'Сработает, когда {{pair}} {{condition}}, осталось {{percent}}.',
  'chart.new.add': 'Добавить на {{price}}',
  'chart.new.form': 'Другие условия',
  'chart.new.hint': 'щелчок: будильник здесь',
  'chart.added': 'Добавлено: {{alarm}}.',
  'chart.added.already': 'Добавлено: {{alarm}}. Цена уже там, сработает при следующем пересечении.',

  'chart.firing': '{{title}}, {{time}}. Открыть историю',
  'chart.preview_one': 'За этот период сработал бы {{count}} раз.',
  'chart.preview_few': 'За этот период сработал бы {{count}} раза.',
  'chart.preview_many': 'За этот период сработал бы {{count}} раз.',
  'chart.preview_other': 'За этот период сработал бы {{count}} раза.',
};
