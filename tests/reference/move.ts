import type { Direction, MoveCondition, MoveOver } from '../../src-core/condition.ts';
import type { Price } from '../../src-core/pair.ts';
import type { PricePoint } from '../../src-core/sample.ts';
import { reachedFromAbove, reachedFromBelow } from './levels.ts';
import { highestOf, lowestOf } from './seen.ts';
import { type Arming, type Hit, type Judging, pick, pointOf, type Story, wants } from './story.ts';
import { type WindowSeen, windowAt, windowBefore, windowUpTo } from './windows.ts';

type WindowOver = Extract<MoveOver, { kind: 'window' }>;

/** The index of the sample at whose price the window restarted. It outlives a firing, a re-arm and a resume. */
export type Cut = number | null;

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
  cut: Cut,
): Cut {
  const references = referencesOf(over, windowAt(story, arming.samplesBefore, arming.at, over.ms, cut));
  return isTrue(condition, references, arming.price.price) ? arming.samplesBefore - 1 : cut;
}

/** "up: low of the window x (1 + p/100); down: high x (1 - p/100). `start`: the price one window ago in place of both" */
export function judgeMoveWindow(
  condition: MoveCondition,
  over: WindowOver,
  cut: Cut,
  judging: Judging,
): { hit: Hit | null; cut: Cut } {
  const before = referencesOf(over, windowBefore(judging, over.ms, cut));
  const upTo = referencesOf(over, windowUpTo(judging, over.ms, cut));
  const hit = twoSteps(condition, before, upTo, judging);
  // "Each firing uses up its move": the window "restarts at that price".
  return { hit, cut: hit === null ? cut : judging.index };
}

/** Whether the last price of this sample has moved in a direction, against everything up to it. */
export function isMoveTrue(
  condition: MoveCondition,
  over: WindowOver,
  cut: Cut,
  judging: Judging,
  direction: Direction,
): boolean {
  const upTo = referencesOf(over, windowUpTo(judging, over.ms, cut));
  return comesTrue(condition, upTo, direction, judging.sample.price, 'price') !== null;
}

/** "base x (1 ± p/100)"; after a firing "that price is the new base" */
export function judgeSinceStart(
  condition: MoveCondition,
  base: PricePoint,
  judging: Judging,
): { hit: Hit | null; base: PricePoint } {
  const references = { up: base, down: base };
  const hit = twoSteps(condition, references, references, judging);
  return { hit, base: hit === null ? base : pointOf(judging.sample) };
}

function isTrue(condition: MoveCondition, references: References, x: Price): boolean {
  return (
    comesTrue(condition, references, 'up', x, 'price') !== null ||
    comesTrue(condition, references, 'down', x, 'price') !== null
  );
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
