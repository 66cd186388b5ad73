import { createEngine } from '../../src-core/engine.ts';
import { btc } from '../../src-core/testing/scenario.ts';
import type { ReferenceFiring, ReferenceInput } from './reference.ts';

/** What the engine makes of an input of the reference, in the reference's words. */
export function engineFirings(input: ReferenceInput): {
  firings: ReferenceFiring[];
  refused: number;
  held: number;
} {
  const engine = createEngine();
  engine.addPair({ ...btc, addedAt: input.addedAt }, input.staleMs);
  const firings: ReferenceFiring[] = [];
  const counts = new Map<string, number>();
  const samples = [...(input.history ?? [])];
  let refused = 0;
  for (const step of input.steps) {
    if (step.kind === 'add') {
      engine.addAlarm({ ...step.alarm, pairId: btc.id }, { armAt: step.at, history: samples });
    } else if (step.kind === 'rearm') {
      engine.rearm(step.alarmId, step.at);
    } else if (step.kind === 'sample') {
      const taken = engine.takeSample(btc.id, step.sample, step.now);
      if (!taken.accepted) {
        refused += 1;
        continue;
      }
      samples.push(taken.sample);
      for (const { alarmId, t, proof } of taken.firings) {
        const n = (counts.get(alarmId) ?? 0) + 1;
        counts.set(alarmId, n);
        firings.push({
          alarmId,
          n,
          t,
          direction: proof.direction,
          level: proof.level,
          by: proof.proving.by,
          provingPrice: proof.proving.price,
          reference: proof.reference,
          lastPrice: proof.after.price,
          missed: 0,
          cooldownMs:
            proof.condition.kind === 'move' && proof.condition.over.kind === 'since start' ? 60_000 : null,
        });
      }
    } else {
      throw new Error(`the engine is not driven by ${step.kind} yet`);
    }
  }
  return { firings, refused, held: 0 };
}
