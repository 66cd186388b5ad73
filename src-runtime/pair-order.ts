import type { Pair, PairId } from '../src-core/pair.ts';
import type { Desk } from './desk.ts';

/** Pairs in the order of `ids`; those that are not named follow as they stand. */
export function inOrderOf(pairs: readonly Pair[], ids: readonly PairId[]): Pair[] {
  const ranks = new Map(ids.map((id, rank) => [id, rank]));
  const rankOf = ({ id }: Pair) => ranks.get(id) ?? ids.length;
  return pairs.toSorted((a, b) => rankOf(a) - rankOf(b));
}

/** Brings the pairs at work into the order of the rules, and tells it where it is another one now. */
export function reorder(desk: Pick<Desk, 'pairs' | 'storage' | 'publisher'>): void {
  const { pairs, storage, publisher } = desk;
  const before = [...pairs.keys()];
  for (const { id } of storage.rules.current().pairs) {
    const watched = pairs.get(id);
    if (watched === undefined) continue;
    pairs.delete(id);
    pairs.set(id, watched);
  }
  const after = [...pairs.keys()];
  if (after.some((id, index) => before[index] !== id)) publisher.touch('order');
}
