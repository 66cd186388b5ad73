import type { ExtremeCondition } from '../condition.ts';
import { reachedFromAbove, reachedFromBelow } from '../levels.ts';
import type { EpochMs, Price } from '../pair.ts';
import type { PricePoint, TradedRange } from '../sample.ts';
import type { Tracker } from '../tracker.ts';
import * as extremes from '../windows/extremes.ts';
import { isQuiet, notQuiet, setNotQuiet, setQuiet } from './quiet.ts';
import type { Hit, Judged, Level, Past, Rule } from './rule.ts';

type ExtremeMemory = Extract<Tracker['memory'], { kind: 'extreme' }>;

/** Extreme: an edge. `max`: fires at H × (1 − p/100) reached from above; `min`: at L × (1 + p/100) from below. */
export function createExtremeRule(condition: ExtremeCondition, memory: ExtremeMemory): Rule {
  const isMax = condition.extreme === 'max';
  const factor = isMax ? 1 - condition.percent / 100 : 1 + condition.percent / 100;
  const { since } = condition;
  const window =
    since.kind === 'window' ? extremes.createExtremesWindow(since.ms, isMax ? 'highs' : 'lows') : null;
  const quiet = notQuiet();
  let changed = false;

  const reached = (x: Price, level: Price) =>
    isMax ? reachedFromAbove(x, level) : reachedFromBelow(x, level);
  const atLeastAsExtreme = (price: Price, best: Price) => (isMax ? price >= best : price <= best);

  const setReady = (ready: boolean) => {
    if (memory.ready === ready) return;
    memory.ready = ready;
    changed = true;
  };

  const best = (past: Past): PricePoint | null => {
    if (window !== null) return isMax ? extremes.highest(window) : extremes.lowest(window);
    if (since.kind === 'alarm armed') return memory.best;
    return isMax ? past.highest : past.lowest;
  };

  const levelOf = (reference: PricePoint | null): Level | null =>
    reference === null ? null : { price: reference.price * factor, reference };

  const raiseBest = (t: EpochMs, price: Price) => {
    if (memory.best !== null && !atLeastAsExtreme(price, memory.best.price)) return;
    changed ||= memory.best?.price !== price;
    memory.best = { t, price };
  };

  const inWindow = (range: TradedRange | null, t: EpochMs): TradedRange | null =>
    range !== null && window !== null && range.from < t - window.windowMs ? null : range;

  /** The judged range's own extreme, where the whole range lies inside the window. */
  const rangeExtreme = (sample: Judged): Price | null => {
    const range = inWindow(sample.range, sample.t);
    if (range === null) return null;
    return isMax ? range.high : range.low;
  };

  const takeIn = (sample: Judged) => {
    if (window !== null) {
      extremes.push(window, sample.t, sample.price, inWindow(sample.known, sample.t));
    } else if (since.kind === 'alarm armed') {
      const own = rangeExtreme(sample);
      if (own !== null) raiseBest(sample.t, own);
      raiseBest(sample.t, sample.price);
    }
  };

  const seenFrom = () => (window === null || Number.isNaN(window.seenFrom) ? null : window.seenFrom);

  const hit = (level: Level, by: Hit['by'], provingPrice: Price): Hit => {
    setReady(false);
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
    if (!reached(low, level.price) || !reached(high, level.price)) setReady(true);
    return null;
  };

  const judgePrice = (sample: Judged, past: Past): Hit | null => {
    let reference = best(past);
    for (const candidate of [rangeExtreme(sample), sample.price]) {
      if (candidate === null) continue;
      if (reference === null || atLeastAsExtreme(candidate, reference.price)) {
        reference = { t: sample.t, price: candidate };
      }
    }
    const level = levelOf(reference);
    if (level === null) return null;
    if (!reached(sample.price, level.price)) setReady(true);
    else if (memory.ready) return hit(level, 'price', sample.price);
    settle(level);
    return null;
  };

  return {
    arm(at, price, past) {
      if (window !== null) {
        // The arming price is known even where no history is.
        if (!(window.lastT >= price.t)) extremes.append(window, price.t, price.price);
        extremes.endAt(window, at);
      }
      if (since.kind === 'alarm armed') {
        memory.best = price;
        changed = true;
      }
      const level = levelOf(best(past));
      const already = level !== null && reached(price.price, level.price);
      setReady(!already);
      setNotQuiet(quiet);
      return already;
    },
    judge(sample, past) {
      if (window !== null) extremes.slideTo(window, sample.t);
      if (sample.known === null && isQuiet(quiet, sample.price)) {
        if (window !== null) extremes.push(window, sample.t, sample.price, null);
        return null;
      }
      const found = judgeRange(sample, past) ?? judgePrice(sample, past);
      takeIn(sample);
      // A range that was not judged here may have moved the extreme all the same.
      if (found !== null || sample.known !== sample.range) setNotQuiet(quiet);
      return found;
    },
    pass(t, price, known) {
      if (window === null) return;
      extremes.slideTo(window, t);
      extremes.push(window, t, price, inWindow(known, t));
      setNotQuiet(quiet);
    },
    historyFrom: () => null,
    levels: (past) => {
      const level = levelOf(best(past));
      return { up: isMax ? null : level, down: isMax ? level : null };
    },
    isReady: () => memory.ready,
    windowSeenFrom: seenFrom,
    takeChanged: () => {
      const was = changed;
      changed = false;
      return was;
    },
  };
}
