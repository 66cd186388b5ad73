import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assertNever } from '../assert-never.ts';
import { formatDuration } from '../numbers/format-duration.ts';
import { type ConditionDraft, conditionOf, type Phrase } from './phrase.ts';
import { readPhrase } from './read-phrase.ts';

function noteDraft(draft: ConditionDraft): string {
  switch (draft.kind) {
    case 'target':
      return `${draft.direction ?? '?'} ${draft.price}`;
    case 'channel':
      return `${draft.when ?? '?'} ${draft.low}..${draft.high}`;
    case 'step':
      return `every ${draft.every}${draft.unit === 'percent' ? '%' : ''}`;
    case 'extreme': {
      const since = draft.since.kind === 'window' ? formatDuration(draft.since.ms) : draft.since.kind;
      return `${draft.percent}% from ${draft.extreme}, ${since}`;
    }
    case 'move': {
      const { over } = draft;
      const since = over.kind === 'window' ? `${formatDuration(over.ms)} of ${over.from}` : 'since start';
      return `${draft.direction} ${draft.percent}% in ${since}`;
    }
    default:
      return assertNever(draft);
  }
}

/** A phrase in one line: the pair, what was understood, and what was said besides. */
function noted(phrase: Phrase): string {
  if (phrase.kind === 'empty') return 'nothing';
  if (phrase.kind === 'pair') return phrase.pair;
  if (phrase.kind === 'unfinished') return `${phrase.pair} | lacks ${phrase.lacks}`;
  if (phrase.kind === 'unclear') return `${phrase.pair} | ${phrase.problem} ${phrase.words}`.trim();
  const { mode, cooldownMs, urgency, note } = phrase.options;
  const more = [
    mode,
    cooldownMs === null ? null : `cooldown ${formatDuration(cooldownMs)}`,
    urgency,
    note === '' ? null : `“${note}”`,
  ].filter((part) => part !== null);
  return [`${phrase.pair} | ${noteDraft(phrase.draft)}`, ...more].join(', ');
}

const targets: readonly (readonly [string, string])[] = [
  ['btc below 58k', 'btc | down 58000'],
  ['BTC Below 58K', 'btc | down 58000'],
  ['btc under 58000', 'btc | down 58000'],
  ['btc < 58k', 'btc | down 58000'],
  ['btc<58k', 'btc | down 58000'],
  ['btc <= 58,000', 'btc | down 58000'],
  ['btc above 60 000 repeat', 'btc | up 60000, repeat'],
  ['btc above 60 000', 'btc | up 60000'],
  ['btc above 1 234 567,5', 'btc | up 1234567.5'],
  ['btc over 60k', 'btc | up 60000'],
  ['btc > 60.5k', 'btc | up 60500'],
  ['btc>=60k', 'btc | up 60000'],
  ['btc above $60,000', 'btc | up 60000'],
  ['btc above 60000$', 'btc | up 60000'],
  ['btc above 60000 usd', 'btc | up 60000'],
  ['btc above 60k usdt', 'btc usdt | up 60000'],
  ['btc above 60000usdt', 'btc usdt | up 60000'],
  ['btc above 58,4k', 'btc | up 58400'],
  ['doge below 0,21', 'doge | down 0.21'],
  ['doge below 0.2100', 'doge | down 0.21'],
  ['shib below 0.00001234', 'shib | down 0.00001234'],
  ['btc 58k', 'btc | ? 58000'],
  ['btc 58 k', 'btc | ? 58000'],
  ['58k btc', 'btc | ? 58000'],
  ['btc at 58k', 'btc | ? 58000'],
  ['btc @58k', 'btc | ? 58000'],
  ['btc = 58k', 'btc | ? 58000'],
  ['btc hits 58k', 'btc | ? 58000'],
  ['btc reaches 1m', 'btc | ? 1000000'],
  ['btc at 1.2 million', 'btc | ? 1200000'],
  ['btc crosses 60k', 'btc | any 60000'],
  ['btc falls to 58k', 'btc | down 58000'],
  ['btc drops below 58k', 'btc | down 58000'],
  ['btc rises to 60k', 'btc | up 60000'],
  ['btc goes up to 60k', 'btc | up 60000'],
  ['btc breaks above 60k', 'btc | up 60000'],
  ['btc breaks 60k', 'btc | any 60000'],
  ['below 58k', ' | down 58000'],
  ['58k', ' | ? 58000'],
  ['alert me when btc is below 58k', 'btc | down 58000'],
  ['Tell me if bitcoin goes above 60k, please', 'bitcoin | up 60000'],
  ['once btc hits 60k', 'btc | ? 60000, once'],
  ['bitcoin cash above 300', 'bitcoin cash | up 300'],
  ['btc/usdt below 58k', 'btc/usdt | down 58000'],
  ['btc-usdt below 58k', 'btc-usdt | down 58000'],
  ['eth btc above 0.05', 'eth btc | up 0.05'],
  ['1inch above 0.5', '1inch | up 0.5'],
  ['$btc above 60k', 'btc | up 60000'],
  ['#btc above 60k', 'btc | up 60000'],
  ['high below 2', 'high | down 2'],
  ['low above 2', 'low | up 2'],
  ['btc ниже 58к', 'btc | down 58000'],
  ['биткоин выше 60 тыс', 'биткоин | up 60000'],
  ['биткоин выше 60 тысяч', 'биткоин | up 60000'],
  ['btc больше 1 млн', 'btc | up 1000000'],
  ['эфир упадёт до 2 500', 'эфир | down 2500'],
  ['сообщи когда btc достигнет 60к', 'btc | ? 60000'],
  ['btc дешевле 58,5к', 'btc | down 58500'],
  ['btc пересечёт 60к', 'btc | any 60000'],
];

