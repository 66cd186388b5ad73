import { describe, expect, test } from 'vitest';
import { sourceIds } from '../../src-core/pair.ts';
import { bitcoin, bitcoinAlarm, rulesOf } from '../testing/test-rules.ts';
import { NewerDataError } from './newer-data.ts';
import { readRules } from './rules-schema.ts';

const { wayBack: _b, urgency: _u, note: _n, expiresAt: _e, paused: _p, ...ofVersion1 } = bitcoinAlarm;
const { mode: _mode, cooldownMs: _cooldown, ...bare } = ofVersion1;
const sinceStart = { kind: 'move', percent: 5, direction: 'any', over: { kind: 'since start' } };

describe('settings without a version, as written by hand', () => {
  test('modes follow from conditions, cooldowns are a minute', () => {
    const repeating = { ...bare, id: 'a2', condition: sinceStart };
    expect(readRules({ pairs: [bitcoin], alarms: [bare, repeating] })).toEqual(
      rulesOf({
        pairs: [bitcoin],
        alarms: [
          bitcoinAlarm,
          { ...bitcoinAlarm, id: 'a2', condition: sinceStart, mode: 'repeat' } as typeof bitcoinAlarm,
        ],
      }),
    );
  });

  test('what was written is kept', () => {
    const written = { ...bitcoinAlarm, cooldownMs: 5_000, note: 'mine', urgency: 'silent' };
    expect(readRules({ pairs: [bitcoin], alarms: [written] }).alarms).toEqual([written]);
  });

  test('pairs alone are an app without alarms', () => {
    expect(readRules({ pairs: [bitcoin] })).toEqual(rulesOf({ pairs: [bitcoin] }));
  });
});

describe('settings of version 1', () => {
  test.each([
    ['rings once, without a cooldown', { mode: 'once', cooldownMs: 0 }, 60_000],
    ['rings once, with a cooldown', { mode: 'once', cooldownMs: 120_000 }, 120_000],
    ['repeats without pause', { mode: 'repeat', cooldownMs: 0 }, 1_000],
    ['repeats with a cooldown', { mode: 'repeat', cooldownMs: 90_000 }, 90_000],
  ] as const)('an alarm that %s becomes loud, without note or end', (_, part, cooldownMs) => {
    const alarms = [{ ...ofVersion1, ...part }];
    expect(readRules({ schemaVersion: 1, pairs: [bitcoin], alarms }).alarms).toEqual([
      { ...bitcoinAlarm, ...part, cooldownMs },
    ]);
  });

  test('have every setting at its default', () => {
    expect(readRules({ schemaVersion: 1, pairs: [], alarms: [] }).settings).toEqual({
      confirmPercent: 10,
      softenAfterMs: 600_000,
      ringLimitMs: null,
      tellBlind: true,
      budgets: Object.fromEntries(sourceIds.map((id) => [id, { perMinute: null, perMonth: null }])),
      source: 'auto',
      pollMs: 15_000,
      theme: 'system',
      welcomed: false,
      language: 'system',
      numbers: 'system',
      chart: { kind: 'candles', range: '1D' },
      watchSort: 'own',
      notifications: true,
      soundUp: 'rise',
      soundDown: 'fall',
      soundVolume: 80,
      quietHours: { on: false, from: '22:00', to: '07:00', loudMayPass: false },
      trayPairs: null,
      trayTitle: true,
      trayNearest: true,
    });
  });
});

describe('settings of version 2', () => {
  const of = (settings: object) => readRules({ schemaVersion: 2, pairs: [], alarms: [], settings });

  test('what is missing among them stands at its default, what is there is kept', () => {
    const { settings } = of({ confirmPercent: 25, budgets: { coingecko: { perMonth: 10_000 } } });
    expect(settings).toMatchObject({
      confirmPercent: 25,
      softenAfterMs: 600_000,
      budgets: {
        binance: { perMinute: null, perMonth: null },
        coingecko: { perMinute: null, perMonth: 10_000 },
      },
    });
  });

  test.each([
    { confirmPercent: 1 },
    { confirmPercent: 1_000 },
    { softenAfterMs: 60_000 },
    { softenAfterMs: 86_400_000 },
    { ringLimitMs: 60_000 },
    { ringLimitMs: 86_400_000 },
    { tellBlind: false },
  ])('%o is one of them', (settings) => {
    expect(of(settings).settings).toMatchObject(settings);
  });

  test.each([
    { confirmPercent: 0.9 },
    { confirmPercent: 1_001 },
    { confirmPercent: '10' },
    { softenAfterMs: 59_999 },
    { softenAfterMs: 86_400_001 },
    { ringLimitMs: 59_999 },
    { ringLimitMs: 86_400_001 },
    { tellBlind: 1 },
    { budgets: { binance: { perMinute: 0 } } },
    { budgets: { binance: { perMonth: 1.5 } } },
    { budgets: { elsewhere: { perMinute: 1 } } },
    { budgets: [] },
  ])('%o is damage', (settings) => {
    expect(() => of(settings)).toThrow();
  });

  test('an alarm that says nothing of its way back is damage', () => {
    const alarms = [{ ...ofVersion1, cooldownMs: 60_000 }];
    expect(() => readRules({ schemaVersion: 2, pairs: [bitcoin], alarms })).toThrow();
  });
});

test('settings of a newer version are told apart from damaged ones', () => {
  expect(() => readRules({ schemaVersion: 3, pairs: [], alarms: [] })).toThrow(NewerDataError);
  for (const schemaVersion of [-1, 0.5, '2', null, []]) {
    let thrown: unknown;
    try {
      readRules({ schemaVersion, pairs: 'none', alarms: [] });
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(Error);
    expect(thrown).not.toBeInstanceOf(NewerDataError);
  }
});
