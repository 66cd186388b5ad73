import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Alarm } from '../../src-core/alarm.ts';
import type { Condition } from '../../src-core/condition.ts';
import type { Pair } from '../../src-core/pair.ts';
import { type AppSettings, defaultSettings } from '../../src-shared/contract/app-settings.ts';
import { testStart } from '../testing/fake-clock.ts';
import { importHelp, say } from '../testing/import-help.ts';
import { bitcoin, bitcoinAlarm, ether, rulesOf } from '../testing/test-rules.ts';
import { type Rules, readRules } from '../storage/rules-schema.ts';
import { exportText } from './export.ts';
import { readImport } from './import-file.ts';
import { type Plan, type PlanLimits, planImport, type ResolvedFile, rulesWith } from './plan.ts';

const limits: PlanLimits = {
  say,
  sources: new Set(['binance', 'coingecko']),
  windowProblem: (ms) => (ms < 60_000 ? 'too short' : null),
};

/** What is exported, with its pairs as found. */
function exportOf(rules: Rules): ResolvedFile {
  const read = readImport(exportText(rules, testStart), importHelp());
  if (!read.ok) throw new Error(read.why);
  const pairs = read.file.pairs.map((one) => {
    if (one.kind !== 'whole') throw new Error(one.kind);
    return { kind: 'found', key: one.pair.id, pair: one.pair } as const;
  });
  return { ...read.file, pairs };
}

const planFor = (file: ResolvedFile, rules: Rules): Plan => planImport(file, rules, limits);
const withAlarms = (...alarms: Alarm[]) => rulesOf({ pairs: [bitcoin, ether], alarms });
const ofEther: Alarm = { ...bitcoinAlarm, id: 'a2', pairId: ether.id };
const windowed = (ms: number): Condition => ({
  kind: 'move',
  percent: 5,
  direction: 'up',
  over: { kind: 'window', ms, from: 'start' },
});

