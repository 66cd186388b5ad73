import type { Russian } from '../catalogue.ts';
import type { desktop as english } from '../en/desktop.ts';

export const desktop: Russian<typeof english> = {
  'desktop.started': 'Crypto Price Alarm {{version}} работает: ищите колокольчик в трее.',
  'desktop.started.no-tray':
    'Crypto Price Alarm {{version}} работает. Трея здесь нет, поэтому окно не закрывается, а сворачивается: выйти можно в меню «Файл».',
  'desktop.already-running': 'Crypto Price Alarm уже работает: его окно показано.',
  'desktop.already-running.hidden': 'Crypto Price Alarm уже работает.',
  'desktop.usage': `Следит за ценами криптовалют и звонит, когда срабатывает будильник. Живёт в трее.

Запуск: npm start -- [параметры]

  --data-dir FOLDER     где лежат пары, будильники и история        CRYPTO_ALARM_DATA_DIR
  --hidden              начать в трее, без окна
  --keep-awake          не давать компьютеру уснуть
  --help, --version

Читаются также: CRYPTO_ALARM_SOURCE, CRYPTO_ALARM_POLL_SECONDS, CRYPTO_ALARM_LOG_LEVEL, CRYPTO_ALARM_BINANCE_REST,
CRYPTO_ALARM_COINGECKO_REST, CRYPTO_ALARM_COINGECKO_KEY. Ключи самого Chromium передаются дальше.
`,
  'desktop.no-such-flag':
    'У настольного приложения нет {{flag}}: этот параметр для npm run headless. Здесь вместо него задайте переменную; список даёт npm start -- --help.',
  'desktop.cannot-start': 'Crypto Price Alarm не запускается',

  'tray.open': 'Открыть',
  'tray.test': 'Пробный будильник',
  'tray.dismissAll_one': 'Выключить {{count}} будильник',
  'tray.dismissAll_few': 'Выключить все ({{count}})',
  'tray.dismissAll_many': 'Выключить все ({{count}})',
  'tray.dismissAll_other': 'Выключить все ({{count}})',
  'tray.pause': 'Приостановить слежение',
  'tray.resume': 'Возобновить слежение',
  'tray.quit': 'Выйти',
  'tray.pair': '{{pair}}  {{price}}',
  'tray.pair.old': '{{pair}}  {{price}} (старая)',
  'tray.pair.none': '{{pair}}  цены ещё нет',

  'glance.ringing_one': 'Звонит {{count}} будильник',
  'glance.ringing_few': 'Звонят {{count}} будильника',
  'glance.ringing_many': 'Звонят {{count}} будильников',
  'glance.ringing_other': 'Звонят {{count}} будильника',
  'glance.paused': 'Пауза: ни один будильник не зазвонит',
  'glance.idle': 'Пока следить не за чем',
  'glance.starting': 'Ожидание первых цен',
  'glance.live': 'Цены идут: {{sources}}',
  'glance.failing': '{{source}}: {{cause}}, новая попытка скоро',
  'glance.blind': '{{source}}: свежих цен нет ({{cause}})',
  'glance.frozen': '{{source}}: свежих цен нет, приходят старые',
  'glance.stale': 'Нет свежей цены: {{count}} из {{total}} пар',
  'glance.out': 'Вслепую: {{count}} из {{total}} пар без надзора ({{cause}})',
  'glance.out.all': 'Вслепую: без надзора всё ({{cause}})',
  'glance.another-coin': 'Вслепую: {{pair}} — всё та же монета?',
  'glance.snoozed_one': 'Отложен {{count}} будильник',
  'glance.snoozed_few': 'Отложено {{count}} будильника',
  'glance.snoozed_many': 'Отложено {{count}} будильников',
  'glance.snoozed_other': 'Отложено {{count}} будильника',

  'blind.title': '{{source}}: цен нет',
  'blind.body': 'Будильники на {{pairs}} не зазвонят, пока цены не вернутся: {{cause}}.',
  'blind.pairs.more': '{{pairs}} и ещё {{count}}',
  'seeing.title': '{{source}}: цены вернулись',
  'seeing.body': 'Слежение идёт снова: {{pairs}}.',
  'another-coin.title': '{{pair}} — всё та же монета?',

  'notification.many': 'Звонят будильники: {{count}}',
  'notification.line': '{{title}} · цена {{price}}',
  'notification.line.late': '{{title}} · цена {{price}} · с опозданием',
  'notification.line.note': '{{line}} · {{note}}',
  'notification.line.times': '{{count}} × {{line}}',
  'notification.more': 'и ещё {{count}}',
  'notification.prices': '{{before}} → {{after}}',
  'notification.dismiss': 'Выключить',

  'delivery.no-answer': 'нет ответа за {{seconds}} с',
  'delivery.unsupported': 'эта система не показывает уведомлений',
  'delivery.no-service': 'служба уведомлений этой системы не отвечает',
  'delivery.window-hidden': 'система не показала окно',
  'delivery.sound-crashed': 'страница со звуком остановилась ({{reason}})',
  'delivery.silent': 'за {{seconds}} с ничего не было слышно',

  'menu.file': 'Файл',
  'menu.close': 'Закрыть окно',
  'menu.view': 'Вид',
  'menu.edit': 'Правка',
  'menu.undo': 'Отменить',
  'menu.redo': 'Повторить',
  'menu.cut': 'Вырезать',
  'menu.copy': 'Копировать',
  'menu.paste': 'Вставить',
  'menu.delete': 'Удалить',
  'menu.selectAll': 'Выделить всё',
  'menu.resetZoom': 'Обычный размер',
  'menu.zoomIn': 'Крупнее',
  'menu.zoomOut': 'Мельче',
  'menu.fullScreen': 'Во весь экран',
};
