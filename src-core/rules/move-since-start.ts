import type { MoveCondition } from '../condition.ts';
import type { PricePoint } from '../sample.ts';
import type { Tracker } from '../tracker.ts';
import { testPrice, testRange } from './anchored.ts';
import { isQuiet, notQuiet, setQuiet } from './quiet.ts';
import { type Levels, noLevels, type Rule } from './rule.ts';

type SinceStartMemory = Extract<Tracker['memory'], { kind: 'move since start' }>;

/** Move since start: anchored at a base that moves to the last price of each firing. */
export function createMoveSinceStartRule(condition: MoveCondition, memory: SinceStartMemory): Rule {
  const quiet = notQuiet();
  let changed = false;

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

  const settle = () => {
    const { up, down } = levels();
    setQuiet(quiet, down?.price ?? 0, up?.price ?? Number.POSITIVE_INFINITY);
  };
  if (memory.base !== null) settle();

  const setBase = (base: PricePoint) => {
    memory.base = base;
    changed = true;
    settle();
  };

  return {
    arm(_at, price) {
      setBase(price);
      return null;
    },
    judge(sample, past) {
      if (sample.range === null && isQuiet(quiet, sample.price)) return null;
      const at = levels();
      const hit = testRange(at, sample, past, null) ?? testPrice(at, sample, past, null);
      if (hit !== null) setBase({ t: sample.t, price: sample.price });
      return hit;
    },
    pass: () => {},
    restartedAt: () => null,
    restartAt: () => {},
    levels,
    isReady: () => memory.base !== null,
    returnsAt: () => [],
    windowSeenFrom: () => null,
    takeChanged: () => {
      const was = changed;
      changed = false;
      return was;
    },
    settle,
  };
}
