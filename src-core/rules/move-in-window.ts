import type { MoveCondition } from '../condition.ts';
import { reachedFromAbove, reachedFromBelow } from '../levels.ts';
import type { EpochMs, Price } from '../pair.ts';
import type { PricePoint, TradedRange } from '../sample.ts';
import type { Cut, Tracker } from '../tracker.ts';
import { createWindowExtremes } from '../windows/window-extremes.ts';
import { createWindowStart } from '../windows/window-start.ts';
import { testPrice, testRange } from './anchored.ts';
import { isQuiet, notQuiet, type Quiet, setNotQuiet, setQuiet } from './quiet.ts';
import type { Judged, Levels, Rule } from './rule.ts';
import { countSamples } from './sample-count.ts';

type WindowMemory = Extract<Tracker['memory'], { kind: 'move in window' }>;
type References = { readonly up: PricePoint | null; readonly down: PricePoint | null };

/** What a move in a window is measured from: its lowest and highest, or the price one window ago. */
interface Anchor {
  readonly slideTo: (t: EpochMs) => void;
  readonly endAt: (t: EpochMs) => void;
  readonly push: (t: EpochMs, price: Price, range: TradedRange | null) => void;
  readonly restart: (at: PricePoint) => void;
  readonly references: (t: EpochMs) => References;
  /** Keeps the quiet prices in step with a window that ends at `t`, where they change by themselves. */
  readonly renewQuiet: (quiet: Quiet, t: EpochMs) => void;
  /** Sets the quiet prices after a judgement that found nothing. */
  readonly settle: (quiet: Quiet) => void;
  readonly seenFrom: () => EpochMs;
  /** Time of the newest price; NaN before the first. */
  readonly newestT: () => EpochMs;
}

interface Factors {
  readonly up: number | null;
  readonly down: number | null;
}

function extremesAnchor(windowMs: number, factors: Factors): Anchor {
  const keep = factors.up === null ? 'highs' : factors.down === null ? 'lows' : 'both';
  const window = createWindowExtremes(windowMs, keep);
  return {
    ...window,
    references: () => ({ up: window.lowest(), down: window.highest() }),
    renewQuiet: () => {},
    // Between the extremes and the levels nothing happens; as the window moves on, levels only get farther.
    settle(quiet) {
      const low = window.lowest()?.price ?? 0;
      const high = window.highest()?.price ?? Number.POSITIVE_INFINITY;
      const downLevel = factors.down === null ? 0 : high * factors.down;
      const upLevel = factors.up === null ? Number.POSITIVE_INFINITY : low * factors.up;
      setQuiet(quiet, Math.max(low, downLevel), Math.min(high, upLevel));
    },
  };
}

function startAnchor(windowMs: number, factors: Factors): Anchor {
  const window = createWindowStart(windowMs);
  return {
    ...window,
    references: (t) => {
      const standing = window.point(t);
      return { up: standing, down: standing };
    },
    // Another price stands one window ago at every sample.
    renewQuiet(quiet, t) {
      const standing = window.price(t);
      setQuiet(quiet, standing * (factors.down ?? 0), standing * (factors.up ?? Number.POSITIVE_INFINITY));
    },
    settle: () => {},
  };
}

/** Move in a window: anchored; each firing uses up its move, the window restarts at the price that fired. */
export function createMoveInWindowRule(
  condition: MoveCondition,
  windowMs: number,
  from: 'extreme' | 'start',
  memory: WindowMemory,
): Rule {
  const factors: Factors = {
    up: condition.direction === 'down' ? null : 1 + condition.percent / 100,
    down: condition.direction === 'up' ? null : 1 - condition.percent / 100,
  };
  const anchor = from === 'extreme' ? extremesAnchor(windowMs, factors) : startAnchor(windowMs, factors);
  const quiet = notQuiet();
  let lastT: EpochMs = 0;
  const samples = countSamples();
  let changed = false;
  if (memory.cut !== null) anchor.restart(memory.cut);

  const cutAt = (at: Cut) => {
    memory.cut = samples.cutAt(at);
    changed = true;
    anchor.restart(at);
    setNotQuiet(quiet);
  };

  const seenFrom = () => {
    const seen = anchor.seenFrom();
    return Number.isNaN(seen) ? null : seen;
  };

  const levelsFrom = ({ up, down }: References): Levels => ({
    up: up === null || factors.up === null ? null : { price: up.price * factors.up, reference: up },
    down:
      down === null || factors.down === null ? null : { price: down.price * factors.down, reference: down },
  });

  /** The range where it lies whole inside the window and after the cut, else null: it may be tested, not referred to. */
  const inWindow = (range: TradedRange | null, t: EpochMs): TradedRange | null => {
    if (range === null || range.from < t - windowMs) return null;
    return memory.cut !== null && range.from < memory.cut.t ? null : range;
  };

  /** References that count this sample's own low and high too. */
  const withRange = (references: References, sample: Judged): References => {
    const range = from === 'extreme' ? inWindow(sample.range, sample.t) : null;
    if (range === null) return references;
    const { up, down } = references;
    return {
      up: up === null || range.low <= up.price ? { t: sample.t, price: range.low } : up,
      down: down === null || range.high >= down.price ? { t: sample.t, price: range.high } : down,
    };
  };

  return {
    arm(at, price) {
      // The arming price is known even where no history is.
      if (!(anchor.newestT() >= price.t)) {
        anchor.slideTo(price.t);
        anchor.push(price.t, price.price, null);
      }
      anchor.endAt(at);
      lastT = at;
      const levels = levelsFrom(anchor.references(at));
      const { up, down } = levels;
      const rose = up !== null && reachedFromBelow(price.price, up.price);
      const fell = down !== null && reachedFromAbove(price.price, down.price);
      const windowSeenFrom = seenFrom();
      if (rose || fell) cutAt(price);
      if (rose) return { direction: 'up', level: up, windowSeenFrom };
      return fell ? { direction: 'down', level: down, windowSeenFrom } : null;
    },
    judge(sample, past) {
      const { t, price } = sample;
      samples.see(t);
      anchor.slideTo(t);
      lastT = t;
      anchor.renewQuiet(quiet, t);
      if (sample.known === null && isQuiet(quiet, price)) {
        anchor.push(t, price, null);
        return null;
      }
      const references = anchor.references(t);
      const seen = seenFrom();
      const found =
        testRange(levelsFrom(references), sample, past, seen) ??
        testPrice(levelsFrom(withRange(references, sample)), sample, past, seen);
      if (found !== null) {
        cutAt({ t, price });
        return found;
      }
      anchor.push(t, price, inWindow(sample.known, t));
      anchor.settle(quiet);
      return null;
    },
    pass(t, price, known) {
      samples.see(t);
      anchor.slideTo(t);
      lastT = t;
      anchor.push(t, price, inWindow(known, t));
      setNotQuiet(quiet);
    },
    restartedAt: () => memory.cut,
    restartAt: cutAt,
    levels: () => levelsFrom(anchor.references(lastT)),
    isReady: () => true,
    returnsAt: () => [],
    windowSeenFrom: seenFrom,
    takeChanged: () => {
      const was = changed;
      changed = false;
      return was;
    },
    settle: () => setNotQuiet(quiet),
  };
}
