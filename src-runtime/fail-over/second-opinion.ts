import type { Pair, PairId } from '../../src-core/pair.ts';
import { type Desk, nowOf, sourceOf, type WatchedPair } from '../desk.ts';
import type { SymbolLists } from '../symbol-lists.ts';
import { basisOf, canBeSame } from './basis.ts';
import { findCounterparts } from './counterpart.ts';
import { commonMs, pricesAround } from './prices-around.ts';

/**
 * Asks another source about a price so far off that it waits for confirmation. What the other confirms counts at once;
 * what it does not confirm waits for the next price as before: the other may only be slow.
 */
export interface SecondOpinion {
  readonly ask: (watched: WatchedPair) => void;
}

export function createSecondOpinion(
  deskOf: () => Desk,
  lists: () => SymbolLists,
  signal: AbortSignal,
): SecondOpinion {
  const underWay = new Set<PairId>();

  const confirmBy = async (desk: Desk, watched: WatchedPair, candidate: Pair): Promise<void> => {
    const { id } = watched.pair;
    const last = desk.engine.pairMemory(id)?.last ?? null;
    if (last === null) return;
    const points = await pricesAround(desk, candidate, last.t, signal);
    const newest = points.at(-1);
    // Prices of both from before the jump tell whether it is the same coin, and what one is worth in the other.
    const before = points.filter(({ t }) => t <= last.t);
    const basis = basisOf(desk.history.samplesOf(id, last.t - commonMs), before);
    if (newest === undefined || basis === null || !canBeSame(basis, 1)) return;
    if (signal.aborted || desk.pairs.get(id) !== watched) return;
    desk.judge.confirm(
      { watched, point: { t: newest.t, price: newest.price / basis } },
      nowOf(desk, watched.pair),
    );
  };

  const askAll = async (desk: Desk, watched: WatchedPair): Promise<void> => {
    const { pair } = watched;
    for (const id of desk.sourcing.order()) {
      const { poller } = sourceOf(desk, id);
      if (id === pair.source || poller.status().state === 'failing') continue;
      for (const candidate of (await findCounterparts(desk, lists(), pair, id, signal)) ?? []) {
        // The next price of its own may have come first.
        if ((desk.engine.pairMemory(pair.id)?.held ?? null) === null) return;
        await confirmBy(desk, watched, candidate);
      }
    }
  };

  return {
    ask(watched) {
      const desk = deskOf();
      const { id } = watched.pair;
      if (underWay.has(id) || watched.fallback !== null) return;
      underWay.add(id);
      void askAll(desk, watched)
        .catch((error: unknown) => desk.log.error({ event: 'second-opinion.bug', pair: id, err: error }))
        .finally(() => underWay.delete(id));
    },
  };
}
