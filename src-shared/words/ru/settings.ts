import type { settingsWords as en } from '../en/settings.ts';

type Key = keyof typeof en;
type Plural = 'settings.pairs' | 'about.licences.count';

/** The page of settings, section by section, in Russian. */
export const settingsWords: Record<Key | `${Plural}_${'few' | 'many'}`, string> = {
  'settings.sections': 'Разделы настроек',
  'settings.section.general': 'Общее',
  'settings.section.sources': 'Источники',
  'settings.section.sound': 'Звук',
  'settings.section.notifications': 'Уведомления',
  'settings.section.quietHours': 'Тихие часы',
  'settings.section.tray': 'Трей',
  'settings.section.alarms': 'Будильники',
  'settings.section.data': 'Данные',
  'settings.section.about': 'О приложении',

  'settings.theme': 'Тема',
  'settings.theme.hint': '«Системная» следует настройке этого компьютера.',
  'settings.theme.system': 'Системная',
  'settings.theme.light': 'Светлая',
  'settings.theme.dark': 'Тёмная',

  'settings.source': 'Где искать пары',
  'settings.source.hint':
    'Действует для пар, добавленных с этого момента. У остальных источник остаётся прежним.',
  'settings.source.auto': 'Binance, затем CoinGecko',
  'settings.source.binance': 'Только Binance',
  'settings.source.coingecko': 'Только CoinGecko',
  'settings.source.simulated': 'Имитация рынка, для пробы',
  'settings.poll': 'Спрашивать цены каждые',
  'settings.poll.hint':
    'Чем чаще, тем больше видно и тем больше запросов. Окно будильника длиннее этого времени минимум в четыре раза.',
  'settings.poll.unit': 'секунд',
  'settings.poll.range': 'Нужно целое число секунд от 1 до 300.',
  'settings.fixed':
    'Это задано при запуске приложения ({{variable}} или флагом), поэтому менять его нужно там.',

  'settings.state.starting': 'Запросов ещё не было.',
  'settings.state.idle': 'Сейчас он не нужен ни одной паре.',
  'settings.state.live': 'Отвечает. Последние цены {{age}} назад.',
  'settings.state.frozen': 'Отвечает, но цены стоят на месте уже {{age}}.',
  'settings.state.failing': 'Нет цен уже {{age}}: {{cause}}.',
  'settings.state.next': 'Следующая попытка через {{left}}.',
  'settings.state.paused': 'Наблюдение на паузе, поэтому запросов нет.',
  'settings.pairs_one': '{{count}} пара',
  'settings.pairs_few': '{{count}} пары',
  'settings.pairs_many': '{{count}} пар',
  'settings.pairs_other': '{{count}} пары',
  'settings.test': 'Проверить источник',
  'settings.test.label': 'Проверить источник: {{source}}',
  'settings.test.busy': 'Спрашиваем',
  'settings.test.good': 'Ответ пришёл за {{time}}.',
  'settings.test.bad': 'Нужного ответа нет: {{cause}}.',

  'settings.key': 'Демо-ключ CoinGecko',
  'settings.key.hint':
    'Бесплатно на coingecko.com/en/api: с ключом CoinGecko можно спрашивать чаще. Он хранится в файле настроек этого компьютера, виден только владельцу и не попадает ни в экспорт, ни в журнал.',
  'settings.key.none': 'не задан',
  'settings.key.set': 'Ключ задан.',
  'settings.key.fixed':
    'Ключ задан при запуске приложения (CRYPTO_ALARM_COINGECKO_KEY), поэтому менять его нужно там.',
  'settings.key.save': 'Сохранить ключ',
  'settings.key.remove': 'Удалить ключ',
  'settings.key.empty': 'Сначала нужно вставить ключ.',
  'settings.key.wrong': 'В ключе нет пробелов и не больше 200 знаков. Скопируйте его ещё раз.',

  'settings.testAlarm': 'Пробный будильник',
  'settings.testAlarm.hint': 'Звонит как громкий будильник: окно, уведомление и звук, пока его не выключить.',

  'about.what': 'Следит за ценами криптовалют на этом компьютере и звонит, когда срабатывает будильник.',
  'about.version': 'Версия {{version}}',
  'about.licence': 'Свободная программа под лицензией MIT.',
  'about.credits': 'Благодарности',
  'about.credit.binance': 'Цены: рыночные данные Binance',
  'about.credit.coingecko': 'Цены: данные предоставлены CoinGecko',
  'about.credit.charts': 'Графики: TradingView Lightweight Charts',
  'about.licences': 'Лицензии всего, что входит в приложение',
  'about.licences.show': 'Показать лицензии',
  'about.licences.hide': 'Скрыть лицензии',
  'about.licences.loading': 'Загружаем лицензии',
  'about.licences.failed': 'Лицензии не загрузились. Проверьте, запущено ли приложение, и попробуйте снова.',
  'about.licences.count_one': '{{count}} пакет',
  'about.licences.count_few': '{{count}} пакета',
  'about.licences.count_many': '{{count}} пакетов',
  'about.licences.count_other': '{{count}} пакета',
  'about.licence.of': '{{name}} {{version}}, {{licence}}',
  'about.report': 'Отчёт для отладки',
  'about.report.hint':
    'Версии, источники, количества, настройки и последние предупреждения: пригодится, если что-то не так. Ключей и имён папок в нём нет.',
  'about.report.copy': 'Скопировать отчёт',
  'about.report.copied': 'Скопировано.',
  'about.report.uncopied': 'Эта страница не может копировать. Выделите текст ниже и скопируйте его сами.',
  'about.report.text': 'Текст отчёта',
};