describe('what an import would change', () => {
  test('pairs and alarms that are not there are added, under their own ids', () => {
    const { pairs, alarms } = planFor(exportOf(withAlarms(bitcoinAlarm, ofEther)), rulesOf({}));
    expect(pairs).toEqual({ added: [bitcoin, ether], present: [], refused: [] });
    expect(alarms).toEqual({ added: [bitcoinAlarm, ofEther], present: [], refused: [] });
  });

  test('what is there is told and left as it is', () => {
    const rules = withAlarms({ ...bitcoinAlarm, id: 'other', paused: true, createdAt: 1 }, ofEther);
    const plan = planFor(exportOf(withAlarms(bitcoinAlarm, ofEther)), rules);
    expect(plan.pairs).toEqual({ added: [], present: [bitcoin, ether], refused: [] });
    expect(plan.alarms).toEqual({ added: [], present: rules.alarms, refused: [] });
    expect(plan.settings.changed).toEqual([]);
    expect(rulesWith(rules, plan, exportOf(rules))).toEqual(rules);
  });

  test.each<[string, Partial<Alarm>]>([
    ['condition', { condition: { kind: 'target', price: 60_001, direction: 'up' } }],
    ['mode', { mode: 'repeat' }],
    ['cooldown', { cooldownMs: 120_000 }],
    ['way back', { wayBack: 0.004 }],
    ['urgency', { urgency: 'silent' }],
    ['note', { note: 'other' }],
    ['end', { expiresAt: testStart }],
  ])('an alarm with another %s is another one, and gets another id', (_, part) => {
    const plan = planFor(exportOf(withAlarms({ ...bitcoinAlarm, ...part })), withAlarms(bitcoinAlarm));
    expect(plan.alarms.added).toEqual([{ ...bitcoinAlarm, ...part, id: 'n1' }]);
  });

  test('who has two alarms of a kind keeps two, and one that is there answers for one', () => {
    const two = withAlarms(bitcoinAlarm, { ...bitcoinAlarm, id: 'twin' });
    expect(planFor(exportOf(two), rulesOf({})).alarms.added).toEqual(two.alarms);
    const plan = planFor(exportOf(two), withAlarms(bitcoinAlarm));
    expect([plan.alarms.present.length, plan.alarms.added.map(({ id }) => id)]).toEqual([1, ['twin']]);
  });

  test('an id that stands twice in the file is given once', () => {
    const second = { ...bitcoinAlarm, note: 'second' };
    const plan = planFor(exportOf(withAlarms(bitcoinAlarm, second)), rulesOf({}));
    expect(plan.alarms.added.map(({ id }) => id)).toEqual(['a1', 'n2']);
  });

  test('a pair of a source that is not at work is refused, and so are its alarms', () => {
    const pair: Pair = { ...bitcoin, id: 'simulated:BTCUSDT', source: 'simulated' };
    const rules = rulesOf({ pairs: [pair], alarms: [{ ...bitcoinAlarm, pairId: pair.id }] });
    const plan = planFor(exportOf(rules), rulesOf({}));
    const source = say('source.simulated');
    expect(plan.pairs.refused).toEqual([{ what: 'BTC/USDT', why: say('import.refused.source', { source }) }]);
    expect(plan.alarms.refused).toEqual([
      {
        what: 'simulated:BTCUSDT reaches 60,000 from below',
        why: say('import.refused.no-pair'),
      },
    ]);
    expect(planFor(exportOf(rules), rules).pairs.present).toEqual([pair]);
  });

  test('an alarm on a pair that only the app has is added', () => {
    const file = { ...exportOf(withAlarms(bitcoinAlarm)), pairs: [] };
    expect(planFor(file, rulesOf({ pairs: [bitcoin] })).alarms.added).toEqual([bitcoinAlarm]);
  });

  test('a window that is too short here is refused with the words of the command', () => {
    const rules = withAlarms(
      { ...bitcoinAlarm, condition: windowed(59_999) },
      { ...bitcoinAlarm, id: 'a2', condition: windowed(60_000) },
    );
    const { added, refused } = planFor(exportOf(rules), rulesOf({})).alarms;
    expect(added.map(({ id }) => id)).toEqual(['a2']);
    expect(refused).toEqual([{ what: 'BTC/USDT is 5 % above its price 59 s earlier', why: 'too short' }]);
  });

  test('settings are told one by one, from and to, and budgets of other sources stay', () => {
    const mine: AppSettings = {
      ...defaultSettings,
      tellBlind: false,
      budgets: { ...defaultSettings.budgets, binance: { perMinute: 7, perMonth: null } },
    };
    const given = { confirmPercent: 25, ringLimitMs: 60_000, budgets: { coingecko: { perMonth: 9_000 } } };
    const file: ResolvedFile = { ...exportOf(rulesOf({})), settings: { given, refused: [] } };
    const rules = rulesOf({ settings: mine });
    const plan = planFor(file, rules);
    expect(plan.settings.changed).toEqual([
      { name: 'confirmPercent', from: 10, to: 25 },
      { name: 'ringLimitMs', from: null, to: 60_000 },
      { name: 'budgets.coingecko.perMonth', from: null, to: 9_000 },
    ]);
    expect(rulesWith(rules, plan, file).settings).toEqual({
      ...mine,
      confirmPercent: 25,
      ringLimitMs: 60_000,
      budgets: { ...mine.budgets, coingecko: { perMinute: null, perMonth: 9_000 } },
    });
  });
});