const channels: readonly (readonly [string, string])[] = [
  ['btc between 50k and 60k', 'btc | enters 50000..60000'],
  ['btc between 60k and 50k', 'btc | enters 50000..60000'],
  ['btc between 50 000 and 60 000', 'btc | enters 50000..60000'],
  ['btc between 50k-60k', 'btc | enters 50000..60000'],
  ['btc enters 50k–60k', 'btc | enters 50000..60000'],
  ['btc outside 50k 60k', 'btc | leaves 50000..60000'],
  ['btc leaves 50k to 60k', 'btc | leaves 50000..60000'],
  ['btc out of 50k..60k', 'btc | leaves 50000..60000'],
  ['btc below 50k or above 60k', 'btc | leaves 50000..60000'],
  ['btc above 50k and below 60k', 'btc | enters 50000..60000'],
  ['btc 50k-60k', 'btc | ? 50000..60000'],
  ['btc 50 000 - 60 000', 'btc | ? 50000..60000'],
  ['btc 50k 60k', 'btc | ? 50000..60000'],
  ['btc между 50к и 60к', 'btc | enters 50000..60000'],
  ['btc вне 50к-60к', 'btc | leaves 50000..60000'],
  ['btc выйдет за пределы 50к и 60к', 'btc | leaves 50000..60000'],
];

