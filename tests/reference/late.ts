import { assertNever } from '../../src-core/assert-never.ts';
import type { Direction } from '../../src-core/condition.ts';
import type { EpochMs, Price } from '../../src-core/pair.ts';
import { isInside } from './channel.ts';
import { isExtremeTrue } from './extreme.ts';
import type { Fired } from './firing.ts';
import { isAbove, isBelow } from './levels.ts';
import { isMoveTrue } from './move.ts';
import type { Judging, Story } from './story.ts';

/** "A firing judged more than 10 min after its `t`" */
export function isLate(t: EpochMs, now: EpochMs): boolean {
  return now - t > 10 * 60_000;
}

/** Whether a late firing "still holds at the newest price", the last of a story that began before the firing. */
export function stillHolds({ firing, condition, arming, cut }: Fired, story: Story): boolean {
  const index = story.samples.length - 1;
  const sample = story.samples[index];
  if (sample === undefined) return false;
  const { direction, level } = firing;
  const judging: Judging = { story, index, sample, before: story.samples[index - 1] ?? sample, arming };
  switch (condition.kind) {
    case 'target':
    case 'step':
      return isNotBack(sample.price, level, direction);
    // "still out (in)"
    case 'channel':
      return isInside(condition, sample.price) === (condition.when === 'enters');
    // "still true against the window of now"
    case 'extreme':
      return isExtremeTrue(condition, judging);
    case 'move': {
      const { over } = condition;
      if (over.kind === 'since start') return isNotBack(sample.price, level, direction);
      // The firing cut the window; what it told is measured without that cut.
      return isMoveTrue(condition, over, cut, judging, direction);
    }
    default:
      return assertNever(condition);
  }
}

/** "Not back across the level" */
function isNotBack(x: Price, level: Price, direction: Direction): boolean {
  return direction === 'up' ? !isBelow(x, level) : !isAbove(x, level);
}
