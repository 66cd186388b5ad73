import type { EpochMs, Pair } from '../../src-core/pair.ts';
import type { FeedResult, RunningCandle } from '../feed.ts';
import type { HttpClient } from '../http.ts';
import { answered, failed } from '../result.ts';
import { klinesOf, symbolOf } from './answers.ts';

const path = '/api/v3/klines';
const intervalMs = 60_000;
const klines = klinesOf(intervalMs);

/** The minute that is running and the one before it, with one request: without times klines are the newest ones. */
export function createRunningCandle(http: HttpClient, now: () => EpochMs) {
  return async (pair: Pair, signal: AbortSignal): Promise<FeedResult<RunningCandle>> => {
    const query = { symbol: symbolOf(pair.id), interval: '1m', limit: '2' };
    const answer = await http.get({ path, query, schema: klines, signal });
    if (!answer.ok) return answer;
    const { value, serverDate } = answer;
    const at = serverDate ?? now();
    const [newest, ...older] = value.toSorted((a, b) => b.openTime - a.openTime);
    if (newest === undefined) return answered({ running: null, closed: null }, serverDate);
    // `Date` counts whole seconds, so a minute may have begun a moment after it.
    if (newest.openTime > at + intervalMs) return failed(ahead, serverDate);
    if (newest.openTime + intervalMs <= at) return answered({ running: null, closed: newest }, serverDate);
    const closed = older.find(({ openTime }) => openTime < newest.openTime) ?? null;
    return answered({ running: newest, closed }, serverDate);
  };
}

const ahead = {
  kind: 'bad-response',
  cause: 'malformed',
  retryable: true,
  detail: `GET ${path}: a candle of the future`,
} as const;
