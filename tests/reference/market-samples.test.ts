import { describe, expect, test } from 'vitest';
import type { Sample } from '../../src-core/sample.ts';
import { closedCandlesOf, marketMinutes, marketSeries, quotesOf } from './market-samples.ts';
import { alarm, fromExtreme, move } from './notation.ts';
import { referenceFirings, type Step } from './reference.ts';

describe('recorded minutes', () => {
  const name = 'binance-perp-BTCUSDT-1m-2020-03-12_crash-window';

  test.skipIf(marketSeries() === null)('a crash is judged as quotes and as closed candles', () => {
    const recorded = marketMinutes(name) ?? [];
    expect(recorded).toHaveLength(82);
    const firingsOf = (samples: Iterable<Sample>) => {
      const [first, ...rest] = [...samples];
      if (first === undefined) throw new Error('no samples');
      const step = (sample: Sample): Step => ({ kind: 'sample', sample, now: sample.t });
      const fall = alarm(0, move(20, 'down', fromExtreme(30)));
      const command: Step = { kind: 'add', at: first.t, alarm: fall };
      const steps = [step(first), command, ...rest.map(step)];
      return referenceFirings({ addedAt: first.t, staleMs: 60_000, confirmPercent: 50, steps }).firings;
    };
    const quotes = firingsOf(quotesOf(recorded));
    const candles = firingsOf(closedCandlesOf(recorded));
    expect(quotes.map(({ direction, by }) => `${direction} by ${by}`)).toEqual(['down by price']);
    expect(candles.map(({ direction, by }) => `${direction} by ${by}`)).toEqual(['down by low']);
    // The candle closes at the end of the minute in whose second quarter its low is a quote.
    expect((candles[0]?.t ?? 0) - (quotes[0]?.t ?? 0)).toBe(30_000);
    expect(candles[0]?.provingPrice).toBe(quotes[0]?.provingPrice);
  });

  test('a series that is not there is null', () => {
    expect(marketMinutes('no such series')).toBeNull();
  });
});
