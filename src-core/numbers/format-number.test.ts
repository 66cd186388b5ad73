import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decimalsOf,
  formatChange,
  formatLevel,
  formatPercent,
  formatPrice,
  formatRounded,
  formatTypedPercent,
  formatTypedPrice,
} from './format-number.ts';

describe('formatPrice', () => {
  it.each([
    [58_412.5, 0.01, '58,412.50'],
    [58_412, 1, '58,412'],
    [0.04985, 0.000001, '0.049850'],
    [0.00001234, 1e-8, '0.00001234'],
    [142.07, 0.25, '142.07'],
    [0.00001234, null, '0.00001234'],
    [0.22768, null, '0.22768'],
    [0.5, null, '0.5000'],
    [142.07, null, '142.07'],
    [1.23456, null, '1.23456'],
    [58_412.5, null, '58,412.50'],
    [1_234_567.891, null, '1,234,567.89'],
    [0.0000000001234, 1e-8, '0.0000000001234'],
    [0.054999, null, '0.054999'],
    [Number.NaN, 0.01, '–'],
    [0, null, '0'],
  ] as const)('writes %d with tick size %s as %s', (price, tickSize, text) => {
    expect(formatPrice(price, tickSize)).toBe(text);
  });

  it('never writes a price as zero or with an exponent', () => {
    const tick = fc.constantFrom(null, 1, 0.01, 0.00001, 1e-8);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 99_999 }),
        fc.integer({ min: -16, max: 8 }),
        tick,
        (m, e, size) => {
          const price = Number(`${m}e${e}`);
          return [formatPrice(price, size), formatLevel(price, size), formatTypedPrice(price)].every(
            (text) => /[1-9]/.test(text) && !/e/i.test(text),
          );
        },
      ),
      { numRuns: 3_000, seed: 3 },
    );
  });
});

it.each([
  [0.01, 2],
  [1, 0],
  [10, 0],
  [1e-8, 8],
  [2.5e-7, 8],
  [0.25, 2],
])('a tick size of %d has %d decimals', (size, decimals) => {
  expect(decimalsOf(size)).toBe(decimals);
});

describe('formatLevel', () => {
  it.each([
    [60_000, 0.01, '60,000'],
    [57_123.5, 0.01, '57,123.5'],
    [61_333.123456789, 0.01, '61,333.12'],
    [0.25, 0.00001, '0.25'],
    [2_899.62, 0.01, '2,899.62'],
    [0.00001234, null, '0.00001234'],
    [60_000, null, '60,000'],
    [0.000000001, 1e-8, '0.000000001'],
  ] as const)('writes %d with tick size %s as %s', (level, tickSize, text) => {
    expect(formatLevel(level, tickSize)).toBe(text);
  });
});

it.each([
  [2.7178, '2.72 %'],
  [0, '0.00 %'],
  [0.004, '0.004 %'],
  [0.00012, '0.0001 %'],
  [123.456, '123.46 %'],
  [12_345.6, '12,346 %'],
  [Number.NaN, '– %'],
])('writes the distance %d as %s', (percent, text) => {
  expect(formatPercent(percent)).toBe(text);
});

it.each([
  [5, '5 %'],
  [2.5, '2.5 %'],
  [0.125, '0.125 %'],
])('writes the percentage %d as it was typed: %s', (percent, text) => {
  expect(formatTypedPercent(percent)).toBe(text);
});

it.each([
  [27.4, '27'],
  [3.44, '3.4'],
  [0.04, '0.0'],
  [9.96, '10'],
  [12_345.6, '12,346'],
  [Number.POSITIVE_INFINITY, '–'],
])('writes %d times as %s', (count, text) => {
  expect(formatRounded(count)).toBe(text);
});

it.each([
  [1.82, '▲ 1.82 %'],
  [-0.66, '▼ 0.66 %'],
  [0, '± 0.00 %'],
  [-0.001, '± 0.00 %'],
])('writes the change %d as %s', (percent, text) => {
  expect(formatChange(percent)).toBe(text);
});

it('writes 20,000 prices without making a formatter for each', () => {
  const started = performance.now();
  for (let index = 1; index <= 20_000; index++) formatPrice(index * 0.013, 0.01);
  expect(performance.now() - started).toBeLessThan(1_000);
});
