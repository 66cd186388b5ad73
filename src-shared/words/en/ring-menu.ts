/** What can be done with a ring: the menu of its snooze, its chart, and the bar of those that were put aside. */
export const ringMenu = {
  'snooze.menu': 'Snooze',
  'snooze.menu.until': 'Until a time …',
  'snooze.menu.worse': 'Unless it gets worse …',
  'snooze.panel': 'Snooze {{title}}',
  'snooze.panel.close': 'Close',
  'ring.chart': 'Open chart',
  'ring.chart.label': 'Open chart: {{title}}',
  'ring.aside': 'Ringing',
  'ring.aside.line': 'Rings on: {{title}}',
  'ring.aside.show': 'Show',
  'ring.aside.show.label': 'Show what rings',
} as const;
