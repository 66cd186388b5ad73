/** What is told that is no alarm: by a page in its notices, by a host in the tray and in notifications. */
export const notices = {
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
  'notice.sound-stand-in':
    'Your sound could not be played ({{cause}}), so another one is heard in its place. Choose it again in the settings.',
} as const;
