import type { MoveCondition } from '../condition.ts';
import { reachedFromAbove, reachedFromBelow } from '../levels.ts';
import type { EpochMs, Price } from '../pair.ts';
import type { PricePoint, TradedRange } from '../sample.ts';
import type { Tracker } from '../tracker.ts';
import * as extremes from '../windows/extremes.ts';
import * as series from '../windows/series.ts';
import { testPrice, testRange } from './anchored.ts';
import type { Judged, Levels, Rule } from './rule.ts';

type WindowMemory = Extract<Tracker['memory'], { kind: 'move in window' }>;
type References = { readonly up: PricePoint | null; readonly down: PricePoint | null };

/** What a move in a window is measured from: its lowest and highest, or the price one window ago. */
interface Anchor {
  readonly slideTo: (t: EpochMs) => void;
  readonly endAt: (t: EpochMs) => void;
  readonly push: (t: EpochMs, price: Price, range: TradedRange | null) => void;
  readonly restart: (at: PricePoint) => void;
  readonly references: (t: EpochMs) => References;
  readonly seenFrom: () => EpochMs;
}

function extremesAnchor(windowMs: number): Anchor {
  const window = extremes.createExtremesWindow(windowMs);
  return {
    slideTo: (t) => extremes.slideTo(window, t),
    endAt: (t) => extremes.endAt(window, t),
    push: (t, price, range) => extremes.push(window, t, price, range),
    restart: (at) => extremes.restart(window, at),
    references: () => ({ up: extremes.lowest(window), down: extremes.highest(window) }),
    seenFrom: () => window.seenFrom,
  };
}

function startAnchor(windowMs: number): Anchor {
  const window = series.createSeriesWindow(windowMs);
  return {
    slideTo: (t) => series.slideTo(window, t),
    endAt: (t) => series.endAt(window, t),
    push: (t, price) => series.push(window, t, price),
    restart: (at) => series.restart(window, at),
    references: (t) => {
      const standing = series.standingBefore(window, t);
      return { up: standing, down: standing };
    },
    seenFrom: () => series.seenFrom(window),
  };
}

/** Move in a window: anchored; each firing uses up its move, the window restarts at the price that fired. */
export function createMoveInWindowRule(
  condition: MoveCondition,
  windowMs: number,
  from: 'extreme' | 'start',
  memory: WindowMemory,
): Rule {
  const anchor = from === 'extreme' ? extremesAnchor(windowMs) : startAnchor(windowMs);
  const upFactor = 1 + condition.percent / 100;
  const downFactor = 1 - condition.percent / 100;
  let lastT: EpochMs = 0;
  let changed = false;
  if (memory.cut !== null) anchor.restart(memory.cut);

  const cutAt = (at: PricePoint) => {
    memory.cut = at;
    changed = true;
    anchor.restart(at);
  };

  const levelsFrom = ({ up, down }: References): Levels => ({
    up: up === null || condition.direction === 'down' ? null : { price: up.price * upFactor, reference: up },
    down:
      down === null || condition.direction === 'up'
        ? null
        : { price: down.price * downFactor, reference: down },
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
      anchor.endAt(at);
      lastT = at;
      const levels = levelsFrom(anchor.references(at));
      const already =
        (levels.up !== null && reachedFromBelow(price.price, levels.up.price)) ||
        (levels.down !== null && reachedFromAbove(price.price, levels.down.price));
      if (already) cutAt(price);
      return already;
    },
    judge(sample, past) {
      anchor.slideTo(sample.t);
      lastT = sample.t;
      const references = anchor.references(sample.t);
      const found =
        testRange(levelsFrom(references), sample, past) ??
        testPrice(levelsFrom(withRange(references, sample)), sample, past);
      if (found === null) anchor.push(sample.t, sample.price, inWindow(sample.known, sample.t));
      else cutAt({ t: sample.t, price: sample.price });
      return found;
    },
    pass(sample) {
      anchor.slideTo(sample.t);
      lastT = sample.t;
      anchor.push(sample.t, sample.price, inWindow(sample.known, sample.t));
    },
    historyFrom: () => memory.cut?.t ?? null,
    levels: () => levelsFrom(anchor.references(lastT)),
    isReady: () => true,
    windowSeenFrom: () => {
      const seen = anchor.seenFrom();
      return Number.isNaN(seen) ? null : seen;
    },
    takeChanged: () => {
      const was = changed;
      changed = false;
      return was;
    },
  };
}
