import type { Direction, MoveCondition, MoveOver } from '../../src-core/condition.ts';
import type { EpochMs, Price } from '../../src-core/pair.ts';
import type { PricePoint } from '../../src-core/sample.ts';
import { reachedFromAbove, reachedFromBelow } from './levels.ts';
import { highestOf, lowestOf } from './seen.ts';
import { type Arming, type Hit, type Judging, pick, type Story, wants } from './story.ts';
import { type WindowSeen, windowAt, windowBefore, windowUpTo } from './windows.ts';

type WindowOver = Extract<MoveOver, { kind: 'window' }>;

/** `cut`: the index of the sample at whose price the window restarted. It outlives a firing and a re-arm. */
export interface WindowMemory {
  readonly kind: 'window';
  readonly over: WindowOver;
  readonly cut: number | null;
}

export interface BaseMemory {
  readonly kind: 'base';
  readonly base: PricePoint;
  readonly coolingUntil: EpochMs | null;
  readonly fired: readonly EpochMs[];
}

/** What a rise and what a fall are measured from. */
interface References {
  readonly up: PricePoint | null;
  readonly down: PricePoint | null;
}

/** "Already true at arming: the window restarts there." */
export function armMoveWindow(
  condition: MoveCondition,
  over: WindowOver,
  story: Story,
  arming: Arming,
  cut: number | null,
): WindowMemory {
  const references = referencesOf(over, windowAt(story, arming.samplesBefore, arming.at, over.ms, cut));
  const price = arming.price.price;
  const alreadyTrue =
    comesTrue(condition, references, 'up', price, 'price') !== null ||
    comesTrue(condition, references, 'down', price, 'price') !== null;
  return { kind: 'window', over, cut: alreadyTrue ? arming.samplesBefore - 1 : cut };
}

/** "up: low of the window x (1 + p/100); down: high x (1 - p/100). `start`: the price one window ago in place of both" */
export function judgeMoveWindow(
  condition: MoveCondition,
  memory: WindowMemory,
  judging: Judging,
): { hit: Hit | null; memory: WindowMemory } {
  const { over, cut } = memory;
  const before = referencesOf(over, windowBefore(judging, over.ms, cut));
  const upTo = referencesOf(over, windowUpTo(judging, over.ms, cut));
  const hit = twoSteps(condition, before, upTo, judging);
  // "Each firing uses up its move": the window "restarts at that price".
  return { hit, memory: hit === null ? memory : { ...memory, cut: judging.index } };
}

export function armSinceStart(arming: Arming): BaseMemory {
  return { kind: 'base', base: arming.price, coolingUntil: null, fired: [] };
}

/** "base x (1 ± p/100). Always repeats" */
export function judgeSinceStart(
  condition: MoveCondition,
  memory: BaseMemory,
  judging: Judging,
  cooldownMs: number,
): { hit: Hit | null; memory: BaseMemory } {
  const { t, price } = judging.sample;
  // The cooldown is "ended by the first sample with t >= deadline"; until then anchored ones "are not judged".
  if (memory.coolingUntil !== null && t < memory.coolingUntil) return { hit: null, memory };
  const references = { up: memory.base, down: memory.base };
  const hit = twoSteps(condition, references, references, judging);
  if (hit === null) return { hit, memory: { ...memory, coolingUntil: null } };
  // "that price is the new base"; the cooldown is "counted from the firing's `t`"
  const fired = [...memory.fired.filter((one) => one > t - 3_600_000), t];
  const doubled = cooldownMs * 2 ** Math.max(0, fired.length - 3);
  const cooling = Math.min(doubled, Math.max(cooldownMs, 1_800_000));
  return { hit, memory: { kind: 'base', base: { t, price }, coolingUntil: t + cooling, fired } };
}

function referencesOf(over: WindowOver, window: WindowSeen): References {
  // "`from: start` is silent without a standing price"
  if (over.from === 'start') return { up: window.standing, down: window.standing };
  return { up: lowestOf(window.seen), down: highestOf(window.seen) };
}

function twoSteps(
  condition: MoveCondition,
  before: References,
  upTo: References,
  judging: Judging,
): Hit | null {
  const { price, range } = judging.sample;
  // Step 1: "`high` and `low`, each against what was known before the sample, neither seeing the other"
  if (range !== undefined) {
    const up = comesTrue(condition, before, 'up', range.high, 'high');
    const down = comesTrue(condition, before, 'down', range.low, 'low');
    const hit = pick(up, down, judging);
    if (hit !== null) return hit;
  }
  // Step 2: "If nothing fired: the last price, against everything up to it, this `low` and `high` included"
  const up = comesTrue(condition, upTo, 'up', price, 'price');
  const down = comesTrue(condition, upTo, 'down', price, 'price');
  return pick(up, down, judging);
}

function comesTrue(
  condition: MoveCondition,
  references: References,
  direction: Direction,
  x: Price,
  by: Hit['by'],
): Hit | null {
  const reference = references[direction];
  if (reference === null || !wants(condition.direction, direction)) return null;
  if (direction === 'up') {
    const level = reference.price * (1 + condition.percent / 100);
    return reachedFromBelow(x, level) ? { direction, level, by, provingPrice: x, reference } : null;
  }
  const level = reference.price * (1 - condition.percent / 100);
  return reachedFromAbove(x, level) ? { direction, level, by, provingPrice: x, reference } : null;
}
