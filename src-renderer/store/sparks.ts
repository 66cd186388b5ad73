import type { PairId } from '../../src-core/pair.ts';
import type { CommandOut } from '../../src-shared/contract/contract.ts';
import type { Mirror } from './mirror.ts';

type Points = CommandOut<'sparks.get'>['sparks'][number]['points'];

/** A day of a pair in few points, as the host told it. */
export interface Spark {
  readonly points: Points;
  /** When it came, on this page's own clock. */
  readonly receivedAt: number;
  /** How often the past of the pair had been filled by then. */
  readonly filling: number;
}

export interface SparkSlice {
  readonly sparks: Readonly<Record<PairId, Spark>>;
  readonly takeSparks: (sparks: Readonly<Record<PairId, Spark>>) => void;
}

/** How long a line is good without its newest half hour, in ms: its last point is live all the same. */
const goodMs = 15 * 60_000;

/** Whether a pair's line should be asked for: there is none, it is old, or its past has been filled since. */
export function isSparkDue(state: SparkSlice & Pick<Mirror, 'fillings'>, id: PairId, now: number): boolean {
  const spark = state.sparks[id];
  if (!spark) return true;
  return now - spark.receivedAt > goodMs || spark.filling !== (state.fillings[id] ?? 0);
}

export function sparkSlice(
  set: (change: (state: SparkSlice & Mirror) => Partial<SparkSlice>) => void,
): SparkSlice {
  return {
    sparks: {},
    takeSparks: (fresh) =>
      set(({ sparks, pairs }) => {
        // Pairs that are gone take theirs along.
        const kept = Object.entries(sparks).filter(([id]) => pairs[id]);
        return { sparks: { ...Object.fromEntries(kept), ...fresh } };
      }),
  };
}
