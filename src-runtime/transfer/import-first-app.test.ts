import { describe, expect, test } from 'vitest';
import { testStart } from '../testing/fake-clock.ts';
import { importHelp, say } from '../testing/import-help.ts';
import { readImport } from './import-file.ts';
import type { ImportedFile } from './imported.ts';

function fileOf(content: unknown): ImportedFile {
  const result = readImport(typeof content === 'string' ? content : JSON.stringify(content), importHelp());
  if (!result.ok) throw new Error(result.why);
  return result.file;
}

const rulesIn = (file: ImportedFile) =>
  file.alarms.map((one) => {
    if (one.kind === 'refused') return one.refused.why;
    const { pairId, condition, mode } = one.alarm;
    return { pairId, condition, mode };
  });
const createdIn = (file: ImportedFile) =>
  file.alarms.map((one) => (one.kind === 'whole' ? one.alarm.createdAt : null));

const seconds = testStart / 1_000 + 0.25;
const asset = {
  ticker: 'BTCUSDT',
  base: 'BTC',
  quote: 'USDT',
  name: 'BTC/USDT',
  price: 60_000,
  maxPrice: 61_000,
};
const ofBinance = {
  assets: { BTCUSDT: asset, ETHBTC: { ticker: 'ETHBTC', base: 'ETH', quote: 'BTC', name: 'ETH/BTC' } },
  alarms: {
    'u-1': {
      id: 'u-1',
      ticker: 'BTCUSDT',
      type: 'target',
      targetPrice: 65_000,
      direction: 'up',
      triggered: false,
      createdAt: seconds,
    },
    'u-2': {
      id: 'u-2',
      ticker: 'BTCUSDT',
      type: 'extreme',
      percentage: 5,
      extremeType: 'max',
      triggered: true,
      triggeredAt: seconds,
      createdAt: seconds,
    },
    'u-3': {
      id: 'u-3',
      ticker: 'ETHBTC',
      type: 'timeframe',
      percentage: 3,
      direction: 'any',
      timeValue: 15,
      timeUnit: 'minutes',
      triggered: false,
      createdAt: seconds,
    },
    'u-4': {
      id: 'u-4',
      ticker: 'ETHBTC',
      type: 'timeframe',
      percentage: 4,
      direction: 'down',
      timeValue: null,
      timeUnit: 'since_start',
      startPrice: 0.05,
      lastResetTime: seconds,
      triggered: false,
      createdAt: seconds,
    },
  },
  price_history: { BTCUSDT: [{ price: 60_000, timestamp: seconds }] },
};

const target = (price: number, direction: string) => ({ kind: 'target', price, direction });
const within = (percent: number, direction: string, ms: number) => ({
  kind: 'move',
  percent,
  direction,
  over: { kind: 'window', ms, from: 'extreme' },
});
const sinceStart = (percent: number, direction: string) => ({
  kind: 'move',
  percent,
  direction,
  over: { kind: 'since start' },
});
const sinceAdded = (extreme: string, percent: number) => ({
  kind: 'extreme',
  extreme,
  percent,
  since: { kind: 'pair added' },
});

