import type { FeedError } from '../src-feeds/feed.ts';

const longestBackoffMs = 60_000;
const rateLimitedMs = 60_000;
const longestRateLimitMs = 15 * 60_000;
const blockedMs = 5 * 60_000;

/** How long to wait after the n-th failure in a row: what the source asked for, else doubling, with jitter. */
export function retryDelay(
  error: FeedError,
  failures: number,
  intervalMs: number,
  random: () => number,
): number {
  const jitter = 1 + random() * 0.2;
  const doubled = (first: number, longest: number) => Math.min(first * 2 ** (failures - 1), longest) * jitter;
  if (error.retryAfterMs !== undefined) return Math.max(error.retryAfterMs, intervalMs);
  if (error.kind === 'rate-limited') return doubled(Math.max(rateLimitedMs, intervalMs), longestRateLimitMs);
  if (error.kind === 'blocked' || !error.retryable) return blockedMs * jitter;
  return doubled(intervalMs, Math.max(longestBackoffMs, intervalMs));
}
