import type { Direction, ExtremeCondition } from '../../src-core/condition.ts';
import type { Price } from '../../src-core/pair.ts';
import type { PricePoint } from '../../src-core/sample.ts';
import {
  fires,
  type Readiness,
  readier,
  readyAfterWayBack,
  readyBeforeFirst,
  type WayBack,
} from './readiness.ts';
import { highestOf, lowestOf, onlyPrice, type Seen, seenSince } from './seen.ts';
import type { Arming, Hit, Judging, Story } from './story.ts';
import { windowAt, windowBefore, windowUpTo } from './windows.ts';

interface Measure {
  /** H or L, and when it was seen. */
  readonly reference: PricePoint;
  readonly level: Price;
}

/** "Ready at arming unless already true." */
export function armExtreme(condition: ExtremeCondition, story: Story, arming: Arming): Readiness {
  const seen = [...seenAtArming(condition, story, arming), onlyPrice(arming.price)];
  const measure = measureOf(condition, seen);
  return measure === null || !isTrue(condition, arming.price.price, measure) ? 'touch' : 'no';
}

/** After a hit `ready` is what was known before it: `extremeAfterHit` says what follows. */
export function judgeExtreme(
  condition: ExtremeCondition,
  ready: Readiness,
  judging: Judging,
  wayBack: WayBack,
): { hit: Hit | null; ready: Readiness } {
  let known = ready;
  const { price, range } = judging.sample;

  // Step 1: "each against what was known before the sample". Where nothing was known there is nothing to test against.
  const before = measureOf(condition, seenBefore(condition, judging));
  if (range !== undefined && before !== null) {
    const by = condition.extreme === 'max' ? 'low' : 'high';
    const hit = comesTrue(condition, known, range[by], by, before);
    if (hit !== null) return { hit, ready: known };
    // "In step 1 low and high may make an alarm ready for step 2"
    known = readier(known, readyAt(condition, range.low, before, wayBack));
    known = readier(known, readyAt(condition, range.high, before, wayBack));
  }

  // Step 2: "the last price, against everything up to it, this `low` and `high` included"
  const upTo = measureOf(condition, seenUpTo(condition, judging));
  if (upTo === null) return { hit: null, ready: known };
  const hit = comesTrue(condition, known, price, 'price', upTo);
  if (hit !== null) return { hit, ready: known };
  return { hit, ready: readier(known, readyAt(condition, price, upTo, wayBack)) };
}

/** "In a sample that fires, only its last price may make it ready again", against everything up to it. */
export function extremeAfterHit(condition: ExtremeCondition, judging: Judging, wayBack: WayBack): Readiness {
  const upTo = measureOf(condition, seenUpTo(condition, judging));
  return upTo === null ? 'no' : readyAt(condition, judging.sample.price, upTo, wayBack);
}

/** Whether the last price of this sample is true against everything up to it. */
export function isExtremeTrue(condition: ExtremeCondition, judging: Judging): boolean {
  const upTo = measureOf(condition, seenUpTo(condition, judging));
  return upTo !== null && isTrue(condition, judging.sample.price, upTo);
}

/** "`max`: H(1 - p/100) reached from above; `min`: L(1 + p/100) from below, H and L the highest and lowest since then" */
function measureOf(condition: ExtremeCondition, seen: readonly Seen[]): Measure | null {
  const reference = condition.extreme === 'max' ? highestOf(seen) : lowestOf(seen);
  if (reference === null) return null;
  return { reference, level: levelAt(condition, reference.price, condition.percent / 100) };
}

/** The price that has dropped from H, or risen from L, by a fraction. */
function levelAt(condition: ExtremeCondition, from: Price, fraction: number): Price {
  return from * (condition.extreme === 'max' ? 1 - fraction : 1 + fraction);
}

function directionOf(condition: ExtremeCondition): Direction {
  return condition.extreme === 'max' ? 'down' : 'up';
}

function isTrue(condition: ExtremeCondition, x: Price, { level }: Measure): boolean {
  return fires('touch', directionOf(condition), x, level);
}

function comesTrue(
  condition: ExtremeCondition,
  ready: Readiness,
  x: Price,
  by: Hit['by'],
  { level, reference }: Measure,
): Hit | null {
  const direction = directionOf(condition);
  if (!fires(ready, direction, x, level)) return null;
  return { direction, level, by, provingPrice: x, reference };
}

/** "The drop from H (the rise from L) has shrunk to p - b or less, b at most p/2" */
function readyAt(condition: ExtremeCondition, x: Price, measure: Measure, wayBack: WayBack): Readiness {
  const direction = directionOf(condition);
  if (wayBack === 'before the first firing') return readyBeforeFirst(direction, x, measure.level);
  // What is true still cannot come true again, however short the way back.
  if (isTrue(condition, x, measure)) return 'no';
  const p = condition.percent / 100;
  const back = levelAt(condition, measure.reference.price, p - Math.min(wayBack, p / 2));
  return readyAfterWayBack(direction, x, measure.level, back);
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
