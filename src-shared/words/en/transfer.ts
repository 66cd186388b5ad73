/** What a host says of a file that is to be imported. */
export const transfer = {
  'import.what.pair': 'pair {{number}}',
  'import.what.alarm': 'alarm {{number}} ({{pair}})',
  'import.refused.pair': 'It is not written as a pair of this app ({{field}}).',
  'import.refused.nameless': 'It has no name.',
  'import.refused.source': '{{source}} is not asked for prices in this run.',
  'import.refused.too-many':
    'No more than {{most}} names are looked up at once. Import the file again for the rest.',
  'import.refused.alarm': 'It is no rule that this app knows ({{field}}).',
  'import.refused.no-pair': 'Its pair is not watched, and cannot be added.',
  'import.refused.setting': 'It is no setting that this app knows, or has no value that it can have.',
  'import.note.history':
    'Past prices in the file are not taken over: charts begin with what the source tells.',
  'import.note.anew':
    'Highest and lowest prices, windows and “since start” are counted from the import on, not from where the file stood.',
  'import.note.fired_one':
    '{{count}} alarm has rung already and stays silent there, so it comes in paused: resume it if you want it back.',
  'import.note.fired_other':
    '{{count}} alarms have rung already and stay silent there, so they come in paused: resume those you want back.',
} as const;