const price = fc.double({ min: 1e-8, max: 1e8, noNaN: true });
const percent = fc.double({ min: 0.01, max: 99, noNaN: true });
const windowMs = fc.integer({ min: 60_000, max: 30 * 86_400_000 });
const direction = fc.constantFrom('up', 'down', 'any');
const anyCondition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ kind: fc.constant('target'), price, direction }),
  fc
    .tuple(price, price, fc.constantFrom('leaves', 'enters'))
    .filter(([a, b]) => a !== b)
    .map(([a, b, when]) => ({ kind: 'channel', low: Math.min(a, b), high: Math.max(a, b), when })),
  fc
    .record({ kind: fc.constant('step'), every: price, unit: fc.constantFrom('percent', 'quote') })
    .filter(({ every, unit }) => unit === 'quote' || (every >= 1e-6 && every <= 1e6)),
  fc.record({
    kind: fc.constant('extreme'),
    extreme: fc.constantFrom('max', 'min'),
    percent,
    since: fc.oneof(
      fc.constant({ kind: 'pair added' }),
      fc.constant({ kind: 'alarm armed' }),
      windowMs.map((ms) => ({ kind: 'window', ms })),
    ),
  }),
  fc.record({
    kind: fc.constant('move'),
    percent,
    direction,
    over: fc.oneof(
      fc.constant({ kind: 'since start' }),
      fc
        .tuple(windowMs, fc.constantFrom('extreme', 'start'))
        .map(([ms, from]) => ({ kind: 'window', ms, from })),
    ),
  }),
) as fc.Arbitrary<Condition>;

const anyAlarm: fc.Arbitrary<Omit<Alarm, 'id'>> = fc.record({
  pairId: fc.constantFrom(bitcoin.id, ether.id),
  condition: anyCondition,
  mode: fc.constantFrom('once', 'repeat'),
  cooldownMs: fc.integer({ min: 1_000, max: 7 * 86_400_000 }),
  wayBack: fc.double({ min: 1e-6, max: 0.1, noNaN: true }),
  urgency: fc.constantFrom('loud', 'normal', 'silent'),
  note: fc.string({ maxLength: 200, unit: 'grapheme' }).filter((note) => note.length <= 500),
  expiresAt: fc.option(fc.integer({ min: 0, max: 4e12 })),
  paused: fc.boolean(),
  createdAt: fc.oneof(fc.integer({ min: 0, max: 4e12 }), fc.double({ min: 0, max: 4e12, noNaN: true })),
});

const anySettings: fc.Arbitrary<AppSettings> = fc
  .record({
    confirmPercent: fc.integer({ min: 1, max: 1_000 }),
    ringLimitMs: fc.option(fc.integer({ min: 60_000, max: 86_400_000 })),
    tellBlind: fc.boolean(),
    perMonth: fc.option(fc.integer({ min: 1, max: 1e9 })),
  })
  .map(({ perMonth, ...rest }) => ({
    ...defaultSettings,
    ...rest,
    budgets: { ...defaultSettings.budgets, coingecko: { perMinute: null, perMonth } },
  }));

const anyRules: fc.Arbitrary<Rules> = fc
  .record({ alarms: fc.array(anyAlarm, { maxLength: 8 }), settings: anySettings })
  .map(({ alarms, settings }) =>
    // As they come from disk, where zero has no sign.
    readRules(
      JSON.parse(
        JSON.stringify({
          ...rulesOf({ pairs: [bitcoin, ether], settings }),
          alarms: alarms.map((alarm, index) => ({ ...alarm, id: `a${index}` })),
        }),
      ),
    ),
  );

test('what is exported and imported where nothing is gives the same rules, whatever they are', () => {
  fc.assert(
    fc.property(anyRules, (rules) => {
      const file = exportOf(rules);
      const plan = planFor(file, rulesOf({}));
      expect(plan.pairs.refused.length + plan.alarms.refused.length).toBe(0);
      expect(rulesWith(rulesOf({}), plan, file)).toEqual(rules);
    }),
    { numRuns: 300 },
  );
});

test('what is exported and imported where it came from changes nothing, whatever it is', () => {
  fc.assert(
    fc.property(anyRules, (rules) => {
      const { pairs, alarms, settings } = planFor(exportOf(rules), rules);
      expect([pairs.added, alarms.added, settings.changed]).toEqual([[], [], []]);
      expect(alarms.present).toHaveLength(rules.alarms.length);
    }),
    { numRuns: 300 },
  );
});
