import type { PairId } from '../../src-core/pair.ts';
import { folded, wordsOf } from '../../src-core/search/words.ts';
import type { ReceivedPair } from '../store/mirror.ts';

/** How well a pair fits what was said of it: 0 not at all, 4 to the letter. */
function fit({ base, quote, name }: Named, words: readonly string[]): number {
  const typed = words.join('');
  const ticker = folded(base);
  const label = `${ticker}${folded(quote)}`;
  const named = folded(name);
  if (typed === label) return 4;
  if (typed === ticker || words.join(' ') === named) return 3;
  // A ticker is short: half of it could be anything.
  return typed.length >= 3 && (named.startsWith(words.join(' ')) || label.startsWith(typed)) ? 2 : 0;
}

type Named = Pick<ReceivedPair, 'base' | 'quote' | 'name'>;

/** Whether a text is a pair's label, however it is written. */
export function isLabel(text: string, pair: Pick<Named, 'base' | 'quote'>): boolean {
  return fit({ ...pair, name: '' }, wordsOf(text)) === 4;
}

export interface WatchedMatches {
  /** Those that were named. */
  readonly sure: readonly ReceivedPair[];
  /** Those whose name begins so: a pair that is called just so is meant before them. */
  readonly perhaps: readonly ReceivedPair[];
}

/** The watched pairs that are meant by what was said, likeliest first. */
export function matchWatched(
  text: string,
  ids: readonly PairId[],
  pairs: Readonly<Record<PairId, ReceivedPair>>,
): WatchedMatches {
  const words = wordsOf(text);
  const matches = (words.length === 0 ? [] : ids)
    .flatMap((id) => pairs[id] ?? [])
    .map((pair) => ({ pair, fits: fit(pair, words) }))
    .toSorted((a, b) => b.fits - a.fits);
  const those = (isOne: (fits: number) => boolean) =>
    matches.filter(({ fits }) => isOne(fits)).map(({ pair }) => pair);
  return { sure: those((fits) => fits > 2), perhaps: those((fits) => fits === 2) };
}
