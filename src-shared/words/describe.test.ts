import { describe, expect, test } from 'vitest';
import type { Reason } from '../../src-core/alarm.ts';
import type { Condition, ExtremeSince, MoveOver, WantedDirection } from '../../src-core/condition.ts';
import { asSentenceStart, describeCondition, describeReason, type Formats } from './describe.ts';
import { createWords } from './words.ts';

const say = createWords();
const formats: Formats = {
  price: (price) => `price ${price}`,
  partOf: (seen, window) => `${seen / 60_000} of ${window / 60_000} min`,
  percent: (percent) => `${percent} %`,
  duration: (ms) => `${ms / 60_000} min`,
  time: (t) => `time ${t}`,
};

const directions: WantedDirection[] = ['up', 'down', 'any'];
const window = { kind: 'window', ms: 3_600_000 } as const;
const since: ExtremeSince[] = [{ kind: 'pair added' }, { kind: 'alarm armed' }, window];
const overs: MoveOver[] = [
  { ...window, from: 'extreme' },
  { ...window, from: 'start' },
  { kind: 'since start' },
];

const conditions: Condition[] = [
  ...directions.map((direction): Condition => ({ kind: 'target', price: 60_000, direction })),
  ...(['max', 'min'] as const).flatMap((extreme) =>
    since.map((one): Condition => ({ kind: 'extreme', extreme, percent: 5, since: one })),
  ),
  ...overs.flatMap((over) =>
    directions.map((direction): Condition => ({ kind: 'move', percent: 5, direction, over })),
  ),
];

describe('what an alarm waits for, in words', () => {
  test('there is a sentence for every condition, each another', () => {
    const said = conditions.map((condition) => describeCondition(say, condition, formats));
    expect(new Set(said).size).toBe(conditions.length);
    for (const sentence of said) {
      expect(sentence).toMatch(/^[a-z].* /);
      expect(sentence).not.toMatch(/\{\{|condition\.|undefined/);
    }
  });

  test('it names the numbers that the user chose', () => {
    for (const condition of conditions) {
      const sentence = describeCondition(say, condition, formats);
      expect(sentence).toContain(condition.kind === 'target' ? 'price 60000' : '5 %');
      const hasWindow = JSON.stringify(condition).includes('"window"');
      expect(sentence.includes('60 min')).toBe(hasWindow);
    }
  });

  test.each([
    [{ kind: 'target', price: 9, direction: 'up' }, 'reaches <b>price 9</b> from below'],
    [
      { kind: 'extreme', extreme: 'max', percent: 5, since: window },
      'falls <b>5 %</b> from its highest of <b>60 min</b>',
    ],
    [
      { kind: 'move', percent: 5, direction: 'down', over: overs[0]! },
      'moves <b>5 %</b> down within <b>60 min</b>',
    ],
    [
      { kind: 'move', percent: 5, direction: 'up', over: overs[1]! },
      'is <b>5 %</b> above its price <b>60 min</b> earlier',
    ],
  ] as const)('%o', (condition, sentence) => {
    expect(describeCondition(say, condition, formats)).toBe(sentence);
  });
});

describe('why an alarm does not ring, in words', () => {
  const reasons: Reason[] = [
    { code: 'to go', percent: 2.5 },
    { code: 'no price yet' },
    { code: 'next price' },
    { code: 'already true', level: 60_000 },
    { code: 'warming up', seenMs: 720_000, windowMs: 3_600_000 },
    { code: 'seen in part', percent: 2.5, seenMs: 720_000, windowMs: 3_600_000 },
    { code: 'stale price', ageMs: 120_000 },
    { code: 'cooling', until: 77, leftMs: 60_000, missed: 0 },
    { code: 'cooling', until: 77, leftMs: 60_000, missed: 1 },
    { code: 'cooling', until: 77, leftMs: 60_000, missed: 2 },
    { code: 'way back', level: 59_000 },
    { code: 'paused' },
    { code: 'expired', t: 78 },
    { code: 'snoozed', until: 79, leftMs: 60_000 },
    { code: 'confirming', price: 70_000 },
    { code: 'another coin', price: 6 },
    { code: 'blind', forMs: 300_000 },
    { code: 'blind', forMs: null },
    { code: 'fired', t: 77 },
    { code: 'ringing', t: 77 },
  ];

  test('there is a sentence for every reason, each another and whole', () => {
    const said = reasons.map((reason) => describeReason(say, reason, formats));
    expect(new Set(said).size).toBe(reasons.length);
    for (const sentence of said) expect(sentence).not.toMatch(/\{\{|reason\.|undefined|NaN/);
  });

  test.each([
    [0, '2.5 % to go'],
    [3, 'there already, rings on the next crossing of price 60000'],
    [4, 'warming up 12 of 60 min'],
    [6, 'price is 2 min old'],
  ])('%s', (index, sentence) => {
    expect(describeReason(say, reasons[index]!, formats)).toBe(sentence);
  });
});

test('a sentence begins with a capital, whatever its first letter is', () => {
  expect(asSentenceStart('reaches 60,000')).toBe('Reaches 60,000');
  expect(asSentenceStart('')).toBe('');
  expect(asSentenceStart('5 % to go')).toBe('5 % to go');
});
