/** What is said of pairs that are found while somebody types, and the field that opens the command bar. */
export const searchWords = {
  'found.list': 'Pairs found',
  'found.watched': 'watched',
  'found.none': 'No pair is called that.',
  'found.count_one': '{{count}} pair found',
  'found.count_other': '{{count}} pairs found',
  'found.missing': '{{source}} cannot be searched right now.',
  'command.open': 'Type an alarm: btc below 58k',
  'command.keys': 'Ctrl K',
  'command.keys.mac': '⌘ K',
} as const;
