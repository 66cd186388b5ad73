import { describe, expect, test } from 'vitest';
import { commands, errorCodes, replyEnvelope } from './contract.ts';
import { alarmRule, condition } from './schemas.ts';

const accepts = (value: unknown) => condition.safeParse(value).success;
const hour = 3_600_000;

const target = { kind: 'target', price: 60_000, direction: 'up' };
const extreme = { kind: 'extreme', extreme: 'max', percent: 5, since: { kind: 'pair added' } };
const move = { kind: 'move', percent: 5, direction: 'any', over: { kind: 'since start' } };
const windowed = { ...move, over: { kind: 'window', ms: hour, from: 'extreme' } };

describe('a condition', () => {
  test.each([
    target,
    { ...target, direction: 'any', price: 0.00000001 },
    extreme,
    { ...extreme, extreme: 'min', since: { kind: 'window', ms: hour } },
    { ...extreme, since: { kind: 'alarm armed' } },
    { kind: 'channel', low: 1, high: 2, when: 'enters' },
    { kind: 'step', every: 1_000, unit: 'quote' },
    { kind: 'step', every: 2.5, unit: 'percent' },
    { ...windowed, over: { ...windowed.over, ms: 30 * 24 * hour } },
    move,
    windowed,
    { ...windowed, over: { ...windowed.over, from: 'start' } },
  ])('that the design has is accepted: %j', (value) => {
    expect(condition.parse(value)).toEqual(value);
  });

  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, '60000', null, undefined])(
    'regression 11: a price of %s is refused',
    (price) => {
      expect(accepts({ ...target, price })).toBe(false);
    },
  );

  test.each([0, -5, Number.NaN, Number.POSITIVE_INFINITY, 1_000_001, '5', null])(
    'regression 11: a percentage of %s is refused everywhere',
    (percent) => {
      expect([extreme, move, windowed].map((one) => accepts({ ...one, percent }))).toEqual([
        false,
        false,
        false,
      ]);
    },
  );

  test.each([
    ['a fall from the highest of', { ...extreme, percent: 100 }, false],
    ['a fall from the highest of almost', { ...extreme, percent: 99.99 }, true],
    ['a rise from the lowest of', { ...extreme, extreme: 'min', percent: 100 }, true],
    ['a rise from the lowest of five times', { ...extreme, extreme: 'min', percent: 500 }, true],
    ['a move up of', { ...move, direction: 'up', percent: 100 }, true],
    ['a move down of', { ...move, direction: 'down', percent: 100 }, false],
    ['a move either way of', { ...move, direction: 'any', percent: 100 }, false],
    ['a move down in a window of more than', { ...windowed, direction: 'down', percent: 150 }, false],
  ] as const)('%s 100 %%: %o, accepted %s', (_, value, accepted) => {
    const parsed = condition.safeParse(value);
    expect(parsed.success).toBe(accepted);
    if (!parsed.success) expect(parsed.error.issues[0]?.path).toEqual(['percent']);
  });

  test.each([0, -1, 999, 1_000.5, 30 * 86_400_000 + 1, Number.POSITIVE_INFINITY, '3600000', null])(
    'a window of %s ms is refused',
    (ms) => {
      expect(accepts({ ...windowed, over: { kind: 'window', ms, from: 'start' } })).toBe(false);
      expect(accepts({ ...extreme, since: { kind: 'window', ms } })).toBe(false);
    },
  );

  test.each([
    ['an unknown kind', { ...target, kind: 'weather' }],
    ['a channel upside down', { kind: 'channel', low: 2, high: 1, when: 'leaves' }],
    ['a channel without room', { kind: 'channel', low: 1, high: 1, when: 'enters' }],
    ['a step of nothing', { kind: 'step', every: 0, unit: 'quote' }],
    ['a step too small to tell', { kind: 'step', every: 0.0000001, unit: 'percent' }],
    ['an unknown direction', { ...target, direction: 'sideways' }],
    ['a direction from a prototype', { ...target, direction: '__proto__' }],
    ['a field too many', { ...target, note: 'x' }],
    ['a field too few', { kind: 'target', price: 1 }],
    ['an unknown since', { ...extreme, since: { kind: 'yesterday' } }],
    ['a window without its way of measuring', { ...windowed, over: { kind: 'window', ms: hour } }],
    ['nothing', null],
    ['a list', [target]],
  ])('with %s is refused', (_, value) => {
    expect(accepts(value)).toBe(false);
  });
});

