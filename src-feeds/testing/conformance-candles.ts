import { describe, expect, test } from 'vitest';
import type { Pair } from '../../src-core/pair.ts';
import { type FeedUnderTest, neverAborted, suiteNow, valueOf } from './harness.ts';

const minute = 60_000;

/** What every feed with candles promises of them; a feed without answers an empty list. */
export function describeCandles(under: () => FeedUnderTest, pair: Pair): void {
  describe('candles', () => {
    async function ask(from: number, to: number, intervalMs = minute) {
      const { feed } = under();
      return valueOf(await feed.candles(pair, intervalMs, from, to, neverAborted()));
    }
    const served = () => under().feed.capabilities.candleIntervalsMs;

    test('a feed that serves none answers an empty list without a request', async () => {
      if (served().length > 0) return;
      expect(await ask(suiteNow - 10 * minute, suiteNow)).toEqual([]);
      expect(under().server?.requests ?? []).toEqual([]);
    });

    test('lengths are told shortest first, one minute among them', () => {
      const lengths = served();
      expect(lengths).toEqual(lengths.toSorted((a, b) => a - b));
      if (lengths.length > 0) expect(lengths[0]).toBe(minute);
    });

    test('the open time is in the stretch, the end included only when it has closed', async () => {
      if (served().length === 0) return;
      const from = suiteNow - 30_000 - 10 * minute;
      const candles = await ask(from, from + 3 * minute);
      expect(candles.map(({ openTime }) => openTime)).toEqual([from, from + minute, from + 2 * minute]);
      expect((await ask(from + 1, from + 3 * minute - 1)).map(({ openTime }) => openTime)).toEqual([
        from + minute,
      ]);
      expect(await ask(from, from)).toEqual([]);
      expect(await ask(from, from + minute - 1)).toEqual([]);
    });

    test('the running candle is left out, also when the end lies in the future', async () => {
      if (served().length === 0) return;
      const running = suiteNow - 30_000;
      for (const to of [suiteNow, running + minute, suiteNow + 60 * minute]) {
        const candles = await ask(running - 2 * minute, to);
        expect(candles.map(({ openTime }) => openTime)).toEqual([running - 2 * minute, running - minute]);
      }
    });

    test('a stretch of more than a page is whole, sorted and without duplicates', async () => {
      if (served().length === 0) return;
      const to = suiteNow - 30_000;
      const candles = await ask(to - 2_500 * minute, to);
      expect(candles.map(({ openTime }) => openTime)).toEqual(
        Array.from({ length: 2_500 }, (_, index) => to - (2_500 - index) * minute),
      );
    });

    test('a length that it does not tell of is a bug of the caller', async () => {
      if (served().length === 0) return;
      for (const length of [0, 61_000])
        await expect(ask(suiteNow - 600_000, suiteNow, length)).rejects.toThrow(RangeError);
    });

    test('every length it tells of is served, aligned to UTC, low and high around open and close', async () => {
      for (const intervalMs of served()) {
        const to = Math.floor(suiteNow / intervalMs) * intervalMs;
        const candles = await ask(to - 3 * intervalMs, to, intervalMs);
        expect(candles.map(({ openTime }) => openTime)).toEqual([3, 2, 1].map((n) => to - n * intervalMs));
        for (const candle of candles) {
          expect(candle.intervalMs).toBe(intervalMs);
          expect(candle.low).toBeLessThanOrEqual(Math.min(candle.open, candle.close));
          expect(candle.high).toBeGreaterThanOrEqual(Math.max(candle.open, candle.close));
          expect(candle.low).toBeGreaterThan(0);
        }
      }
    });
  });
}
