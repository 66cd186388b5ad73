/** Refusals of commands, as a host says them. */
export const refusals = {
  'error.bad-input':
    'That did not arrive in a form this app understands ({{field}}). Check the value and try again.',
  'error.unknown-command': 'This app does not know “{{name}}”. Reload the page and try again.',
  'error.unknown-pair': 'That pair is not on the watch list. Add it first.',
  'error.unknown-alarm': 'That alarm is gone. Somebody may have removed it.',
  'error.unknown-firing': 'That ring is over already.',
  'error.already-watching': '{{pair}} is on the watch list already.',
  'error.duplicate-alarm': 'There is one already that does the same: {{alarm}}.',
  'error.unreadable-symbol': '“{{text}}” does not read as a pair. Write it like BTC/USDT or btcusdt.',
  'error.unknown-symbol':
    '{{source}} does not trade {{text}}. Check the spelling, or try another quote such as USDT.',
  'error.coin-alone': '“{{text}}” alone is not a pair. Choose the one you mean.',
  'error.unknown-symbol.unasked':
    '{{source}} does not trade {{text}}, and {{other}} cannot be asked now: {{cause}}. Check the spelling, or try again in a minute.',
  'error.unknown-symbol.closest': '{{source}} does not trade {{text}}. Did you mean {{closest}}?',
  'error.ambiguous': 'Several coins use the ticker {{text}}. Choose the one you mean.',
  'error.not-trading': '{{source}} has stopped trading {{pair}}. Choose another quote or source.',
  'error.source-unavailable': '{{source}} cannot be asked now: {{cause}}. Try again in a minute.',
  'error.window-too-short':
    'That window is too short for prices that come every {{interval}}. Use {{shortest}} or more.',
  'error.paused-already': 'That alarm is paused already.',
  'error.not-paused': 'That alarm is not paused.',
  'error.paused': 'That alarm is paused. Resume it first.',
  'error.not-possible': 'That pair waits for no decision.',
  'error.expired': 'That alarm has expired. Let it end at a later time first.',
  'error.nothing-rings': 'That does not ring any more, so it cannot be snoozed.',
  'error.not-snoozed': 'That rings already.',
  'error.snooze-over': 'That time is over. Choose one that lies ahead.',
  'error.not-fired': 'That alarm is active already.',
  'error.nothing-to-restore': 'That removal can no longer be undone. Add it again.',
  'error.unreadable-import':
    'That file is no export of this app, and no data of the first web app. Choose another file.',
  'error.newer-import':
    'That file was written by a newer version of this app. Update the app, then import it.',
  'error.import-outdated':
    'Pairs, alarms or settings have changed since you looked at this import. Look at it again, then import.',
  'error.unknown-import': 'That import is over or too old. Choose the file again.',
  'error.storage-failed':
    'The change could not be written to disk: {{cause}}. Free some space or check the folder, then try again.',
} as const;
