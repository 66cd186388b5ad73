import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Candle, Sample } from '../../../src-core/sample.ts';
import { createByteReader, createByteWriter } from './bytes.ts';
import { packCandles, unpackCandles } from './candles.ts';
import { decimalsOf, readNumbers, writeNumbers } from './numbers.ts';
import { packSamples, unpackSamples, unpackSampleTimes } from './samples.ts';

const anyDouble = fc.double({ min: 1e-12, max: 1e12, noNaN: true });
/** Prices as exchanges write them. */
const decimalPrice = fc
  .tuple(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 0, max: 12 }))
  .map(([whole, decimals]) => Number(`${whole}e-${decimals}`));
const price = fc.oneof(decimalPrice, decimalPrice, anyDouble);
const time = fc.integer({ min: 0, max: 4e12 });
const kind = fc.constantFrom('quote' as const, 'candle' as const);
const via = fc.oneof(
  fc.record({ source: fc.constant('coingecko' as const), basis: fc.constantFrom(null, 1.0001) }),
  fc.record({ source: fc.constant('coingecko' as const), basis: fc.constant(0.99), by: price }),
);
const range = fc.record({ low: price, high: price, from: time });
const sample: fc.Arbitrary<Sample> = fc.oneof(
  fc.record({ t: time, price, kind }),
  fc.record({ t: time, price, range, kind }),
  fc.record({ t: time, price, kind, via }),
  fc.record({ t: time, price, range, kind, via }),
);
const candles = (intervalMs: number): fc.Arbitrary<Candle[]> =>
  fc.array(
    fc.record({
      openTime: fc.integer({ min: 0, max: 2e6 }).map((n) => n * intervalMs),
      intervalMs: fc.constant(intervalMs),
      open: price,
      high: price,
      low: price,
      close: price,
    }),
    { maxLength: 40 },
  );

describe('numbers', () => {
  const thereAndBack = (values: readonly number[]) => {
    const writer = createByteWriter();
    writeNumbers(writer, values);
    return [...readNumbers(createByteReader(writer.block()), values.length)];
  };

  test.each([
    ['prices', [60_123.45, 60_123.46, 60_100.01]],
    ['a tiny price', [0.000_000_012_34, 0.000_000_012_35]],
    ['full doubles', [Math.PI, Math.E, 1 / 3]],
    ['negative zero among others', [-0, 1, 0]],
    ['very large ones', [9_007_199_254_740_991, 1, -9_007_199_254_740_991]],
    ['very large ones that are kept as whole numbers', [2 ** 51 - 1, -(2 ** 51 - 1), 0, 2 ** 51 - 1]],
    ['large ones among fractions', [4e14, 0.5, 0.001]],
    ['what is no number', [Number.NaN, Number.POSITIVE_INFINITY, 1]],
    ['the same again and again', [1.1, 1.1, 1.1]],
    ['none', []],
  ])('%s come back bit for bit', (_, values) => {
    const back = thereAndBack(values);
    expect(back).toHaveLength(values.length);
    for (const [index, value] of values.entries()) expect(Object.is(back[index], value)).toBe(true);
  });

  test.each([
    [[1, 2], 0],
    [[0.1, 2], 1],
    [[0.1, 0.25], 2],
    [[1e-14], 14],
    [[1e-15], null],
    [[0.1 + 0.2], null],
    [[4e14, 0.001], null],
  ] as const)('of %j %j digits behind the point are enough', (values, decimals) => {
    expect(decimalsOf(values)).toBe(decimals);
  });

  test('whatever they are, they come back bit for bit', () => {
    const anyNumber = fc.oneof(price, fc.double(), fc.maxSafeInteger());
    fc.assert(
      fc.property(fc.array(anyNumber, { maxLength: 30 }), (values) => {
        const back = thereAndBack(values);
        expect(values.every((value, index) => Object.is(back[index], value))).toBe(true);
      }),
      { seed: 1, numRuns: 2_000 },
    );
  });
});

describe('samples', () => {
  test('come back as they were, and their times alone too', () => {
    fc.assert(
      fc.property(fc.array(sample, { maxLength: 50 }), (samples) => {
        const packed = packSamples(samples);
        expect(unpackSamples(packed)).toEqual(samples);
        expect([...unpackSampleTimes(packed)]).toEqual(samples.map(({ t }) => t));
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  test('a quarter of an hour at an exchange takes less than six bytes a sample', () => {
    const day = Array.from({ length: 60 }, (_, n): Sample => {
      const jitter = (n * 7_919) % 400;
      return {
        t: 1_767_614_400_000 + n * 15_000 + jitter,
        price: (6_012_345 + ((n * 7_919) % 4_000)) / 100,
        kind: 'quote',
      };
    });
    expect(packSamples(day).length / day.length).toBeLessThan(6);
  });

  test('a blob that does not lie on a multiple of eight bytes is read all the same', () => {
    const samples: Sample[] = [{ t: 1, price: 0.1, kind: 'quote' }];
    const packed = packSamples(samples);
    const shifted = new Uint8Array(packed.length + 3);
    shifted.set(packed, 3);
    expect(unpackSamples(shifted.subarray(3))).toEqual(samples);
  });
});

describe('candles', () => {
  test.each([60_000, 3_600_000])('of %i ms come back as they were', (intervalMs) => {
    fc.assert(
      fc.property(candles(intervalMs), (some) => {
        expect(unpackCandles(packCandles(some), intervalMs)).toEqual(some);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  test('an hour of minutes at an exchange takes less than ten bytes a candle', () => {
    const minutes = Array.from({ length: 60 }, (_, n): Candle => {
      const open = 6_012_345 + ((n * 7_919) % 4_000);
      return {
        openTime: 1_767_614_400_000 + n * 60_000,
        intervalMs: 60_000,
        open: open / 100,
        high: (open + 2_000) / 100,
        low: (open - 1_500) / 100,
        close: (open + 313) / 100,
      };
    });
    expect(packCandles(minutes).length / 60).toBeLessThan(10);
  });
});

describe('a block that is damaged counts as absent', () => {
  const packed = packSamples(
    Array.from({ length: 20 }, (_, n): Sample => ({ t: n, price: 100 + n / 7, kind: 'quote' })),
  );
  const changed = (change: (block: Uint8Array) => void) => {
    const copy = packed.slice();
    change(copy);
    return copy;
  };

  test.each([
    ['cut off', packed.subarray(0, -1)],
    ['of another form', changed((block) => block.fill(2, 0, 1))],
    ['with a bit flipped', changed((block) => block.fill((block[50] ?? 0) ^ 1, 50, 51))],
    ['with a bit flipped in its checksum', changed((block) => block.fill((block.at(-1) ?? 0) ^ 1, -1))],
    ['empty', new Uint8Array()],
    ['a few bytes', Uint8Array.from([1, 2, 3])],
    ['of zeros', new Uint8Array(100)],
  ])('%s', (_, block) => {
    expect(unpackSamples(block)).toEqual([]);
    expect([...unpackSampleTimes(block)]).toEqual([]);
    expect(unpackCandles(block, 60_000)).toEqual([]);
  });

  test.each([0, 1, 2, 40])('one that ends %i numbers too early, with a right checksum', (numbers) => {
    const writer = createByteWriter();
    writer.whole(41);
    for (let n = 0; n < numbers; n += 1) writer.byte(1);
    expect(unpackSamples(writer.block())).toEqual([]);
    expect(unpackCandles(writer.block(), 60_000)).toEqual([]);
  });
});
