import { describe, expect, test } from 'vitest';
import type { Pair } from '../../src-core/pair.ts';
import type { Candle } from '../../src-core/sample.ts';
import { type FeedUnderTest, neverAborted, suiteNow, valueOf } from './harness.ts';

const minute = 60_000;
const dayMs = 24 * 60 * minute;

function expectOrder(candle: Candle | null, intervalMs: number): void {
  if (candle === null) throw new Error('no candle');
  const { open, high, low, close } = candle;
  expect(candle.intervalMs).toBe(intervalMs);
  expect(low).toBeGreaterThan(0);
  expect(low).toBeLessThanOrEqual(Math.min(open, close));
  expect(high).toBeGreaterThanOrEqual(Math.max(open, close));
}

/** What every feed with candles promises of them; a feed without answers an empty list. */
export function describeCandles(under: () => FeedUnderTest, pair: Pair, unknownPair: Pair): void {
  describe('candles', () => {
    const capabilities = () => under().feed.capabilities;
    const served = () => capabilities().candleIntervalsMs;
    const shortest = () => served()[0] ?? minute;
    async function ask(from: number, to: number, intervalMs = shortest()) {
      const { feed } = under();
      return valueOf(await feed.candles(pair, intervalMs, from, to, neverAborted()));
    }
    const opens = async (from: number, to: number) => (await ask(from, to)).map(({ openTime }) => openTime);
    /** When the candle began that runs at the time of the suite. */
    const running = () => Math.floor(suiteNow / shortest()) * shortest();

    test('a feed that serves none answers an empty list without a request', async () => {
      if (served().length > 0) return;
      expect(await ask(suiteNow - 10 * minute, suiteNow)).toEqual([]);
      expect(under().server?.requests ?? []).toEqual([]);
    });

    test('lengths are told shortest first, an hour among them', () => {
      const lengths = served();
      expect(lengths).toEqual(lengths.toSorted((a, b) => a - b));
      if (lengths.length > 0) expect(lengths).toContain(60 * minute);
      for (const [length, reach] of Object.entries(capabilities().candleReachMs)) {
        expect(lengths).toContain(Number(length));
        expect(reach).toBeGreaterThanOrEqual(dayMs);
      }
    });

    test('the open time is in the stretch, the end included only when it has closed', async () => {
      if (served().length === 0) return;
      const length = shortest();
      const from = running() - 10 * length;
      expect(await opens(from, from + 3 * length)).toEqual([from, from + length, from + 2 * length]);
      expect(await opens(from + 1, from + 3 * length - 1)).toEqual([from + length]);
      const before = under().server?.requests.length;
      expect(await opens(from, from)).toEqual([]);
      expect(await opens(from, from + length - 1)).toEqual([]);
      expect(under().server?.requests.length).toBe(before);
    });

    test('the running candle is left out, also when the end lies in the future', async () => {
      if (served().length === 0) return;
      const length = shortest();
      for (const to of [suiteNow, running() + length, suiteNow + 60 * length]) {
        expect(await opens(running() - 2 * length, to)).toEqual([running() - 2 * length, running() - length]);
      }
    });

    test('a long stretch is whole, sorted and without duplicates', async () => {
      if (served().length === 0) return;
      const length = shortest();
      const reach = capabilities().candleReachMs[length] ?? 2_501 * length;
      const count = Math.floor(reach / length) - 1;
      expect(await opens(running() - count * length, running())).toEqual(
        Array.from({ length: count }, (_, index) => running() - (count - index) * length),
      );
    });

    test('a stretch out of reach is empty and costs nothing', async () => {
      const { feed, server } = under();
      for (const [length, reach] of Object.entries(capabilities().candleReachMs)) {
        const [from, to] = [suiteNow - 3 * reach, suiteNow - 2 * reach];
        expect(await ask(from, to, Number(length))).toEqual([]);
        expect(feed.weightOf({ kind: 'candles', pair, intervalMs: Number(length), from, to })).toBe(0);
        expect(server?.requests ?? []).toEqual([]);
      }
    });

    test('a length that it does not tell of is a bug of the caller', async () => {
      if (served().length === 0) return;
      for (const length of [0, 61_000])
        await expect(ask(suiteNow - 600_000, suiteNow, length)).rejects.toThrow(RangeError);
    });

    test('every length it tells of is served, aligned to UTC, low and high around open and close', async () => {
      for (const intervalMs of served()) {
        // The newest may not have been made known yet.
        const to = Math.floor(suiteNow / intervalMs - 1) * intervalMs;
        const candles = await ask(to - 3 * intervalMs, to, intervalMs);
        expect(candles.map(({ openTime }) => openTime)).toEqual([3, 2, 1].map((n) => to - n * intervalMs));
        for (const candle of candles) expectOrder(candle, intervalMs);
      }
    });

    test('the running minute and the closed one before it, as of now, or a bug of the caller', async () => {
      const { feed } = under();
      if (!capabilities().runningCandle) {
        await expect(feed.runningCandle(pair, neverAborted())).rejects.toThrow();
        return;
      }
      const { running: runs, closed } = valueOf(await feed.runningCandle(pair, neverAborted()));
      expect([runs?.openTime, closed?.openTime]).toEqual([running(), running() - minute]);
      expectOrder(runs, minute);
      expectOrder(closed, minute);
      expect(await ask(running() - minute, running(), minute)).toEqual([closed]);
    });

    test('of a pair that nobody knows there is no running minute', async () => {
      if (!capabilities().runningCandle) return;
      const answer = await under().feed.runningCandle(unknownPair, neverAborted());
      if (answer.ok) expect(answer.value).toEqual({ running: null, closed: null });
      else expect(answer.error).toMatchObject({ kind: 'unknown-symbol', retryable: false });
    });
  });
}
