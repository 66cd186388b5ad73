import type { Direction, TargetCondition } from '../condition.ts';
import { isAbove, isBelow, reachedFromAbove, reachedFromBelow } from '../levels.ts';
import type { Price } from '../pair.ts';
import type { PricePoint } from '../sample.ts';
import type { TargetReadiness, Tracker } from '../tracker.ts';
import type { WayBack } from '../way-back.ts';
import { isQuiet, notQuiet, setNotQuiet, setQuiet } from './quiet.ts';
import { type Hit, type Judged, type Past, type Rule, tieDirection } from './rule.ts';

type TargetMemory = Extract<Tracker['memory'], { kind: 'target' }>;

function passes(x: Price, level: Price, direction: Direction, readiness: TargetReadiness): boolean {
  if (readiness === 'no') return false;
  if (readiness === 'beyond') return direction === 'up' ? isAbove(x, level) : isBelow(x, level);
  return direction === 'up' ? reachedFromBelow(x, level) : reachedFromAbove(x, level);
}

/** Target: an edge. Ready for `up` once the price was far enough below it, for `down` once it was above. */
export function createTargetRule(condition: TargetCondition, memory: TargetMemory, wayBack: WayBack): Rule {
  const { price: level } = condition;
  const wantsUp = condition.direction !== 'down';
  const wantsDown = condition.direction !== 'up';
  const quiet = notQuiet();
  let changed = false;

  /** Where it becomes ready for `up`, for `down`; before the first firing the target itself. */
  const returnBelow = () => (memory.fired ? level * (1 - wayBack.value) : level);
  const returnAbove = () => (memory.fired ? level * (1 + wayBack.value) : level);

  /** Most prices have nothing to teach: on the ready side of the target, or between it and the way back. */
  const settle = () => {
    if (memory.up === 'touch' && memory.down === 'no') setQuiet(quiet, 0, level);
    else if (memory.down === 'touch' && memory.up === 'no') setQuiet(quiet, level, Number.POSITIVE_INFINITY);
    else if (memory.up === 'no' && memory.down === 'no') {
      setQuiet(quiet, wantsUp ? returnBelow() : 0, wantsDown ? returnAbove() : Number.POSITIVE_INFINITY);
    } else setNotQuiet(quiet);
  };
  settle();

  const setReady = (direction: Direction, readiness: TargetReadiness) => {
    if (memory[direction] === readiness) return;
    memory[direction] = readiness;
    changed = true;
    settle();
  };

  /** Without a way back a price at the target itself is ready for what lies beyond, as at arming. */
  const comeBack = (direction: Direction, isBeyond: boolean) => {
    // Of a low and a high the order is unknown: neither takes away what the other gave.
    if (isBeyond) setReady(direction, 'touch');
    else if (memory[direction] === 'no') setReady(direction, 'beyond');
  };

  const becomeReady = (x: Price) => {
    if (!memory.fired) {
      if (wantsUp && isBelow(x, level)) setReady('up', 'touch');
      if (wantsDown && isAbove(x, level)) setReady('down', 'touch');
      return;
    }
    if (wantsUp && reachedFromAbove(x, returnBelow())) comeBack('up', isBelow(x, level));
    if (wantsDown && reachedFromBelow(x, returnAbove())) comeBack('down', isAbove(x, level));
  };

  const hit = (sample: Judged, past: Past, direction: Direction, by: Hit['by'], provingPrice: Price): Hit => {
    const reference: PricePoint = past.last ?? { t: sample.t, price: sample.price };
    // A firing ends readiness; only the last price of its sample may bring it back.
    memory.fired = true;
    changed = true;
    setReady('up', 'no');
    setReady('down', 'no');
    becomeReady(sample.price);
    settle();
    return { direction, level, reference, by, provingPrice, windowSeenFrom: null };
  };

  const judgeStep = (sample: Judged, past: Past, low: Price, high: Price, by: 'range' | 'price') => {
    const up = passes(high, level, 'up', memory.up);
    const down = passes(low, level, 'down', memory.down);
    if (up || down) {
      const direction = up && down ? tieDirection(sample, past) : up ? 'up' : 'down';
      return direction === 'up'
        ? hit(sample, past, 'up', by === 'price' ? by : 'high', high)
        : hit(sample, past, 'down', by === 'price' ? by : 'low', low);
    }
    becomeReady(low);
    becomeReady(high);
    return null;
  };

  return {
    arm(_at, point) {
      const { price } = point;
      const alreadyAbove = isAbove(price, level);
      const alreadyBelow = isBelow(price, level);
      const whenAt: TargetReadiness = alreadyAbove || alreadyBelow ? 'touch' : 'beyond';
      memory.fired = false;
      setReady('up', wantsUp && !alreadyAbove ? whenAt : 'no');
      setReady('down', wantsDown && !alreadyBelow ? whenAt : 'no');
      settle();
      if (memory.up !== 'no' || memory.down !== 'no') return null;
      const already = { price: level, reference: point };
      return { direction: wantsUp ? 'up' : 'down', level: already, windowSeenFrom: null };
    },
    judge(sample, past) {
      const { price, range } = sample;
      if (range === null && isQuiet(quiet, price)) return null;
      const ranged = range === null ? null : judgeStep(sample, past, range.low, range.high, 'range');
      return ranged ?? judgeStep(sample, past, price, price, 'price');
    },
    pass: () => {},
    restartedAt: () => null,
    restartAt: () => {},
    levels: ({ last }) => {
      const at = { price: level, reference: last ?? { t: 0, price: level } };
      // While it waits for its way back both are told.
      const waits = memory.up === 'no' && memory.down === 'no';
      const up = wantsUp && (waits || memory.up !== 'no');
      const down = wantsDown && (waits || memory.down !== 'no');
      return { up: up ? at : null, down: down ? at : null };
    },
    isReady: (direction) => memory[direction] !== 'no',
    returnsAt: () => {
      if (!memory.fired || memory.up !== 'no' || memory.down !== 'no') return [];
      return [...(wantsUp ? [returnBelow()] : []), ...(wantsDown ? [returnAbove()] : [])];
    },
    windowSeenFrom: () => null,
    takeChanged: () => {
      const was = changed;
      changed = false;
      return was;
    },
    settle,
  };
}
