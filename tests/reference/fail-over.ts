import type { Direction } from '../../src-core/condition.ts';
import type { Price } from '../../src-core/pair.ts';
import type { Sample } from '../../src-core/sample.ts';
import type { Fired } from './firing.ts';
import { fire, judged, judgingOf } from './judge.ts';
import { isSided, ruleOf, type SidedCondition } from './outcome.ts';
import type { Sides } from './sides.ts';
import { type Hit, type Judging, pick, pointOf, type Story } from './story.ts';
import { arm, isCooling, isOff, type Tracker } from './tracker.ts';

/** Whether a sample is the first of a stretch that a fallback serves with an unknown basis. */
export function isFirstOfUnknownBasis({ via }: Sample, last: Sample | undefined): boolean {
  if (via === undefined || via.basis !== null || last === undefined) return false;
  const same = last.via !== undefined && last.via.basis === null && last.via.source === via.source;
  return !same;
}

/**
 * "Basis unknown: its first sample arms every alarm afresh, except that a target or channel side passed by 1 % or more
 * fires." This is that sample, the newest of the story.
 */
export function arrived(tracker: Tracker, story: Story): Fired | null {
  if (tracker.state.is === 'without a price') return judged(tracker, story);
  const index = story.samples.length - 1;
  const sample = story.samples[index];
  if (tracker.state.is !== 'armed' || sample === undefined) return null;

  const { memory, alarm } = tracker;
  const judging = judgingOf(tracker, story);
  const silent = isOff(alarm, sample.t) || isCooling(tracker, sample.t);
  if (judging !== null && !silent && isSided(alarm.condition) && memory?.kind === 'sides') {
    const hit = passedByFar(alarm.condition, memory.sides, judging);
    if (hit !== null) return fire(tracker, hit, memory, judging);
  }
  // The time of a command that came after this sample's `t` holds; a cooldown goes on, as pause and expiry do.
  const at = Math.max(tracker.state.arming.at, sample.t);
  arm(tracker, { at, price: pointOf(sample), samplesBefore: index + 1 }, story);
  return null;
}

function passedByFar(condition: SidedCondition, sides: Sides, judging: Judging): Hit | null {
  const hitOf = (direction: Direction): Hit | null => {
    const level = ruleOf(condition).levels[direction];
    const x: Price = judging.sample.price;
    const far = direction === 'up' ? x >= level * 1.01 : x <= level * 0.99;
    if (sides[direction] === 'no' || !far) return null;
    return { direction, level, by: 'price', provingPrice: x, reference: pointOf(judging.before) };
  };
  return pick(hitOf('up'), hitOf('down'), judging);
}
