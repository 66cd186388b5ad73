import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { describeCandles } from './conformance-candles.ts';
import { describeFailures } from './conformance-failures.ts';
import { describeWeights } from './conformance-weights.ts';
import { type FeedHarness, type FeedUnderTest, neverAborted, suiteNow, valueOf } from './harness.ts';

/** The suite that every feed runs: what `feed.ts` promises, and how failures come back. */
export function describeFeed(harness: FeedHarness): void {
  const { pairs, unknownPair } = harness;
  const [first, second] = pairs;

  describe(`${harness.name} keeps the promises of a feed`, () => {
    let under: FeedUnderTest;
    beforeEach(async () => {
      under = await harness.start();
    });
    afterEach(() => under.close());

    test('quotes come for all pairs, each with a usable price', async () => {
      const { quotes, missing } = valueOf(await under.feed.quotes(pairs, neverAborted()));
      expect(missing).toEqual([]);
      expect(quotes.map((quote) => quote.pairId).toSorted()).toEqual(pairs.map(({ id }) => id).toSorted());
      for (const quote of quotes) {
        expect(quote.price).toBeGreaterThan(0);
        expect(Number.isFinite(quote.price)).toBe(true);
        expect(quote.t === null || Math.abs(quote.t - suiteNow) < 120_000).toBe(true);
        if (quote.low24h !== null) expect(quote.low24h).toBeLessThanOrEqual(quote.price);
        if (quote.high24h !== null) expect(quote.high24h).toBeGreaterThanOrEqual(quote.price);
      }
    });

    test('quotes are one request for the whole batch', async () => {
      valueOf(await under.feed.quotes(pairs, neverAborted()));
      if (under.server !== null) expect(under.server.requests).toHaveLength(1);
    });

    test('an unknown pair comes back as missing and costs the others nothing', async () => {
      const { quotes, missing } = valueOf(
        await under.feed.quotes([first, unknownPair, second], neverAborted()),
      );
      expect(missing).toEqual([unknownPair.id]);
      expect(quotes.map((quote) => quote.pairId).toSorted()).toEqual([first.id, second.id].toSorted());
    });

    test('only unknown pairs are an answer too, with all of them missing', async () => {
      const { quotes, missing } = valueOf(await under.feed.quotes([unknownPair], neverAborted()));
      expect(quotes).toEqual([]);
      expect(missing).toEqual([unknownPair.id]);
    });

    test('a pair that is asked for twice is answered once', async () => {
      const { quotes } = valueOf(await under.feed.quotes([first, first], neverAborted()));
      expect(quotes.map((quote) => quote.pairId)).toEqual([first.id]);
    });

    test('no pairs are no request', async () => {
      expect(valueOf(await under.feed.quotes([], neverAborted()))).toEqual({ quotes: [], missing: [] });
      expect(under.server?.requests ?? []).toEqual([]);
    });

    test('a pair is found by its tickers in any case and by its id, and both are the same pair', async () => {
      const symbols = valueOf(await under.feed.symbols(neverAborted()));
      const byId = valueOf(await under.feed.resolve({ id: second.id }, symbols, neverAborted()));
      const query = { base: second.base.toLowerCase(), quote: second.quote };
      const byTicker = valueOf(await under.feed.resolve(query, symbols, neverAborted()));
      const { addedAt: _, ...expected } = second;
      const tickSize = byId.kind === 'found' ? byId.pair.tickSize : null;
      const name = byId.kind === 'found' ? byId.pair.name : '';
      expect(byId).toEqual({ kind: 'found', pair: { ...expected, name, tickSize } });
      expect(byTicker).toEqual(byId);
    });

    test('a name that nobody knows is unknown', async () => {
      const symbols = valueOf(await under.feed.symbols(neverAborted()));
      const query = { base: 'QQXXZZQQXX', quote: 'USDT' };
      expect(valueOf(await under.feed.resolve(query, symbols, neverAborted()))).toEqual({
        kind: 'unknown',
        closest: [],
      });
      const byId = await under.feed.resolve({ id: unknownPair.id }, symbols, neverAborted());
      expect(valueOf(byId).kind).toBe('unknown');
    });

    test('its own id is the first part of every pair id', () => {
      for (const pair of pairs) expect(pair.id.startsWith(`${under.feed.id}:`)).toBe(true);
    });

    describeCandles(() => under, first, unknownPair);
    describeWeights(() => under, pairs);
  });

  if (harness.network !== null) describeFailures(harness, harness.network);
}
