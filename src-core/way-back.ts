import type { Condition } from './condition.ts';
import type { Percent, Price } from './pair.ts';

/** How far the price must return before an edge condition may fire again: a fraction that the user may change. */
export interface WayBack {
  value: number;
}

export const longestWayBack = 0.1;
const smallestProposed = 0.0002;
const largestProposed = 0.01;
const proposedWhereUnknown = 0.003;

/** What is known of a pair when a way back is proposed; prices in the quote asset. */
export interface UsualRange {
  readonly price: Price | null;
  readonly high24h: Price | null;
  readonly low24h: Price | null;
  readonly tickSize: Price | null;
}

/**
 * The way back that is proposed at creation, as a fraction: a fifth of the pair's 24-hour range, 0.02 to 1 %, at least
 * two ticks; 0.3 % where the range is not known.
 */
export function proposeWayBack({ price, high24h, low24h, tickSize }: UsualRange): number {
  const twoTicks = price === null || tickSize === null ? 0 : (2 * tickSize) / price;
  const known = high24h !== null && low24h !== null && low24h > 0 && high24h >= low24h;
  const fifth = known ? (high24h - low24h) / low24h / 5 : proposedWhereUnknown;
  const proposed = Math.min(largestProposed, Math.max(smallestProposed, fifth));
  return Math.min(longestWayBack, Math.max(proposed, twoTicks));
}

/** The way back that an alarm can use: a narrow channel and a small percentage allow only a part of it. */
export function usableWayBack(condition: Condition, wanted: number): number {
  if (condition.kind === 'channel') {
    return Math.min(wanted, (condition.high - condition.low) / condition.high / 4);
  }
  return condition.kind === 'extreme' ? Math.min(wanted, condition.percent / 200) : wanted;
}

/** The same as people read it. */
export function percentOf(wayBack: number): Percent {
  return wayBack * 100;
}
