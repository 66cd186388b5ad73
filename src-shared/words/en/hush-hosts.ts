/** What hosts say of mute and quiet hours: the digest at their end, and refusals. */
export const hushHosts = {
  'digest.title.muted_one': 'While it was muted: {{count}} alarm',
  'digest.title.muted_other': 'While it was muted: {{count}} alarms',
  'digest.title.quiet hours_one': 'During quiet hours: {{count}} alarm',
  'digest.title.quiet hours_other': 'During quiet hours: {{count}} alarms',
  'digest.line': '{{time}} {{title}}',
  'digest.line.over': '{{time}} {{title}} · no longer so',
  'error.muted':
    'Everything is muted until {{time}}, so nothing would be heard. End the mute, then test again.',
  'error.muted.quiet':
    'These are quiet hours until {{time}}, so nothing would be heard. Switch them off in the settings, then test again.',
  'error.mute-over': 'That time is over. Choose one that lies ahead.',
  'error.mute-too-long': 'That is more than a week. Choose an earlier time.',
  'error.unknown-sound': 'That file is no WAV, MP3 or Ogg sound. Choose another one.',
} as const;
