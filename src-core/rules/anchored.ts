import { reachedFromAbove, reachedFromBelow } from '../levels.ts';
import type { EpochMs, Price } from '../pair.ts';
import { type Hit, type Judged, type Levels, type Past, tieDirection } from './rule.ts';

function tested(
  levels: Levels,
  low: Price,
  high: Price,
  sample: Judged,
  past: Past,
  names: { readonly up: Hit['by']; readonly down: Hit['by'] },
  windowSeenFrom: EpochMs | null,
): Hit | null {
  const { up, down } = levels;
  const hitUp = up !== null && reachedFromBelow(high, up.price);
  const hitDown = down !== null && reachedFromAbove(low, down.price);
  if (!hitUp && !hitDown) return null;
  const direction = hitUp && hitDown ? tieDirection(sample, past) : hitUp ? 'up' : 'down';
  const level = direction === 'up' ? up : down;
  if (level === null) return null;
  return {
    direction,
    level: level.price,
    reference: level.reference,
    by: names[direction],
    provingPrice: direction === 'up' ? high : low,
    windowSeenFrom,
  };
}

/** Step 1 of an anchored condition: low and high against levels from what was known before the sample. */
export function testRange(levels: Levels, sample: Judged, past: Past, seenFrom: EpochMs | null): Hit | null {
  if (sample.range === null) return null;
  const { low, high } = sample.range;
  return tested(levels, low, high, sample, past, { up: 'high', down: 'low' }, seenFrom);
}

/** Step 2: the last price against levels from everything up to it. */
export function testPrice(levels: Levels, sample: Judged, past: Past, seenFrom: EpochMs | null): Hit | null {
  return tested(levels, sample.price, sample.price, sample, past, { up: 'price', down: 'price' }, seenFrom);
}
