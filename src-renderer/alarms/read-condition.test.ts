import { describe, expect, it } from 'vitest';
import { condition as schema } from '../../src-shared/contract/schemas.ts';
import { type Draft, directionOf, emptyDraft, modeOfDraft } from './draft.ts';
import { readCondition } from './read-condition.ts';

const read = (part: Partial<Draft>) => readCondition({ ...emptyDraft, ...part }, 58_000, '60,000');

describe('readCondition', () => {
  it.each([
    [{ price: '60k' }, { kind: 'target', price: 60_000, direction: 'up' }],
    [{ price: '57 000' }, { kind: 'target', price: 57_000, direction: 'down' }],
    [
      { price: '60,000', direction: 'any' },
      { kind: 'target', price: 60_000, direction: 'any' },
    ],
    [
      { kind: 'extreme', percent: '10 %' },
      { kind: 'extreme', extreme: 'max', percent: 10, since: { kind: 'pair added' } },
    ],
    [
      { kind: 'extreme', extreme: 'min', percent: '150', since: 'window', window: '24', unit: 'h' },
      { kind: 'extreme', extreme: 'min', percent: 150, since: { kind: 'window', ms: 86_400_000 } },
    ],
    [
      { kind: 'move', percent: '2,5', window: '1,5', unit: 'min', over: 'start', moveDirection: 'up' },
      { kind: 'move', percent: 2.5, direction: 'up', over: { kind: 'window', ms: 90_000, from: 'start' } },
    ],
    [
      { kind: 'move', percent: '3', over: 'since start', window: 'not looked at' },
      { kind: 'move', percent: 3, direction: 'any', over: { kind: 'since start' } },
    ],
    [
      { kind: 'extreme', since: 'window', window: '30', unit: 'd' },
      {
        kind: 'extreme',
        extreme: 'max',
        percent: 5,
        since: { kind: 'window', ms: 30 * 86_400_000 },
      },
    ],
    [
      { kind: 'channel', low: '57k', high: '60,000' },
      { kind: 'channel', low: 57_000, high: 60_000, when: 'leaves' },
    ],
    [
      { kind: 'channel', low: '0,5', high: '0.75', when: 'enters' },
      { kind: 'channel', low: 0.5, high: 0.75, when: 'enters' },
    ],
    [{ kind: 'step' }, { kind: 'step', every: 5, unit: 'percent' }],
    [
      { kind: 'step', stepUnit: 'quote', stepQuote: '1k', stepPercent: 'not looked at' },
      { kind: 'step', every: 1_000, unit: 'quote' },
    ],
  ] as const)('reads %j, as the contract wants it', (part, condition) => {
    const result = read(part);
    expect(result).toEqual({ ok: true, condition });
    expect(result.ok && schema.safeParse(result.condition).success).toBe(true);
  });

  it.each([
    [{ price: '' }, 'price', 'Type a price, such as 60,000.'],
    [{ price: '-5' }, 'price', 'That has to be above zero. Leave out the minus sign.'],
    [{ price: '0' }, 'price', 'That has to be above zero.'],
    [{ price: '1e15000' }, 'price', 'That does not read as a number. Write it like 60,000 or 58k.'],
    [
      { kind: 'extreme', percent: '100' },
      'percent',
      'A price cannot fall by 100 % or more. Use less than 100.',
    ],
    [
      { kind: 'move', moveDirection: 'up', percent: '2m' },
      'percent',
      'That is more than any price moves. Use 1,000,000 or less.',
    ],
    [{ kind: 'move', window: '31', unit: 'd' }, 'window', 'A window can be 30 days at most.'],
    [{ kind: 'move', window: '0.4', unit: 's' }, 'window', 'A window has to be 1 second at least.'],
    [{ kind: 'move', window: '' }, 'window', 'Type how long the window is, such as 15.'],
    [{ kind: 'channel', low: '1' }, 'high', 'Type a price, such as 60,000.'],
    [
      { kind: 'channel', low: '-1', high: '2' },
      'low',
      'That has to be above zero. Leave out the minus sign.',
    ],
    [{ kind: 'channel', low: '2', high: '2' }, 'high', 'The upper end has to be above the lower one.'],
    [
      { kind: 'step', stepPercent: '2m' },
      'every',
      'That is more than any price moves. Use 1,000,000 or less.',
    ],
    [{ kind: 'step', stepPercent: '' }, 'every', 'Type how far a step is, such as 5.'],
    [{ kind: 'step', stepUnit: 'quote' }, 'every', 'Type how far a step is, such as 60,000.'],
    [
      { kind: 'step', stepPercent: '0.0000001' },
      'every',
      'Steps that small cannot be told apart. Use 0.000001 % or more.',
    ],
  ] as const)('says what is wrong with %j', (part, field, message) => {
    const result = read(part);
    expect(result.ok ? null : result.problems[field]?.message).toBe(message);
  });
});

it('guesses the direction from where the price stands, until one is chosen', () => {
  const at = (price: string, direction: Draft['direction'] = null) =>
    directionOf({ ...emptyDraft, price, direction }, 58_000);
  expect(at('60k')).toBe('up');
  expect(at('57k')).toBe('down');
  expect(at('')).toBe('up');
  expect(at('57k', 'any')).toBe('any');
});

it('rings once unless the user chooses, steps go on, and a move since start always does', () => {
  const mode = (part: Partial<Draft>) => modeOfDraft({ ...emptyDraft, ...part });
  expect(mode({})).toBe('once');
  expect(mode({ mode: 'repeat' })).toBe('repeat');
  expect(mode({ kind: 'step' })).toBe('repeat');
  expect(mode({ kind: 'step', mode: 'once' })).toBe('once');
  expect(mode({ kind: 'move', over: 'since start', mode: 'once' })).toBe('repeat');
});
