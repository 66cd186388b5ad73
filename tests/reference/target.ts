import type { Direction, TargetCondition } from '../../src-core/condition.ts';
import type { Price } from '../../src-core/pair.ts';
import { isAbove, isBelow, reachedFromAbove, reachedFromBelow } from './levels.ts';
import { type Arming, type Hit, type Judging, pick, wants } from './story.ts';

/** Not ready; ready for a touch; or armed exactly at T: ready for the first price beyond it. */
type Readiness = 'no' | 'touch' | 'beyond';

export interface TargetMemory {
  readonly kind: 'target';
  readonly up: Readiness;
  readonly down: Readiness;
}

/** "Ready at arming unless already true (a target armed exactly at T is not: it is ready)." */
export function armTarget(condition: TargetCondition, arming: Arming): TargetMemory {
  const price = arming.price.price;
  return {
    kind: 'target',
    up: wants(condition.direction, 'up') ? readyAt(condition.price, price, 'up') : 'no',
    down: wants(condition.direction, 'down') ? readyAt(condition.price, price, 'down') : 'no',
  };
}

function readyAt(target: Price, price: Price, direction: Direction): Readiness {
  if (isBelow(price, target)) return direction === 'up' ? 'touch' : 'no';
  if (isAbove(price, target)) return direction === 'down' ? 'touch' : 'no';
  return 'beyond';
}

export function judgeTarget(
  condition: TargetCondition,
  memory: TargetMemory,
  judging: Judging,
): { hit: Hit | null; memory: TargetMemory } {
  let known = memory;
  const { price, range } = judging.sample;

  // Step 1: "`high` and `low`, each against what was known before the sample, neither seeing the other"
  if (range !== undefined) {
    const up = comesTrue(condition, known, 'up', range.high, 'high', judging);
    const down = comesTrue(condition, known, 'down', range.low, 'low', judging);
    const hit = pick(up, down, judging);
    if (hit !== null) return { hit, memory: known };
    // "In step 1 low and high may make an alarm ready for step 2."
    known = nowReady(condition, known, range.low);
    known = nowReady(condition, known, range.high);
  }

  // Step 2: "If nothing fired: the last price"
  const up = comesTrue(condition, known, 'up', price, 'price', judging);
  const down = comesTrue(condition, known, 'down', price, 'price', judging);
  const hit = pick(up, down, judging);
  return { hit, memory: hit === null ? nowReady(condition, known, price) : known };
}

function comesTrue(
  condition: TargetCondition,
  memory: TargetMemory,
  direction: Direction,
  x: Price,
  by: Hit['by'],
  judging: Judging,
): Hit | null {
  const target = condition.price;
  const readiness = memory[direction];
  if (readiness === 'no') return null;
  // "Armed exactly at T: the first price beyond T in a wanted direction"; else "T reached from below", "from above"
  const there =
    direction === 'up'
      ? readiness === 'beyond'
        ? isAbove(x, target)
        : reachedFromBelow(x, target)
      : readiness === 'beyond'
        ? isBelow(x, target)
        : reachedFromAbove(x, target);
  if (!there) return null;
  const reference = { t: judging.before.t, price: judging.before.price };
  return { direction, level: target, by, provingPrice: x, reference };
}

/**
 * "They become ready again before the first firing since arming: once the condition is false (target: the price is
 * beyond T on the other side)". So does an alarm armed exactly at T become ready for a plain touch.
 */
function nowReady(condition: TargetCondition, memory: TargetMemory, x: Price): TargetMemory {
  const { price: target, direction } = condition;
  if (wants(direction, 'up') && isBelow(x, target)) return { ...memory, up: 'touch' };
  if (wants(direction, 'down') && isAbove(x, target)) return { ...memory, down: 'touch' };
  return memory;
}