describe('data of the first app, as it kept it', () => {
  test('in Python: pairs by ticker, alarms in its words, times in seconds', () => {
    const file = fileOf(ofBinance);
    expect(file.from).toBe('first app');
    expect(file.pairs).toEqual([
      { kind: 'named', key: 'BTCUSDT', text: 'BTCUSDT', coin: null },
      { kind: 'named', key: 'ETHBTC', text: 'ETHBTC', coin: null },
    ]);
    expect(rulesIn(file)).toEqual([
      { pairId: 'BTCUSDT', condition: target(65_000, 'up'), mode: 'once' },
      { pairId: 'BTCUSDT', condition: sinceAdded('max', 5), mode: 'once' },
      { pairId: 'ETHBTC', condition: within(3, 'any', 15 * 60_000), mode: 'once' },
      { pairId: 'ETHBTC', condition: sinceStart(4, 'down'), mode: 'repeat' },
    ]);
    expect(createdIn(file)).toEqual(Array.from({ length: 4 }, () => testStart + 250));
  });

  test('everything that the app can now and could not then is at its default, ids are new', () => {
    const [first] = fileOf(ofBinance).alarms;
    expect(first).toMatchObject({
      alarm: {
        id: 'n1',
        cooldownMs: 60_000,
        wayBack: 0.003,
        urgency: 'loud',
        note: '',
        expiresAt: null,
        paused: false,
      },
    });
  });

  test('an alarm that had rung comes in paused, one in its 60 seconds does not; both are told', () => {
    const resetting = { ...ofBinance.alarms['u-2'], resetting: true, resetUntil: seconds + 30 };
    const paused = (alarm: object) =>
      fileOf({ ...ofBinance, alarms: { x: alarm } }).alarms.map((one) =>
        one.kind === 'whole' ? one.alarm.paused : null,
      );
    expect(paused(ofBinance.alarms['u-2'])).toEqual([true]);
    expect(paused(resetting)).toEqual([false]);
    expect(fileOf(ofBinance).notes).toEqual([
      say('import.note.history'),
      say('import.note.anew'),
      say('import.note.fired', { count: 1 }),
    ]);
    const plain = { assets: ofBinance.assets, alarms: { x: ofBinance.alarms['u-1'] }, price_history: {} };
    expect(fileOf(plain).notes).toEqual([]);
  });

  test('in a browser: parts under their own names, each JSON text, times in milliseconds', () => {
    const assets = { ETHUSDT: { ticker: 'ETHUSDT', isPair: true, baseCoinId: 'ethereum', quote: 'USDT' } };
    const alarm = {
      id: `alarm_${testStart}_abcdefghi`,
      ticker: 'ETHUSDT',
      type: 'timeframe',
      percentage: 2,
      direction: 'up',
      timeframeMinutes: 90,
      createdAt: testStart,
    };
    const file = fileOf({
      cryptoAlarmAssets: JSON.stringify(assets),
      cryptoAlarmAlarms: JSON.stringify({ [alarm.id]: alarm }),
      cryptoAlarmHistory: JSON.stringify({ ETHUSDT: [{ price: 1, timestamp: testStart }] }),
    });
    expect(file.pairs).toEqual([
      {
        kind: 'named',
        key: 'ETHUSDT',
        text: 'ETHUSDT',
        coin: { baseId: 'ethereum', quoteId: null, quote: 'USDT' },
      },
    ]);
    expect(rulesIn(file)).toEqual([
      { pairId: 'ETHUSDT', condition: within(2, 'up', 90 * 60_000), mode: 'once' },
    ]);
    expect(createdIn(file)).toEqual([testStart]);
    expect(file.notes).toContain(say('import.note.history'));
  });

  test('lists, and lists of names with things, are read like objects', () => {
    const named = fileOf({
      assets: Object.entries(ofBinance.assets),
      alarms: Object.entries(ofBinance.alarms),
    });
    const bare = fileOf({
      assets: Object.values(ofBinance.assets),
      alarms: Object.values(ofBinance.alarms),
    });
    expect(named.pairs).toEqual(fileOf(ofBinance).pairs);
    expect(rulesIn(named)).toEqual(rulesIn(fileOf(ofBinance)));
    expect(bare.pairs).toEqual(named.pairs);
    expect(rulesIn(bare)).toEqual(rulesIn(named));
  });

  test('the coins of CoinGecko are kept: one id, or the ratio of two', () => {
    const { pairs } = fileOf({
      assets: {
        BTCBUSD: {
          ticker: 'BTCBUSD',
          base: 'BTCB',
          quote: 'USD',
          baseCoinId: 'binance-bitcoin',
          quoteCoinId: null,
        },
        ETHBTC: { ticker: 'ETHBTC', quote: 'BTC', baseCoinId: 'ethereum', quoteCoinId: 'bitcoin' },
      },
      alarms: {},
    });
    expect(pairs).toMatchObject([
      { coin: { baseId: 'binance-bitcoin', quoteId: null, quote: 'USD' } },
      { coin: { baseId: 'ethereum', quoteId: 'bitcoin', quote: 'BTC' } },
    ]);
  });

  test('numbers that Python writes and JSON has not refuse their own alarm and nothing else', () => {
    const text = JSON.stringify({
      ...ofBinance,
      assets: { BTCUSDT: { ...asset, name: 'NaN and -Infinity "quoted\\"' } },
    })
      .replace('65000', 'Infinity')
      .replace('"percentage":5', '"percentage":NaN')
      .replace('"startPrice":0.05', '"startPrice":-Infinity');
    const file = fileOf(text);
    expect(rulesIn(file).map((one) => (typeof one === 'string' ? one : one.pairId))).toEqual([
      say('import.refused.alarm', { field: 'condition.price' }),
      say('import.refused.alarm', { field: 'condition.percent' }),
      'ETHBTC',
      'ETHBTC',
    ]);
  });

  test.each([
    ['a type of its own', { type: 'volume' }, 'condition.kind'],
    ['no type', { type: undefined }, 'condition.kind'],
    ['a direction of its own', { direction: 'sideways' }, 'condition.direction'],
    ['no price', { targetPrice: null }, 'condition.price'],
    ['a price in words', { targetPrice: 'high' }, 'condition.price'],
    ['a price below zero', { targetPrice: -5 }, 'condition.price'],
    ['no pair', { ticker: undefined }, 'pairId'],
    ['a percentage below zero', { type: 'extreme', percentage: -5, extremeType: 'max' }, 'condition.percent'],
    ['a fall to nothing', { type: 'extreme', percentage: 100, extremeType: 'max' }, 'condition.percent'],
    ['an extreme of its own', { type: 'extreme', percentage: 5, extremeType: 'mid' }, 'condition.extreme'],
    [
      'a window of nothing',
      { type: 'timeframe', percentage: 5, timeValue: 0, timeUnit: 'minutes' },
      'condition.over.ms',
    ],
    [
      'a window of more than 30 days',
      { type: 'timeframe', percentage: 5, timeValue: 31, timeUnit: 'days' },
      'condition.over.ms',
    ],
    ['a window of no length', { type: 'timeframe', percentage: 5, timeUnit: 'days' }, 'condition.over.ms'],
  ])('an alarm with %s is refused by its field', (_, part, field) => {
    const alarms = { x: { ...ofBinance.alarms['u-1'], ...part } };
    expect(rulesIn(fileOf({ ...ofBinance, alarms }))).toEqual([say('import.refused.alarm', { field })]);
  });

  test('an alarm that is none is refused, and a pair that has no name', () => {
    const file = fileOf({ assets: [{ price: 1 }, 7], alarms: { x: 'alarm', y: null } });
    expect(file.pairs).toEqual([
      { kind: 'refused', key: '', refused: { what: 'pair 1', why: say('import.refused.nameless') } },
      { kind: 'refused', key: '', refused: { what: 'pair 2', why: say('import.refused.nameless') } },
    ]);
    expect(file.alarms.map(({ kind }) => kind)).toEqual(['refused', 'refused']);
  });

  test('numbers may come as the text that its pages sent', () => {
    const alarms = {
      x: {
        ticker: 'btcusdt',
        type: 'target',
        targetPrice: '51000',
        direction: 'down',
        createdAt: `${seconds}`,
      },
      y: { ticker: 'BTCUSDT', type: 'timeframe', percentage: '3', timeValue: '2', timeUnit: 'days' },
    };
    const file = fileOf({ ...ofBinance, alarms });
    expect(rulesIn(file)).toEqual([
      { pairId: 'BTCUSDT', condition: target(51_000, 'down'), mode: 'once' },
      { pairId: 'BTCUSDT', condition: within(3, 'any', 2 * 86_400_000), mode: 'once' },
    ]);
    expect(createdIn(file)).toEqual([testStart + 250, testStart]);
  });
});

