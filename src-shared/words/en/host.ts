/** What the headless host says where it is started, and to requests it refuses. */
export const host = {
  'host.usage': `Watches crypto prices and rings when one of your alarms comes true.

Usage: npm run headless -- [options]

  --data-dir FOLDER     where pairs, alarms and history live        CRYPTO_ALARM_DATA_DIR
  --host ADDRESS        loopback address to listen on (127.0.0.1)   CRYPTO_ALARM_HOST
  --port NUMBER         port to listen on (8787; 0 picks one)       CRYPTO_ALARM_PORT
  --source NAME         auto, {{sources}} (auto)   CRYPTO_ALARM_SOURCE
  --poll-seconds N      seconds between prices, 1 to 300 (15)       CRYPTO_ALARM_POLL_SECONDS
  --log-level LEVEL     {{levels}} (info)   CRYPTO_ALARM_LOG_LEVEL
  --demo                simulated market and a temporary data folder
  --help, --version

Also read: CRYPTO_ALARM_BINANCE_REST, CRYPTO_ALARM_COINGECKO_REST, CRYPTO_ALARM_COINGECKO_KEY.
`,
  'host.bad-flag': '{{cause}}. See --help for what there is.',
  'host.bad-host':
    'The host must be 127.0.0.1, localhost or ::1; other addresses are refused until access tokens exist.',
  'host.bad-port': 'The port must be a whole number from 0 to 65535.',
  'host.bad-source': 'The source must be auto, {{sources}}.',
  'host.bad-poll-seconds': 'The polling interval must be a whole number of seconds from 1 to 300.',
  'host.bad-log-level': 'The log level must be one of {{levels}}.',
  'host.bad-web-address': '{{variable}} must be a web address such as {{example}}.',
  'host.nameless-folder': 'The folder of --data-dir has no name. Give one, or leave the flag out.',

  'host.folder-unusable':
    'The data folder {{folder}} cannot be used ({{cause}}). Check its permissions, or name another with --data-dir.',
  'host.folder-in-use':
    'The data folder {{folder}} is in use: the app is running already. Use that one, or name another folder with --data-dir.',
  'host.newer-data':
    'The data in {{folder}} was written by a newer version of this app. Update the app, or name another folder with --data-dir.',
  'host.settings-is-folder':
    '{{file}} is a folder and should be a file. Move it away, then start again: the newest backup takes its place.',
  'host.settings-forbidden':
    'The settings file {{file}} may not be read by you. Make yourself its owner again, or start the app as the user who owns it.',
  'host.settings-unreadable':
    'The settings file {{file}} cannot be read ({{cause}}). Check the disk it lies on, or name another folder with --data-dir.',
  'host.no-log': 'The log {{file}} cannot be written ({{cause}}). Everything else goes on without it.',
  'host.no-record':
    'The record of alarms {{file}} cannot be written ({{cause}}). Alarms ring all the same; it is tried again each half minute.',
  'host.not-built': 'The interface is not built. Run npm run build first.',
  'host.port-in-use':
    'Port {{port}} on {{host}} is in use. Stop what uses it, or choose another with --port.',
  'host.cannot-listen':
    'The app cannot listen on {{host}}, port {{port}} ({{cause}}). Choose another with --host or --port.',

  'host.started': 'Crypto Price Alarm {{version}} is at {{address}}',
  'host.demo': 'Demo: simulated prices, and nothing is kept when it stops.',
  'host.how-to-stop': 'Stop it with Ctrl+C.',

  'host.foreign-caller': 'This app answers only pages of its own on this computer.',
  'host.read-only': 'Only reading is possible here.',
  'host.other-method': 'This address answers {{methods}} only.',
  'host.nothing-here': 'There is nothing here. The interface is at /.',
} as const;
