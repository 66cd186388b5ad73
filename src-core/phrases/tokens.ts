import { parseNumber } from '../numbers/parse-number.ts';
import { type Meaning, meaningOf, quoteWords, readUnit, type Unit } from './lexicon.ts';

/** A word of a phrase, or a number with what it counts. */
export type Token =
  | { readonly kind: 'word'; readonly text: string; readonly meaning: Meaning | null }
  | {
      readonly kind: 'quantity';
      readonly text: string;
      /** Without its unit, above zero. */
      readonly value: number;
      readonly sign: '+' | '-' | null;
      readonly unit: Unit | null;
      /** Of a duration that was said without a number: `an hour`. */
      readonly implied?: boolean;
    };

export type Quantity = Extract<Token, { kind: 'quantity' }>;

const money = '[$€£¥₿₽]';
const quantity = new RegExp(
  `^([+-])?(${money})?((?:\\d[\\d.,'’_ ]*|[.,]\\d+))(${money})?([a-zа-я%]*)\\.?$`,
  'u',
);

/** One way of writing: one kind of dash, quote and space; signs stand apart from words. */
function tidied(text: string): string {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll('ё', 'е')
      .replaceAll(/[−–—‒]/gu, '-')
      .replaceAll(/<=|>=|[<>=@±]/g, (sign) => ` ${sign} `)
      .replaceAll(/\.{2,}|…/g, ' .. ')
      .replaceAll(/%\s*[/,]/g, '% ')
      // From one number to another, not a minus: close on both sides, or apart on both.
      .replaceAll(/(\d[.,\d]*[a-zа-я$€%]{0,3})(?:-|\s+-\s+)(?=[$€£]?\d)/gu, '$1 .. ')
      .replaceAll(/\+\/-/g, ' ± ')
      .replaceAll(/\s+/g, ' ')
      .trim()
  );
}

/** `60 000` is one number: groups of three belong to what stands before them. */
function joinGroups(words: readonly string[]): string[] {
  const joined: string[] = [];
  for (const word of words) {
    const before = joined.at(-1);
    const isGroup =
      /^\d{3}(?:[.,]\d+)?[a-zа-я%$€]*$/u.test(word) &&
      (readUnit(word.replace(/^[\d.,]+/, '')) !== null || /^[\d.,]+[$€]?$/.test(word));
    if (before !== undefined && isGroup && /^[+-]?[$€£]?\d{1,3}(?: \d{3})*$/.test(before)) {
      joined[joined.length - 1] = `${before} ${word}`;
    } else joined.push(word);
  }
  return joined;
}

function readQuantity(word: string): Quantity | null {
  const [, sign, , digits, , suffix = ''] = quantity.exec(word) ?? [];
  if (digits === undefined) return null;
  const unit = suffix === '' ? null : readUnit(suffix);
  if (suffix !== '' && unit === null && !quoteWords.has(suffix) && suffix !== 'usd') return null;
  const number = parseNumber(digits.trim().replace(/[.,]$/, ''));
  if (!number.ok) return null;
  return {
    kind: 'quantity',
    text: word,
    value: number.value,
    sign: sign === '+' || sign === '-' ? sign : null,
    unit,
  };
}

const isTime = (unit: Unit | null) =>
  unit === 'second' || unit === 'minute' || unit === 'hour' || unit === 'day' || unit === 'week';

/** `15 min`: the unit behind a number is part of it; `an hour` is one of them. */
function joinUnits(tokens: readonly Token[]): Token[] {
  const joined: Token[] = [];
  for (const token of tokens) {
    const before = joined.at(-1);
    const unit = token.kind === 'word' ? readUnit(token.text) : null;
    if (unit === null || before === undefined) joined.push(token);
    else if (before.kind === 'quantity' && before.unit === null)
      joined[joined.length - 1] = { ...before, unit };
    else if (isTime(unit) && before.kind === 'word' && introduces(before.meaning)) {
      const half = before.meaning === 'half' || isHalf(joined.at(-2));
      const value = half ? 0.5 : 1;
      const kept = before.meaning === 'lasting' ? joined.length : joined.length - 1;
      joined.splice(kept, 1, { kind: 'quantity', text: token.text, value, sign: null, unit, implied: true });
    } else joined.push(token);
  }
  return joined;
}

const introduces = (meaning: Meaning | null) =>
  meaning === 'one' || meaning === 'lasting' || meaning === 'half';
const isHalf = (token: Token | undefined) => token?.kind === 'word' && token.meaning === 'half';

/** Splits a phrase into words and quantities. */
export function tokensOf(text: string): readonly Token[] {
  const words = joinGroups(tidied(text).split(' '))
    .map((word) => word.replace(/[,;:!?]+$/, '').replace(/^[#(]+|\)+$/g, ''))
    .filter((word) => word !== '');
  const tokens = words.flatMap((word): Token[] => {
    if (word === 'полчаса') return [{ kind: 'quantity', text: word, value: 30, sign: null, unit: 'minute' }];
    const read = readQuantity(word);
    if (read === null) {
      const plain = /^[$][a-zа-я]/u.test(word) ? word.slice(1) : word;
      return [{ kind: 'word', text: plain, meaning: meaningOf(plain) }];
    }
    const suffix = /[a-z]+$/.exec(word)?.[0] ?? '';
    const quote = quoteWords.has(suffix) ? [{ kind: 'word', text: suffix, meaning: null } as const] : [];
    return [read, ...quote];
  });
  return joinUnits(tokens);
}

const unitMs: Partial<Record<Unit, number>> = {
  second: 1_000,
  minute: 60_000,
  million_or_minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 7 * 86_400_000,
};
const zeros: Partial<Record<Unit, number>> = { thousand: 3, million: 6, million_or_minute: 6, billion: 9 };

/** A length of time in ms, null for something else. */
export function timeOf({ value, unit }: Quantity): number | null {
  const ms = unit === null ? undefined : unitMs[unit];
  return ms === undefined ? null : Math.round(value * ms);
}

/** A plain number with its thousands and millions, null for something else. */
export function numberOf({ value, unit }: Quantity): number | null {
  if (unit === null) return value;
  const power = zeros[unit];
  // Moving the point keeps `58.1k` at 58100.
  return power === undefined ? null : Number(`${value}e${power}`);
}
