/** What is said of mute, quiet hours and what came meanwhile. */
export const hushViews = {
  'mute.for': 'Mute everything for',
  'mute.for.label': 'Mute for {{duration}}',
  'mute.on': 'Muted until {{time}}',
  'mute.until.label': 'Mute until',
  'mute.until.action': 'Mute until then',
  'mute.until.empty': 'Choose a time of day first, such as 14:20.',
  'mute.end': 'End mute',
  'mute.bar':
    'Muted until {{time}} ({{left}} left): no sound and no popup. Alarms are judged and listed all the same.',
  'quiet.bar': 'Quiet hours until {{time}}: no sound and no popup. Alarms are judged, and told when it ends.',
  'quiet.bar.loud':
    'Quiet hours until {{time}}: only loud alarms are heard and pop up. The others are told when it ends.',
  'ring.held': '{{title}} at {{time}}. It is silent for now.',
  'ring.held.region': 'Alarms that came true and wait',

  'summary.title.muted_one': 'While it was muted, {{from}} to {{to}}: {{count}} alarm came true.',
  'summary.title.muted_other': 'While it was muted, {{from}} to {{to}}: {{count}} alarms came true.',
  'summary.title.quiet hours_one': 'During quiet hours, {{from}} to {{to}}: {{count}} alarm came true.',
  'summary.title.quiet hours_other': 'During quiet hours, {{from}} to {{to}}: {{count}} alarms came true.',
} as const;
