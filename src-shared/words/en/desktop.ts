/** What the desktop says outside of its window: tray, notifications, dialogs, the terminal that started it. */
export const desktop = {
  'desktop.started': 'Crypto Price Alarm {{version}} is running: look for the bell in the tray.',
  'desktop.started.no-tray':
    'Crypto Price Alarm {{version}} is running. This desktop shows no tray, so its window minimises instead of closing: quit in its File menu.',
  'desktop.already-running': 'Crypto Price Alarm is running already: its window is shown now.',
  'desktop.already-running.hidden': 'Crypto Price Alarm is running already.',
  'desktop.usage': `Watches crypto prices and rings when one of your alarms comes true, from the tray.

Usage: npm start -- [options]

  --data-dir FOLDER     where pairs, alarms and history live        CRYPTO_ALARM_DATA_DIR
  --hidden              start in the tray, without a window
  --keep-awake          keep the computer from sleeping
  --help, --version

Also read: CRYPTO_ALARM_SOURCE, CRYPTO_ALARM_POLL_SECONDS, CRYPTO_ALARM_LOG_LEVEL, CRYPTO_ALARM_BINANCE_REST,
CRYPTO_ALARM_COINGECKO_REST, CRYPTO_ALARM_COINGECKO_KEY. Chromium's own switches are passed on.
`,
  'desktop.no-such-flag':
    'The desktop has no {{flag}}: it belongs to npm run headless. Here set the variable for it instead; npm start -- --help lists them.',
  'desktop.cannot-start': 'Crypto Price Alarm cannot start',

  'tray.open': 'Open',
  'tray.test': 'Test alarm',
  'tray.dismissAll_one': 'Dismiss the alarm',
  'tray.dismissAll_other': 'Dismiss all ({{count}})',
  'tray.pause': 'Pause monitoring',
  'tray.resume': 'Resume monitoring',
  'tray.quit': 'Quit',
  'tray.pair': '{{pair}}  {{price}}',
  'tray.pair.old': '{{pair}}  {{price}} (old)',
  'tray.pair.none': '{{pair}}  no price yet',

  'glance.ringing_one': '{{count}} alarm rings',
  'glance.ringing_other': '{{count}} alarms ring',
  'glance.paused': 'Paused: no alarm can ring',
  'glance.idle': 'Nothing watched yet',
  'glance.starting': 'Waiting for the first prices',
  'glance.live': 'Prices are live: {{sources}}',
  'glance.failing': '{{source}}: {{cause}}, trying again',
  'glance.blind': 'No fresh prices from {{source}}: {{cause}}',
  'glance.frozen': 'No fresh prices from {{source}}: it answers with old ones',
  'glance.stale': 'No fresh price for {{count}} of {{total}} pairs',
  'glance.out': 'Blind: {{count}} of {{total}} pairs cannot be watched ({{cause}})',
  'glance.out.all': 'Blind: nothing can be watched ({{cause}})',
  'glance.another-coin': 'Blind: is {{pair}} still the same coin?',
  'glance.snoozed_one': '{{count}} alarm is snoozed',
  'glance.snoozed_other': '{{count}} alarms are snoozed',

  'blind.title': 'No prices from {{source}}',
  'blind.body': 'Alarms on {{pairs}} cannot ring until prices are back: {{cause}}.',
  'blind.pairs.more': '{{pairs}} and {{count}} more',
  'seeing.title': 'Prices from {{source}} are back',
  'seeing.body': '{{pairs}} can be watched again.',
  'another-coin.title': 'Is {{pair}} still the same coin?',

  'notification.many': '{{count}} alarms ring',
  'notification.line': '{{title}} · at {{price}}',
  'notification.line.late': '{{title}} · at {{price}} · told late',
  'notification.line.note': '{{line}} · {{note}}',
  'notification.line.times': '{{count}} × {{line}}',
  'notification.more': 'and {{count}} more',
  'notification.prices': '{{before}} → {{after}}',
  'notification.dismiss': 'Dismiss',

  'delivery.no-answer': 'no answer within {{seconds}} s',
  'delivery.unsupported': 'this desktop shows no notifications',
  'delivery.no-service': 'the notification service of this desktop does not answer',
  'delivery.window-hidden': 'the desktop kept it hidden',
  'delivery.sound-crashed': 'the page that plays it stopped ({{reason}})',
  'delivery.silent': 'nothing could be heard within {{seconds}} s',

  'menu.file': 'File',
  'menu.close': 'Close window',
  'menu.view': 'View',
  'menu.edit': 'Edit',
  'menu.undo': 'Undo',
  'menu.redo': 'Redo',
  'menu.cut': 'Cut',
  'menu.copy': 'Copy',
  'menu.paste': 'Paste',
  'menu.delete': 'Delete',
  'menu.selectAll': 'Select all',
  'menu.resetZoom': 'Actual size',
  'menu.zoomIn': 'Zoom in',
  'menu.zoomOut': 'Zoom out',
  'menu.fullScreen': 'Full screen',
} as const;
