/** What is said of mute and quiet hours, and of sounds that cannot be played. */
export const hush = {
  'mute.open': 'Mute',
  'mute.for': 'Mute everything for',
  'mute.minutes_one': '{{count}} min',
  'mute.minutes_other': '{{count}} min',
  'mute.hour': '1 hour',
  'mute.until': 'Until a time …',
  'mute.until.label': 'Mute until',
  'mute.until.action': 'Mute until then',
  'mute.until.empty': 'Choose a time of day first, such as 14:20.',
  'mute.end': 'End mute',
  'mute.bar':
    'Muted until {{time}} ({{left}} left): no sound and no popup. Alarms are judged and listed all the same.',
  'mute.announce': 'Everything is muted until {{time}}.',
  'mute.announce.end': 'The mute has ended.',
  'quiet.bar': 'Quiet hours until {{time}}: no sound and no popup. Alarms are judged, and told when it ends.',
  'quiet.bar.loud':
    'Quiet hours until {{time}}: only loud alarms are heard and pop up. The others are told when it ends.',
  'ring.held': '{{title}} at {{time}}. It is silent for now.',
  'ring.held.region': 'Alarms that came true and wait',

  'digest.title.muted_one': 'While it was muted: {{count}} alarm',
  'digest.title.muted_other': 'While it was muted: {{count}} alarms',
  'digest.title.quiet hours_one': 'During quiet hours: {{count}} alarm',
  'digest.title.quiet hours_other': 'During quiet hours: {{count}} alarms',
  'digest.line': '{{time}} {{title}}',
  'digest.line.over': '{{time}} {{title}} · no longer so',
  'summary.title.muted_one': 'While it was muted, {{from}} to {{to}}: {{count}} alarm came true.',
  'summary.title.muted_other': 'While it was muted, {{from}} to {{to}}: {{count}} alarms came true.',
  'summary.title.quiet hours_one': 'During quiet hours, {{from}} to {{to}}: {{count}} alarm came true.',
  'summary.title.quiet hours_other': 'During quiet hours, {{from}} to {{to}}: {{count}} alarms came true.',

  'error.muted':
    'Everything is muted until {{time}}, so nothing would be heard. End the mute, then test again.',
  'error.muted.quiet':
    'These are quiet hours until {{time}}, so nothing would be heard. Switch them off in the settings, then test again.',
  'error.mute-over': 'That time is over. Choose one that lies ahead.',
  'error.mute-too-long': 'That is more than a week. Choose an earlier time.',
  'sound.own-missing': 'the file is gone',
  'error.sound-too-large': 'That file is larger than {{most}} MB. Choose a shorter sound.',
  'error.unknown-sound': 'That file is no WAV, MP3 or Ogg sound. Choose another one.',
  'notice.sound-stand-in':
    'Your sound could not be played ({{cause}}), so another one is heard in its place. Choose it again in the settings.',
} as const;
