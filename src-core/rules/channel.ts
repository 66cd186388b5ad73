import type { ChannelCondition, Direction } from '../condition.ts';
import { isAbove, isBelow, reachedFromAbove, reachedFromBelow } from '../levels.ts';
import type { Price } from '../pair.ts';
import type { Tracker } from '../tracker.ts';
import { usableWayBack, type WayBack } from '../way-back.ts';
import { isQuiet, notQuiet, setNotQuiet, setQuiet } from './quiet.ts';
import { type Hit, type Judged, type Past, type Rule, tieDirection } from './rule.ts';

type ChannelMemory = Extract<Tracker['memory'], { kind: 'channel' }>;

/** One way of crossing a channel's end: which level fires in a direction, and what makes it ready. */
interface Edge {
  readonly level: Price;
  readonly passes: (x: Price) => boolean;
  /** Where it becomes ready again after a firing; null where it cannot be told as one price. */
  readonly returnsAt: () => Price;
  readonly readies: (x: Price, fired: boolean) => boolean;
}

function leavingEdges({ low, high }: ChannelCondition, b: () => number): Record<Direction, Edge> {
  const inside = (x: Price, fired: boolean) =>
    fired
      ? reachedFromBelow(x, low * (1 + b())) && reachedFromAbove(x, high * (1 - b()))
      : !isBelow(x, low) && !isAbove(x, high);
  return {
    up: { level: high, passes: (x) => isAbove(x, high), returnsAt: () => high * (1 - b()), readies: inside },
    down: { level: low, passes: (x) => isBelow(x, low), returnsAt: () => low * (1 + b()), readies: inside },
  };
}

function enteringEdges({ low, high }: ChannelCondition, b: () => number): Record<Direction, Edge> {
  return {
    up: {
      level: low,
      passes: (x) => reachedFromBelow(x, low),
      returnsAt: () => low * (1 - b()),
      // Without a way back the end itself belongs to the channel, so it takes a price beyond it.
      readies: (x, fired) => isBelow(x, low) && (!fired || reachedFromAbove(x, low * (1 - b()))),
    },
    down: {
      level: high,
      passes: (x) => reachedFromAbove(x, high),
      returnsAt: () => high * (1 + b()),
      readies: (x, fired) => isAbove(x, high) && (!fired || reachedFromBelow(x, high * (1 + b()))),
    },
  };
}

/** Channel: an edge. `leaves` is ready inside and fires beyond an end; `enters` is ready outside and fires inside or leapt over. */
export function createChannelRule(
  condition: ChannelCondition,
  memory: ChannelMemory,
  wayBack: WayBack,
): Rule {
  const b = () => usableWayBack(condition, wayBack.value);
  const edges = condition.when === 'leaves' ? leavingEdges(condition, b) : enteringEdges(condition, b);
  const quiet = notQuiet();
  let changed = false;

  const settle = () => {
    if (condition.when === 'leaves' && memory.up && memory.down)
      setQuiet(quiet, condition.low, condition.high);
    else if (condition.when === 'enters' && memory.up && !memory.down) setQuiet(quiet, 0, condition.low);
    else if (condition.when === 'enters' && memory.down && !memory.up) {
      setQuiet(quiet, condition.high, Number.POSITIVE_INFINITY);
    } else setNotQuiet(quiet);
  };
  settle();

  const becomeReady = (x: Price) => {
    for (const direction of ['up', 'down'] as const) {
      if (memory[direction] || !edges[direction].readies(x, memory.fired)) continue;
      memory[direction] = true;
      changed = true;
      settle();
    }
  };

  const fires = (direction: Direction, x: Price) => memory[direction] && edges[direction].passes(x);

  const judgeStep = (
    sample: Judged,
    past: Past,
    low: Price,
    high: Price,
    by: 'range' | 'price',
  ): Hit | null => {
    // Rising is proved by the high and falling by the low, whichever end they cross.
    const up = fires('up', high);
    const down = fires('down', low);
    if (!up && !down) return null;
    const direction = up && down ? tieDirection(sample, past) : up ? 'up' : 'down';
    memory.up = false;
    memory.down = false;
    memory.fired = true;
    changed = true;
    becomeReady(sample.price);
    settle();
    return {
      direction,
      level: edges[direction].level,
      reference: past.last ?? { t: sample.t, price: sample.price },
      by: by === 'price' ? 'price' : direction === 'up' ? 'high' : 'low',
      provingPrice: direction === 'up' ? high : low,
      windowSeenFrom: null,
    };
  };

  return {
    arm(_at, point) {
      const { price } = point;
      memory.fired = false;
      memory.up = false;
      memory.down = false;
      changed = true;
      becomeReady(price);
      settle();
      if (memory.up || memory.down) return null;
      const direction = condition.when === 'leaves' && isBelow(price, condition.low) ? 'down' : 'up';
      const level = { price: edges[direction].level, reference: point };
      return { direction, level, windowSeenFrom: null };
    },
    judge(sample, past) {
      const { price, range } = sample;
      if (range === null && isQuiet(quiet, price)) return null;
      if (range !== null) {
        const ranged = judgeStep(sample, past, range.low, range.high, 'range');
        if (ranged !== null) return ranged;
        becomeReady(range.low);
        becomeReady(range.high);
      }
      const found = judgeStep(sample, past, price, price, 'price');
      if (found === null) becomeReady(price);
      return found;
    },
    pass: () => {},
    restartedAt: () => null,
    restartAt: () => {},
    levels: ({ last }) => {
      const shown = (direction: Direction) => {
        if (!memory[direction] && (memory.up || memory.down)) return null;
        const { level } = edges[direction];
        return { price: level, reference: last ?? { t: 0, price: level } };
      };
      return { up: shown('up'), down: shown('down') };
    },
    isReady: (direction) => memory[direction],
    returnsAt: () =>
      memory.fired && !memory.up && !memory.down ? [edges.up.returnsAt(), edges.down.returnsAt()] : [],
    windowSeenFrom: () => null,
    takeChanged: () => {
      const was = changed;
      changed = false;
      return was;
    },
    settle,
  };
}
