import { watchSorts } from '../../src-shared/contract/app-settings.ts';
import { soundChoices } from '../../src-shared/contract/sound.ts';
import { chartKinds, chartRangeNames } from '../../src-shared/contract/chart.ts';
import { languageSettings } from '../../src-shared/words/language.ts';
import { numberFormats } from '../../src-shared/words/number-format.ts';
import type { Condition } from '../../src-core/condition.ts';
import type { CommandIn, CommandName } from '../../src-shared/contract/contract.ts';

const pairId = 'binance:BTCUSDT';
const hour = 3_600_000;

const conditions: Condition[] = [
  { kind: 'target', price: 110, direction: 'up' },
  { kind: 'target', price: 90.5, direction: 'down' },
  { kind: 'target', price: 100, direction: 'any' },
  { kind: 'channel', low: 90, high: 110, when: 'leaves' },
  { kind: 'channel', low: 120, high: 130, when: 'enters' },
  { kind: 'step', every: 10, unit: 'quote' },
  { kind: 'step', every: 2.5, unit: 'percent' },
  { kind: 'extreme', extreme: 'max', percent: 5, since: { kind: 'pair added' } },
  { kind: 'extreme', extreme: 'min', percent: 2.5, since: { kind: 'alarm armed' } },
  { kind: 'extreme', extreme: 'max', percent: 3, since: { kind: 'window', ms: hour } },
  { kind: 'move', percent: 5, direction: 'any', over: { kind: 'since start' } },
  { kind: 'move', percent: 1, direction: 'up', over: { kind: 'window', ms: hour, from: 'extreme' } },
  { kind: 'move', percent: 2, direction: 'down', over: { kind: 'window', ms: 2 * hour, from: 'start' } },
];

/** Everything that may be said of an alarm besides its condition. */
const options = [
  { mode: 'once', urgency: 'loud', note: '', expiresAt: null },
  { mode: 'repeat', cooldownMs: 60_000, wayBack: 0.003, urgency: 'normal', note: 'sell half' },
  { urgency: 'silent', expiresAt: 4_000_000_000_000 },
] as const;
const [first] = conditions;
const condition = first ?? { kind: 'target', price: 110, direction: 'up' };
const budget = { perMinute: 100, perMonth: null };

/**
 * Every command with payloads that its schema takes: every form and every choice in it at least once, which a test holds
 * against the contract. Ids are those of a runtime of `startTestRuntime`.
 */
