import { expect, test } from 'vitest';
import type { Pair } from '../../src-core/pair.ts';
import type { FeedRequest } from '../feed.ts';
import { type FeedUnderTest, neverAborted, suiteNow } from './harness.ts';

/** What every feed promises of what its requests cost. */
export function describeWeights(under: () => FeedUnderTest, pairs: readonly [Pair, Pair, ...Pair[]]): void {
  test('what costs nothing makes no request, and what makes one costs something', async () => {
    const { feed, server } = under();
    const [pair] = pairs;
    const symbols = await feed.symbols(neverAborted());
    const list = symbols.ok ? symbols.value : [];
    const [intervalMs = 60_000] = feed.capabilities.candleIntervalsMs;
    const stretch = { pair, intervalMs, from: suiteNow - 10 * intervalMs, to: suiteNow };
    const nothing = { ...stretch, to: stretch.from };
    const signal = neverAborted();
    const requests: readonly (readonly [FeedRequest, () => Promise<unknown>])[] = [
      [{ kind: 'quotes', pairs }, () => feed.quotes(pairs, signal)],
      [{ kind: 'quotes', pairs: [] }, () => feed.quotes([], signal)],
      [{ kind: 'symbols' }, () => feed.symbols(signal)],
      [{ kind: 'resolve', query: { id: pair.id } }, () => feed.resolve({ id: pair.id }, list, signal)],
      ...[stretch, nothing].map(
        (asked) =>
          [
            { kind: 'candles', ...asked },
            () => feed.candles(asked.pair, asked.intervalMs, asked.from, asked.to, signal),
          ] as const,
      ),
      ...(feed.capabilities.runningCandle
        ? [[{ kind: 'running candle', pair }, () => feed.runningCandle(pair, signal)] as const]
        : []),
    ];
    for (const [request, make] of requests) {
      const before = server?.requests.length ?? 0;
      await make();
      const made = (server?.requests.length ?? 0) - before;
      expect([request.kind, feed.weightOf(request) > 0]).toEqual([request.kind, made > 0]);
    }
  });
}