const percents: readonly (readonly [string, string])[] = [
  ['sol 5% in 15m', 'sol | any 5% in 15 min of extreme'],
  ['sol 5 % in 15 min', 'sol | any 5% in 15 min of extreme'],
  ['sol 5% 15m', 'sol | any 5% in 15 min of extreme'],
  ['sol 5%/15m', 'sol | any 5% in 15 min of extreme'],
  ['sol 5% over 15m', 'sol | any 5% in 15 min of extreme'],
  ['sol 5 percent within 2 hours', 'sol | any 5% in 2 h of extreme'],
  ['sol 2,5% in 1h', 'sol | any 2.5% in 1 h of extreme'],
  ['sol +5% in 1h', 'sol | up 5% in 1 h of extreme'],
  ['sol -5% in 1h', 'sol | down 5% in 1 h of extreme'],
  ['sol −5% in 1h', 'sol | down 5% in 1 h of extreme'],
  ['sol ±5% in 1h', 'sol | any 5% in 1 h of extreme'],
  ['sol +/-5% in 1h', 'sol | any 5% in 1 h of extreme'],
  ['sol up 5% in 1h', 'sol | up 5% in 1 h of extreme'],
  ['sol drops 5% in an hour', 'sol | down 5% in 1 h of extreme'],
  ['sol falls by 5% within half an hour', 'sol | down 5% in 30 min of extreme'],
  ['sol moves 5% per day', 'sol | any 5% in 24 h of extreme'],
  ['sol pumps 10% in 5 minutes', 'sol | up 10% in 5 min of extreme'],
  ['5% sol in 15m', 'sol | any 5% in 15 min of extreme'],
  ['in 15m 5% sol', 'sol | any 5% in 15 min of extreme'],
  ['sol 5% from 1h ago', 'sol | any 5% in 1 h of start'],
  ['sol -5% in 1w', 'sol | down 5% in 7 d of extreme'],
  ['btc -5%', 'btc | down 5% in since start'],
  ['btc up 5% from now', 'btc | up 5% in since start'],
  ['btc 5%', 'btc | any 5% in since start'],
  ['eth -8% from high', 'eth | 8% from max, pair added'],
  ['eth 8% from high', 'eth | 8% from max, pair added'],
  ['eth 8% below its peak', 'eth | 8% from max, pair added'],
  ['eth drops 8% from the top', 'eth | 8% from max, pair added'],
  ['eth -8% from 24h high', 'eth | 8% from max, 24 h'],
  ['eth -8% from high in 7 days', 'eth | 8% from max, 7 d'],
  ['eth -8% from high since now', 'eth | 8% from max, alarm armed'],
  ['eth +8% from low', 'eth | 8% from min, pair added'],
  ['eth 8% above the 1d low', 'eth | 8% from min, 24 h'],
  ['doge every 10%', 'doge | every 10%'],
  ['doge each 10 %', 'doge | every 10%'],
  ['doge steps of 2,5%', 'doge | every 2.5%'],
  ['btc every 1000', 'btc | every 1000'],
  ['btc every 1k', 'btc | every 1000'],
  ['btc every $1 000', 'btc | every 1000'],
  ['sol 5% за 15м', 'sol | any 5% in 15 min of extreme'],
  ['sol 5% за 15 минут', 'sol | any 5% in 15 min of extreme'],
  ['sol упадёт на 5% за час', 'sol | down 5% in 1 h of extreme'],
  ['sol вырастет на 5 процентов за полчаса', 'sol | up 5% in 30 min of extreme'],
  ['sol -5% за сутки', 'sol | down 5% in 24 h of extreme'],
  ['eth -8% от максимума', 'eth | 8% from max, pair added'],
  ['eth -8% от максимума за 24ч', 'eth | 8% from max, 24 h'],
  ['eth +8% от минимума', 'eth | 8% from min, pair added'],
  ['doge каждые 10%', 'doge | every 10%'],
  ['btc каждые 1000 долларов', 'btc | every 1000'],
];

const more: readonly (readonly [string, string])[] = [
  ['btc above 60k every time', 'btc | up 60000, repeat'],
  ['btc every time above 60k', 'btc | up 60000, repeat'],
  ['btc above 60k cooldown 10m', 'btc | up 60000, repeat, cooldown 10 min'],
  ['btc above 60k once silent', 'btc | up 60000, once, silent'],
  ['btc above 60k loud', 'btc | up 60000, loud'],
  ['btc above 60k "Sell HALF"', 'btc | up 60000, “Sell HALF”'],
  ['btc above 60k note: sell half', 'btc | up 60000, “sell half”'],
  ['btc выше 60к «продать половину»', 'btc | up 60000, “продать половину”'],
  ['btc выше 60к повторять тихо', 'btc | up 60000, repeat, silent'],
];

