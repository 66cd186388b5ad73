import type { Pair, SourceId } from '../../src-core/pair.ts';
import type { FeedCandidate, PairQuery, ResolvedPair } from '../../src-feeds/feed.ts';
import { type Desk, sourceOf } from '../desk.ts';
import type { SymbolLists } from '../symbol-lists.ts';

/** Of coins that share a ticker only the largest come into question; the price then says whether it is the one. */
const mostTried = 3;

const bestFirst = (a: FeedCandidate, b: FeedCandidate) => (a.rank ?? Infinity) - (b.rank ?? Infinity);

/**
 * The pairs of another source that may be the same as `pair`, likeliest first: same base, same quote asset. A ticker is
 * no proof, so whoever uses one compares its price first. Null where that source could not say.
 */
export async function findCounterparts(
  desk: Desk,
  lists: SymbolLists,
  pair: Pair,
  at: SourceId,
  signal: AbortSignal,
): Promise<Pair[] | null> {
  const { feed } = sourceOf(desk, at);
  const list = await lists.of(feed, signal);
  if (!list.ok) return null;
  let isAnswered = true;
  const resolve = async (query: PairQuery): Promise<ResolvedPair | readonly FeedCandidate[]> => {
    const result = await feed.resolve(query, list.symbols, signal);
    if (!result.ok) {
      isAnswered = false;
      return [];
    }
    if (result.value.kind === 'found') return result.value.pair;
    return result.value.kind === 'ambiguous' ? result.value.candidates : [];
  };
  const answer = await resolve({ base: pair.base, quote: pair.quote });
  if (!Array.isArray(answer)) return [{ ...(answer as ResolvedPair), addedAt: pair.addedAt }];
  const found: Pair[] = [];
  for (const { id } of (answer as readonly FeedCandidate[]).toSorted(bestFirst).slice(0, mostTried)) {
    const one = await resolve({ id });
    if (!Array.isArray(one)) found.push({ ...(one as ResolvedPair), addedAt: pair.addedAt });
  }
  return found.length > 0 || isAnswered ? found : null;
}
