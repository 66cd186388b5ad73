import type { Feed } from '../../src-feeds/feed.ts';
import type { SourceId } from '../../src-core/pair.ts';
import type { Desk, Source } from '../desk.ts';
import { createPoller, type PollerOptions, staleAfter } from '../poller.ts';
import { createSourceGate } from '../source-gate.ts';
import { type BudgetMemory, createBudget } from './budget.ts';
import type { BudgetLimits } from './limits.ts';

export interface SourceOptions extends Omit<PollerOptions, 'feed' | 'budget'> {
  readonly feed: Feed;
  readonly limits: BudgetLimits | null;
  /** What an earlier run has left of its budget, unchecked. */
  readonly remembered: () => unknown;
  /** To be on disk with the next write. */
  readonly remember: (memory: BudgetMemory) => void;
}

/** A source with its budget, the gate that keeps it, and the poller that asks through the gate. */
export function createSource(options: SourceOptions): Source {
  const { clock, limits } = options;
  const budget = createBudget({ limits, clock, load: options.remembered, save: options.remember });
  const feed = createSourceGate(options.feed, clock, budget);
  const poller = createPoller({ ...options, feed, budget });
  return {
    feed,
    poller,
    get staleMs() {
      return staleAfter(poller.intervalMs, feed.ownIntervalMs);
    },
  };
}

/** What a source needs of the desk that it works for. */
export function partOfDesk(
  deskOf: () => Desk,
  id: SourceId,
): Pick<SourceOptions, 'pollMs' | 'pairs' | 'remembered' | 'remember' | 'onStatus'> {
  return {
    pollMs: () => deskOf().sourcing.pollMs(),
    pairs() {
      const { pairs, failOver } = deskOf();
      const own = [...pairs.values()].filter(({ pair }) => pair.source === id).map(({ pair }) => pair);
      return [...own, ...failOver.alsoAsk(id).filter((pair) => !pairs.has(pair.id))];
    },
    remembered: () => deskOf().outbox.remembered(`budget.${id}`),
    remember: (memory) => deskOf().outbox.remember(`budget.${id}`, memory),
    onStatus: () => deskOf().publisher.touch('sources'),
  };
}