const validCommands: { readonly [K in CommandName]: readonly CommandIn<K>[] } = {
  'state.get': [{}],
  'mute.set': [{ minutes: 15 }, { until: 4_000_000_000_000 }],
  'mute.end': [{}],
  'sound.test': [{ direction: 'up' }, { direction: 'down' }],
  'sound.upload': [{ name: 'bell.wav', data: 'UklGRgAAAABXQVZF' }],
  'sound.remove': [{}],
  'notification.test': [{}],
  'pair.add': [{ text: 'ethusdt' }, { text: 'DOGE/USDT' }, { id: 'binance:SOLUSDT' }, { id: pairId }],
  'symbols.search': [{ text: 'bitcoin' }, { text: '', limit: 3 }],
  'pair.remove': [{ id: 'binance:ETHUSDT' }, { id: 'binance:SOLUSDT' }],
  'pair.restore': [{ id: 'binance:ETHUSDT' }, { id: 'binance:SOLUSDT' }],
  'pair.order': [{ ids: [pairId] }, { ids: ['binance:ETHUSDT', pairId] }],
  'pair.decide': [
    { id: pairId, is: 'same' },
    { id: pairId, is: 'another' },
  ],
  'alarm.preview': [
    ...conditions.map((one) => ({ pairId, condition: one })),
    ...options.map((more) => ({ pairId, condition, ...more })),
  ],
  'alarm.add': [
    ...conditions.map((one) => ({ pairId, condition: one })),
    ...options.map((more) => ({ pairId, condition, ...more, ringNow: true })),
  ],
  'alarm.edit': [
    ...conditions.map((one) => ({ id: 'a1', condition: one })),
    ...options.map((more) => ({ id: 'a3', ...more, ringNow: false })),
  ],
  'alarm.pause': [{ ids: ['a1', 'a3'] }, { pairId }, { all: true }],
  'alarm.resume': [{ ids: ['a1', 'a3'] }, { pairId }, { all: true }],
  'alarm.explain': [{ id: 'a1' }, { id: 'a3' }],
  'alarm.whyNot': [{ id: 'a1', from: 0, to: 86_400_000 }],
  'alarm.replay': [
    ...conditions.map((one) => ({ pairId, condition: one, days: 1 })),
    ...options.map((more) => ({ pairId, condition, ...more, days: 2 })),
  ],
  'alarm.remove': [{ id: 'a2' }, { ids: ['a5', 'a6'] }, { pairId: 'binance:SOLUSDT' }, { all: true }],
  'alarm.restore': [{ id: 'a2' }, { ids: ['a5', 'a6'] }],
  'alarm.rearm': [{ id: 'a1' }, { id: 'a3' }],
  'ring.dismiss': [{ ids: ['a1#1'] }, { ids: ['a1#1', 'a2#1', 'test'] }],
  'ring.snooze': [
    { ids: ['a1#1'], for: { minutes: 5 } },
    { ids: ['a1#1'], for: { until: 4_000_000_000_000 }, unless: { price: 120, direction: 'up' } },
    { ids: ['a1#1'], for: { minutes: 60 }, unless: { price: 80, direction: 'down' } },
  ],
  'summary.dismiss': [{}],
  'firings.list': [
    { limit: 10 },
    { kinds: ['target', 'channel', 'extreme', 'move', 'step'], since: 1, limit: 1 },
    { pairId, before: 4_000_000_000_000, limit: 200 },
  ],
  'settings.set': [
    { confirmPercent: 20, softenAfterMs: 120_000, ringLimitMs: null, tellBlind: false },
    { ringLimitMs: 3_600_000, tellBlind: true },
    { chart: { kind: 'area', range: '1M' } },
    { budgets: { binance: budget, coingecko: budget, simulated: { perMinute: null, perMonth: 1_000 } } },
    { notifications: true, trayPairs: null, trayTitle: false, trayNearest: true },
    { notifications: false, trayPairs: [pairId], trayTitle: true, trayNearest: false },
    { quietHours: { on: true, from: '22:00', to: '07:00', loudMayPass: true } },
    { quietHours: { on: false, from: '00:00', to: '23:59', loudMayPass: false } },
    ...soundChoices.map((sound) => ({ soundUp: sound, soundDown: sound, soundVolume: 50 })),
    ...watchSorts.map((watchSort) => ({ watchSort })),
    { source: 'auto', pollMs: 300_000, theme: 'system', welcomed: true },
    { source: 'binance', theme: 'light', welcomed: false },
    { source: 'coingecko', theme: 'dark' },
    { source: 'simulated', pollMs: 1_000 },
    ...languageSettings.map((language) => ({ language })),
    ...(['system', ...numberFormats] as const).map((numbers) => ({ numbers })),
    ...chartRangeNames.map((range) => ({ chart: { kind: 'candles' as const, range } })),
    ...chartKinds.map((kind) => ({ chart: { kind, range: '1D' as const } })),
  ],
  'sparks.get': [{ ids: [pairId] }, { ids: [pairId, 'binance:ETHUSDT'] }],
  'source.test': [{ source: 'binance' }, { source: 'coingecko' }, { source: 'simulated' }],
  'source.setKey': [
    { source: 'coingecko', key: 'CG-example' },
    { source: 'coingecko', key: null },
    { source: 'binance', key: null },
    { source: 'simulated', key: 'x' },
  ],
  'debug.report': [{}],
  'data.export': [{}],
  'data.previewImport': [{ text: '{"app":"crypto-price-alarm","version":2,"pairs":[],"alarms":[]}' }],
  'data.applyImport': [{ token: 'no such token' }],
  'ring.dismissAll': [{}],
  'ring.test': [{}],
  'monitoring.pause': [{}],
  'monitoring.resume': [{}],
  'notice.dismiss': [{ id: 'not-stored' }],
  'chart.get': [{ pairId }, ...chartRangeNames.map((range) => ({ pairId, range }))],
};

/** The payloads of a command, whatever they are. */
export function examplesOf(name: CommandName): readonly unknown[] {
  return validCommands[name];
}

/** Commands that only look. */
export const readingCommands: readonly CommandName[] = [
  'state.get',
  'alarm.preview',
  'alarm.explain',
  'alarm.whyNot',
  'alarm.replay',
  'chart.get',
  'firings.list',
  'debug.report',
  'data.export',
  'data.previewImport',
];
