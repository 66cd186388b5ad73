import { type NumberStyle, plainNumbers } from './format-number.ts';

/** Why a text is not a number that a price, percentage or length of time can have. */
export type NumberProblem =
  | 'empty'
  | 'too long'
  | 'not a number'
  | 'negative'
  | 'zero'
  | 'too small'
  | 'too large';

export type ParsedNumber =
  | { readonly ok: true; readonly value: number }
  | { readonly ok: false; readonly problem: NumberProblem };

const longestText = 40;
const smallest = 1e-18;
const largest = 1e15;
const factors: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, b: 1e9 };

const refused = (problem: NumberProblem): ParsedNumber => ({ ok: false, problem });

/**
 * Reads a number above zero as people write it: `0.5`, `0,5`, `1 000`, `58k`, `1.2m`, `1,000.50`, `1.000,50`, `$60,000`, `5 %`.
 *
 * - Spaces (also narrow and non-breaking ones), apostrophes and underscores group digits by three.
 * - Of two different separators the last is the decimal one; one that repeats groups by three.
 * - A single comma groups only where it looks like it: `60,000` is sixty thousand, `0,500` a half, `1,5` one and a half.
 *   Where the style has decimal commas it is always decimal: there `60,000` is sixty.
 * - A single point is decimal: `1.000` is one. Where the style groups by points, it groups where it looks like it.
 * - `1e-5` is read, because other programs write small prices like that; its exponent has one or two digits.
 */
export function parseNumber(text: string, style: NumberStyle = plainNumbers): ParsedNumber {
  // Before anything else, so that a pasted novel costs nothing.
  if (text.length > 1_000) return refused('too long');
  // NFKC turns wide digits into plain ones and every kind of space into the plain one.
  const tidy = text.normalize('NFKC').trim();
  if (tidy === '') return refused('empty');
  if (tidy.length > longestText) return refused('too long');
  const [, sign, body] = /^([+\-−–]?)\s*[$€£¥₿₩]?\s*(.+?)\s*[$€£¥₿₩%]?$/u.exec(tidy) ?? [];
  const value = body === undefined ? null : magnitude(body.toLowerCase(), style);
  if (value === null) return refused('not a number');
  if (value === 0) return refused('zero');
  if (sign !== undefined && sign !== '' && sign !== '+') return refused('negative');
  return inRange(value);
}

function inRange(value: number): ParsedNumber {
  if (value > largest) return refused('too large');
  if (value < smallest) return refused('too small');
  return { ok: true, value };
}

function magnitude(body: string, style: NumberStyle): number | null {
  if (/^\d+(\.\d+)?e[+-]?\d{1,2}$/.test(body)) return Number(body);
  const [, digits, suffix] = /^([\d.,\s'’_]+?)\s*([kmb]?)$/.exec(body) ?? [];
  if (digits === undefined || suffix === undefined) return null;
  const plain = plainDigits(digits, style);
  if (plain === null) return null;
  const factor = factors[suffix] ?? 1;
  // Moving the point keeps `58.1k` at 58100, where a multiplication would give 58100.00000000001 for some.
  return factor === 1 ? Number(plain) : Number(`${plain}e${Math.log10(factor)}`);
}

const groupedBySpaces = /^\d{1,3}(?:([\s'’_])\d{3})(?:\1\d{3})*$/;

/** The digits with a plain decimal point and nothing else, null where the separators make no sense. */
function plainDigits(text: string, style: NumberStyle): string | null {
  if (!/\d/.test(text)) return null;
  if (/[\s'’_]/.test(text)) return spacedDigits(text);
  const commas = text.split(',').length - 1;
  const points = text.split('.').length - 1;
  if (commas > 0 && points > 0) {
    return text.lastIndexOf(',') > text.lastIndexOf('.') ? mixed(text, '.', ',') : mixed(text, ',', '.');
  }
  if (commas > 1) return ungrouped(text, ',');
  if (points > 1) return ungrouped(text, '.');
  const [mark, groups] = commas === 1 ? [',', style.decimal !== ','] : ['.', style.group === '.'];
  const isGrouped = groups && /^[1-9]\d{0,2}[.,]\d{3}$/.test(text);
  return text.replace(mark, isGrouped ? '' : '.');
}

function spacedDigits(text: string): string | null {
  const [whole = '', ...fraction] = text.split(/[.,]/);
  if (fraction.length > 1 || !groupedBySpaces.test(whole) || /\D/.test(fraction[0] ?? '')) return null;
  return `${whole.replaceAll(/\D/g, '')}.${fraction[0] ?? ''}`;
}

function mixed(text: string, group: string, decimal: string): string | null {
  const [whole = '', ...fraction] = text.split(decimal);
  const digits = ungrouped(whole, group);
  return fraction.length !== 1 || digits === null || /\D/.test(fraction[0] ?? '')
    ? null
    : `${digits}.${fraction[0]}`;
}

function ungrouped(text: string, group: string): string | null {
  const [first = '', ...rest] = text.split(group);
  const fits = /^\d{1,3}$/.test(first) && rest.every((part) => /^\d{3}$/.test(part));
  return fits ? first + rest.join('') : null;
}
