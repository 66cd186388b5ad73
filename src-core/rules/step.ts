import type { Direction, StepCondition } from '../condition.ts';
import { isAbove, isBelow, reachedFromAbove, reachedFromBelow, tolerance } from '../levels.ts';
import type { EpochMs, Price } from '../pair.ts';
import type { Tracker } from '../tracker.ts';
import { testPrice, testRange } from './anchored.ts';
import { isQuiet, notQuiet, setNotQuiet, setQuiet } from './quiet.ts';
import { type Hit, type Level, type Levels, noLevels, type Rule } from './rule.ts';

type StepMemory = Extract<Tracker['memory'], { kind: 'step' }>;

/** The grid of levels: level `n` as a price, and the number of the highest level that `price` has reached. */
interface Grid {
  readonly priceOf: (n: number) => Price;
  readonly below: (price: Price) => number;
}

/** Numbers from rounding are one off now and then. Never searched farther: of levels that lie too close there is no end. */
const mostOff = 2;

function gridOf({ every, unit }: StepCondition, memory: StepMemory): Grid {
  if (unit === 'quote') return { priceOf: (n) => n * every, below: (price) => Math.floor(price / every) };
  const factor = 1 + every / 100;
  return {
    priceOf: (n) => memory.base * factor ** n,
    below: (price) => Math.floor(Math.log(price / memory.base) / Math.log(factor)),
  };
}

/** Step: anchored. Fires at the next level up or down from the last one passed. */
export function createStepRule(condition: StepCondition, memory: StepMemory): Rule {
  const quiet = notQuiet();
  const grid = gridOf(condition, memory);
  let changed = false;

  /** The highest level at or below `price`, a touch included. */
  const highestReached = (price: Price): number => {
    let n = grid.below(price / (1 - tolerance));
    for (let i = 0; i < mostOff && reachedFromBelow(price, grid.priceOf(n + 1)); i += 1) n += 1;
    for (let i = 0; i < mostOff && !reachedFromBelow(price, grid.priceOf(n)); i += 1) n -= 1;
    return n;
  };
  /** The lowest level at or above `price`, a touch included. */
  const lowestReached = (price: Price): number => {
    let n = grid.below(price / (1 + tolerance)) + 1;
    for (let i = 0; i < mostOff && reachedFromAbove(price, grid.priceOf(n - 1)); i += 1) n -= 1;
    for (let i = 0; i < mostOff && !reachedFromAbove(price, grid.priceOf(n)); i += 1) n += 1;
    return n;
  };

  const isArmed = () => memory.passed !== null;

  const levelAt = (n: number): Level | null => {
    const price = grid.priceOf(n);
    return price > 0 && memory.passed !== null ? { price, reference: memory.passed } : null;
  };

  const levels = (): Levels =>
    isArmed() ? { up: levelAt(memory.up), down: levelAt(memory.down) } : noLevels;

  const settle = () => {
    const { up, down } = levels();
    if (isArmed()) setQuiet(quiet, down?.price ?? 0, up?.price ?? Number.POSITIVE_INFINITY);
    else setNotQuiet(quiet);
  };
  settle();

  const startAt = (price: Price, t: EpochMs) => {
    memory.base = price;
    // The nearest above and below, without the arming price itself.
    memory.up = highestReached(price) + 1;
    memory.down = lowestReached(price) - 1;
    memory.passed = { t, price };
    changed = true;
    settle();
  };

  /** On the way from the proving price to the last price levels may be passed backwards. */
  const lastPassed = (direction: Direction, proving: Price, last: Price): number => {
    if (direction === 'up') {
      const top = highestReached(proving);
      return isBelow(last, grid.priceOf(top)) ? lowestReached(last) : top;
    }
    const bottom = lowestReached(proving);
    return isAbove(last, grid.priceOf(bottom)) ? highestReached(last) : bottom;
  };

  const passLevels = ({ direction, provingPrice }: Hit, t: EpochMs, last: Price) => {
    const n = lastPassed(direction, provingPrice, last);
    memory.up = n + 1;
    memory.down = n - 1;
    memory.passed = { t, price: grid.priceOf(n) };
    changed = true;
    settle();
  };

  return {
    arm(_at, { price, t }) {
      startAt(price, t);
      return null;
    },
    judge(sample, past) {
      if (sample.range === null && isQuiet(quiet, sample.price)) return null;
      const at = levels();
      const hit = testRange(at, sample, past, null) ?? testPrice(at, sample, past, null);
      if (hit !== null) passLevels(hit, sample.t, sample.price);
      return hit;
    },
    pass: () => {},
    restartedAt: () => null,
    restartAt: () => {},
    levels,
    isReady: isArmed,
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
