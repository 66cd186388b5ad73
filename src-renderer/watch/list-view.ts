import { type PairId, pairLabel } from '../../src-core/pair.ts';
import type { ReceivedPair } from '../store/mirror.ts';
import type { State } from '../store/store.ts';
import { isRinging, nearestOf, troubleOf } from './row-alarms.ts';

export const sorts = ['own', 'name', 'change', 'nearest'] as const;
export type Sort = (typeof sorts)[number];
export const kinds = ['all', 'alarms', 'ringing', 'trouble'] as const;
/** What pairs are shown, by their state. */
export type Kind = (typeof kinds)[number];

type Compare = (a: PairId, b: PairId) => number;

const byText = new Intl.Collator('en', { numeric: true });

/** Ascending; what has no value comes last. */
function byValue(valueOf: (id: PairId) => number | null): Compare {
  const of = (id: PairId) => valueOf(id) ?? Number.POSITIVE_INFINITY;
  return (a, b) => {
    const [left, right] = [of(a), of(b)];
    return left === right ? 0 : left - right;
  };
}

function labelOf(pair: ReceivedPair | undefined): string {
  return pair ? pairLabel(pair) : '';
}

const comparing: Readonly<Record<Exclude<Sort, 'own'>, (state: State) => Compare>> = {
  name:
    ({ pairs }) =>
    (a, b) =>
      byText.compare(labelOf(pairs[a]), labelOf(pairs[b])),
  change: ({ pairs }) =>
    byValue((id) => {
      const change = pairs[id]?.change24h ?? null;
      return change === null ? null : -change;
    }),
  // What rings is at zero.
  nearest: (state) =>
    byValue((id) => (isRinging(state, id) ? -1 : (nearestOf(state, id)?.percentToGo ?? null))),
};

/** Pairs in an order; equal ones stay as they stand. */
export function sorted(state: State, ids: readonly PairId[], sort: Sort): readonly PairId[] {
  return sort === 'own' ? ids : ids.toSorted(comparing[sort](state));
}

/** Whether each word that was typed is part of the pair's code (with or without what stands between) or of its name. */
export function fitsText(pair: ReceivedPair | undefined, text: string): boolean {
  const words = text
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter(Boolean);
  if (words.length === 0) return true;
  if (!pair) return false;
  const { base, quote, name } = pair;
  const where = `${base}/${quote} ${base}-${quote} ${base}_${quote} ${base}${quote} ${name}`.toLowerCase();
  return words.every((word) => where.includes(word));
}

export function isOfKind(state: State, id: PairId, kind: Kind): boolean {
  switch (kind) {
    case 'all':
      return true;
    case 'alarms':
      return (state.alarmIdsByPair[id]?.length ?? 0) > 0;
    case 'ringing':
      return isRinging(state, id);
    case 'trouble':
      return troubleOf(state.pairs[id]) !== null;
  }
}
