import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatTypedPrice } from './format-number.ts';
import { type NumberProblem, parseNumber } from './parse-number.ts';

const good: ReadonlyArray<readonly [string, number]> = [
  ['0.5', 0.5],
  ['0,5', 0.5],
  ['.5', 0.5],
  [',5', 0.5],
  ['5.', 5],
  ['1 000', 1000],
  ['1\u00a0000', 1000],
  ['1\u202f000\u202f000', 1_000_000],
  ['1\u2009000,50', 1000.5],
  ["1'000.5", 1000.5],
  ['1’000’000', 1_000_000],
  ['1_000', 1000],
  ['58k', 58_000],
  ['58 K', 58_000],
  ['58.1k', 58_100],
  ['1.2m', 1_200_000],
  ['1,2m', 1_200_000],
  ['2b', 2e9],
  ['60,000k', 60_000_000],
  ['1,000.50', 1000.5],
  ['1.000,50', 1000.5],
  ['1,000,000', 1_000_000],
  ['1.000.000', 1_000_000],
  ['1.000.000,5', 1_000_000.5],
  ['60,000', 60_000],
  ['600,000', 600_000],
  ['0,500', 0.5],
  ['1234,567', 1234.567],
  ['1,50', 1.5],
  ['1.000', 1],
  ['0.00001234', 0.00001234],
  ['1e-5', 0.00001],
  ['1.234E-5', 0.00001234],
  ['1e5', 100_000],
  ['$60,000', 60_000],
  ['€ 0,5', 0.5],
  ['60 000 $', 60_000],
  ['5 %', 5],
  ['5%', 5],
  ['+5', 5],
  ['  42  ', 42],
  ['４２', 42],
  ['1e15', 1e15],
];

const bad: ReadonlyArray<readonly [string, NumberProblem]> = [
  ['', 'empty'],
  ['   ', 'empty'],
  ['\u00a0', 'empty'],
  ['abc', 'not a number'],
  ['12abc', 'not a number'],
  ['NaN', 'not a number'],
  ['Infinity', 'not a number'],
  ['-Infinity', 'not a number'],
  ['0x10', 'not a number'],
  ['1e999', 'not a number'],
  ['1e', 'not a number'],
  ['.', 'not a number'],
  [',', 'not a number'],
  ['%', 'not a number'],
  ['$', 'not a number'],
  ['1.2.3', 'not a number'],
  ['1,23,456', 'not a number'],
  ['1,000.50.2', 'not a number'],
  ['1,000,00', 'not a number'],
  ['1 00', 'not a number'],
  ['1 0000', 'not a number'],
  ["1'000 000", 'not a number'],
  ['1  000', 'not a number'],
  ['🚀', 'not a number'],
  ['1🚀', 'not a number'],
  ['<script>alert(1)</script>', 'not a number'],
  ['--5', 'not a number'],
  ['-5', 'negative'],
  ['−5', 'negative'],
  ['-0.5 %', 'negative'],
  ['0', 'zero'],
  ['-0', 'zero'],
  ['0,000', 'zero'],
  ['0k', 'zero'],
  ['1e16', 'too large'],
  ['9999999999999999', 'too large'],
  ['1e-19', 'too small'],
  ['1'.repeat(41), 'too long'],
  ['9'.repeat(10_000), 'too long'],
];

describe('parseNumber', () => {
  it.each(good)('reads %j as %d', (text, value) => {
    expect(parseNumber(text)).toEqual({ ok: true, value });
  });

  it.each(bad)('refuses %j as %s', (text, problem) => {
    expect(parseNumber(text)).toEqual({ ok: false, problem });
  });

  it('never throws and never lets through what is not finite and above zero', () => {
    const digits = fc.string({
      unit: fc.constantFrom(...'0123456789.,ekmb -+%$\u00a0'.split('')),
      maxLength: 45,
    });
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), digits), (text) => {
        const parsed = parseNumber(text);
        return !parsed.ok || (Number.isFinite(parsed.value) && parsed.value > 0 && parsed.value <= 1e15);
      }),
      { numRuns: 3_000, seed: 1 },
    );
  });

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999_999_999 }),
        fc.integer({ min: -12, max: 4 }),
        (digits, exponent) => {
          const value = Number(`${digits}e${exponent}`);
          const parsed = parseNumber(formatTypedPrice(value));
          return parsed.ok && Math.abs(parsed.value - value) <= value * 1e-11;
        },
      ),
      { numRuns: 3_000, seed: 2 },
    );
  });
});
