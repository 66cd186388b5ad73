import type { Alarm, Firing } from './alarm.ts';
import { createEngine } from './engine.ts';
import type { EpochMs, Pair } from './pair.ts';
import type { Sample } from './sample.ts';

/** An engine that judges the past by the same rules as the present. Samples go in piece by piece. */
export interface Replay {
  /** Judges samples sorted by time, newer than those before. Answers what rang. */
  readonly feed: (samples: Iterable<Sample>) => Firing[];
}

/**
 * Replays one alarm from `from` on, as if it had been armed then; samples before only fill its window. It rings each time
 * its condition comes true: one that rings once would say nothing of how often it comes true.
 */
export function createReplay(pair: Pair, alarm: Alarm, from: EpochMs): Replay {
  const engine = createEngine();
  engine.addPair({ ...pair, addedAt: Number.NEGATIVE_INFINITY }, Number.MAX_VALUE);
  const lasting: Alarm = { ...alarm, pairId: pair.id, mode: 'repeat', paused: false, expiresAt: null };
  const before: Sample[] = [];
  let armed = false;

  const arm = () => {
    engine.addAlarm(lasting, { armAt: before.length > 0 ? from : null, history: before });
    armed = true;
  };

  return {
    feed(samples) {
      const firings: Firing[] = [];
      for (const sample of samples) {
        if (!armed && sample.t > from) arm();
        const taken = engine.takeSample(pair.id, sample, sample.t);
        if (!taken.accepted) {
          if (taken.refusal !== 'another coin') continue;
          // Nobody is there to decide: the past of another coin says nothing about this one.
          engine.decide(pair.id, 'another');
          continue;
        }
        if (!armed) before.push(taken.sample);
        firings.push(...taken.firings);
      }
      return firings;
    },
  };
}
