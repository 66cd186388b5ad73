import type { EpochMs } from '../src-core/pair.ts';
import type { Summary } from '../src-shared/contract/schemas.ts';
import type { StoredFiring } from './storage/state-store.ts';

/** What happened while nobody could see it, collected until it was read. Times are source time. */
export interface SummaryKeeper {
  /** Adds late firings of a stretch that has been caught up with; `holds`: it rings too, because it is still so. */
  readonly add: (
    stretch: { readonly from: EpochMs; readonly to: EpochMs },
    firings: readonly { readonly stored: StoredFiring; readonly holds: boolean }[],
  ) => void;
  readonly view: () => Summary | null;
  /** It was read; answers the firings that are told by it alone. */
  readonly clear: () => StoredFiring[];
  /** Takes out firings of pairs and alarms that are gone. */
  readonly drop: (isGone: (stored: StoredFiring) => boolean) => void;
}

export function createSummaryKeeper(): SummaryKeeper {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  let late: { readonly stored: StoredFiring; readonly holds: boolean }[] = [];

  const forget = () => {
    from = Number.POSITIVE_INFINITY;
    to = Number.NEGATIVE_INFINITY;
    late = [];
  };

  return {
    add(stretch, firings) {
      if (firings.length === 0) return;
      from = Math.min(from, stretch.from);
      to = Math.max(to, stretch.to);
      const known = new Set(late.map(({ stored }) => stored.firing.id));
      late.push(...firings.filter(({ stored }) => !known.has(stored.firing.id)));
      late.sort((a, b) => a.stored.firing.t - b.stored.firing.t);
    },
    view() {
      if (late.length === 0) return null;
      const firings = late.map(({ stored: { firing, pair }, holds }) => ({ firing, pair, holds }));
      return { from, to, firings };
    },
    clear() {
      const told = late.filter(({ holds }) => !holds).map(({ stored }) => stored);
      forget();
      return told;
    },
    drop(isGone) {
      late = late.filter(({ stored }) => !isGone(stored));
      if (late.length === 0) forget();
    },
  };
}
