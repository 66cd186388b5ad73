import type { Direction, StepCondition } from '../../src-core/condition.ts';
import type { EpochMs, Price } from '../../src-core/pair.ts';
import type { PricePoint } from '../../src-core/sample.ts';
import { isAbove, isBelow, reachedFromAbove, reachedFromBelow } from './levels.ts';
import { type Arming, type Hit, type Judging, pick } from './story.ts';

/** Levels are counted: of multiples `k` from 1 on, of percent any `k`, 0 at the arming price. */
export interface StepMemory {
  readonly kind: 'step';
  readonly armingPrice: Price;
  /** The next level up, and down; null where there is none below the first multiple. */
  readonly up: number;
  readonly down: number | null;
  /** The level last passed, and when; before the first firing the arming price. */
  readonly passed: PricePoint;
}

/** "The first two levels are the nearest above and below the arming price, without it." */
export function armStep(condition: StepCondition, arming: Arming): StepMemory {
  const armingPrice = arming.price.price;
  const first = { kind: 'step', armingPrice, passed: arming.price } as const;
  if (condition.unit === 'percent') return { ...first, up: 1, down: -1 };
  let up = Math.max(1, Math.floor(armingPrice / condition.every) - 1);
  while (!isBelow(armingPrice, levelOf(condition, armingPrice, up))) up += 1;
  let down: number | null = up - 1;
  while (down > 0 && !isAbove(armingPrice, levelOf(condition, armingPrice, down))) down -= 1;
  if (down === 0) down = null;
  return { ...first, up, down };
}

export function judgeStep(
  condition: StepCondition,
  memory: StepMemory,
  judging: Judging,
): { hit: Hit | null; memory: StepMemory } {
  const { t, price, range } = judging.sample;
  const comesTrue = (direction: Direction, x: Price, by: Hit['by']) =>
    hitOf(condition, memory, direction, x, by);

  // Step 1: "`high` and `low`, each against what was known before the sample, neither seeing the other"
  let hit: Hit | null = null;
  if (range !== undefined) {
    hit = pick(comesTrue('up', range.high, 'high'), comesTrue('down', range.low, 'low'), judging);
  }
  // Step 2: "If nothing fired: the last price"
  hit ??= pick(comesTrue('up', price, 'price'), comesTrue('down', price, 'price'), judging);
  if (hit === null) return { hit, memory };
  return { hit, memory: stepAfterHit(condition, memory, hit, { t, price }) };
}

/** "After it only the last price of the firing sample and what follows counts: the level last passed on the way to it." */
function stepAfterHit(
  condition: StepCondition,
  memory: StepMemory,
  hit: Hit,
  last: { t: EpochMs; price: Price },
): StepMemory {
  const first = hit.direction === 'up' ? memory.up : memory.down;
  if (first === null) throw new Error('a step fired at a level that is not there');
  const farthest = walk(condition, memory, first, hit.provingPrice);
  const passed = walk(condition, memory, farthest, last.price);
  const below = passed - 1;
  return {
    ...memory,
    up: passed + 1,
    down: condition.unit === 'quote' && below < 1 ? null : below,
    passed: { t: last.t, price: levelOf(condition, memory.armingPrice, passed) },
  };
}

/** The level last passed on the way from level `k` to a price. */
function walk(condition: StepCondition, { armingPrice }: StepMemory, k: number, to: Price): number {
  const level = (n: number) => levelOf(condition, armingPrice, n);
  let passed = k;
  while (reachedFromBelow(to, level(passed + 1))) passed += 1;
  const lowest = condition.unit === 'quote' ? 1 : -Infinity;
  while (passed > lowest && reachedFromAbove(to, level(passed - 1))) passed -= 1;
  return passed;
}

function hitOf(
  condition: StepCondition,
  memory: StepMemory,
  direction: Direction,
  x: Price,
  by: Hit['by'],
): Hit | null {
  const k = memory[direction];
  if (k === null) return null;
  const level = levelOf(condition, memory.armingPrice, k);
  const there = direction === 'up' ? reachedFromBelow(x, level) : reachedFromAbove(x, level);
  return there ? { direction, level, by, provingPrice: x, reference: memory.passed } : null;
}

/** "Multiples of N units, or arming price x (1 + N/100)^k" */
function levelOf({ every, unit }: StepCondition, armingPrice: Price, k: number): Price {
  return unit === 'quote' ? k * every : armingPrice * (1 + every / 100) ** k;
}
