import type { ExtremeCondition } from '../../src-core/condition.ts';
import type { Price } from '../../src-core/pair.ts';
import type { PricePoint } from '../../src-core/sample.ts';
import { reachedFromAbove, reachedFromBelow } from './levels.ts';
import { highestOf, lowestOf, onlyPrice, type Seen, seenSince } from './seen.ts';
import type { Arming, Hit, Judging, Story } from './story.ts';
import { windowAt, windowBefore, windowUpTo } from './windows.ts';

export interface ExtremeMemory {
  readonly kind: 'extreme';
  readonly ready: boolean;
}

interface Measure {
  readonly level: Price;
  readonly reference: PricePoint;
}

/** "Ready at arming unless already true." */
export function armExtreme(condition: ExtremeCondition, story: Story, arming: Arming): ExtremeMemory {
  const price = arming.price;
  const measure = measureOf(condition, [...seenAtArming(condition, story, arming), onlyPrice(price)]);
  return { kind: 'extreme', ready: measure === null || !isTrue(condition, price.price, measure) };
}

export function judgeExtreme(
  condition: ExtremeCondition,
  memory: ExtremeMemory,
  judging: Judging,
): { hit: Hit | null; memory: ExtremeMemory } {
  let { ready } = memory;
  const { price, range } = judging.sample;

  // Step 1: "each against what was known before the sample". Where nothing was known there is nothing to test against.
  const before = measureOf(condition, seenBefore(condition, judging));
  if (range !== undefined && before !== null) {
    const by = condition.extreme === 'max' ? 'low' : 'high';
    const hit = comesTrue(condition, ready, range[by], by, before);
    if (hit !== null) return { hit, memory: { kind: 'extreme', ready } };
    // "In step 1 low and high may make an alarm ready for step 2": "once the condition is false"
    if (!isTrue(condition, range.low, before) || !isTrue(condition, range.high, before)) ready = true;
  }

  // Step 2: "the last price, against everything up to it, this `low` and `high` included"
  const upTo = measureOf(condition, seenUpTo(condition, judging));
  if (upTo === null) return { hit: null, memory: { kind: 'extreme', ready } };
  const hit = comesTrue(condition, ready, price, 'price', upTo);
  if (hit === null && !isTrue(condition, price, upTo)) ready = true;
  return { hit, memory: { kind: 'extreme', ready } };
}

/** "`max`: H(1 - p/100) reached from above; `min`: L(1 + p/100) from below, H and L the highest and lowest since then" */
function measureOf(condition: ExtremeCondition, seen: readonly Seen[]): Measure | null {
  const { extreme, percent } = condition;
  const reference = extreme === 'max' ? highestOf(seen) : lowestOf(seen);
  if (reference === null) return null;
  const factor = extreme === 'max' ? 1 - percent / 100 : 1 + percent / 100;
  return { level: reference.price * factor, reference };
}

function isTrue(condition: ExtremeCondition, x: Price, measure: Measure): boolean {
  return condition.extreme === 'max'
    ? reachedFromAbove(x, measure.level)
    : reachedFromBelow(x, measure.level);
}

function comesTrue(
  condition: ExtremeCondition,
  ready: boolean,
  x: Price,
  by: Hit['by'],
  measure: Measure,
): Hit | null {
  // "Edge conditions fire only when ready."
  if (!ready || !isTrue(condition, x, measure)) return null;
  const direction = condition.extreme === 'max' ? 'down' : 'up';
  return { direction, level: measure.level, by, provingPrice: x, reference: measure.reference };
}

function seenAtArming(condition: ExtremeCondition, story: Story, arming: Arming): readonly Seen[] {
  const { since } = condition;
  if (since.kind === 'pair added') return sincePairAdded(story, arming.samplesBefore);
  if (since.kind === 'alarm armed') return [];
  return windowAt(story, arming.samplesBefore, arming.at, since.ms, null).seen;
}

function seenBefore(condition: ExtremeCondition, judging: Judging): readonly Seen[] {
  const { since } = condition;
  if (since.kind === 'pair added') return sincePairAdded(judging.story, judging.index);
  if (since.kind === 'alarm armed') return sinceArmed(judging.story, judging.arming, judging.index);
  return windowBefore(judging, since.ms, null).seen;
}

function seenUpTo(condition: ExtremeCondition, judging: Judging): readonly Seen[] {
  const { since } = condition;
  const before = seenBefore(condition, judging);
  if (since.kind === 'pair added') return [...before, seenSince(judging.story.addedAt, judging.sample)];
  if (since.kind === 'alarm armed') return [...before, seenSince(judging.arming.at, judging.sample)];
  return windowUpTo(judging, since.ms, null).seen;
}

/** Every accepted sample since the pair was added, whatever the alarm's arming. */
function sincePairAdded(story: Story, count: number): Seen[] {
  return story.samples
    .slice(story.historyCount, count)
    .filter((sample) => sample.t >= story.addedAt)
    .map((sample) => seenSince(story.addedAt, sample));
}

/** The arming price and every sample since; "a range with `from` before arming counts by its last price only". */
function sinceArmed(story: Story, arming: Arming, count: number): Seen[] {
  const after = story.samples.slice(arming.samplesBefore, count).filter((sample) => sample.t > arming.at);
  return [onlyPrice(arming.price), ...after.map((sample) => seenSince(arming.at, sample))];
}
