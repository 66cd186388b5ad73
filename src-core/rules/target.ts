import type { Direction, TargetCondition } from '../condition.ts';
import { isAbove, isBelow, reachedFromAbove, reachedFromBelow } from '../levels.ts';
import type { Price } from '../pair.ts';
import type { PricePoint } from '../sample.ts';
import type { TargetReadiness, Tracker } from '../tracker.ts';
import { isQuiet, notQuiet, setNotQuiet, setQuiet } from './quiet.ts';
import { type Hit, type Judged, type Past, type Rule, tieDirection } from './rule.ts';

type TargetMemory = Extract<Tracker['memory'], { kind: 'target' }>;

function passes(x: Price, level: Price, direction: Direction, readiness: TargetReadiness): boolean {
  if (readiness === 'no') return false;
  if (readiness === 'beyond') return direction === 'up' ? isAbove(x, level) : isBelow(x, level);
  return direction === 'up' ? reachedFromBelow(x, level) : reachedFromAbove(x, level);
}

/** Target: an edge. Ready for `up` once the price was below it, for `down` once it was above. */
export function createTargetRule(condition: TargetCondition, memory: TargetMemory): Rule {
  const { price: level } = condition;
  const wantsUp = condition.direction !== 'down';
  const wantsDown = condition.direction !== 'up';
  const quiet = notQuiet();
  let changed = false;

  /** Below the target an alarm that is ready for `up` has nothing to learn, above it one that is ready for `down`. */
  const settle = () => {
    if (memory.up === 'touch' && memory.down === 'no') setQuiet(quiet, 0, level);
    else if (memory.down === 'touch' && memory.up === 'no') setQuiet(quiet, level, Number.POSITIVE_INFINITY);
    else setNotQuiet(quiet);
  };
  settle();

  const setReady = (direction: Direction, readiness: TargetReadiness) => {
    if (memory[direction] === readiness) return;
    memory[direction] = readiness;
    changed = true;
    settle();
  };

  const becomeReady = (x: Price) => {
    if (wantsUp && isBelow(x, level)) setReady('up', 'touch');
    if (wantsDown && isAbove(x, level)) setReady('down', 'touch');
  };

  const hit = (sample: Judged, past: Past, direction: Direction, by: Hit['by'], provingPrice: Price): Hit => {
    const reference: PricePoint = past.last ?? { t: sample.t, price: sample.price };
    // A firing ends readiness.
    setReady('up', 'no');
    setReady('down', 'no');
    return { direction, level, reference, by, provingPrice, windowSeenFrom: null };
  };

  const judgeRange = (sample: Judged, low: Price, high: Price, past: Past): Hit | null => {
    const up = passes(high, level, 'up', memory.up);
    const down = passes(low, level, 'down', memory.down);
    const direction = up && down ? tieDirection(sample, past) : up ? 'up' : 'down';
    if (up || down) {
      return direction === 'up'
        ? hit(sample, past, 'up', 'high', high)
        : hit(sample, past, 'down', 'low', low);
    }
    becomeReady(low);
    becomeReady(high);
    return null;
  };

  return {
    arm(_at, { price }) {
      const alreadyAbove = isAbove(price, level);
      const alreadyBelow = isBelow(price, level);
      const whenAt: TargetReadiness = alreadyAbove || alreadyBelow ? 'touch' : 'beyond';
      setReady('up', wantsUp && !alreadyAbove ? whenAt : 'no');
      setReady('down', wantsDown && !alreadyBelow ? whenAt : 'no');
      return memory.up === 'no' && memory.down === 'no';
    },
    judge(sample, past) {
      if (sample.range === null && isQuiet(quiet, sample.price)) return null;
      if (sample.range !== null) {
        const ranged = judgeRange(sample, sample.range.low, sample.range.high, past);
        if (ranged !== null) return ranged;
      }
      if (passes(sample.price, level, 'up', memory.up)) return hit(sample, past, 'up', 'price', sample.price);
      if (passes(sample.price, level, 'down', memory.down)) {
        return hit(sample, past, 'down', 'price', sample.price);
      }
      becomeReady(sample.price);
      return null;
    },
    pass: () => {},
    historyFrom: () => null,
    levels: ({ last }) => {
      const at = { price: level, reference: last ?? { t: 0, price: level } };
      const up = wantsUp && (memory.up !== 'no' || !wantsDown);
      const down = wantsDown && (memory.down !== 'no' || !wantsUp);
      return { up: up ? at : null, down: down ? at : null };
    },
    isReady: (direction) => memory[direction] !== 'no',
    windowSeenFrom: () => null,
    takeChanged: () => {
      const was = changed;
      changed = false;
      return was;
    },
  };
}
