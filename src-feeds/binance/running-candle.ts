import type { EpochMs, Pair } from '../../src-core/pair.ts';
import type { FeedResult, RunningCandle } from '../feed.ts';
import type { HttpClient } from '../http.ts';
import { answered, failed } from '../result.ts';
import { klines, symbolOf } from './answers.ts';

const path = '/api/v3/klines';
const intervalMs = 60_000;

/** The minute that is running and the one before it, with one request: without times klines are the newest ones. */
export function createRunningCandle(http: HttpClient, now: () => EpochMs) {
  return async (pair: Pair, signal: AbortSignal): Promise<FeedResult<RunningCandle>> => {
    const query = { symbol: symbolOf(pair.id), interval: '1m', limit: '2' };
    const answer = await http.get({ path, query, schema: klines, signal });
    if (!answer.ok) return answer;
    const { value, serverDate } = answer;
    const at = serverDate ?? now();
    const [newest, before] = value
      .toSorted((a, b) => b.openTime - a.openTime)
      .map((row) => ({ ...row, intervalMs }));
    if (newest === undefined) return answered({ running: null, closed: null }, serverDate);
    // `Date` counts whole seconds, so a minute may have begun a moment after it.
    if (newest.openTime > at + intervalMs) return failed(ahead, serverDate);
    const runs = newest.openTime + intervalMs > at;
    return answered(
      runs ? { running: newest, closed: before ?? null } : { running: null, closed: newest },
      serverDate,
    );
  };
}

const ahead = {
  kind: 'bad-response',
  cause: 'malformed',
  retryable: true,
  detail: `GET ${path}: a candle of the future`,
} as const;
