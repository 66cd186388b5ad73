import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSimulatedFeed } from './simulated.ts';
import { neverAborted, suiteNow, testPair, valueOf } from './testing/harness.ts';

const minute = 60_000;
const dayMs = 86_400_000;
const bitcoin = testPair('simulated:BTCUSDT', 'BTC', 'USDT');

function startAt(now: number, seed = 1) {
  const clock = { now };
  const feed = createSimulatedFeed({ now: () => clock.now, seed });
  const symbols = () => feed.symbols(neverAborted()).then(valueOf);
  const pairs = async () =>
    (await symbols()).map(({ key, base, quote }) => testPair(`simulated:${key}`, base, quote ?? ''));
  const quotesAt = async (t: number) => {
    clock.now = t;
    return valueOf(await feed.quotes(await pairs(), neverAborted())).quotes;
  };
  return { feed, clock, symbols, pairs, quotesAt };
}

describe('the simulated market', () => {
  test('has eight pairs, a tiny price among them', async () => {
    const { symbols, quotesAt } = startAt(suiteNow);
    expect((await symbols()).map(({ key }) => key).toSorted()).toEqual(
      ['BNBUSDT', 'BTCUSDT', 'DOGEUSDT', 'ETHBTC', 'ETHUSDT', 'SHIBUSDT', 'SOLUSDT', 'XRPUSDT'].toSorted(),
    );
    const shiba = (await quotesAt(suiteNow)).find(({ pairId }) => pairId === 'simulated:SHIBUSDT');
    expect(shiba?.price).toBeLessThan(0.0001);
  });

  test('is the same for the same seed and time, whenever it was started, and another for another seed', async () => {
    const early = startAt(suiteNow - dayMs);
    await early.quotesAt(suiteNow - dayMs);
    const quotes = await early.quotesAt(suiteNow);
    expect(await startAt(suiteNow).quotesAt(suiteNow)).toEqual(quotes);
    const others = await startAt(suiteNow, 2).quotesAt(suiteNow);
    for (const [index, quote] of quotes.entries()) expect(others[index]?.price).not.toBe(quote.price);
  });

  test('a move of one percent comes within two minutes more often than not, and never one of a tenth', async () => {
    const { feed, pairs } = startAt(suiteNow);
    for (const pair of await pairs()) {
      const candles = valueOf(await feed.candles(pair, minute, suiteNow - dayMs, suiteNow, neverAborted()));
      const moves = candles.slice(2).map((candle, index) => {
        const start = candles[index]?.close ?? Number.NaN;
        const next = candles[index + 1] ?? candle;
        const up = Math.max(next.high, candle.high) / start;
        const down = start / Math.min(next.low, candle.low);
        return Math.max(up, down) - 1;
      });
      expect(moves).toHaveLength(1_437);
      expect(moves.filter((move) => move >= 0.01).length / moves.length).toBeGreaterThan(0.75);
      expect(Math.max(...moves)).toBeLessThan(0.1);
    }
  });

  test('a closed candle ends at the quote of its end and holds every quote in it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 20_000 }),
        fc.array(fc.integer({ min: 0, max: minute }), { minLength: 1, maxLength: 8 }),
        fc.integer(),
        async (minutes, offsets, seed) => {
          const openTime = Math.floor(suiteNow / minute) * minute - minutes * minute;
          const to = openTime + minute;
          const { feed, pairs } = startAt(to, seed);
          const { quotesAt } = startAt(to, seed);
          const at = async (t: number) =>
            new Map((await quotesAt(t)).map((quote) => [quote.pairId, quote.price]));
          const times = [openTime, to, ...offsets.map((offset) => openTime + offset)];
          const all: Awaited<ReturnType<typeof at>>[] = [];
          for (const t of times) all.push(await at(t));
          const [opening, closing, ...between] = all;
          for (const pair of await pairs()) {
            const [candle] = valueOf(await feed.candles(pair, minute, openTime, to, neverAborted()));
            expect([candle?.open, candle?.close]).toEqual([opening?.get(pair.id), closing?.get(pair.id)]);
            for (const quotes of between) {
              expect(quotes.get(pair.id)).toBeGreaterThanOrEqual(candle?.low ?? Number.NaN);
              expect(quotes.get(pair.id)).toBeLessThanOrEqual(candle?.high ?? Number.NaN);
            }
          }
        },
      ),
      { numRuns: 4, seed: 20_260_601 },
    );
  });

  test('the day of a quote is that of the candles before it', async () => {
    const now = Math.floor(suiteNow / minute) * minute;
    const { feed, pairs, quotesAt } = startAt(now);
    const quotes = new Map((await quotesAt(now)).map((quote) => [quote.pairId, quote]));
    for (const pair of await pairs()) {
      const candles = valueOf(await feed.candles(pair, minute, now - dayMs, now, neverAborted()));
      expect(candles).toHaveLength(1_440);
      const quote = quotes.get(pair.id);
      expect(quote?.high24h).toBe(Math.max(...candles.map(({ high }) => high)));
      expect(quote?.low24h).toBe(Math.min(...candles.map(({ low }) => low)));
      const change = ((candles.at(-1)?.close ?? 0) / (candles[0]?.open ?? 1) - 1) * 100;
      expect(quote?.change24h).toBeCloseTo(change, 9);
    }
  });

  test('a candle of an hour is its sixty minutes', async () => {
    const to = Math.floor(suiteNow / 3_600_000) * 3_600_000;
    const { feed } = startAt(suiteNow);
    const minutes = valueOf(await feed.candles(bitcoin, minute, to - 3_600_000, to, neverAborted()));
    const [hour] = valueOf(await feed.candles(bitcoin, 3_600_000, to - 3_600_000, to, neverAborted()));
    expect(hour).toMatchObject({
      open: minutes[0]?.open,
      close: minutes.at(-1)?.close,
      high: Math.max(...minutes.map(({ high }) => high)),
      low: Math.min(...minutes.map(({ low }) => low)),
    });
  });

  test('ether in bitcoin agrees with both in dollars', async () => {
    const quotes = new Map(
      (await startAt(suiteNow).quotesAt(suiteNow)).map((quote) => [quote.pairId, quote.price]),
    );
    const [ether = 0, coin = 1] = [quotes.get('simulated:ETHUSDT'), quotes.get('simulated:BTCUSDT')];
    expect(quotes.get('simulated:ETHBTC')).toBeCloseTo(ether / coin, 4);
  });
});
