import type { Pair } from '../../src-core/pair.ts';
import type { Desk } from '../desk.ts';

/** A window is at least this many intervals of its source long. */
const shortestIntervals = 4;

/** What is wrong with a window of this length for a pair, as parameters of `error.window-too-short`; null if nothing. */
export function windowProblem(
  desk: Pick<Desk, 'sources'>,
  windowMs: number,
  pair: Pair,
): { readonly interval: string; readonly shortest: string } | null {
  // A source that is not at work in this run judges nothing.
  const intervalMs = desk.sources.get(pair.source)?.poller.intervalMs ?? 0;
  if (windowMs >= shortestIntervals * intervalMs) return null;
  const seconds = (ms: number) => `${Math.ceil(ms / 1_000)} s`;
  return { interval: seconds(intervalMs), shortest: seconds(shortestIntervals * intervalMs) };
}
