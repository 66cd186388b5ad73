/** The page of settings, section by section. */
export const settingsWords = {
  'settings.sections': 'Sections of the settings',
  'settings.section.general': 'General',
  'settings.section.sources': 'Sources',
  'settings.section.sound': 'Sound',
  'settings.section.notifications': 'Notifications',
  'settings.section.quietHours': 'Quiet hours',
  'settings.section.tray': 'Tray',
  'settings.section.alarms': 'Alarms',
  'settings.section.data': 'Data',
  'settings.section.about': 'About',

  'settings.theme': 'Theme',
  'settings.theme.hint': 'System follows what this computer is set to.',
  'settings.theme.system': 'System',
  'settings.theme.light': 'Light',
  'settings.theme.dark': 'Dark',

  'settings.source': 'Where pairs are looked up',
  'settings.source.hint':
    'It counts for pairs that are added from now on. Those you watch keep their source.',
  'settings.source.auto': 'Binance, then CoinGecko',
  'settings.source.binance': 'Binance only',
  'settings.source.coingecko': 'CoinGecko only',
  'settings.source.simulated': 'Simulated market, to try things out',
  'settings.poll': 'Ask for prices every',
  'settings.poll.hint':
    'A shorter time sees more and asks more. A window of an alarm is at least four times as long.',
  'settings.poll.unit': 'seconds',
  'settings.poll.range': 'Use whole seconds from 1 to 300.',
  'settings.fixed':
    'This comes from how the app was started ({{variable}} or its flag), so it is changed there.',

  'settings.state.starting': 'Nothing was asked yet.',
  'settings.state.idle': 'Nothing you watch needs it now.',
  'settings.state.live': 'Answers. Last prices {{age}} ago.',
  'settings.state.frozen': 'Answers, but its prices have stood still for {{age}}.',
  'settings.state.failing': 'No prices for {{age}}: {{cause}}.',
  'settings.state.next': 'Next try in {{left}}.',
  'settings.state.paused': 'Monitoring is paused, so nothing is asked.',
  'settings.pairs_one': '{{count}} pair',
  'settings.pairs_other': '{{count}} pairs',
  'settings.test': 'Test this source',
  'settings.test.label': 'Test this source: {{source}}',
  'settings.test.busy': 'Asking',
  'settings.test.good': 'It answered in {{time}}.',
  'settings.test.bad': 'It did not answer as it should: {{cause}}.',

  'settings.key': 'Demo key of CoinGecko',
  'settings.key.hint':
    'Free at coingecko.com/en/api: with one, CoinGecko may be asked more often. It stays in the settings file of this computer, readable for you alone, and is in no export and no log.',
  'settings.key.none': 'none set',
  'settings.key.set': 'A key is set.',
  'settings.key.fixed':
    'The key comes from how the app was started (CRYPTO_ALARM_COINGECKO_KEY), so it is changed there.',
  'settings.key.save': 'Save key',
  'settings.key.remove': 'Remove key',
  'settings.key.empty': 'Paste the key first.',
  'settings.key.wrong': 'A key has no spaces and at most 200 characters. Copy it once more.',

  'settings.testAlarm': 'Test alarm',
  'settings.testAlarm.hint':
    'Rings as a loud alarm does: window, notification and sound, until you dismiss it.',

  'about.what': 'Watches crypto prices on this computer and rings when one of your alarms comes true.',
  'about.version': 'Version {{version}}',
  'about.licence': 'Free software under the MIT licence.',
  'about.credits': 'Credits',
  'about.credit.binance': 'Prices: Binance market data',
  'about.credit.coingecko': 'Prices: Data provided by CoinGecko',
  'about.credit.charts': 'Charts: TradingView Lightweight Charts',
  'about.licences': 'Licences of everything in this app',
  'about.licences.show': 'Show licences',
  'about.licences.hide': 'Hide licences',
  'about.licences.loading': 'Fetching the licences',
  'about.licences.failed':
    'The licences could not be fetched. Check that the app is running, then try again.',
  'about.licences.count_one': '{{count}} package',
  'about.licences.count_other': '{{count}} packages',
  'about.licence.of': '{{name}} {{version}}, {{licence}}',
  'about.report': 'Debug report',
  'about.report.hint':
    'Versions, sources, counts, settings and the last warnings, to hand on when something is wrong. No key and no name of your folders is in it.',
  'about.report.copy': 'Copy debug report',
  'about.report.copied': 'Copied.',
  'about.report.uncopied': 'This page may not copy. Select the text below and copy it yourself.',
  'about.report.text': 'Text of the report',
} as const;