describe('data of the first app, as its documentation says', () => {
  const documented = {
    pairs: {
      BTCUSDT: {
        symbol: 'BTCUSDT',
        currentPrice: 60_000,
        maxPrice: 61_000,
        minPrice: 59_000,
        lastUpdate: '2026-01-05T11:59:45Z',
        priceHistory: [{ price: 60_000, timestamp: '2026-01-05T11:59:45Z' }],
        alarms: [
          {
            id: 'alarm_1767614400',
            type: 'target',
            targetPrice: 58_000,
            direction: 'fromAbove',
            createdAt: '2026-01-05T12:00:00Z',
          },
          { id: 'alarm_1767614401', type: 'percentChange', percentage: 5, changeType: 'downFromMax' },
          { id: 'alarm_1767614402', type: 'percentChange', percentage: 7, changeType: 'upFromMin' },
          { id: 'alarm_1767614403', type: 'timeframe', percentage: 20, timeValue: 3, timeUnit: 'days' },
        ],
      },
      'eth/usdt': {
        symbol: 'ETHUSDT',
        alarms: [
          { type: 'target', targetPrice: 4_000, direction: 'fromBelow' },
          { type: 'timeframe', percentage: 3, direction: 'any', unit: 'sinceStart' },
        ],
      },
    },
    metadata: { lastModified: '2026-01-05T12:00:00Z', version: '1.0' },
  };

  test('pairs hold their alarms, in the other words', () => {
    const file = fileOf(documented);
    expect(file.pairs).toEqual([
      { kind: 'named', key: 'BTCUSDT', text: 'BTCUSDT', coin: null },
      { kind: 'named', key: 'ETH/USDT', text: 'ETHUSDT', coin: null },
    ]);
    expect(rulesIn(file)).toEqual([
      { pairId: 'BTCUSDT', condition: target(58_000, 'down'), mode: 'once' },
      { pairId: 'BTCUSDT', condition: sinceAdded('max', 5), mode: 'once' },
      { pairId: 'BTCUSDT', condition: sinceAdded('min', 7), mode: 'once' },
      { pairId: 'BTCUSDT', condition: within(20, 'any', 3 * 86_400_000), mode: 'once' },
      { pairId: 'ETH/USDT', condition: target(4_000, 'up'), mode: 'once' },
      { pairId: 'ETH/USDT', condition: sinceStart(3, 'any'), mode: 'repeat' },
    ]);
    expect(createdIn(file).slice(0, 2)).toEqual([testStart, testStart]);
    expect(file.notes).toEqual([say('import.note.history'), say('import.note.anew')]);
  });

  test('without anything in it is a file without pairs', () => {
    expect(fileOf({ pairs: {}, metadata: {} })).toMatchObject({ pairs: [], alarms: [], notes: [] });
    expect(fileOf({ assets: {}, alarms: {}, price_history: {} })).toMatchObject({ pairs: [], alarms: [] });
  });
});