describe('a rule', () => {
  const rule = {
    id: 'a1',
    pairId: 'binance:BTCUSDT',
    condition: target,
    mode: 'once',
    cooldownMs: 1_000,
    wayBack: 0.003,
    urgency: 'loud',
    note: '',
    expiresAt: null,
    paused: false,
    createdAt: 1,
  };

  test('as the settings file keeps it is accepted', () => {
    expect(alarmRule.parse(rule)).toEqual(rule);
  });

  test.each([
    { id: '' },
    { id: 'x'.repeat(101) },
    { pairId: '' },
    { mode: 'always' },
    { cooldownMs: -1 },
    { cooldownMs: 999 },
    { wayBack: -0.001 },
    { wayBack: 0.11 },
    { urgency: 'panic' },
    { note: 'x'.repeat(501) },
    { expiresAt: Number.NaN },
    { paused: 'yes' },
    { cooldownMs: 0.5 },
    { cooldownMs: 7 * 86_400_000 + 1 },
    { createdAt: -1 },
    { createdAt: Number.NaN },
  ])('with %o is refused', (part) => {
    expect(alarmRule.safeParse({ ...rule, ...part }).success).toBe(false);
  });
});

describe('the contract', () => {
  test('names are domain.verb, and each has what goes in and what comes back', () => {
    for (const [name, { in: input, out }] of Object.entries(commands)) {
      expect(name).toMatch(/^[a-z]+\.[a-zA-Z]+$/);
      expect([typeof input.safeParse, typeof out.safeParse]).toEqual(['function', 'function']);
    }
  });

  test('commands without parameters take an empty object and nothing else', () => {
    for (const name of ['state.get', 'ring.dismissAll', 'ring.test'] as const) {
      const { in: input } = commands[name];
      expect(input.safeParse({}).success).toBe(true);
      for (const wrong of [undefined, null, [], 'x', 0, { more: 1 }])
        expect(input.safeParse(wrong).success).toBe(false);
    }
  });

  test('a reply is data or a refusal with a code that is known', () => {
    for (const code of errorCodes) {
      expect(replyEnvelope.safeParse({ ok: false, code, message: 'No.' }).success).toBe(true);
    }
    expect(replyEnvelope.safeParse({ ok: true, data: {} }).success).toBe(true);
    expect(replyEnvelope.safeParse({ ok: false, code: 'mystery', message: '' }).success).toBe(false);
    expect(replyEnvelope.safeParse({ ok: false, code: 'internal' }).success).toBe(false);
  });
});

describe('a time that no calendar has', () => {
  const beyond = 8_640_000_000_000_001;

  test.each([
    ['alarm.add', { pairId: 'binance:BTCUSDT', condition: target, expiresAt: beyond }],
    ['alarm.edit', { id: 'a1', expiresAt: 1e300 }],
    ['ring.snooze', { ids: ['a1#1'], for: { until: beyond } }],
  ] as const)('is refused in %s: nothing could show it', (name, input) => {
    expect(commands[name].in.safeParse(input).success).toBe(false);
  });

  test('makes a rule of a file unusable, and the last one there is does not', () => {
    const rule = {
      id: 'a1',
      pairId: 'binance:BTCUSDT',
      condition: target,
      mode: 'once',
      cooldownMs: 60_000,
      wayBack: 0.003,
      urgency: 'loud',
      note: '',
      paused: false,
      createdAt: 0,
    };
    const passes = (expiresAt: number) => alarmRule.safeParse({ ...rule, expiresAt }).success;
    expect([passes(beyond), passes(beyond - 1)]).toEqual([false, true]);
  });
});
