/** What the menu of a row and dragging say; fetched with them. */
export const watchActions = {
  'row.open': 'Open',
  'row.pause': 'Pause its alarms',
  'row.resume': 'Resume its alarms',
  'row.up': 'Move up',
  'row.down': 'Move down',
  'row.remove': 'Remove',
  'row.remove.with_one': 'Remove with its alarm',
  'row.remove.with_other': 'Remove with its {{count}} alarms',
  'drag.handle': 'Move {{pair}}',
  'drag.role': 'row that can be moved',
  'drag.how':
    'Press Space to pick the pair up, the arrow keys to move it, Space again to put it down, Escape to leave it where it was.',
  'drag.start': '{{pair}} is picked up. It is number {{place}} of {{count}}.',
  'drag.over': '{{pair}} is at number {{place}} of {{count}}.',
  'drag.end': '{{pair}} is put down at number {{place}} of {{count}}.',
  'drag.cancel': '{{pair}} stays where it was.',
};
