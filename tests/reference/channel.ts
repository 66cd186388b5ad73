import type { ChannelCondition } from '../../src-core/condition.ts';
import type { Price } from '../../src-core/pair.ts';
import { isAbove, isBelow, reachedFromAbove, reachedFromBelow } from './levels.ts';
import { readyAfterWayBack, readyBeforeFirst, type WayBack } from './readiness.ts';
import { notReady, type Sides, type SidesRule } from './sides.ts';
import type { Arming } from './story.ts';

/** "leaves: beyond an end; enters: in `[low, high]`, or leapt over it", for which reaching the nearer end is enough. */
export function channelRule(condition: ChannelCondition): SidesRule {
  const { low, high } = condition;
  if (condition.when === 'leaves') {
    return { levels: { up: high, down: low }, readyAt: (x, wayBack) => inside(condition, x, wayBack) };
  }
  return { levels: { up: low, down: high }, readyAt: (x, wayBack) => outside(condition, x, wayBack) };
}

/** "Ready at arming unless already true." */
export function armChannel(condition: ChannelCondition, arming: Arming): Sides {
  return channelRule(condition).readyAt(arming.price.price, 'before the first firing');
}

/** Whether the price is in `[low, high]`; a price at an end is. */
export function isInside({ low, high }: ChannelCondition, x: Price): boolean {
  return !isBelow(x, low) && !isAbove(x, high);
}

/** "b at most a quarter of (high - low) / high" */
function fractionOf({ low, high }: ChannelCondition, wayBack: number): number {
  return Math.min(wayBack, (high - low) / high / 4);
}

/** "channel `leaves`: inside by b at both ends" */
function inside(condition: ChannelCondition, x: Price, wayBack: WayBack): Sides {
  const { low, high } = condition;
  let isBack: boolean;
  if (wayBack === 'before the first firing') isBack = isInside(condition, x);
  else {
    const b = fractionOf(condition, wayBack);
    isBack = reachedFromBelow(x, low * (1 + b)) && reachedFromAbove(x, high * (1 - b));
  }
  return isBack ? { up: 'beyond', down: 'beyond' } : notReady;
}

/** "`enters`: outside by b" */
function outside(condition: ChannelCondition, x: Price, wayBack: WayBack): Sides {
  const { low, high } = condition;
  if (wayBack === 'before the first firing') {
    return { up: readyBeforeFirst('up', x, low), down: readyBeforeFirst('down', x, high) };
  }
  const b = fractionOf(condition, wayBack);
  // An end belongs to the channel: without a way back too it takes a price outside.
  if (isInside(condition, x)) return notReady;
  return {
    up: readyAfterWayBack('up', x, low, low * (1 - b)),
    down: readyAfterWayBack('down', x, high, high * (1 + b)),
  };
}
