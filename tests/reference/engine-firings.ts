import type { Firing } from '../../src-core/alarm.ts';
import { createEngine, type Engine } from '../../src-core/engine.ts';
import type { Sample } from '../../src-core/sample.ts';
import { btc } from '../../src-core/testing/scenario.ts';
import type { ReferenceFiring, ReferenceInput, ReferenceOutcome, Step } from './reference.ts';

/** A firing of the engine in the reference's words. */
export function inWords({
  id,
  alarmId,
  t,
  proof,
}: Pick<Firing, 'id' | 'alarmId' | 't' | 'proof'>): ReferenceFiring {
  return {
    alarmId,
    n: Number(id.split('#')[1]),
    t,
    direction: proof.direction,
    level: proof.level,
    by: proof.proving.by,
    provingPrice: proof.proving.price,
    reference: proof.reference,
    lastPrice: proof.after.price,
    missed: proof.missed,
    cooldownMs: proof.cooldown?.ms ?? null,
  };
}

type CommandStep = Exclude<Step, { readonly kind: 'sample' | 'restart' | 'decide' }>;

function obey(engine: Engine, step: CommandStep, samples: readonly Sample[]): void {
  if (step.kind === 'add') {
    engine.addAlarm({ ...step.alarm, pairId: btc.id }, { armAt: step.at, history: samples });
    return;
  }
  const id = step.kind === 'edit' ? step.alarm.id : step.alarmId;
  const alarm = engine.alarmsOf(btc.id).find((one) => one.id === id);
  if (alarm === undefined) return;
  if (step.kind === 'rearm') engine.rearm(id, step.at);
  else if (step.kind === 'edit') {
    engine.changeAlarm({ ...step.alarm, pairId: btc.id }, step.at, { history: samples });
  } else engine.changeAlarm({ ...alarm, paused: step.kind === 'pause' }, step.at);
}

/** A new engine that goes on with what was stored of the one before, which is JSON. */
function restarted(before: Engine, input: ReferenceInput, samples: readonly Sample[]): Engine {
  const engine = begin(input);
  const memory = before.pairMemory(btc.id);
  engine.removePair(btc.id);
  engine.addPair(
    { ...btc, addedAt: input.addedAt },
    input.staleMs,
    memory === null ? undefined : JSON.parse(JSON.stringify(memory)),
  );
  for (const alarm of before.alarmsOf(btc.id)) {
    const stored = JSON.parse(JSON.stringify(before.tracker(alarm.id)));
    engine.addAlarm(alarm, { armAt: null, stored, history: samples });
  }
  return engine;
}

function begin({ addedAt, staleMs, confirmPercent = 10 }: ReferenceInput): Engine {
  const engine = createEngine();
  engine.setConfirmPercent(confirmPercent);
  engine.addPair({ ...btc, addedAt }, staleMs);
  return engine;
}

/** What the engine makes of an input of the reference, in the reference's words. */
export function engineFirings(input: ReferenceInput): ReferenceOutcome {
  let engine = begin(input);
  const firings: ReferenceFiring[] = [];
  let samples = [...(input.history ?? [])];
  let refused = 0;
  let held = 0;
  for (const step of input.steps) {
    if (step.kind === 'restart') engine = restarted(engine, input, samples);
    else if (step.kind === 'decide') {
      if ((engine.pairMemory(btc.id)?.strange ?? null) === null) continue;
      engine.decide(btc.id, step.coin);
      if (step.coin === 'another') samples = [];
    } else if (step.kind === 'sample') {
      const taken = engine.takeSample(btc.id, step.sample, step.now);
      if (taken.accepted) {
        samples.push(...taken.samples);
        firings.push(...taken.firings.map(inWords));
      } else if (taken.refusal === 'confirming') held += 1;
      else refused += 1;
    } else obey(engine, step, samples);
  }
  return { firings, refused, held };
}
