import type { MoveCondition } from '../condition.ts';
import type { PricePoint } from '../sample.ts';
import type { Tracker } from '../tracker.ts';
import { testPrice, testRange } from './anchored.ts';
import { type Levels, noLevels, type Rule } from './rule.ts';

type SinceStartMemory = Extract<Tracker['memory'], { kind: 'move since start' }>;

/** Move since start: anchored at a base that moves to the last price of each firing. */
export function createMoveSinceStartRule(condition: MoveCondition, memory: SinceStartMemory): Rule {
  let changed = false;

  const setBase = (base: PricePoint) => {
    memory.base = base;
    changed = true;
  };

  const levels = (): Levels => {
    const reference = memory.base;
    if (reference === null) return noLevels;
    const up = { price: reference.price * (1 + condition.percent / 100), reference };
    const down = { price: reference.price * (1 - condition.percent / 100), reference };
    return {
      up: condition.direction === 'down' ? null : up,
      down: condition.direction === 'up' ? null : down,
    };
  };

  return {
    arm(_at, price) {
      setBase(price);
      return false;
    },
    judge(sample, past) {
      const at = levels();
      const hit = testRange(at, sample, past) ?? testPrice(at, sample, past);
      if (hit !== null) setBase({ t: sample.t, price: sample.price });
      return hit;
    },
    pass: () => {},
    historyFrom: () => null,
    levels,
    isReady: () => memory.base !== null,
    windowSeenFrom: () => null,
    takeChanged: () => {
      const was = changed;
      changed = false;
      return was;
    },
  };
}
