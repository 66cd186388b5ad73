/** What a host puts together for notices about files that could not be read. */
export const damage = {
  'damage.pairs_one': '{{count}} pair',
  'damage.pairs_other': '{{count}} pairs',
  'damage.alarms_one': '{{count}} alarm',
  'damage.alarms_other': '{{count}} alarms',
  'damage.what': '{{pairs}} and {{alarms}}',
  'damage.missing': '{{what}} of it did not come back.',
  'damage.missing.newer': '{{what}} of it wait there: update the app and import that file.',
  'damage.missing.none': 'No pair and no alarm is missing; what was changed in them since may be.',
  'damage.missing.all': 'Set them again, or import that file once it is repaired.',
  'damage.missing.unknown': 'What was changed after that is missing: check your alarms.',
} as const;
