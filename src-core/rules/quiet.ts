import type { Price } from '../pair.ts';

/** Wider than the tolerance of a touch, so that nothing on the edge counts as quiet. */
const margin = 2e-9;

/**
 * Prices between which a single price changes nothing: no firing, no readiness, no new high or low. Most prices of
 * most alarms are quiet, and two comparisons tell. Ends are excluded.
 */
export interface Quiet {
  above: Price;
  below: Price;
}

/** Nothing is quiet until something is known. */
export function notQuiet(): Quiet {
  return { above: Number.POSITIVE_INFINITY, below: Number.NEGATIVE_INFINITY };
}

export function setQuiet(quiet: Quiet, above: Price, below: Price): void {
  quiet.above = above * (1 + margin);
  quiet.below = below * (1 - margin);
}

export function setNotQuiet(quiet: Quiet): void {
  quiet.above = Number.POSITIVE_INFINITY;
  quiet.below = Number.NEGATIVE_INFINITY;
}

export function isQuiet(quiet: Quiet, price: Price): boolean {
  return price > quiet.above && price < quiet.below;
}
