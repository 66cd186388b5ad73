import type { Alarm } from './alarm.ts';
import { armSlot, createSlot, fillSlot } from './alarm-slot.ts';
import type { EpochMs, Pair, Percent, Price } from './pair.ts';
import { createPairSlot } from './pair-slot.ts';
import type { Sample } from './sample.ts';
import { takeSample } from './take-sample.ts';

/** How near an alarm came without ringing: the distance to a level in percent of the price that came so near. */
export interface NearestApproach {
  readonly percent: Percent;
  readonly price: Price;
  readonly t: EpochMs;
}

/** Samples of the past were judged when they came; none is held or refused now. */
const neverHeld = Number.MAX_VALUE;

/**
 * The nearest that the price came to ringing an alarm after `armedAt`, or after its last firing; null where nothing is
 * known. `samples` are all that is known of the pair, sorted by time; what lies before `armedAt` fills windows.
 */
export function nearestApproach(
  alarm: Alarm,
  pair: Pair,
  samples: readonly Sample[],
  armedAt: EpochMs,
): NearestApproach | null {
  const pairSlot = createPairSlot(pair, Number.MAX_VALUE);
  const slot = createSlot({ ...alarm, paused: false, expiresAt: null }, null, armedAt);
  const before = samples.filter((sample) => sample.t <= armedAt);
  fillSlot(slot, before, null);
  for (const sample of before) takeSample(pairSlot, { ...sample, kind: 'candle' }, sample.t, neverHeld);
  const { last } = pairSlot.past;
  if (last !== null) armSlot(slot, armedAt, last, pairSlot.past);
  pairSlot.alarms.push(slot);
  let nearest: NearestApproach | null = null;

  const consider = (x: Price, t: EpochMs, direction: 'up' | 'down') => {
    const level = slot.rule.levels(pairSlot.past)[direction];
    if (level === null || !slot.rule.isReady(direction)) return;
    const gap = direction === 'up' ? level.price - x : x - level.price;
    const percent = (Math.max(0, gap) / x) * 100;
    if (nearest === null || percent < nearest.percent) nearest = { percent, price: x, t };
  };

  for (const sample of samples.slice(before.length)) {
    if (slot.tracker.arming !== null && !slot.tracker.resting) {
      consider(sample.range?.high ?? sample.price, sample.t, 'up');
      consider(sample.range?.low ?? sample.price, sample.t, 'down');
    }
    const taken = takeSample(pairSlot, { ...sample, kind: 'candle' }, sample.t, neverHeld);
    if (taken.accepted && taken.firings.length > 0) nearest = null;
  }
  return nearest;
}
