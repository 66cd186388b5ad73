/** What target and channel have in common: a level to pass upwards, a level to pass downwards, ready or not for each. */
import type { Direction } from '../../src-core/condition.ts';
import type { Price } from '../../src-core/pair.ts';
import { fires, type Readiness, readier, type WayBack } from './readiness.ts';
import { type Hit, type Judging, pick } from './story.ts';

export interface Sides {
  readonly up: Readiness;
  readonly down: Readiness;
}

export interface SidesRule {
  readonly levels: Readonly<Record<Direction, Price>>;
  /** What a price makes the alarm ready for. */
  readonly readyAt: (x: Price, wayBack: WayBack) => Sides;
}

export const notReady: Sides = { up: 'no', down: 'no' };

/** After a hit `sides` is what was known before it: `sidesAfterHit` says what follows. */
export function judgeSides(
  rule: SidesRule,
  sides: Sides,
  judging: Judging,
  wayBack: WayBack,
): { hit: Hit | null; sides: Sides } {
  let known = sides;
  const { price, range } = judging.sample;

  // Step 1: "`high` and `low`, each against what was known before the sample, neither seeing the other"
  if (range !== undefined) {
    const up = comesTrue(rule, known, 'up', range.high, 'high', judging);
    const down = comesTrue(rule, known, 'down', range.low, 'low', judging);
    const hit = pick(up, down, judging);
    if (hit !== null) return { hit, sides: known };
    // "In step 1 low and high may make an alarm ready for step 2."
    known = nowReady(known, rule.readyAt(range.low, wayBack));
    known = nowReady(known, rule.readyAt(range.high, wayBack));
  }

  // Step 2: "If nothing fired: the last price"
  const up = comesTrue(rule, known, 'up', price, 'price', judging);
  const down = comesTrue(rule, known, 'down', price, 'price', judging);
  const hit = pick(up, down, judging);
  if (hit !== null) return { hit, sides: known };
  return { hit, sides: nowReady(known, rule.readyAt(price, wayBack)) };
}

/** "A firing ends readiness." "In a sample that fires, only its last price may make it ready again." */
export function sidesAfterHit(rule: SidesRule, judging: Judging, wayBack: WayBack): Sides {
  return rule.readyAt(judging.sample.price, wayBack);
}

function comesTrue(
  rule: SidesRule,
  sides: Sides,
  direction: Direction,
  x: Price,
  by: Hit['by'],
  judging: Judging,
): Hit | null {
  const level = rule.levels[direction];
  if (!fires(sides[direction], direction, x, level)) return null;
  const reference = { t: judging.before.t, price: judging.before.price };
  return { direction, level, by, provingPrice: x, reference };
}

function nowReady(known: Sides, more: Sides): Sides {
  return { up: readier(known.up, more.up), down: readier(known.down, more.down) };
}