const unfinished: readonly (readonly [string, string])[] = [
  ['', 'nothing'],
  ['   ', 'nothing'],
  ['btc', 'btc'],
  ['bitcoin cash', 'bitcoin cash'],
  ['alert btc', 'btc'],
  ['high', 'high'],
  ['btc below', 'btc | lacks price'],
  ['btc at', 'btc | lacks price'],
  ['btc between 50k', 'btc | lacks second price'],
  ['btc between 50k and', 'btc | lacks second price'],
  ['btc from high', 'btc | lacks percent'],
  ['btc drops', 'btc | lacks percent'],
  ['btc in 15m', 'btc | lacks percent'],
  ['btc 5% in', 'btc | lacks time'],
  ['btc 5% in 15', 'btc | lacks time'],
  ['btc every', 'btc | lacks step'],
  ['btc ниже', 'btc | lacks price'],
];

const unclear: readonly (readonly [string, string])[] = [
  ['btc below 58k bananas', 'btc | words bananas'],
  ['btc +8% from high', 'btc | wrong way'],
  ['btc 8% above high', 'btc | wrong way'],
  ['btc -8% from low', 'btc | wrong way'],
  ['btc -100% in 1h', 'btc | falls to nothing'],
  ['btc 100% from high', 'btc | falls to nothing'],
  ['btc between 50k and 50k', 'btc | equal ends'],
  ['btc 50k 60k 70k', 'btc | several'],
  ['btc 5% 6% in 1h', 'btc | several'],
  ['btc 58k in 15 min', 'btc | several'],
  ['btc 5% from high or low', 'btc | several'],
  ['btc -58k', 'btc | signed price'],
  ['btc 5% in 60d', 'btc | time range'],
  ['btc every 0.00000001%', 'btc | percent range'],
  ['btc 2000000% in 1h', 'btc | percent range'],
  ['btc up 2000000% in 1h', 'btc | percent range'],
];

describe.each([
  ['a price', targets],
  ['a channel', channels],
  ['a percentage', percents],
  ['a condition with more', more],
  ['what is not finished', unfinished],
  ['what cannot be', unclear],
])('%s', (_name, table) => {
  test.each(table)('%s', (text, meaning) => {
    expect(noted(readPhrase(text))).toBe(meaning);
  });
});

test('whatever is typed, it is read without a fault, and while it is typed', () => {
  const part = fc.oneof(
    fc.constantFrom(...targets, ...channels, ...percents, ...more, ...unclear).map(([text]) => text),
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom('%', '-', '..', '"', '«', '1e9', '9'.repeat(400), 'note:', '± ± ±', '5%%', '1,2,3', '०'),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 4 }), fc.nat(60), (parts, end) => {
      for (const text of [parts.join(' '), parts.join(' ').slice(0, end)]) {
        const phrase = readPhrase(text);
        expect(noted(phrase)).toBe(noted(readPhrase(text)));
        expect(JSON.stringify(phrase)).not.toContain('null,"percent"');
      }
    }),
    { numRuns: 500, seed: 11 },
  );
});

describe('what follows from the price', () => {
  const target = { kind: 'target', price: 100, direction: null } as const;
  const channel = { kind: 'channel', low: 90, high: 110, when: null } as const;

  test.each([
    [120, 'down'],
    [80, 'up'],
    [100, 'any'],
    [null, 'any'],
  ] as const)('a target of 100 at %s is reached %s', (price, direction) => {
    expect(conditionOf(target, price)).toEqual({ ...target, direction });
    expect(conditionOf({ ...target, direction: 'up' }, price)).toEqual({ ...target, direction: 'up' });
  });

  test.each([
    [100, 'leaves'],
    [90, 'leaves'],
    [89, 'enters'],
    [111, 'enters'],
    [null, 'leaves'],
  ] as const)('a channel of 90 to 110 at %s: %s', (price, when) => {
    expect(conditionOf(channel, price)).toEqual({ ...channel, when });
    expect(conditionOf({ ...channel, when: 'enters' }, price)).toEqual({ ...channel, when: 'enters' });
  });

  test('the others stand as they were said', () => {
    const step = { kind: 'step', every: 5, unit: 'percent' } as const;
    expect(conditionOf(step, 100)).toEqual(step);
  });
});
