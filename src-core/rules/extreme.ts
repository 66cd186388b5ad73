import type { ExtremeCondition } from '../condition.ts';
import { reachedFromAbove, reachedFromBelow } from '../levels.ts';
import type { EpochMs, Price } from '../pair.ts';
import type { PricePoint, TradedRange } from '../sample.ts';
import type { Tracker } from '../tracker.ts';
import { usableWayBack, type WayBack } from '../way-back.ts';
import { createWindowExtremes } from '../windows/window-extremes.ts';
import { isQuiet, notQuiet, setNotQuiet, setQuiet } from './quiet.ts';
import type { Hit, Judged, Level, Past, Rule } from './rule.ts';

type ExtremeMemory = Extract<Tracker['memory'], { kind: 'extreme' }>;

/** Extreme: an edge. `max`: fires at H × (1 − p/100) reached from above; `min`: at L × (1 + p/100) from below. */
export function createExtremeRule(
  condition: ExtremeCondition,
  memory: ExtremeMemory,
  wayBack: WayBack,
): Rule {
  const isMax = condition.extreme === 'max';
  const factor = isMax ? 1 - condition.percent / 100 : 1 + condition.percent / 100;
  const { since } = condition;
  const window = since.kind === 'window' ? createWindowExtremes(since.ms, isMax ? 'highs' : 'lows') : null;
  const quiet = notQuiet();
  let changed = false;
  if (memory.cut !== null) window?.restart(memory.cut);

  const reached = (x: Price, level: Price) =>
    isMax ? reachedFromAbove(x, level) : reachedFromBelow(x, level);
  const atLeastAsExtreme = (price: Price, best: Price) => (isMax ? price >= best : price <= best);

  const setReady = (ready: boolean) => {
    if (memory.ready === ready) return;
    memory.ready = ready;
    changed = true;
  };

  const best = (past: Past): PricePoint | null => {
    if (window !== null) return isMax ? window.highest() : window.lowest();
    if (since.kind === 'alarm armed') return memory.best;
    return isMax ? past.highest : past.lowest;
  };

  const levelOf = (reference: PricePoint | null): Level | null =>
    reference === null ? null : { price: reference.price * factor, reference };

  /** Where it is ready again after a firing: most of the drop from the highest (the rise from the lowest) is gone. */
  const returnPrice = (reference: PricePoint): Price => {
    const left = condition.percent / 100 - usableWayBack(condition, wayBack.value);
    return reference.price * (isMax ? 1 - left : 1 + left);
  };

  /** Whether a price ends the waiting for readiness. */
  const clears = (x: Price, level: Level): boolean => {
    // Without a way back the level itself is where it returns to, and what is true still cannot come true again.
    if (reached(x, level.price)) return false;
    if (!memory.fired) return true;
    const price = returnPrice(level.reference);
    return isMax ? reachedFromBelow(x, price) : reachedFromAbove(x, price);
  };

  const raiseBest = (t: EpochMs, price: Price) => {
    if (memory.best !== null && !atLeastAsExtreme(price, memory.best.price)) return;
    changed ||= memory.best?.price !== price;
    memory.best = { t, price };
  };

  const inWindow = (range: TradedRange | null, t: EpochMs): TradedRange | null =>
    range !== null && window !== null && range.from < Math.max(t - window.windowMs, memory.cut?.t ?? 0)
      ? null
      : range;

  /** The judged range's own extreme, where the whole range lies inside the window. */
  const rangeExtreme = (sample: Judged): Price | null => {
    const range = inWindow(sample.range, sample.t);
    if (range === null) return null;
    return isMax ? range.high : range.low;
  };

  const takeIn = (sample: Judged) => {
    if (window !== null) {
      window.push(sample.t, sample.price, inWindow(sample.known, sample.t));
    } else if (since.kind === 'alarm armed') {
      const own = rangeExtreme(sample);
      if (own !== null) raiseBest(sample.t, own);
      raiseBest(sample.t, sample.price);
    }
  };

  const seenFrom = () => {
    const seen = window?.seenFrom() ?? Number.NaN;
    return Number.isNaN(seen) ? null : seen;
  };

  const hit = (level: Level, by: Hit['by'], provingPrice: Price): Hit => {
    setReady(false);
    memory.fired = true;
    changed = true;
    return {
      direction: isMax ? 'down' : 'up',
      level: level.price,
      reference: level.reference,
      by,
      provingPrice,
      windowSeenFrom: seenFrom(),
    };
  };

  /** Between the level and the extreme itself nothing happens; as a window moves on, the level only gets farther. */
  const settle = (level: Level) => {
    if (!memory.ready) setNotQuiet(quiet);
    else if (isMax) setQuiet(quiet, level.price, level.reference.price);
    else setQuiet(quiet, level.reference.price, level.price);
  };

  const judgeRange = (sample: Judged, past: Past): Hit | null => {
    const level = levelOf(best(past));
    if (level === null || sample.range === null) return null;
    const { low, high } = sample.range;
    const far = isMax ? low : high;
    if (memory.ready && reached(far, level.price)) return hit(level, isMax ? 'low' : 'high', far);
    if (clears(low, level) || clears(high, level)) setReady(true);
    return null;
  };

  /** The level from everything up to the sample, its own low and high included. */
  const levelWith = (sample: Judged, past: Past): Level | null => {
    let reference = best(past);
    for (const candidate of [rangeExtreme(sample), sample.price]) {
      if (candidate === null) continue;
      if (reference === null || atLeastAsExtreme(candidate, reference.price)) {
        reference = { t: sample.t, price: candidate };
      }
    }
    return levelOf(reference);
  };

  const judgePrice = (sample: Judged, level: Level | null): Hit | null => {
    if (level === null) return null;
    if (memory.ready && reached(sample.price, level.price)) return hit(level, 'price', sample.price);
    if (clears(sample.price, level)) setReady(true);
    settle(level);
    return null;
  };

  const judged = (sample: Judged, past: Past): Hit | null => {
    const ranged = judgeRange(sample, past);
    const level = levelWith(sample, past);
    if (ranged === null) return judgePrice(sample, level);
    // Of a sample that fires only the last price may make it ready again.
    if (level !== null && clears(sample.price, level)) setReady(true);
    return ranged;
  };

  return {
    arm(at, price, past) {
      if (window !== null) {
        // The arming price is known even where no history is.
        if (!(window.newestT() >= price.t)) {
          window.slideTo(price.t);
          window.push(price.t, price.price, null);
        }
        window.endAt(at);
      }
      memory.fired = false;
      if (since.kind === 'alarm armed') memory.best = price;
      changed = true;
      const level = levelOf(best(past));
      const already = level !== null && reached(price.price, level.price);
      setReady(!already);
      setNotQuiet(quiet);
      if (!already || level === null) return null;
      return { direction: isMax ? 'down' : 'up', level, windowSeenFrom: seenFrom() };
    },
    judge(sample, past) {
      window?.slideTo(sample.t);
      if (sample.known === null && isQuiet(quiet, sample.price)) {
        window?.push(sample.t, sample.price, null);
        return null;
      }
      const found = judged(sample, past);
      takeIn(sample);
      // A range that was not judged here may have moved the extreme all the same.
      if (found !== null || sample.known !== sample.range) setNotQuiet(quiet);
      return found;
    },
    pass(t, price, known) {
      if (window === null) return;
      window.slideTo(t);
      window.push(t, price, inWindow(known, t));
      setNotQuiet(quiet);
    },
    restartedAt: () => memory.cut,
    restartAt(at) {
      memory.cut = at;
      changed = true;
      window?.restart(at);
      setNotQuiet(quiet);
    },
    levels: (past) => {
      const level = levelOf(best(past));
      return { up: isMax ? null : level, down: isMax ? level : null };
    },
    isReady: () => memory.ready,
    returnsAt: (past) => {
      const reference = best(past);
      return memory.fired && !memory.ready && reference !== null ? [returnPrice(reference)] : [];
    },
    windowSeenFrom: seenFrom,
    takeChanged: () => {
      const was = changed;
      changed = false;
      return was;
    },
    settle: () => setNotQuiet(quiet),
  };
}
