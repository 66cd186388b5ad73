import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Candle, Sample } from '../../src-core/sample.ts';
import { packCandles, packSamples, unpackCandles, unpackSamples } from './packing.ts';

const price = fc.double({ min: 1e-12, max: 1e12, noNaN: true });
const time = fc.integer({ min: 0, max: 4e12 });
const sample: fc.Arbitrary<Sample> = fc.oneof(
  fc.record({ t: time, price, kind: fc.constantFrom('quote', 'candle') }),
  fc.record({
    t: time,
    price,
    range: fc.record({ low: price, high: price, from: time }),
    kind: fc.constantFrom('quote', 'candle'),
  }),
);
const candle: fc.Arbitrary<Candle> = fc.record({
  openTime: time,
  intervalMs: fc.constant(60_000),
  open: price,
  high: price,
  low: price,
  close: price,
});

describe('packing', () => {
  test('samples come back as they were', () => {
    fc.assert(
      fc.property(fc.array(sample, { maxLength: 50 }), (samples) => {
        expect(unpackSamples(packSamples(samples))).toEqual(samples);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  test('candles come back as they were', () => {
    fc.assert(
      fc.property(fc.array(candle, { maxLength: 50 }), (candles) => {
        expect(unpackCandles(packCandles(candles))).toEqual(candles);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  test('a blob that does not lie on a multiple of eight bytes is read all the same', () => {
    const samples: Sample[] = [{ t: 1, price: 0.1, kind: 'quote' }];
    const packed = packSamples(samples);
    const shifted = new Uint8Array(packed.length + 3);
    shifted.set(packed, 3);
    expect(unpackSamples(shifted.subarray(3))).toEqual(samples);
  });
});
