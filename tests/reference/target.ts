import type { Direction, TargetCondition } from '../../src-core/condition.ts';
import type { Price } from '../../src-core/pair.ts';
import { isAbove, isBelow } from './levels.ts';
import { type Readiness, readyAfterWayBack, readyBeforeFirst, type WayBack } from './readiness.ts';
import type { Sides, SidesRule } from './sides.ts';
import { type Arming, wants } from './story.ts';

/** "`up`: T reached from below; `down`: from above; `any`: either." */
export function targetRule(condition: TargetCondition): SidesRule {
  const { price: level, direction: wanted } = condition;
  const readyFor = (direction: Direction, x: Price, wayBack: WayBack): Readiness => {
    if (!wants(wanted, direction)) return 'no';
    if (wayBack === 'before the first firing') return readyBeforeFirst(direction, x, level);
    // "target `up`: T(1 - b) from above; `down`: T(1 + b) from below; `any`: either one"
    const back = level * (direction === 'up' ? 1 - wayBack : 1 + wayBack);
    return readyAfterWayBack(direction, x, level, back);
  };
  return {
    levels: { up: level, down: level },
    readyAt: (x, wayBack) => ({ up: readyFor('up', x, wayBack), down: readyFor('down', x, wayBack) }),
  };
}

/** "Ready at arming unless already true (a target armed exactly at T is not: it is ready)." */
export function armTarget(condition: TargetCondition, arming: Arming): Sides {
  const { price: level, direction: wanted } = condition;
  const x = arming.price.price;
  const atIt = !isAbove(x, level) && !isBelow(x, level);
  if (!atIt) return targetRule(condition).readyAt(x, 'before the first firing');
  // "Armed exactly at T: the first price beyond T in a wanted direction"
  return { up: wants(wanted, 'up') ? 'beyond' : 'no', down: wants(wanted, 'down') ? 'beyond' : 'no' };
}
