/** What the tray and the desktop's notifications say of mute, quiet hours and near alarms. */
export const tray = {
  'tray.settings': 'Settings …',
  'tray.mute': 'Mute for an hour',
  'tray.mute.end': 'End mute',
  'tray.test.muted': 'Test alarm (silent now)',
  'tray.snoozeAll_one': 'Snooze {{count}} alarm for 5 min',
  'tray.snoozeAll_other': 'Snooze {{count}} alarms for 5 min',
  'tray.nearest': 'Nearest alarms',
  'tray.nearest.up': '▲ {{pair}}  {{level}} · {{percent}}',
  'tray.nearest.down': '▼ {{pair}}  {{level}} · {{percent}}',
  'tray.title': '{{base}} {{price}}',
  'tray.title.old': '{{base}} {{price}} (old)',

  'glance.muted': 'Muted until {{time}}',
  'glance.quiet': 'Quiet hours until {{time}}',
  'glance.held_one': '{{count}} alarm came true and waits',
  'glance.held_other': '{{count}} alarms came true and wait',

  'hush.cause.muted': 'muted until {{time}}',
  'hush.cause.quiet': 'quiet hours until {{time}}',

  'blind.sources': '{{first}} and {{last}}',

  'notification.test.title': 'Test notification',
  'notification.test.body': 'This is how an alarm is told. Nothing happened to a price.',
} as const;
