/** Refusals, failures of sources and notices: what is wrong, and what to do. */
export const errors = {
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
  'error.expiry-over': 'That time is over. Let the alarm expire at a time that lies ahead.',
  'error.not-fired': 'That alarm is active already.',
  'error.nothing-to-restore': 'That removal can no longer be undone. Add it again.',
  'error.unreadable-import':
    'That file is no export of this app, and no data of the first web app. Choose another file.',
  'error.newer-import':
    'That file was written by a newer version of this app. Update the app, then import it.',
  'error.import-too-large': 'That file is larger than {{most}} MB. Choose another file.',
  'error.import-outdated':
    'Pairs, alarms or settings have changed since you looked at this import. Look at it again, then import.',
  'error.unknown-import': 'That import is over or too old. Choose the file again.',
  'error.storage-failed':
    'The change could not be written to disk: {{cause}}. Free some space or check the folder, then try again.',
  'error.no-answer': 'The app did not answer. Check that it is still running, then try again.',
  'error.internal': 'Something went wrong inside the app. It is written in the log; try again.',

  'cause.offline': 'no connection',
  'cause.dns': 'its address cannot be found, so this computer may be offline',
  'cause.refused': 'nobody answers at its address',
  'cause.reset': 'the connection was cut',
  'cause.time-out': 'no answer in time',
  'cause.tls': 'no secure connection, so check the clock and any filter in between',
  'cause.proxy': 'the proxy does not let requests through',
  'cause.rate-limited': 'too many requests',
  'cause.banned': 'shut out for a while after too many requests',
  'cause.blocked-in-country': 'blocked in your country',
  'cause.firewall': 'turned away by its firewall, which blocks some networks and VPNs',
  'cause.key-refused': 'it does not accept your key',
  'cause.not-in-plan': 'your plan there does not include this',
  'cause.unknown-symbol': 'it no longer knows a pair',
  'cause.frozen': 'its prices stand still',
  'cause.server': 'its servers have a problem',
  'cause.bad-request': 'it did not understand the question',
  'cause.not-found': 'there is nothing at its address',
  'cause.malformed': 'its answer made no sense',
  'cause.cut-off': 'its answer broke off',
  'cause.web-page': 'a web page came in place of prices, perhaps the sign-in of your network',
  'cause.redirected': 'it sends requests elsewhere, perhaps to the sign-in of your network',
  'cause.budget': 'the limit that this app keeps to there is used up',
  'cause.cancelled': 'the request was cancelled',
  'cause.disk-damaged': 'the file is damaged',
  'cause.disk-locked': 'another program holds the file',
  'cause.disk-full': 'the disk is full',
  'cause.disk-read-only': 'the file or its folder may not be written',
  'cause.folder-in-use': 'the app is running a second time on the same folder',
  'cause.internal': 'something went wrong inside the app',

  'notice.rules-restored':
    'The file with your pairs and alarms could not be read. It was kept as {{file}}; {{back}} came back from {{backup}} ({{at}}). {{missing}}',
  'notice.rules-moved-aside':
    'The file with your pairs and alarms could not be read, and there is no backup. It was kept as {{file}}, and the app started empty. {{missing}}',
  'notice.rules-newer-restored':
    'The file with your pairs and alarms was written by a newer version of this app. It was kept as {{file}}; {{back}} came back from {{backup}} ({{at}}). {{missing}}',
  'notice.rules-newer':
    'The file with your pairs and alarms was written by a newer version of this app, and there is no backup. It was kept as {{file}}, and the app started empty. {{missing}}',
  'notice.rules-missing-restored':
    'The file with your pairs and alarms was gone. {{back}} came back from {{backup}} ({{at}}). {{missing}}',
  'notice.state-moved-aside':
    'The file with prices and past rings could not be read, and was kept as {{file}}. Alarms were armed afresh at {{since}}: they start from the price of that moment, and a ring from before that nobody dismissed does not come back.',
  'notice.state-renewed':
    'The file with prices and past rings was damaged, and was kept as {{file}}. Alarms went on as they were; prices and rings from before are missing in charts and lists.',
  'notice.state-unread':
    'The file with prices and past rings cannot be read now: {{cause}}. Alarms were armed afresh at {{since}}: they start from the price of that moment. Close what uses the file or check its permissions; rings that nobody dismissed come back then.',
  'notice.folder-made-anew':
    'The data folder was deleted while the app was running. It was made anew with your pairs, your alarms, and what the app still knew of prices and rings.',
  'notice.folder-replaced':
    'The file with prices and past rings was replaced while the app was running. What was found there is kept as {{file}}; the app goes on with its own.',
  'notice.not-stored':
    'Prices and rings cannot be written to disk: {{cause}}. Alarms still ring, and everything is stored once that is over; free some space or check the folder.',
  'notice.blind':
    'No prices from {{source}} for {{pairs}}: {{cause}}. Alarms on them cannot ring until prices are back; check the connection, or choose another source.',
  'notice.another-coin':
    '{{pair}} came back at {{price}} after {{last}}. A symbol can be given to another coin: nothing is judged until you say whether it is the same one.',
  'notice.fail-over': '{{source}} is out ({{cause}}), so {{other}} serves {{pairs}} until it is back.',
  'notice.not-seen':
    'Not seen: {{pair}} from {{from}} to {{to}}. No prices could be had for that time, so an alarm may have been missed.',
  'notice.sound-failed':
    'The alarm sound could not be played ({{cause}}), so the computer beeps instead. Check its sound output, then try Test alarm.',
  'notice.notification-failed':
    'The desktop showed no notification ({{cause}}). The window and the sound carry alarms; check the notification settings of the system, then try Test alarm.',
  'notice.no-tray':
    'This desktop shows no tray icons, so closing the window minimises it instead: alarms stay on. To end the app, choose Quit in its File menu.',
  'notice.pair-vanished': '{{pair}} no longer comes from {{source}}. It may be delisted or renamed.',
} as const;
