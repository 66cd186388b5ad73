/** The form of an alarm beyond its fields: what stands at its head, presets, what is there already, what is there twice. */
export const alarmForm = {
  'options.head': '{{mode}} · {{urgency}}',
  'options.head.label': 'More options: {{summary}}',
  'options.head.once': 'once',
  'options.head.repeat': 'again and again',
  'options.head.loud': 'loud until dismissed',
  'options.head.normal': 'one chime',
  'options.head.silent': 'silent',
  'preset.label': 'Usual values',
  'preset.percent': '{{percent}}',
  'preset.percent.label': 'Use {{percent}}',
  'preset.up': '▲ {{percent}}',
  'preset.up.label': 'Use {{percent}} above the price',
  'preset.down': '▼ {{percent}}',
  'preset.down.label': 'Use {{percent}} below the price',
  'preset.around': '± {{percent}}',
  'preset.around.label': 'Use {{percent}} around the price',
  'preview.already.move':
    'Rings when <b>{{pair}}</b> {{condition}}, counted from here: it has moved that far already.',
  'form.already.count': 'Count from here',
  'form.twin': 'There is one already that does the same.',
  'form.twin.show': 'Show it',
} as const;
