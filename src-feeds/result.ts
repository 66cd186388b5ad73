import type { EpochMs } from '../src-core/pair.ts';
import type { FeedError, FeedResult } from './feed.ts';

/** A success. `serverDate` as in `FeedResult`. */
export function answered<T>(value: T, serverDate: EpochMs | null): FeedResult<T> {
  return { ok: true, value, serverDate };
}

/** A failure as a value. */
export function failed(error: FeedError, serverDate: EpochMs | null): FeedResult<never> {
  return { ok: false, error, serverDate };
}
