import type { EpochMs, Pair } from '../../src-core/pair.ts';
import type { Candle } from '../../src-core/sample.ts';
import type { FeedResult } from '../feed.ts';
import type { HttpClient } from '../http.ts';
import { answered, failed } from '../result.ts';
import { klinesOf, symbolOf } from './answers.ts';

const path = '/api/v3/klines';
/** Most rows of one answer (rest-api.md, klines: default 500, at most 1000). */
export const pageSize = 1_000;

const names: Readonly<Record<number, string>> = {
  60_000: '1m',
  180_000: '3m',
  300_000: '5m',
  900_000: '15m',
  1_800_000: '30m',
  3_600_000: '1h',
  7_200_000: '2h',
  14_400_000: '4h',
  21_600_000: '6h',
  28_800_000: '8h',
  43_200_000: '12h',
  86_400_000: '1d',
};

/** Candle lengths in ms that `/api/v3/klines` serves aligned to UTC, shortest first. */
export const candleIntervalsMs: readonly number[] = Object.keys(names)
  .map(Number)
  .toSorted((a, b) => a - b);

interface Stretch {
  readonly pair: Pair;
  readonly intervalMs: number;
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** The closed candles of a stretch, in pages of a thousand. Throws a RangeError for a length that is not served. */
export function createCandles(http: HttpClient, now: () => EpochMs) {
  return async (stretch: Stretch, signal: AbortSignal): Promise<FeedResult<readonly Candle[]>> => {
    const { intervalMs, to } = stretch;
    const interval = names[intervalMs];
    if (interval === undefined) throw new RangeError(`no candles of ${intervalMs} ms`);
    const schema = klinesOf(intervalMs);
    const found = new Map<EpochMs, Candle>();
    let cursor = stretch.from;
    let serverDate: EpochMs | null = null;
    while (cursor + intervalMs <= to) {
      const page = await http.get({
        path,
        query: {
          symbol: symbolOf(stretch.pair.id),
          interval,
          startTime: String(cursor),
          endTime: String(to - 1),
          limit: String(pageSize),
        },
        schema,
        signal,
      });
      if (!page.ok) return page;
      ({ serverDate } = page);
      const closedBy = Math.min(to, page.serverDate ?? now());
      keepClosed(page.value, stretch, closedBy, found);
      const newest = page.value.reduce(
        (latest, row) => Math.max(latest, row.openTime),
        Number.NEGATIVE_INFINITY,
      );
      // Not "shorter than a page": a server with a smaller limit would then lose the rest in silence.
      if (page.value.length === 0 || newest + intervalMs >= closedBy) break;
      if (newest < cursor) return failed(stuck, serverDate);
      cursor = newest + intervalMs;
    }
    return answered(
      [...found.values()].toSorted((a, b) => a.openTime - b.openTime),
      serverDate,
    );
  };
}

const stuck = {
  kind: 'bad-response',
  cause: 'malformed',
  retryable: true,
  detail: `GET ${path}: the pages do not advance`,
} as const;

/** The running candle is in the answer too, with the values it has so far. */
function keepClosed(
  page: readonly Candle[],
  { intervalMs, from }: Stretch,
  closedBy: EpochMs,
  found: Map<EpochMs, Candle>,
): void {
  for (const row of page) {
    if (row.openTime >= from && row.openTime + intervalMs <= closedBy) found.set(row.openTime, row);
  }
}
